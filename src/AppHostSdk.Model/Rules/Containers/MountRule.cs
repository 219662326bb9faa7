namespace AppHostSdk.Model;

/// <summary>A place in a container is the target of one mount.</summary>
internal static class MountRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Mounts.Count < 2)
            {
                continue;
            }

            foreach (var (mount, earlier, both) in index.Clashes(resource, resource.Mounts, static (one, other) => Target(one) == Target(other)))
            {
                var finding = new Finding(
                    RuleCatalog.MountTwice,
                    new SiteArgument(mount.Site, "target"),
                    EquatableArray.Of(new SiteArgument(earlier.Site, "target")),
                    EquatableArray.Of(resource.Name, mount.Target));
                yield return index.Under(finding, both, index.Reaching(resource, mount), index.Reaching(resource, earlier));
            }
        }
    }

    private static string Target(MountEntry mount) => mount.Target.Length > 1 ? mount.Target.TrimEnd('/') : mount.Target;
}
