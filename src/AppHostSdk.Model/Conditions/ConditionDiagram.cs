namespace AppHostSdk.Model;

/// <summary>
/// A hash-consed multi-valued decision diagram. Equal conditions are the same node, so equivalence is a comparison of
/// numbers, and a condition can hold in some run exactly when it is not <see cref="Condition.Never"/>. Exclusivity of
/// <c>x == "a"</c> and <c>x == "b"</c> is structural. Lives for one evaluation; a graph holds the frozen table.
/// </summary>
public sealed partial class ConditionDiagram
{
    /// <summary>The number of nodes above which conditions are widened unless the constructor says otherwise.</summary>
    public const int DefaultNodeBudget = 50_000;

    // Above the budget a result may still be found in this many steps: small conditions stay exact, large ones end at once.
    private const int StepsAboveBudget = 1_000;

    // Combining large conditions again and again takes time even where it makes no new nodes: above this many steps in all it is
    // as if the nodes were spent, and above twice as many nothing is combined any more.
    private const int MostStepsInAll = 1_000_000;

    // A condition that rests on more tests in a row would need more stack than a thread of the compiler has.
    private const int DeepestTest = 1_000;

    private readonly int _nodeBudget;
    private int _steps;
    private int _stepsInAll;
    private int _depth;
    private readonly List<Atom> _atoms = [Atom.Mode];
    private readonly Dictionary<string, int> _atomIndex = new(StringComparer.Ordinal) { [Atom.Mode.Key] = 0 };
    private readonly List<ConditionNode> _nodes = [];

    // A running host has a diagram, and no conditions: it need not pay for what holds them.
    private Dictionary<ConditionNode, Condition> Unique => field ??= [];

    private Dictionary<(bool And, int Left, int Right), Condition> Combined => field ??= [];

    private Dictionary<int, Condition> Negated => field ??= [];

    /// <summary>Creates an empty diagram.</summary>
    /// <param name="nodeBudget">The number of nodes above which results are widened to a fresh unknown test.</param>
    public ConditionDiagram(int nodeBudget = DefaultNodeBudget) => _nodeBudget = nodeBudget;

    /// <summary>True while there is no condition but "always" and "never": their numbers are the same in every diagram and table.</summary>
    public bool IsTrivial => _nodes.Count == 0;

    /// <summary>
    /// True when a result was too large and was replaced by a fresh unknown test. Presence is still decided correctly at
    /// run time; only knowledge about exclusivity is lost, so no error may rest on a condition afterwards.
    /// </summary>
    public bool Widened { get; private set; }

    /// <summary>The condition that <paramref name="atom"/> has <paramref name="value"/>.</summary>
    public Condition Is(Atom atom, string value) =>
        Node(IndexOf(atom), EquatableArray.Of(new ConditionEdge(value, Condition.Always)), Condition.Never);

    /// <summary>Both hold.</summary>
    public Condition And(Condition left, Condition right)
    {
        _steps = 0;
        return Combine(true, left, right);
    }

    /// <summary>At least one holds.</summary>
    public Condition Or(Condition left, Condition right)
    {
        _steps = 0;
        return Combine(false, left, right);
    }

    /// <summary>The condition does not hold.</summary>
    public Condition Not(Condition condition)
    {
        if (condition.Node < ConditionTable.FirstNode)
        {
            return condition.IsAlways ? Condition.Never : Condition.Always;
        }

        if (!Negated.TryGetValue(condition.Node, out var result))
        {
            if (_depth >= DeepestTest)
            {
                return Negated[condition.Node] = Unknown();
            }

            _depth++;
            var node = NodeOf(condition);
            result = Node(node.Atom, node.Edges.Map(e => e with { Then = Not(e.Then) }), Not(node.Otherwise));
            Negated[condition.Node] = result;
            _depth--;
        }

        return result;
    }

    /// <summary>
    /// What remains of <paramref name="condition"/> once <paramref name="atom"/> is known to have <paramref name="value"/>. An
    /// unknown test that stands for a widened condition stays the same one: do not mix conditions restricted to different values.
    /// </summary>
    public Condition Restrict(Condition condition, Atom atom, string value)
    {
        var index = IndexOf(atom);
        var seen = new Dictionary<int, Condition>();
        return Walk(condition);

        Condition Walk(Condition c)
        {
            if (c.Node < ConditionTable.FirstNode)
            {
                return c;
            }

            if (seen.TryGetValue(c.Node, out var result))
            {
                return result;
            }

            var node = NodeOf(c);
            result = node.Atom == index
                ? Walk(Child(node, value))
                : Node(node.Atom, node.Edges.Map(e => e with { Then = Walk(e.Then) }), Walk(node.Otherwise));
            seen[c.Node] = result;
            return result;
        }
    }

