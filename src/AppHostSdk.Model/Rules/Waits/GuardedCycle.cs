namespace AppHostSdk.Model;

/// <summary>Cycles among resources whose edges have conditions.</summary>
internal static class GuardedCycle
{
    /// <summary>
    /// The shortest cycle through <paramref name="last"/> whose edges can all be there in one run. Breadth first over places and
    /// the condition of having come there; a place is visited again only under conditions that are new.
    /// </summary>
    public static (List<WaitEdge> Cycle, Condition When)? Through(GraphIndex index, WaitEdge last, ILookup<string, WaitEdge> outgoing, Func<WaitEdge, bool> inside)
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
