namespace AppHostSdk.Model;

/// <summary>No connection string is made of itself, directly or through others: it would have no value.</summary>
internal static class ConnectionCycleRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var edges = new List<WaitEdge>();
        foreach (var resource in index.Graph.Resources)
        {
            // The own expression of a resource that is redirected in all those runs is not asked.
            var redirected = index.Any(resource.Connections.Where(c => c.IsRedirection), c => index.When(resource, c));
            foreach (var connection in resource.Connections)
            {
                var when = index.When(resource, connection);
                when = connection.IsRedirection ? when : index.Conditions.And(when, index.Conditions.Not(redirected));
                foreach (var key in connection.Value.SelfAndParts().OfType<ModelValue.Connection>().Select(c => c.Key).Distinct())
                {
                    if (index.Find(key) is { } other && index.Conditions.And(when, index.When(other)) is var both && index.IsPossible(both))
                    {
                        edges.Add(new WaitEdge(resource.Key, key, connection, both));
                    }
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
            foreach (var last in group.OrderByDescending(e => e.Site))
            {
                if (GuardedCycle.Through(index, last, outgoing, e => components[e.To] == group.Key) is not var (cycle, when))
                {
                    continue;
                }

                yield return index.Under(
                    new Finding(
                        RuleCatalog.ConnectionCycle,
                        new SiteArgument(last.Site, IsRedirection(index, last) ? "resource" : null),
                        cycle.Skip(1).Select(e => new SiteArgument(e.Site, null)).ToEquatableArray(),
                        EquatableArray.Of(string.Join(" → ", cycle.Select(e => e.From).Concat([last.From]).Select(key => index.Find(key)!.Name)))),
                    when,
                    [.. cycle.Select(e => e.Reaching(index))]);
                break;
            }
        }
    }

    private static bool IsRedirection(GraphIndex index, WaitEdge edge) => index.Find(edge.From)!.Connections.Any(c => c.IsRedirection && c.Site == edge.Site);
}
