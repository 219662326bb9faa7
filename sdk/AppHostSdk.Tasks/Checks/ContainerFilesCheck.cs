using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The files and directories exist that are put into containers.</summary>
internal sealed class ContainerFilesCheck : FileCheck
{
    protected override Rule Rule => FileRules.ContainerFilesSource;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        from resource in host.Graph.Resources
        from files in resource.Container.OfType<ContainerFilesEntry>()
        let path = files.Source is ModelValue.HostPath ? CheckedHost.RelativePath(files.Source) : null
        where path is not null
        select new PathUse(resource, files.Condition, files.Site, host.Directory, path);

    protected override string? Problem(PathKind found) => found == PathKind.Missing ? "that does not exist" : null;
}
