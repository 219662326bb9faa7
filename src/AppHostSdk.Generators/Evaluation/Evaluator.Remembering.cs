using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>
/// Members that remember what they gave first, as in <c>_primary ??= new(this, "tcp")</c>. Code that nobody sees may have asked
/// first. What it got is what the program would get now, as long as nothing that goes into it has changed since; so the member
/// holds either what it held or that, and whoever asks gets the same.
/// </summary>
internal sealed partial class Evaluator
{
    private const string ElsewhereReason = "a function that is called from elsewhere may have changed it";

    /// <summary>What the assignment in execution gives a member to remember.</summary>
    private SyntaxNode? _remembering;

    private Trial? _trial;

    /// <summary>Works a value out without leaving a trace, and notes what went into it.</summary>
    private sealed class Trial
    {
        /// <summary>What the variables that were assigned held before.</summary>
        public Dictionary<Cell, Value> Before { get; } = [];

        /// <summary>The last change of what was read.</summary>
        public int Changed { get; set; }

        /// <summary>Tests whether a member that was read held something already.</summary>
        public HashSet<string> Flags { get; } = new(StringComparer.Ordinal);

        public bool Failed { get; set; }
    }

    /// <summary>What a variable holds where the path leads.</summary>
    private Value Held(Cell cell, ISymbol variable, IOperation reference)
    {
        if (cell.IsUnstable)
        {
            return Fresh(variable is ILocalSymbol or IParameterSymbol ? $"the variable {variable.Name}" : ElsewhereReason, reference, reference.Type, cell.Value.CarriesModel);
        }

        if (cell.Memory is { } memory && _trial?.Before.ContainsKey(cell) != true)
        {
            return Recalled(cell, memory, reference.Type);
        }

        Read(cell.Changed);
        return OnPath(cell.Value);
    }

    private Value Recalled(Cell cell, Memory memory, ITypeSymbol? type)
    {
        var now = OnPath(cell.Value);
        if (_trial is null && memory.OnlyOnce && Conditions.And(_path, IsNull(now)).IsNever)
        {
            return now;
        }

        var (first, changed) = Tried(memory);
        var agrees = first is not null && Agrees(now, first);
        if (first is null || (!agrees && !memory.OnlyOnce) || (_trial is null && changed > memory.Since))
        {
            _ = FailsTrial();
            return Fresh(ElsewhereReason, null, type, now.CarriesModel);
        }

        Read(changed);
        if (!agrees)
        {
            Read(cell.Changed);
        }
        else if (_trial is not null)
        {
            // Whether it is there already must not matter for what is tried.
            now = Value.Null;
        }

        var flag = Fresh("whether something has asked for it before", null, Boolean);
        _trial?.Flags.Add(flag.Key);
        now = Choose(Conditions.And(Is(flag, "true"), IsNull(now)), first, now);
        Put(cell, now);
        return OnPath(now);
    }

    private void Read(int changed)
    {
        if (_trial is { } trial)
        {
            trial.Changed = Math.Max(trial.Changed, changed);
        }
    }

    /// <summary>What is not known ends a trial, and is said where the program itself comes by.</summary>
    private bool FailsTrial()
    {
        if (_trial is { } trial)
        {
            trial.Failed = true;
        }

        return _trial is not null;
    }

    /// <summary>True when a variable holds what is remembered, or nothing.</summary>
    private bool Agrees(Value now, Value first) => AlternativesOf(now).All(held =>
        held.Value is Value.Constant { IsNull: true }
        || AlternativesOf(first).All(made => made.Value.Same(held.Value) || Conditions.And(Conditions.And(_path, held.When), made.When).IsNever));

