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

        var outgoing = edges.ToLookup(e => e.From);
        var components = WaitComponents.Of(index.Graph.Resources.Select(r => r.Key), outgoing);
        foreach (var group in edges.Where(e => components[e.From] == components[e.To]).GroupBy(e => components[e.From]))
        {
            foreach (var last in group.Where(e => index.Find(e.From)!.Kind != ResourceKind.Logical).OrderByDescending(e => e.Site).Take(MostTries))
            {
                if (Cycle(index, last, outgoing, e => components[e.To] == group.Key) is not var (cycle, when))
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

    /// <summary>
    /// The shortest cycle through <paramref name="last"/> whose waits can all be there in one run. Breadth first over places and
    /// the condition of having come there; a place is visited again only under conditions that are new.
    /// </summary>
    private static (List<WaitEdge> Cycle, Condition When)? Cycle(GraphIndex index, WaitEdge last, ILookup<string, WaitEdge> outgoing, Func<WaitEdge, bool> inside)
    {
        var reached = new Dictionary<string, Condition> { [last.To] = last.When };
        var queue = new Queue<Step>([new Step(last.To, last.When, null, null)]);
        while (queue.Count > 0)
        {
            var step = queue.Dequeue();
            if (step.Key == last.From)
            {
                var cycle = new List<WaitEdge>();
                for (var at = step; at.Edge is { } edge; at = at.Before!)
                {
                    cycle.Insert(0, edge);
                }

                cycle.Insert(0, last);
                return (cycle, step.When);
            }

            foreach (var edge in outgoing[step.Key].Where(inside))
            {
                var when = index.Conditions.And(step.When, edge.When);
                var before = reached.TryGetValue(edge.To, out var known) ? known : Condition.Never;
                var after = index.Conditions.Or(before, when);
                if (index.IsPossible(when) && after != before)
                {
                    reached[edge.To] = after;
                    queue.Enqueue(new Step(edge.To, when, step, edge));
                }
            }
        }

        return null;
    }

    private sealed record Step(string Key, Condition When, Step? Before, WaitEdge? Edge);
}
