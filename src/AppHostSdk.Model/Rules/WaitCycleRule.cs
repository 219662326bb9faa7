namespace AppHostSdk.Model;

/// <summary>
/// No resource waits for itself, directly or through others. Each strongly connected component is reported once, on the wait
/// declared last, with the shortest cycle through it.
/// </summary>
internal static class WaitCycleRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var edges = new List<Edge>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var wait in resource.Waits)
            {
                if (!wait.Condition.IsAlways || index.Find(wait.Dependency) is null)
                {
                    continue;
                }

                if (wait.Dependency == resource.Key)
                {
                    yield return new Finding(
                        RuleCatalog.SelfWait,
                        new SiteArgument(wait.Site, "dependency"),
                        default,
                        EquatableArray.Of(resource.Name));
                }
                else
                {
                    edges.Add(new Edge(resource.Key, wait.Dependency, wait.Site));
                }
            }
        }

        var outgoing = edges.ToLookup(e => e.From);
        var components = Components(index.Graph.Resources.Select(r => r.Key), outgoing);
        foreach (var group in edges.Where(e => components[e.From] == components[e.To]).GroupBy(e => components[e.From]))
        {
            var last = group.OrderBy(e => e.Site).Last();
            var cycle = ShortestPath(last.To, last.From, outgoing, e => components[e.To] == group.Key);
            cycle.Insert(0, last);
            var path = cycle.Select(e => e.From).Concat([last.From]).Select(key => index.Find(key)!.Name);
            yield return new Finding(
                RuleCatalog.WaitCycle,
                new SiteArgument(last.Site, "dependency"),
                cycle.Skip(1).Select(e => new SiteArgument(e.Site, "dependency")).ToEquatableArray(),
                EquatableArray.Of(string.Join(" → ", path)));
        }
    }

    private readonly record struct Edge(string From, string To, int Site);

    /// <summary>Breadth first, so that the first path found is a shortest one; exists because both ends are in one component.</summary>
    private static List<Edge> ShortestPath(string from, string to, ILookup<string, Edge> outgoing, Func<Edge, bool> inside)
    {
        var reachedBy = new Dictionary<string, Edge>();
        var queue = new Queue<string>([from]);
        while (queue.Count > 0 && !reachedBy.ContainsKey(to))
        {
            foreach (var edge in outgoing[queue.Dequeue()].Where(inside))
            {
                if (edge.To != from && !reachedBy.ContainsKey(edge.To))
                {
                    reachedBy.Add(edge.To, edge);
                    queue.Enqueue(edge.To);
                }
            }
        }

        var path = new List<Edge>();
        for (var key = to; key != from; key = path[0].From)
        {
            path.Insert(0, reachedBy[key]);
        }

        return path;
    }

    /// <summary>Tarjan's algorithm with an explicit stack: a long chain of waits must not overflow the compiler's.</summary>
    private static Dictionary<string, int> Components(IEnumerable<string> keys, ILookup<string, Edge> outgoing)
    {
        var component = new Dictionary<string, int>();
        var number = new Dictionary<string, int>();
        var lowest = new Dictionary<string, int>();
        var open = new Stack<string>();
        foreach (var root in keys)
        {
            if (number.ContainsKey(root))
            {
                continue;
            }

            var path = new Stack<(string Key, IEnumerator<Edge> Edges)>();
            Enter(root);
            while (path.Count > 0)
            {
                var (key, rest) = path.Peek();
                if (rest.MoveNext())
                {
                    var next = rest.Current.To;
                    if (!number.TryGetValue(next, out var reached))
                    {
                        Enter(next);
                    }
                    else if (!component.ContainsKey(next))
                    {
                        lowest[key] = Math.Min(lowest[key], reached);
                    }

                    continue;
                }

                path.Pop();
                if (path.Count > 0)
                {
                    var parent = path.Peek().Key;
                    lowest[parent] = Math.Min(lowest[parent], lowest[key]);
                }

                if (lowest[key] == number[key])
                {
                    string member;
                    do
                    {
                        member = open.Pop();
                        component[member] = number[key];
                    }
                    while (member != key);
                }
            }

            void Enter(string key)
            {
                number[key] = lowest[key] = number.Count;
                open.Push(key);
                path.Push((key, outgoing[key].GetEnumerator()));
            }
        }

        return component;
    }
}
