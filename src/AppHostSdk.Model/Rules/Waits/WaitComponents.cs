namespace AppHostSdk.Model;

/// <summary>A wait between two resources.</summary>
/// <param name="From">Key of the resource that waits.</param>
/// <param name="To">Key of the resource waited for.</param>
/// <param name="Entry">What the call made of it: an entry of the resource that waits.</param>
/// <param name="When">When both resources and the wait are there.</param>
internal sealed record WaitEdge(string From, string To, Entry Entry, Condition When)
{
    /// <summary>The call.</summary>
    public int Site => Entry.Site;

    /// <summary>What is waited for is the end of the other one.</summary>
    public bool IsForEnd { get; init; }

    /// <summary>When each of the expressions is reached that make the wait, and it is there.</summary>
    public IEnumerable<Condition> Reaching(GraphIndex index) => index.Find(From) is { } resource
        ? index.Reaching(resource, Entry).Select(c => c == index.When(resource, Entry) ? When : c)
        : [];
}

/// <summary>The strongly connected components of the waits, whatever their conditions.</summary>
internal static class WaitComponents
{
    /// <summary>Tarjan's algorithm with an explicit stack: a long chain of waits must not overflow the compiler's.</summary>
    public static Dictionary<string, int> Of(IEnumerable<string> keys, ILookup<string, WaitEdge> outgoing)
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

            var path = new Stack<(string Key, IEnumerator<WaitEdge> Edges)>();
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
