using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The files and directories that containers mount exist: an engine refuses to start a container without them.</summary>
internal sealed class MountSourceCheck : FileCheck
{
    protected override Rule Rule => FileRules.MountSource;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        from resource in host.Graph.Resources
        from mount in resource.Mounts
        where !mount.IsVolume
        let path = CheckedHost.RelativePath(mount.Source)
        where path is not null
        select new PathUse(resource, mount.Condition, mount.Site, host.Directory, path) { IsWritten = !mount.IsReadOnly };

    protected override string? Problem(PathKind found) => found == PathKind.Missing ? "that does not exist" : null;

    /// <summary>What a container writes to is data, which a fresh clone has not; what it only reads must have been there before.</summary>
    protected override bool MayComeLater(PathUse use) => use.IsWritten;
}
