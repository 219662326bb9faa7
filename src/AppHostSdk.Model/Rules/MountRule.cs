namespace AppHostSdk.Model;

/// <summary>A place in a container is the target of one mount.</summary>
internal static class MountRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        where resource.Mounts.Count > 1
        from pair in index.Clashes(resource, resource.Mounts, (one, other) => Target(one) == Target(other))
        select index.Under(
            new Finding(
                RuleCatalog.MountTwice,
                new SiteArgument(pair.Entry.Site, "target"),
                EquatableArray.Of(new SiteArgument(pair.Earlier.Site, "target")),
                EquatableArray.Of(resource.Name, pair.Entry.Target)),
            pair.Both,
            index.Reaching(resource, pair.Entry),
            index.Reaching(resource, pair.Earlier));

    private static string Target(MountEntry mount) => mount.Target.Length > 1 ? mount.Target.TrimEnd('/') : mount.Target;
}
