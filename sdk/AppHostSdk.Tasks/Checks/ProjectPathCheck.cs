using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The projects that the program names by path exist. A backslash in them is a separator on every system.</summary>
internal sealed class ProjectPathCheck : FileCheck
{
    protected override Rule Rule => FileRules.ProjectPath;

    public override IEnumerable<PathUse> Uses(CheckedHost host) =>
        from resource in host.Graph.Resources
        from setting in resource.Settings
        where setting.Setting == ResourceSetting.ProjectPath
        let path = CheckedHost.RelativePath(setting.Value)
        where path is not null
        select new PathUse(resource, setting.Condition, setting.Site, host.Directory, path.Replace('\\', '/'));

    protected override string? Problem(PathKind found) => found == PathKind.Missing ? "that does not exist" : null;
}
