using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Every object of the program that was made, to find those of which a member is assigned where nobody follows.</summary>
    private readonly List<Value.Instance> _instances = [];

    /// <summary>Static members that may have been assigned before they are looked at first.</summary>
    private readonly HashSet<ISymbol> _forgottenStatics = new(SymbolEqualityComparer.Default);

    /// <summary>What an operation that is not followed may have changed, itself or in functions that it calls, is unknown afterwards.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="reason">What is not followed, in words.</param>
    /// <param name="reported">A diagnostic has said so already.</param>
    /// <param name="isKept">It may happen again at any time.</param>
    private void Forget(IOperation operation, string reason, bool reported = false, bool isKept = false)
    {
        var since = _changes;
        foreach (var part in Reached(operation))
        {
            foreach (var target in AssignedBy(part))
            {
                ForgetTarget(target, reason, reported, part, since, isKept);
            }

            if (part is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var type } } && IsDeferred(type))
            {
                _deferred.ForEach(deferred => LetGo(deferred, since));
            }

            switch (part)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation when SymbolOf(part) is { } symbol && _scope.Find(symbol) is { } cell && IsUsedToChange(part):
                    Lose(cell.Value, reason);
                    break;
                case IFieldReferenceOperation or IPropertyReferenceOperation when IsUsedToChange(part):
                    foreach (var (held, _) in CellsOf(part))
                    {
                        Lose(held.Value, reason);
                    }

                    break;
                case IInvocationOperation { TargetMethod: { Name: "SetEnvironmentVariable", ContainingType.Name: "Environment" } }:
                    _variablesVersion++;
                    break;
            }

            if (part.Type is { } used && IsConfiguration(used) && IsUsedToChange(part))
            {
                _configurationVersion++;
            }
        }
    }

    private void ForgetTarget(IOperation target, string reason, bool reported, IOperation? assignment = null, int since = 0, bool isKept = false)
    {
        foreach (var (changed, owner) in SymbolOf(target) is { } symbol && _scope.Find(symbol) is { } cell ? [(cell, null)] : CellsOf(target))
        {
            if (owner is not null && assignment is not null && Remembers(changed, owner, target, assignment, since))
            {
                continue;
            }

            var unknown = Fresh(reason, null, target.Type, changed.Value.CarriesModel && !reported);
            unknown.Reported = reported;
            Set(changed, unknown);
            changed.IsUnstable |= isKept;
        }

        if (target is IFieldReferenceOperation { Field: { IsStatic: true } field })
        {
            _forgottenStatics.Add((field.AssociatedSymbol ?? field).OriginalDefinition);
        }
        else if (target is IPropertyReferenceOperation { Property: { IsStatic: true } property })
        {
            _forgottenStatics.Add(property.OriginalDefinition);
        }
    }

    /// <summary>True when the assignment gives the member something to remember that is the same whenever that happens.</summary>
    private bool Remembers(Cell cell, Value.Instance owner, IOperation target, IOperation assignment, int since)
    {
        if (FirstOf(assignment, target) is not var (first, onlyOnce) || !_steadiness.IsSteady(first, owner.Type) || cell.Memory is { } known && known.First.Syntax != first.Syntax)
        {
            return false;
        }

        var member = MemberOfThis(target)!;
        cell.Memory ??= new Memory(first, onlyOnce, () => Initial(first, owner, member), since);
        return true;
    }

    /// <summary>Code that nobody sees may call the functions in a value at any time, now or later.</summary>
    private void LetGo(Value value)
    {
        var seen = new HashSet<Value>();
        LetGo(value, seen);
    }

    private void LetGo(Value value, HashSet<Value> seen)
    {
        if (!seen.Add(value))
        {
            // A collection may hold itself.
            return;
        }

        switch (value)
        {
            case Value.Choice choice:
                foreach (var (_, alternative) in choice.Alternatives)
                {
                    LetGo(alternative, seen);
                }

                break;
            case Value.Tuple tuple:
                foreach (var item in tuple.Items)
                {
                    LetGo(item, seen);
                }

                break;
            case Value.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    LetGo(item.Value, seen);
                }

                break;
            case Value.Deferred deferred:
                LetGo(deferred, _changes);
                break;
            case Value.Function function when (function.Lambda?.Body ?? (function.Method is { } method ? _bodies.Of(method) : null)) is { } body:
                var outer = _scope;
                _scope = function.Scope;
                Forget(body, ElsewhereReason, isKept: true);
                _scope = outer;
                break;
        }
    }

    /// <summary>The parts of an operation and of all functions of the program that it may call.</summary>
    private IEnumerable<IOperation> Reached(IOperation operation)
    {
        var seen = new HashSet<IOperation> { operation };
        var pending = new Queue<IOperation>([operation]);
        while (pending.Count > 0)
        {
            foreach (var part in pending.Dequeue().DescendantsAndSelf())
            {
                Step();
                yield return part;
                foreach (var called in CalledBy(part))
                {
                    if (seen.Add(called))
                    {
                        pending.Enqueue(called);
                    }
                }
            }
        }
    }

    /// <summary>What a part of a function calls: of an interface or a base class, what the objects there are make of it.</summary>
    private IEnumerable<IOperation> CalledBy(IOperation part)
    {
        var method = part switch
        {
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke } } => null,
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            IObjectCreationOperation creation => creation.Constructor,
            IPropertyReferenceOperation { Property.SetMethod: { } setter, Parent: IAssignmentOperation assignment } property when assignment.Target == property => setter,
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => getter,
            _ => null,
        };
        if (part is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } function } && BodyOf(function) is { } invoked)
        {
            yield return invoked;
        }

        if (method is null)
        {
            yield break;
        }

        if (_bodies.Of(method) is { } body)
        {
            yield return body;
        }

        if (method is { IsStatic: false } and ({ IsAbstract: true } or { IsVirtual: true } or { IsOverride: true }))
        {
            var types = new HashSet<ITypeSymbol>(_instances.Select(i => i.Type), SymbolEqualityComparer.Default);
            foreach (var type in types)
            {
                if (Implementation(method, type) is var implementation && !SymbolEqualityComparer.Default.Equals(implementation, method) && _bodies.Of(implementation) is { } own)
                {
                    yield return own;
                }
            }
        }
    }

    /// <summary>What a variable that holds a function does when it is called.</summary>
    private IOperation? BodyOf(IOperation function) =>
        SymbolOf(function) is { } symbol && _scope.Find(symbol)?.Value is Value.Function { Lambda: { } lambda } ? lambda.Body : null;

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>All variables that a reference to a member may stand for, each with the object that it belongs to.</summary>
    private List<(Cell Cell, Value.Instance? Owner)> CellsOf(IOperation reference)
    {
        ISymbol? member = reference switch
        {
            IFieldReferenceOperation { Field: var field } => field.AssociatedSymbol ?? field,
            IPropertyReferenceOperation { Property: var property } => property,
            // One that the type captured.
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
        if (member is null)
        {
            return [];
        }

        if (member.IsStatic)
        {
            return [.. StaticCells(member.OriginalDefinition).Select(c => (c, (Value.Instance?)null))];
        }

        var cells = new List<(Cell, Value.Instance?)>();
        foreach (var instance in _instances)
        {
            var own = (member is IPropertySymbol property ? Implementation(property, instance.Type) : member).OriginalDefinition;
            if (instance.Fields.TryGetValue(own, out var cell))
            {
                cells.Add((cell, instance));
            }
            else if (own is not IParameterSymbol && IsInSource(own) && Inherits(instance.Type, own.ContainingType) && Steadiness.IsVariable(own))
            {
                cells.Add((FieldCell(instance, own), instance));
            }
        }

        // Members of what is not followed have variables, too.
        cells.AddRange(StaticCells(member.OriginalDefinition).Select(c => (c, (Value.Instance?)null)));
        return cells;
    }

    private IEnumerable<Cell> StaticCells(ISymbol definition) => _statics.Where(s => SymbolEqualityComparer.Default.Equals(s.Key.OriginalDefinition, definition)).Select(s => s.Value);

    private static bool Inherits(ITypeSymbol type, ITypeSymbol from)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, from))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<IOperation> AssignedBy(IOperation part)
    {
        var target = part switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation increment => increment.Target,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var value } => value,
            _ => null,
        };
        return target switch
        {
            null => [],
            ITupleOperation or IDeclarationExpressionOperation => target.Descendants().Where(d => d is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation),
            IFieldReferenceOperation { Instance: ILocalReferenceOperation owner } when owner.Type is { IsTupleType: true } => [owner],
            _ => [target],
        };
    }

    private static bool IsConfiguration(ITypeSymbol type) =>
        type.Name is "ConfigurationManager" or "IConfiguration" or "IConfigurationManager" or "IConfigurationBuilder" or "IConfigurationSection"
        && type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Configuration";

    /// <summary>The items of a collection may be others from here on.</summary>
    private void Lose(Value value, string reason)
    {
        _changes++;
        switch (value)
        {
            case Value.Sequence sequence:
                sequence.Lost ??= reason;
                break;
            case Value.Map map:
                map.Lost ??= reason;
                break;
            case Value.Choice choice:
                foreach (var (_, alternative) in choice.Alternatives)
                {
                    Lose(alternative, reason);
                }

                break;
        }
    }

    /// <summary>A collection of which a method is called, an item assigned, or which is handed to something.</summary>
    private static bool IsUsedToChange(IOperation reference)
    {
        var use = reference.Parent;
        while (use is IConversionOperation)
        {
            use = use.Parent;
        }

        return use switch
        {
            IInvocationOperation call => call.TargetMethod.Name is not
                ("Contains" or "ContainsKey" or "TryGetValue" or "ToString" or "Any" or "Count" or "Select" or "Where" or "First" or "FirstOrDefault" or "ToList" or "ToArray"
                or "GetValue" or "GetSection" or "GetConnectionString" or "GetChildren" or "Exists" or "Get" or "AsEnumerable"),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "Select" or "Where" or "Any" or "Count" or "First" or "FirstOrDefault" or "Contains" or "ToList" or "ToArray" or "GetValue" or "GetConnectionString" or "Exists" or "Get" or "AsEnumerable" } } } argument => argument.Parameter?.Ordinal != 0,
            IArgumentOperation => true,
            IArrayElementReferenceOperation { Parent: IAssignmentOperation assignment } element => assignment.Target == element,
            IPropertyReferenceOperation { Property.IsIndexer: true, Parent: IAssignmentOperation assignment } indexer => assignment.Target == indexer,
            ISimpleAssignmentOperation or IVariableInitializerOperation => true,
            _ => false,
        };
    }
}
