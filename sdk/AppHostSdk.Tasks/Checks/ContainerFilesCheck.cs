using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The files and directories exist that are put into containers.</summary>
internal sealed class ContainerFilesCheck : FileCheck
{
    protected override Rule Rule => FileRules.ContainerFilesSource;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        from resource in host.Graph.Resources
        from detail in resource.Details
        where detail.Detail == ResourceDetail.ContainerFiles
        let source = (detail.Value as ModelValue.List)?.Items is [var first, ..] ? first : ModelValue.None
        let path = source is ModelValue.HostPath ? CheckedHost.RelativePath(source) : null
        where path is not null
        select new PathUse(resource, detail.Condition, detail.Site, host.Directory, path);

    protected override string? Problem(PathKind found) => found == PathKind.Missing ? "that does not exist" : null;
}
