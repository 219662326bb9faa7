using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The directories that images are built from exist.</summary>
internal sealed class BuildContextCheck : FileCheck
{
    protected override Rule Rule => FileRules.BuildSource;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        from resource in host.Graph.Resources
        from build in resource.Container.OfType<DockerfileEntry>()
        let path = CheckedHost.RelativePath(build.Context)
        where path is not null
        select new PathUse(resource, build.Condition, build.Site, host.Directory, path);

    protected override string? Problem(PathKind found) => found switch
    {
        PathKind.Directory => null,
        PathKind.File => "that is a file. Pass its directory, and the Dockerfile as the next argument",
        _ => "that does not exist",
    };
}