    /// <summary>What is remembered, and the last change of what goes into it; nothing when that is not known.</summary>
    private (Value? First, int Changed) Tried(Memory memory)
    {
        if (memory.IsTried)
        {
            // It asks itself.
            return default;
        }

        var (path, outer, known) = (_path, _trial, _fresh);
        var trial = _trial = new Trial();
        memory.IsTried = true;
        var first = memory.Make();
        memory.IsTried = false;
        (_path, _trial) = (path, outer);
        foreach (var pair in trial.Before)
        {
            pair.Key.Value = pair.Value;
        }

        return trial.Failed || !AlternativesOf(first).All(a => IsTheSameAlways(a.Value) && Conditions.Forget(a.When, atom => trial.Flags.Contains(atom.Key)) == a.When)
            ? default
            : (first, trial.Changed);

        // A value without an identity of its own, or one that was there before.
        bool IsTheSameAlways(Value value) => value switch
        {
            Value.Late late => late.Origins.All(o => !o.StartsWith("#", StringComparison.Ordinal) || !int.TryParse(o.Substring(1), out var number) || number <= known),
            Value.Tuple tuple => tuple.Items.All(IsTheSameAlways),
            Value.Expression expression => expression.Pieces.All(piece => IsTheSameAlways(piece.Value)),
            Value.Constant or Value.EndpointReference or Value.EndpointProperty or Value.HostPath or Value.Address or Value.TypeOf
                or Value.Instance or Value.Handle or Value.ResourceOf or Value.Builder or Value.ExecutionContext => true,
            _ => false,
        };
    }

    /// <summary>What an initialising expression of a member gives in an object.</summary>
    private Value Initial(IOperation expression, Value.Instance owner, ISymbol member)
    {
        var (scope, frame) = (_scope, _frame);
        _scope = new Scope(null);
        _frame = new Frame { Caller = frame, Context = frame.Context, Depth = frame.Depth + 1, This = owner, Types = TypesIn(owner, member.ContainingType) };
        var value = Evaluate(expression);
        (_scope, _frame) = (scope, frame);
        return value;
    }

    /// <summary>What stands for the type parameters of the type that declares a member of an object.</summary>
    private static Dictionary<ISymbol, ITypeSymbol>? TypesIn(Value.Instance owner, INamedTypeSymbol declaring)
    {
        for (var type = owner.Type as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, declaring.OriginalDefinition))
            {
                var types = new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
                for (var i = 0; i < type.TypeArguments.Length; i++)
                {
                    types[type.OriginalDefinition.TypeParameters[i]] = type.TypeArguments[i];
                }

                return types;
            }
        }

        return null;
    }

    /// <summary>
    /// What an assignment gives a member of its own object to remember, and whether only where it holds nothing yet;
    /// <see langword="null"/> for other assignments.
    /// </summary>
    private static (IOperation First, bool OnlyOnce)? FirstOf(IOperation assignment, IOperation target)
    {
        if (MemberOfThis(target) is not { } member)
        {
            return null;
        }

        return assignment switch
        {
            ICoalesceAssignmentOperation { Value: var value } => (value, true),
            ISimpleAssignmentOperation { IsRef: false, Value: ICoalesceOperation { WhenNull: var value } self } when Is(self.Value) => (value, true),
            ISimpleAssignmentOperation { IsRef: false, Value: var value } => (value, Surrounding(assignment) is ICoalesceOperation guard && Is(guard.Value)),
            _ => null,
        };

        bool Is(IOperation operation) => SymbolEqualityComparer.Default.Equals(MemberOfThis(Bare(operation)), member);

        static IOperation Bare(IOperation operation) => operation is IConversionOperation { OperatorMethod: null, Operand: var operand } ? Bare(operand) : operation;

        static IOperation? Surrounding(IOperation operation) => operation.Parent is IConversionOperation or IParenthesizedOperation ? Surrounding(operation.Parent) : operation.Parent;
    }

    /// <summary>The field or automatic property of its own object that an operation refers to, or <see langword="null"/>.</summary>
    internal static ISymbol? MemberOfThis(IOperation reference) => reference switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }, Field: var field } => field.AssociatedSymbol ?? field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }, Property: { IsVirtual: false, IsOverride: false, IsAbstract: false, IsIndexer: false } property } => property,
        _ => null,
    };
}
