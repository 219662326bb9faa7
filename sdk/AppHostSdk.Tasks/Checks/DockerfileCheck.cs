using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The Dockerfiles that images are built with exist.</summary>
internal sealed class DockerfileCheck : FileCheck
{
    private const string DefaultName = "Dockerfile";

    protected override Rule Rule => FileRules.BuildSource;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        from resource in host.Graph.Resources
        from build in resource.Container.OfType<DockerfileEntry>()
        let context = CheckedHost.RelativePath(build.Context)
        where context is not null
        let start = new PathUse(resource, build.Condition, build.Site, host.Directory, context).FullPath

        // A context that is not there is reported already.
        where start is not null && host.Files.KindOf(start) == PathKind.Directory
        let path = build.Dockerfile.IsNone ? DefaultName : CheckedHost.RelativePath(build.Dockerfile)
        where path is not null
        select new PathUse(resource, build.Condition, build.Site, start, path);

    protected override string? Problem(PathKind found) => found switch
    {
        PathKind.File => null,
        PathKind.Directory => "that is a directory",
        _ => "that does not exist",
    };
}
