namespace AppHostSdk.Model;

public sealed partial class ConditionDiagram
{
    /// <summary>
    /// Copies what <paramref name="roots"/> need into a canonical table and returns it with the number each condition has there.
    /// </summary>
    /// <param name="roots">The conditions in use, in the graph's order; the order decides the numbering.</param>
    public (ConditionTable Table, Func<Condition, Condition> Map) Freeze(IEnumerable<Condition> roots)
    {
        var conditions = roots.ToList();
        if (InKeyOrder(conditions) is not var (ordered, renamed))
        {
            return Copy(conditions);
        }

        var (table, map) = ordered.Copy(conditions.Select(renamed));
        return (table, c => map(renamed(c)));
    }

    /// <summary>
    /// The same conditions with the mode on top and the other atoms below it in the order of their keys, because the order in
    /// which an evaluation met them must not show. <see langword="null"/> when they are in that order, or too large in it.
    /// </summary>
    private (ConditionDiagram Diagram, Func<Condition, Condition> Map)? InKeyOrder(IEnumerable<Condition> roots)
    {
        var (used, _) = Copy(roots);
        var keys = used.Atoms.Select(a => a.Key).Where(k => k != Atom.Mode.Key).OrderBy(k => _atomIndex[k]).ToList();
        var sorted = keys.OrderBy(k => k, StringComparer.Ordinal).ToList();
        if (keys.SequenceEqual(sorted))
        {
            return null;
        }

        var target = new ConditionDiagram(_nodeBudget);
        sorted.ForEach(key => target.IndexOf(_atoms[_atomIndex[key]]));
        var moved = new Dictionary<int, Condition> { [0] = Condition.Always, [1] = Condition.Never };
        foreach (var root in roots)
        {
            Move(root);
        }

        return target.Widened ? null : (target, c => moved[c.Node]);

        Condition Move(Condition condition)
        {
            if (!moved.TryGetValue(condition.Node, out var result))
            {
                var node = NodeOf(condition);
                result = target.Choose(_atoms[node.Atom], node.Edges.Map(e => e with { Then = Move(e.Then) }), Move(node.Otherwise));
                moved[condition.Node] = result;
            }

            return result;
        }
    }

    /// <summary>What the edge with the atom's value says, or else <paramref name="otherwise"/>.</summary>
    private Condition Choose(Atom atom, EquatableArray<ConditionEdge> edges, Condition otherwise)
    {
        var index = IndexOf(atom);
        if (edges.All(e => IsBelow(e.Then)) && IsBelow(otherwise))
        {
            // The order is the same here, so this is a node.
            return Node(index, edges, otherwise);
        }

        var (result, other) = (Condition.Never, Condition.Always);
        foreach (var edge in edges)
        {
            var test = Is(atom, edge.Value);
            result = Or(result, And(test, edge.Then));
            other = And(other, Not(test));
        }

        return Or(result, And(other, otherwise));

        bool IsBelow(Condition condition) => condition.Node < ConditionTable.FirstNode || NodeOf(condition).Atom > index;
    }

    private (ConditionTable Table, Func<Condition, Condition> Map) Copy(IEnumerable<Condition> roots)
    {
        var atoms = new List<Atom>();
        var atomNumbers = new Dictionary<int, int>();
        var nodes = new List<ConditionNode>();
        var numbers = new Dictionary<int, Condition> { [0] = Condition.Always, [1] = Condition.Never };
        foreach (var root in roots)
        {
            Visit(root);
        }

        return (new ConditionTable(atoms.ToEquatableArray(), nodes.ToEquatableArray()), c => numbers[c.Node]);

        Condition Visit(Condition condition)
        {
            if (numbers.TryGetValue(condition.Node, out var known))
            {
                return known;
            }

            var node = NodeOf(condition);
            if (!atomNumbers.TryGetValue(node.Atom, out var atom))
            {
                atomNumbers[node.Atom] = atom = atoms.Count;
                atoms.Add(_atoms[node.Atom]);
            }

            nodes.Add(new ConditionNode(atom, node.Edges.Map(e => e with { Then = Visit(e.Then) }), Visit(node.Otherwise)));
            return numbers[condition.Node] = new Condition(nodes.Count - 1 + ConditionTable.FirstNode);
        }
    }
}
