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

            var earlier = new List<MountEntry>();
            foreach (var mount in resource.Mounts)
            {
                foreach (var other in earlier.Where(m => Target(m) == Target(mount)))
                {
                    var both = index.Conditions.And(index.When(resource, mount), index.When(resource, other));
                    if (index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(
                                RuleCatalog.MountTwice,
                                new SiteArgument(mount.Site, "target"),
                                EquatableArray.Of(new SiteArgument(other.Site, "target")),
                                EquatableArray.Of(resource.Name, mount.Target)),
                            both,
                            index.Reaching(resource, mount),
                            index.Reaching(resource, other));
                        break;
                    }
                }

                earlier.Add(mount);
            }
        }
    }

    private static string Target(MountEntry mount) => mount.Target.Length > 1 ? mount.Target.TrimEnd('/') : mount.Target;
}
