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
        var edges = new List<WaitEdge>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var wait in resource.Waits)
            {
                if (index.Find(wait.Dependency) is not { } dependency)
                {
                    continue;
                }

                var when = index.Conditions.And(index.When(resource, wait), index.When(dependency));
                if (!index.IsPossible(when))
                {
                    continue;
                }

                if (wait.Dependency == resource.Key)
                {
                    yield return index.Under(
                        new Finding(RuleCatalog.SelfWait, new SiteArgument(wait.Site, "dependency"), default, EquatableArray.Of(resource.Name)),
                        when,
                        when);
                }
                else
                {
                    edges.Add(new WaitEdge(resource.Key, wait.Dependency, wait.Site, when));
                }
            }
        }

        // Who waits for a part waits for the whole.
        foreach (var part in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Logical))
        {
            foreach (var parent in part.Relationships.Where(r => r.Kind == RelationshipEntry.Parent && index.Find(r.Other) is not null && r.Other != part.Key))
            {
                edges.Add(new WaitEdge(part.Key, parent.Other, parent.Site, index.When(part, parent)));
            }
        }

        // Who waits for a connection string that is made of others waits for those; they are not a part of it.
        foreach (var made in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Logical && !r.Relationships.Any(p => p.Kind == RelationshipEntry.Parent)))
        {
            foreach (var connection in made.Connections)
            {
                foreach (var other in connection.Value.Mentioned().Where(key => key != made.Key).Distinct().Select(index.Find).Where(r => r is { Kind: not ResourceKind.Parameter }))
                {
                    edges.Add(new WaitEdge(made.Key, other!.Key, connection.Site, index.When(made, connection)));
                }
            }
        }

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
                    [.. cycle.Select(e => e.When)]);
                break;
            }
        }
    }
}
