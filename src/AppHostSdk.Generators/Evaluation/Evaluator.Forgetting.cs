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

            if (part is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var type } } && IsLazy(type))
            {
                _lazies.ForEach(lazy => LetGo(lazy, since));
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
        var remembered = assignment is null ? null : FirstOf(assignment, target);
        foreach (var (changed, owner) in SymbolOf(target) is { } symbol && _scope.Find(symbol) is { } cell ? [(cell, null)] : CellsOf(target))
        {
            if (owner is not null && remembered is var (first, onlyOnce) && Remembers(changed, owner, target, first, onlyOnce, since))
            {
                continue;
            }

            var unknown = Fresh(reason, null, target.Type, changed.Value.CarriesModel && !reported);
            unknown.Reported = reported;
            Set(changed, unknown);
            changed.IsUnstable |= isKept;
        }

        ISymbol? member = target is IFieldReferenceOperation { Field: var field } ? field.AssociatedSymbol ?? field : (target as IMemberReferenceOperation)?.Member;
        if (member is { IsStatic: true })
        {
            _forgottenStatics.Add(member.OriginalDefinition);
        }
    }

    /// <summary>True when the assignment gives the member something to remember that is the same whenever that happens.</summary>
    private bool Remembers(Cell cell, Value.Instance owner, IOperation target, IOperation first, bool onlyOnce, int since)
    {
        if (cell.Memory is { } known)
        {
            return known.First.Syntax == first.Syntax;
        }

        if (!_steadiness.IsSteady(first, owner.Type))
        {
            return false;
        }

        var member = MemberOfThis(target)!;
        cell.Memory = new Memory(first, onlyOnce, () => Initial(first, owner, member), since);
        return true;
    }

    /// <summary>Code that nobody sees may call what an object makes of interfaces and base classes that are not the program's own.</summary>
    private void LetGo(Value.Instance instance)
    {
        var outer = _scope;
        _scope = new Scope(null);
        foreach (var method in CallableFromElsewhere(instance.Type))
        {
            if (_bodies.Of(method) is { } body)
            {
                Forget(body, ElsewhereReason, isKept: true);
            }
        }

        _scope = outer;
    }

    private IEnumerable<IMethodSymbol> CallableFromElsewhere(ITypeSymbol type)
    {
        var implementing = type.AllInterfaces.Where(i => !IsInSource(i)).SelectMany(i => i.GetMembers().OfType<IMethodSymbol>()).Select(m => type.FindImplementationForInterfaceMember(m)).OfType<IMethodSymbol>();
        var overriding = new List<IMethodSymbol>();
        for (ITypeSymbol? current = type; current is not null && IsInSource(current); current = current.BaseType)
        {
            overriding.AddRange(current.GetMembers().OfType<IMethodSymbol>().Where(m => m is { IsOverride: true, IsImplicitlyDeclared: false } && !IsInSource(Root(m))));
        }

        return implementing.Concat(overriding).Where(IsInSource);

        static IMethodSymbol Root(IMethodSymbol method) => method.OverriddenMethod is { } overridden ? Root(overridden) : method;
    }

    /// <summary>Code that nobody sees and that knows the objects in a value may assign what everybody may.</summary>
    private void Expose(Value value)
    {
        var known = new List<Value.Instance>();
        _ = value.Reaches(part =>
        {
            if (part is Value.Instance instance)
            {
                known.Add(instance);
            }

            return false;
        });
        foreach (var instance in known.Where(i => !i.Type.IsAnonymousType && !IsModelObject(i.Type)))
        {
            for (var type = instance.Type; type is not null && IsInSource(type); type = type.BaseType)
            {
                foreach (var member in type.GetMembers().Where(m => m is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
                    and (IFieldSymbol { IsReadOnly: false } or IPropertySymbol { IsIndexer: false, SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public } }) && Steadiness.IsVariable(m)))
                {
                    var cell = FieldCell(instance, member);
                    Set(cell, Fresh(ElsewhereReason, null, (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type, cell.Value.CarriesModel));
                    cell.IsUnstable = true;
                }
            }
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
            case Value.Lazy lazy:
                LetGo(lazy, _changes);
                break;
            case Value.Instance { IsLetGo: false } instance:
                instance.IsLetGo = true;
                LetGo(instance);
                break;
            case Value.Function function when (function.Lambda?.Body ?? (function.Method is { } method ? _bodies.Of(method) : null)) is { } body:
                var outer = _scope;
                _scope = function.Scope;
                Forget(body, ElsewhereReason, isKept: true);
                _scope = outer;
                break;
        }
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
