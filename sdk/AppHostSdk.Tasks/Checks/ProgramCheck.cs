using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>
/// The programs that are given by path exist. A name without a separator is looked up in <c>PATH</c> when the host runs, which
/// is another one than the build's.
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
            if (CheckedHost.RelativePath(resource.Command) is { } command
                && (resource.Command is ModelValue.HostPath || command.IndexOfAny(['/', '\\']) >= 0)
                && Start(host, resource) is { } start)
            {
                yield return new PathUse(resource, Condition.Always, resource.Site, start, command);
            }
        }
    }

    protected override string? Problem(PathKind found) => found switch
    {
        PathKind.File => null,
        PathKind.Directory => "that is a directory",
        _ => "that does not exist",
    };

    protected override IEnumerable<string> Candidates(CheckedHost host, string path) =>
        host.Files.IsWindows ? WindowsExtensions.Select(extension => path + extension) : [path];

    /// <summary>A command is relative to the working directory. Without that directory there is nothing to look in, and it is reported already.</summary>
    private static string? Start(CheckedHost host, Resource resource) =>
        resource.Command is ModelValue.HostPath ? host.Directory
        : WorkingDirectoryCheck.Use(host, resource)?.FullPath is { } directory && host.Files.KindOf(directory) == PathKind.Directory ? directory
        : null;
}