    /// <summary>True when <paramref name="condition"/> holds wherever <paramref name="assumption"/> does.</summary>
    public bool Implies(Condition assumption, Condition condition) => And(assumption, Not(condition)).IsNever;

    private Condition Combine(bool and, Condition left, Condition right)
    {
        var neutral = and ? Condition.Always : Condition.Never;
        var absorbing = and ? Condition.Never : Condition.Always;
        if (left == right || right == neutral)
        {
            return left;
        }

        if (left == neutral)
        {
            return right;
        }

        if (left == absorbing || right == absorbing)
        {
            return absorbing;
        }

        var key = left.Node < right.Node ? (and, left.Node, right.Node) : (and, right.Node, left.Node);
        if (Combined.TryGetValue(key, out var known))
        {
            return known;
        }

        if ((IsSpent && (++_steps > StepsAboveBudget || _stepsInAll > 2 * MostStepsInAll)) || _depth >= DeepestTest)
        {
            return Combined[key] = Unknown();
        }

        var l = NodeOf(left);
        var r = NodeOf(right);
        _stepsInAll += l.Edges.Count + r.Edges.Count;
        var top = Math.Min(l.Atom, r.Atom);
        var values = ValuesOf(l.Atom == top ? l : null, r.Atom == top ? r : null);
        var edges = new ConditionEdge[values.Count];
        _depth++;
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new ConditionEdge(values[i], Combine(and, Cofactor(left, l, top, values[i]), Cofactor(right, r, top, values[i])));
        }

        var otherwise = Combine(and, l.Atom == top ? l.Otherwise : left, r.Atom == top ? r.Otherwise : right);
        _depth--;
        return Combined[key] = Node(top, edges.ToEquatableArray(), otherwise);
    }

    private bool IsSpent => _nodes.Count >= _nodeBudget || _stepsInAll > MostStepsInAll;

    /// <summary>The values that the edges of one or two nodes name, in ordinal order.</summary>
    private static List<string> ValuesOf(ConditionNode? left, ConditionNode? right)
    {
        var values = new List<string>();
        var (l, r) = (left?.Edges ?? default, right?.Edges ?? default);
        for (int i = 0, j = 0; i < l.Count || j < r.Count;)
        {
            var order = i == l.Count ? 1 : j == r.Count ? -1 : string.CompareOrdinal(l[i].Value, r[j].Value);
            values.Add(order <= 0 ? l[i].Value : r[j].Value);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return values;
    }

    private static Condition Cofactor(Condition condition, ConditionNode node, int atom, string value) =>
        node.Atom == atom ? Child(node, value) : condition;

    private static Condition Child(ConditionNode node, string value)
    {
        foreach (var edge in node.Edges)
        {
            if (string.Equals(edge.Value, value, StringComparison.Ordinal))
            {
                return edge.Then;
            }
        }

        return node.Otherwise;
    }

    private Condition Node(int atom, EquatableArray<ConditionEdge> edges, Condition otherwise)
    {
        var distinct = edges.Where(e => e.Then != otherwise).ToEquatableArray();
        if (distinct.IsEmpty)
        {
            return otherwise;
        }

        // Mode has two values only: "not run" is "publish", and there is one way to say so.
        if (atom == 0)
        {
            var run = Find(distinct, "run", otherwise);
            var publish = Find(distinct, "publish", otherwise);
            if (run == publish)
            {
                return run;
            }

            distinct = EquatableArray.Of(new ConditionEdge("run", run));
            otherwise = publish;
        }

        var node = new ConditionNode(atom, distinct, otherwise);
        if (Unique.TryGetValue(node, out var known))
        {
            return known;
        }

        return _nodes.Count >= _nodeBudget ? Unknown() : Add(node);
    }

    private Condition Unknown()
    {
        Widened = true;
        return Add(new ConditionNode(
            IndexOf(new Atom(AtomKind.Value, $"widened:{_nodes.Count}", new Provenance(ProvenanceKind.Widened, "a condition too large to keep"))),
            EquatableArray.Of(new ConditionEdge("true", Condition.Always)),
            Condition.Never));
    }

    private Condition Add(ConditionNode node)
    {
        _nodes.Add(node);
        return Unique[node] = new Condition(_nodes.Count - 1 + ConditionTable.FirstNode);
    }

    private static Condition Find(EquatableArray<ConditionEdge> edges, string value, Condition otherwise)
    {
        foreach (var edge in edges)
        {
            if (edge.Value == value)
            {
                return edge.Then;
            }
        }

        return otherwise;
    }

    private ConditionNode NodeOf(Condition condition) => _nodes[condition.Node - ConditionTable.FirstNode];

    private int IndexOf(Atom atom)
    {
        if (!_atomIndex.TryGetValue(atom.Key, out var index))
        {
            _atomIndex[atom.Key] = index = _atoms.Count;
            _atoms.Add(atom);
        }

        return index;
    }
}
