using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The directories that programs start in exist.</summary>
internal sealed class WorkingDirectoryCheck : FileCheck
{
    protected override Rule Rule => FileRules.WorkingDirectory;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        host.Graph.Resources.Select(resource => Use(host, resource)).OfType<PathUse>();

    /// <summary>The working directory of <paramref name="resource"/>, or <see langword="null"/> when it has none that can be checked.</summary>
    public static PathUse? Use(CheckedHost host, Resource resource) =>
        CheckedHost.RelativePath(resource.WorkingDirectory) is { } path
            ? new PathUse(resource, Condition.Always, resource.Site, host.Directory, path)
            : null;

    protected override string? Problem(PathKind found) => found switch
    {
        PathKind.Directory => null,
        PathKind.File => "that is a file",
        _ => "that does not exist",
    };
}
