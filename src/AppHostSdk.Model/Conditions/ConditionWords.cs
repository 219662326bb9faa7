namespace AppHostSdk.Model;

/// <summary>Says in words when a part of a graph exists.</summary>
/// <param name="table">The conditions of the graph.</param>
public sealed class ConditionWords(ConditionTable table)
{
    // More ways than this make a sentence that nobody reads.
    private const int MostWays = 3;
    private const int MostTests = 6;
    private const int MostSteps = 2_000;

    private readonly bool[] _canHold = CanHold(table);

    /// <summary>The words for a condition of the table, for example <c>when running and configuration 'Database' is 'postgres'</c>.</summary>
    public string Of(Condition condition) =>
        condition.IsAlways ? "always" : Tests(condition) is { Length: > 0 } tests ? $"when {tests}" : "never";

    /// <summary>
    /// The words that follow "when": all ways in which the condition can hold when they are few, else one of the shortest.
    /// Empty for a condition that always holds, or never.
    /// </summary>
    public string Tests(Condition condition)
    {
        var ways = new List<string[]>();
        var pending = new Queue<(Condition Condition, string[] Tests)>([(condition, [])]);
        for (var steps = 0; pending.Count > 0 && ways.Count <= MostWays && steps < MostSteps; steps++)
        {
            var (next, tests) = pending.Dequeue();
            if (next.IsAlways)
            {
                ways.Add(tests);
            }
            else if (_canHold[next.Node] && tests.Length == MostTests)
            {
                ways.Add([.. tests, "further tests hold"]);
            }
            else if (_canHold[next.Node])
            {
                var node = table.Nodes[next.Node - ConditionTable.FirstNode];
                var atom = table.Atoms[node.Atom];

                // Values with one outcome are one way: "is 'eu' or 'us'".
                foreach (var outcome in node.Edges.GroupBy(edge => edge.Then))
                {
                    pending.Enqueue((outcome.Key, [.. tests, TestWords.Of(atom, [.. outcome.Select(edge => edge.Value)], holds: true)]));
                }

                pending.Enqueue((node.Otherwise, [.. tests, TestWords.Of(atom, [.. node.Edges.Select(edge => edge.Value)], holds: false)]));
            }
        }

        return ways.Count == 0
            ? ""
            : ways.Count > MostWays || pending.Count > 0
                ? string.Join(" and ", ways[0]) + ", for example"
                : string.Join(", or ", ways.Select(way => string.Join(" and ", way)));
    }

    /// <summary>
    /// By number, whether a condition can hold. Without this, a diagram in which most ways lead nowhere would be walked for ever.
    /// </summary>
    private static bool[] CanHold(ConditionTable table)
    {
        var canHold = new bool[table.Nodes.Count + ConditionTable.FirstNode];
        canHold[Condition.Always.Node] = true;
        for (var i = 0; i < table.Nodes.Count; i++)
        {
            // A node refers only to earlier ones.
            var node = table.Nodes[i];
            canHold[i + ConditionTable.FirstNode] = canHold[node.Otherwise.Node] || node.Edges.Any(edge => canHold[edge.Then.Node]);
        }

        return canHold;
    }
}
