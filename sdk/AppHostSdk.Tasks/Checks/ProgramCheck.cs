using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>
/// The programs that are given by path exist. A name without a separator is looked up in <c>PATH</c> when the host runs, which
/// is another one than the build's; it is wrong where it is found in neither and what is there says what was meant.
/// </summary>
internal sealed class ProgramCheck : FileCheck
{
    // What Windows adds to a name without extension.
    private static readonly string[] WindowsExtensions = ["", ".exe", ".cmd", ".bat", ".com"];

    protected override Rule Rule => FileRules.Program;

    public override IEnumerable<PathUse> Uses(CheckedHost host)
    {
        foreach (var resource in host.Graph.Resources)
        {
            var others = resource.Settings.Where(s => s.Setting == ResourceSetting.Program).ToList();
            var isReplaced = others.Exists(s => s.Condition.IsAlways || s.Condition == resource.Condition);
            if (!isReplaced && CheckedHost.RelativePath(resource.Command) is { Length: > 0 } command && Start(host, resource) is { } start)
            {
                yield return new PathUse(resource, Condition.Always, resource.Site, start, command);
            }

            foreach (var other in others)
            {
                // An integration that has something done before it starts another program has that made, as a virtual environment is.
                if (CheckedHost.RelativePath(other.Value) is { Length: > 0 } program
                    && WorkingDirectory(host, resource) is { } directory
                    && !(IsPath(program) && resource.Waits.Any(w => w.Kind == WaitKind.Completed)))
                {
                    yield return new PathUse(resource, other.Condition, other.Site, directory, program);
                }
            }
        }
    }

    public override FileFinding? Check(CheckedHost host, PathUse use)
    {
        if (!IsName(use))
        {
            return base.Check(host, use);
        }

        if (Advice(host, use) is not { } advice || IsInSearchPath(host, use.Written))
        {
            return null;
        }

        // Where the host runs, another program may be in PATH, but hardly one whose name is a whole command line.
        var program = CommandLine.Split(use.Written)[0];
        var isCertain = program != use.Written && IsInSearchPath(host, program);
        var finding = Finding(host, use, "there is no such program in PATH", advice);
        return finding with { IsError = finding.IsError && isCertain };
    }

    protected override string? Advice(CheckedHost host, PathUse use) => CommandAdvice.For(
        use.Resource,
        use.Written,
        path => (use with { Written = path }).FullPath is { } full && host.Files.KindOf(full) == PathKind.File,
        name => IsInSearchPath(host, name));

    protected override string? Problem(PathKind found) => found switch
    {
        PathKind.File => null,
        PathKind.Directory => "that is a directory",
        _ => "that does not exist",
    };

    protected override IEnumerable<string> Candidates(CheckedHost host, string path) =>
        host.Files.IsWindows ? WindowsExtensions.Select(extension => path + extension) : [path];

    private static bool IsName(PathUse use) => use.Resource.Command is not ModelValue.HostPath && !IsPath(use.Written);

    private static bool IsPath(string written) => written.IndexOfAny(['/', '\\']) >= 0;

    private bool IsInSearchPath(CheckedHost host, string name) => host.SearchPath
        .Split([host.Files.IsWindows ? ';' : ':'], StringSplitOptions.RemoveEmptyEntries)
        .Where(CheckedHost.IsAbsolute)
        .SelectMany(directory => Candidates(host, $"{directory.TrimEnd('/', '\\')}/{name}"))
        .Any(path => host.Files.KindOf(path) == PathKind.File);

    /// <summary>
    /// A command is relative to the working directory. Without that directory there is nothing to look in, and it is reported already.
    /// </summary>
    private static string? Start(CheckedHost host, Resource resource) =>
        resource.Command is ModelValue.HostPath ? host.Directory
        : WorkingDirectory(host, resource);

    private static string? WorkingDirectory(CheckedHost host, Resource resource) =>
        WorkingDirectoryCheck.Use(host, resource)?.FullPath is { } path && host.Files.KindOf(path) == PathKind.Directory ? path : null;
}
