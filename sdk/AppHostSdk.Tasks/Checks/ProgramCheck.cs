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
            if (CheckedHost.RelativePath(resource.Command) is { Length: > 0 } command && Start(host, resource) is { } start)
            {
                yield return new PathUse(resource, Condition.Always, resource.Site, start, command);
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

    private static bool IsName(PathUse use) => use.Resource.Command is not ModelValue.HostPath && use.Written.IndexOfAny(['/', '\\']) < 0;

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
        : WorkingDirectoryCheck.Use(host, resource)?.FullPath is { } path && host.Files.KindOf(path) == PathKind.Directory ? path
        : null;
}
