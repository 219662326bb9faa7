using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>
/// What is known of this run from what was observed so far: the conjunction, over the diagram of the compiled graph, of what was
/// there and what was not.
/// </summary>
internal sealed class Observer
{
    private readonly ConditionDiagram _diagram;
    private readonly Func<Condition, Condition> _conditions;

    public Observer(AppGraph compiled, DistributedApplicationOperation operation)
    {
        _diagram = new ConditionDiagram();
        _conditions = _diagram.Take(compiled.Conditions);
        Known = compiled.Conditions.Nodes.IsEmpty
            ? Condition.Always
            : _diagram.Is(Atom.Mode, operation == DistributedApplicationOperation.Publish ? "publish" : "run");
    }

    private Observer(Observer other) => (_diagram, _conditions, Known) = (other._diagram, other._conditions, other.Known);

    /// <summary>What is known.</summary>
    public Condition Known { get; private set; }

    public Observer Copy() => new(this);

    /// <summary>A condition of the compiled graph as one that can be computed with.</summary>
    public Condition Of(Condition condition) => _conditions(condition);

    public Condition And(Condition left, Condition right) => _diagram.And(left, right);

    public Condition Or(Condition left, Condition right) => _diagram.Or(left, right);

    public Condition Not(Condition condition) => _diagram.Not(condition);

    /// <summary>False when <paramref name="condition"/> cannot hold in this run.</summary>
    public bool IsPossible(Condition condition) => !_diagram.And(Known, condition).IsNever;

    /// <summary>True when <paramref name="condition"/> must hold in this run.</summary>
    public bool IsCertain(Condition condition) => _diagram.Implies(Known, condition);

    /// <summary>Adds an observation.</summary>
    /// <returns>False, and nothing is added, when it contradicts what is known.</returns>
    public bool Observe(Condition condition)
    {
        var both = _diagram.And(Known, condition);
        if (both.IsNever)
        {
            return false;
        }

        Known = both;
        return true;
    }
}
