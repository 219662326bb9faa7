namespace AppHostSdk.Model;

public sealed partial class ConditionDiagram
{
    private Condition _care = Condition.Never;
    private Dictionary<(int Condition, int Within), Condition>? _known;

    /// <summary>
    /// What remains of <paramref name="condition"/> where <paramref name="care"/> is known to hold: a smaller condition that
    /// agrees with it there and says nothing elsewhere. Tests that <paramref name="care"/> decides disappear.
    /// </summary>
    /// <param name="condition">Any condition.</param>
    /// <param name="care">What is known; <see cref="Condition.Never"/> leaves <paramref name="condition"/> as it is.</param>
    public Condition Within(Condition condition, Condition care)
    {
        if (care.IsNever)
        {
            return condition;
        }

        // Once the budget is spent a result may be widened: the condition itself is then the better answer.
        if (IsSpent)
        {
            return condition;
        }

        // A graph asks for one condition after the other within the same one.
        if (_known is null || _care != care)
        {
            _care = care;
            _known = [];
        }

        var known = _known;
        return Walk(condition, care);

        Condition Walk(Condition c, Condition within)
        {
            if (c.Node < ConditionTable.FirstNode || within.IsAlways)
            {
                return c;
            }

            if (known.TryGetValue((c.Node, within.Node), out var result))
            {
                return result;
            }

            var node = NodeOf(c);
            var rest = NodeOf(within);
            if (rest.Atom < node.Atom)
            {
                // The condition does not ask; it must not begin to.
                var any = rest.Edges.Aggregate(rest.Otherwise, (sum, edge) => Or(sum, edge.Then));
                return known[(c.Node, within.Node)] = Walk(c, any);
            }

            var values = new SortedSet<string>(node.Edges.Select(e => e.Value), StringComparer.Ordinal);
            if (rest.Atom == node.Atom)
            {
                values.UnionWith(rest.Edges.Select(e => e.Value));
            }

            var branches = values
                .Select(v => (Value: v, Then: Child(node, v), Care: rest.Atom == node.Atom ? Child(rest, v) : within))
                .ToList();
            var otherCare = rest.Atom == node.Atom ? rest.Otherwise : within;
            var possible = branches.Where(b => !b.Care.IsNever).Select(b => (b.Value, Then: Walk(b.Then, b.Care))).ToList();
            var otherwise = otherCare.IsNever ? possible[0].Then : Walk(node.Otherwise, otherCare);
            result = Node(
                node.Atom,
                branches.Select(b => new ConditionEdge(b.Value, b.Care.IsNever ? otherwise : possible.First(p => p.Value == b.Value).Then)).ToEquatableArray(),
                otherwise);
            return known[(c.Node, within.Node)] = result;
        }
    }

    /// <summary>
    /// The condition that <paramref name="condition"/> can hold, whatever the atoms that <paramref name="forgotten"/> names turn
    /// out to be: those are no longer asked for.
    /// </summary>
    public Condition Forget(Condition condition, Func<Atom, bool> forgotten)
    {
        var known = new Dictionary<int, Condition>();
        return Walk(condition);

        Condition Walk(Condition c)
        {
            if (c.Node < ConditionTable.FirstNode)
            {
                return c;
            }

            if (!known.TryGetValue(c.Node, out var result))
            {
                var node = NodeOf(c);
                var otherwise = Walk(node.Otherwise);
                result = forgotten(_atoms[node.Atom])
                    ? node.Edges.Aggregate(otherwise, (any, edge) => Or(any, Walk(edge.Then)))
                    : Node(node.Atom, node.Edges.Map(e => e with { Then = Walk(e.Then) }), otherwise);
                known[c.Node] = result;
            }

            return result;
        }
    }

    /// <summary>
    /// Makes the conditions of a finished graph usable for computing: returns the condition of this diagram that each of the
    /// table's stands for.
    /// </summary>
    /// <param name="table">The node table of a graph.</param>
    public Func<Condition, Condition> Take(ConditionTable table)
    {
        foreach (var atom in table.Atoms.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            IndexOf(atom);
        }

        var moved = new Condition[table.Nodes.Count];
        for (var i = 0; i < moved.Length; i++)
        {
            var node = table.Nodes[i];
            moved[i] = Choose(table.Atoms[node.Atom], node.Edges.Map(e => e with { Then = Map(e.Then) }), Map(node.Otherwise));
        }

        return Map;

        Condition Map(Condition condition) => condition.Node < ConditionTable.FirstNode ? condition : moved[condition.Node - ConditionTable.FirstNode];
    }

    /// <summary>True when <paramref name="condition"/> rests on a test that stands for a widened condition.</summary>
    public bool IsWidened(Condition condition)
    {
        if (condition.Node < ConditionTable.FirstNode || !_atoms.Any(a => a.Provenance.Kind == ProvenanceKind.Widened))
        {
            return false;
        }

        var pending = new Stack<Condition>([condition]);
        var seen = new HashSet<int>();
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (next.Node < ConditionTable.FirstNode || !seen.Add(next.Node))
            {
                continue;
            }

            var node = NodeOf(next);
            if (_atoms[node.Atom].Provenance.Kind == ProvenanceKind.Widened)
            {
                return true;
            }

            foreach (var edge in node.Edges)
            {
                pending.Push(edge.Then);
            }

            pending.Push(node.Otherwise);
        }

        return false;
    }
}
