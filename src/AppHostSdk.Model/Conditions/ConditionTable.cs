namespace AppHostSdk.Model;

/// <summary>
/// The conditions of a finished graph: a frozen, canonical, shared node table. Two graphs whose parts exist under the same
/// conditions have equal tables, whatever the order of evaluation was, as long as no condition had to be widened.
/// </summary>
/// <param name="Atoms">The values tested, in order of first use.</param>
/// <param name="Nodes">The nodes; node <c>i</c> is <see cref="Condition"/> number <c>i + 2</c>. A node refers only to earlier ones.</param>
public sealed record ConditionTable(EquatableArray<Atom> Atoms, EquatableArray<ConditionNode> Nodes)
{
    internal const int FirstNode = 2;

    /// <summary>A table without any test: everything in the graph is unconditional.</summary>
    public static ConditionTable Empty { get; } = new(default, default);

    /// <summary>Decides <paramref name="condition"/> when every atom's value is known.</summary>
    /// <param name="condition">A condition of this table.</param>
    /// <param name="valueOf">Gives the value of an atom.</param>
    public bool Evaluate(Condition condition, Func<Atom, string> valueOf)
    {
        while (condition.Node >= FirstNode)
        {
            var node = Nodes[condition.Node - FirstNode];
            var value = valueOf(Atoms[node.Atom]);
            var next = node.Otherwise;
            foreach (var edge in node.Edges)
            {
                if (string.Equals(edge.Value, value, StringComparison.Ordinal))
                {
                    next = edge.Then;
                    break;
                }
            }

            condition = next;
        }

        return condition.IsAlways;
    }
}
