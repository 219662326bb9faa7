namespace AppHostSdk.Model;

public sealed partial class ConditionDiagram
{
    // More ways than this make a sentence that nobody reads.
    private const int MostWays = 3;
    private const int MostTests = 6;
    private const int MostSteps = 2_000;

    /// <summary>
    /// <paramref name="condition"/> in words that continue "when …", for example <c>configuration 'Kind' is 'sql'</c>: all ways it
    /// can hold when they are few, else one of the shortest.
    /// </summary>
    /// <param name="condition">A condition that holds sometimes.</param>
    /// <returns>Empty for <see cref="Condition.Always"/>.</returns>
    public string Describe(Condition condition)
    {
        if (condition.Node < ConditionTable.FirstNode)
        {
            return "";
        }

        var ways = new List<string[]>();
        var pending = new Queue<(Condition Condition, string[] Tests)>([(condition, [])]);
        for (var steps = 0; pending.Count > 0 && ways.Count <= MostWays && steps < MostSteps; steps++)
        {
            var (next, tests) = pending.Dequeue();
            if (next.IsAlways)
            {
                ways.Add(tests);
            }
            else if (!next.IsNever && (ways.Count == 0 || tests.Length <= MostTests))
            {
                var node = NodeOf(next);
                var atom = _atoms[node.Atom];
                foreach (var edge in node.Edges)
                {
                    pending.Enqueue((edge.Then, [.. tests, TestWords.Is(atom, edge.Value)]));
                }

                pending.Enqueue((node.Otherwise, [.. tests, TestWords.IsNot(atom, node.Edges.Select(e => e.Value))]));
            }
        }

        if (ways.Count == 0)
        {
            return "a combination of many conditions holds";
        }

        return ways.Count > MostWays || pending.Count > 0
            ? string.Join(" and ", ways[0]) + ", for example"
            : string.Join(", or ", ways.Select(w => string.Join(" and ", w)));
    }
}
