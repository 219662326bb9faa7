using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Every object of the program that was made, to find those of which a member is assigned where nobody follows.</summary>
    private readonly List<Value.Instance> _instances = [];

    /// <summary>What an operation that is not followed may have changed, itself or in functions that it calls, is unknown afterwards.</summary>
    private void Forget(IOperation operation, string reason, bool reported = false)
    {
        foreach (var part in Reached(operation))
        {
            foreach (var target in AssignedBy(part))
            {
                ForgetTarget(target, reason, reported);
            }

            switch (part)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation when SymbolOf(part) is { } symbol && _scope.Find(symbol) is { } cell && IsUsedToChange(part):
                    Lose(cell.Value, reason);
                    break;
                case IFieldReferenceOperation or IPropertyReferenceOperation when IsUsedToChange(part):
                    foreach (var held in CellsOf(part))
                    {
                        Lose(held.Value, reason);
                    }

                    break;
                case IInvocationOperation { TargetMethod: { Name: "SetEnvironmentVariable", ContainingType.Name: "Environment" } }:
                    _variablesVersion++;
                    break;
            }

            if (part.Type is { } type && IsConfiguration(type) && IsUsedToChange(part))
            {
                _configurationVersion++;
            }
        }
    }

    private void ForgetTarget(IOperation target, string reason, bool reported)
    {
        var cells = SymbolOf(target) is { } symbol ? _scope.Find(symbol) is { } cell ? [cell] : [] : CellsOf(target);
        foreach (var changed in cells)
        {
            var unknown = Fresh(reason, null, target.Type, changed.Value.CarriesModel && !reported);
            unknown.Reported = reported;
            Set(changed, unknown);
        }
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
            case Value.Function function when (function.Lambda?.Body ?? (function.Method is { } method ? _bodies.Of(method) : null)) is { } body:
                var outer = _scope;
                _scope = function.Scope;
                foreach (var target in Reached(body).SelectMany(AssignedBy))
                {
                    if (SymbolOf(target) is { } symbol && _scope.Find(symbol) is { } cell)
                    {
                        cell.IsUnstable = true;
                    }
                }

                Forget(body, "a function that is called from elsewhere may have changed it");
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
                var called = part switch
                {
                    IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke } } call => (call.Instance is { } function ? BodyOf(function) : null),
                    IInvocationOperation { TargetMethod: var method } => _bodies.Of(method),
                    IMethodReferenceOperation { Method: var method } => _bodies.Of(method),
                    IObjectCreationOperation { Constructor: { } constructor } => _bodies.Of(constructor),
                    IPropertyReferenceOperation { Property.SetMethod: { } setter, Parent: IAssignmentOperation } => _bodies.Of(setter),
                    IPropertyReferenceOperation { Property.GetMethod: { } getter } => _bodies.Of(getter),
                    _ => null,
                };
                if (called is not null && seen.Add(called))
                {
                    pending.Enqueue(called);
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

    /// <summary>All variables that a reference to a member may stand for.</summary>
    private List<Cell> CellsOf(IOperation reference)
    {
        ISymbol? member = reference switch
        {
            IFieldReferenceOperation { Field: var field } => field.AssociatedSymbol ?? field,
            IPropertyReferenceOperation { Property: var property } => property,
            _ => null,
        };
        if (member is null)
        {
            return [];
        }

        var definition = member.OriginalDefinition;
        var cells = _instances.Where(i => i.Fields.ContainsKey(definition)).Select(i => i.Fields[definition]);
        return [.. cells, .. _statics.Where(s => SymbolEqualityComparer.Default.Equals(s.Key.OriginalDefinition, definition)).Select(s => s.Value)];
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
