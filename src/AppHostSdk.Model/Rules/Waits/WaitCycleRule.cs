namespace AppHostSdk.Model;

/// <summary>
/// No resource waits for itself, directly or through others. Each strongly connected component is reported once, on the wait
/// declared last, with the shortest cycle through it that some run can have.
/// </summary>
internal static class WaitCycleRule
{
    // In a component whose last waits are on no possible cycle, so many are tried; the run time finds the rest.
    private const int MostTries = 50;

    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var wait in resource.Waits.Where(w => w.Dependency == resource.Key))
            {
                var when = index.When(resource, wait);
                if (index.IsPossible(when))
                {
                    yield return index.Under(
                        new Finding(RuleCatalog.SelfWait, new SiteArgument(wait.Site, "dependency"), default, EquatableArray.Of(resource.Name)),
                        when,
                        index.Reaching(resource, wait));
                }
            }
        }

        var edges = WaitEdges.Of(index);
        if (index.LeadBack(edges))
        {
            yield break;
        }

        var outgoing = edges.ToLookup(e => e.From);
        var components = WaitComponents.Of(index.Graph.Resources.Select(r => r.Key), outgoing);
        foreach (var group in edges.Where(e => components[e.From] == components[e.To]).GroupBy(e => components[e.From]))
        {
            foreach (var last in group.Where(e => index.Find(e.From)!.Kind != ResourceKind.Logical).OrderByDescending(e => e.Site).Take(MostTries))
            {
                if (GuardedCycle.Through(index, last, outgoing, e => components[e.To] == group.Key) is not var (cycle, when))
                {
                    continue;
                }

                var path = cycle.Select(e => e.From).Concat([last.From]).Select(key => index.Find(key)!.Name);
                yield return index.Under(
                    new Finding(
                        RuleCatalog.WaitCycle,
                        new SiteArgument(last.Site, "dependency"),
                        cycle.Skip(1).Select(e => new SiteArgument(e.Site, "dependency")).ToEquatableArray(),
                        EquatableArray.Of(string.Join(" → ", path))),
                    when,
                    [.. cycle.Select(e => e.Reaching(index))]);
                break;
            }
        }
    }
}
