using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>What code reaches that is not followed: the functions that it may call, and the variables that it may assign.</summary>
internal sealed partial class Evaluator
{
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
            IEventReferenceOperation { Event: var @event } => @event,
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
        var members = new Dictionary<ITypeSymbol, (ISymbol Own, bool IsThere)>(SymbolEqualityComparer.Default);
        foreach (var instance in _instances)
        {
            if (!members.TryGetValue(instance.Type, out var found))
            {
                members[instance.Type] = found = MemberIn(member, instance.Type);
            }

            if (instance.Fields.TryGetValue(found.Own, out var cell))
            {
                cells.Add((cell, instance));
            }
            else if (found.IsThere && (found.Own is IEventSymbol occurrence ? EventCell(occurrence, instance) : FieldCell(instance, found.Own)) is { } made)
            {
                cells.Add((made, instance));
            }
        }

        // Members of what is not followed have variables, too.
        cells.AddRange(StaticCells(member.OriginalDefinition).Select(c => (c, (Value.Instance?)null)));
        return cells;
    }

    /// <summary>The member that a reference means in an object of a type, and whether such an object has a variable for it.</summary>
    private (ISymbol Own, bool IsThere) MemberIn(ISymbol member, ITypeSymbol type)
    {
        var own = (member is IPropertySymbol property ? Implementation(property, type) : member).OriginalDefinition;
        return (own, own is IFieldSymbol or IPropertySymbol or IEventSymbol && IsInSource(own) && Inherits(type, own.ContainingType) && (own is IEventSymbol || Steadiness.IsVariable(own)));
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
            IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: { } } @event } => @event,
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
}
