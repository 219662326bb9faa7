using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Resource objects that the program made itself, by the key under which they were added.</summary>
    private readonly Dictionary<string, Value> _resources = new(StringComparer.Ordinal);

    /// <summary>The builder that such an object was added by first.</summary>
    private readonly Dictionary<Value, Value.Handle> _handles = [];

    /// <summary>The resources added so far, each with the paths on which it was.</summary>
    private readonly List<(Value.Handle Handle, Condition When)> _added = [];

    private Value NewObject(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return Initialized(Construct(constructor, creation), creation.Initializer);
            case ITypeParameterObjectCreationOperation { Type: { } parameter } creation:
                return Initialized(
                    Actual(parameter) is INamedTypeSymbol type && IsInSource(type) && type.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty) is { } parameterless
                        ? NewInstance(parameterless, type, [], creation.Syntax)
                        : Fresh("this object", operation, Actual(parameter)),
                    creation.Initializer);
            case IAnonymousObjectCreationOperation { Type: { } anonymous } creation:
                var bag = new Value.Instance(anonymous);
                _instances.Add(bag);
                foreach (var initializer in creation.Initializers)
                {
                    if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                    {
                        bag.Fields[property.OriginalDefinition] = new Cell(Evaluate(assignment.Value), Condition.Always);
                    }
                }

                return bag;
            case IWithOperation with:
                return Each(Evaluate(with.Operand), source => source is Value.Instance original
                    ? Initialized(CopyOf(original), with.Initializer)
                    : Others(with.Initializer));
            default:
                return Others(operation);
        }
    }

    private Value.Instance CopyOf(Value.Instance original)
    {
        var copy = new Value.Instance(original.Type);
        _instances.Add(copy);
        foreach (var field in original.Fields)
        {
            copy.Fields[field.Key] = new Cell(Copied(field.Value.Value), Condition.Always) { IsUnstable = field.Value.IsUnstable || field.Value.Memory is not null };
        }

        return copy;
    }

    private Value Construct(IMethodSymbol constructor, IObjectCreationOperation creation)
    {
        var type = (INamedTypeSymbol)Actual(constructor.ContainingType);
        var arguments = Arguments(creation.Arguments, creation);
        if (NewCollectionObject(type, arguments, creation) is { } collection)
        {
            return collection;
        }

        if (NewLazy(type, arguments) is { } lazy)
        {
            return lazy;
        }

        if (type.ContainingAssembly is { Name: KnownNames.HostingAssembly } && _symbols.Of(constructor) is { } annotation)
        {
            return new Value.Annotation(constructor, annotation, arguments);
        }

        if (FunctionOf(constructor) is { } function)
        {
            return EachOf([.. arguments.Select(a => OnPath(a.Value))], values => Folded(function, constructor, values, [.. arguments.Select(a => a.Parameter)], creation)
                ?? (Value)Derived("new " + type.Name, creation, type, "a text", values));
        }

        switch (type.ToDisplayString())
        {
            case KnownNames.ExpressionBuilder:
                return new Value.ExpressionBuilder(new Cell(NoText, _path));
            case KnownNames.EndpointReference when arguments.Count == 2:
                return EachOf([arguments[0].Value, arguments[1].Value], values => values is [Value.Handle or Value.ResourceOf or Value.Instance, Value.Constant { Content: string { Length: > 0 } name }]
                    ? new Value.EndpointReference(values[0], name, Supplied(arguments[1].Place, values[1]))
                    : Again(values.OfType<Value.Late>().FirstOrDefault(), Fresh("an endpoint", creation, type)));
            case "System.Uri" when arguments.Count == 1:
                return Each(arguments[0].Value, value => value is Value.Constant { Content: string text }
                    ? new Value.Address(text)
                    : Derived("uri", creation, type, "an address", value));
        }

        if (type.Name is "KeyValuePair" && arguments.Count == 2)
        {
            return new Value.Tuple([arguments[0].Value, arguments[1].Value]);
        }

        if (IsInSource(type) || IsResource(type) || IsModelObject(type))
        {
            return NewInstance(constructor, type, arguments, creation.Syntax);
        }

        if (arguments.Any(a => MayCarry(a.Value)) && (arguments.Any(a => CarriesFunction(a.Value)) || _symbols.KnowsModel(type.ContainingAssembly)))
        {
            Open(DiagnosticCatalog.Unsupported, SyntaxPlace.HeadOf(creation.Syntax), "this object", "Use local variables and direct calls instead.");
            return Again(null, Fresh("this object", creation, type), reported: true);
        }

        foreach (var argument in arguments)
        {
            LetGo(argument.Value);
            if (!IsReadOnly(argument.Parameter.Type))
            {
                Lose(argument.Value, "an object that holds it may have changed its items");
            }
        }

        return Fresh("this object", creation, type, arguments.Any(a => a.Value.CarriesModel));
    }

    /// <summary>Makes an object of a type whose source is in the program: initialisers, base constructor, constructor.</summary>
    private Value.Instance NewInstance(IMethodSymbol constructor, INamedTypeSymbol type, IReadOnlyList<Argument> arguments, SyntaxNode creation)
    {
        var instance = new Value.Instance(type);
        _instances.Add(instance);
        RunConstructor(constructor, type, instance, arguments, creation);
        return instance;
    }

    private void RunConstructor(IMethodSymbol constructor, INamedTypeSymbol type, Value.Instance instance, IReadOnlyList<Argument> arguments, SyntaxNode creation)
    {
        if (!IsInSource(type) || _frame.Depth >= DeepestCall || ++_work > _budget.Work)
        {
            // What a constructor of a library does with a name is known: it keeps it.
            foreach (var argument in arguments)
            {
                if (type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => string.Equals(p.Name, argument.Parameter.Name, StringComparison.OrdinalIgnoreCase)) is { SetMethod: null } property)
                {
                    instance.Fields[property.OriginalDefinition] = new Cell(argument.Value, _path);
                }
            }

            if (type.BaseType is { } parent && parent.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 1) is { } parentConstructor && arguments is [var first, ..])
            {
                RunConstructor(parentConstructor, parent, instance, [first with { Parameter = parentConstructor.Parameters[0] }], creation);
            }

            return;
        }

        var definition = constructor.OriginalDefinition;
        var body = _bodies.Of(constructor);
        var (callerScope, callerFrame) = (_scope, _frame);
        _frame = new Frame
        {
            Caller = callerFrame,
            CallSite = SyntaxPlace.NameOf(creation),
            Context = _sites.ContextOf(creation, callerFrame),
            Depth = callerFrame.Depth + 1,
            Method = definition,
            This = instance,
            Types = TypesOf(constructor, definition, null),
        };
        _scope = new Scope(null);
        var isPrimary = body is null && !constructor.IsImplicitlyDeclared;
        foreach (var argument in arguments)
        {
            var parameter = definition.Parameters[argument.Parameter.Ordinal];
            var cell = argument.Variable ?? new Cell(argument.Value, _path);
            _scope.Declare(parameter, cell);
            if (isPrimary)
            {
                // Captured, and for a record the property of the same name.
                instance.Fields[parameter] = cell;
                if (type.IsRecord && type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } positional && _bodies.InitializerOf(positional) is null)
                {
                    instance.Fields[positional.OriginalDefinition] = new Cell(argument.Value, _path);
                }
            }
        }

        var chained = body is IConstructorBodyOperation { Initializer: { } initializer } ? BaseCall(initializer) : _bodies.PrimaryBaseCall(constructor);
        var callsOwn = chained is not null && SymbolEqualityComparer.Default.Equals(chained.TargetMethod.ContainingType.OriginalDefinition, type.OriginalDefinition);
        if (!callsOwn)
        {
            InitializeFields(type, instance);
        }

        if (chained is not null)
        {
            var target = (INamedTypeSymbol)Actual(chained.TargetMethod.ContainingType);
            RunConstructor(chained.TargetMethod, target, instance, Arguments(chained.Arguments, chained), chained.Syntax);
        }
        else if (type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } parent
            && parent.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty) is { } parameterless)
        {
            RunConstructor(parameterless, parent, instance, [], creation);
        }

        if (body is not null)
        {
            Body(body);
        }

        _path = Conditions.Or(_path, _frame.Returned);
        (_scope, _frame) = (callerScope, callerFrame);
    }

    private static IInvocationOperation? BaseCall(IOperation initializer) =>
        initializer as IInvocationOperation ?? initializer.ChildOperations.OfType<IInvocationOperation>().FirstOrDefault();

    private void InitializeFields(INamedTypeSymbol type, Value.Instance instance)
    {
        foreach (var member in type.OriginalDefinition.GetMembers())
        {
            if (member is { IsStatic: false } and (IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol) && _bodies.InitializerOf(member) is { } initializer)
            {
                instance.Fields[member] = new Cell(Evaluate(initializer), _path);
            }
        }
    }

    private Cell FieldCell(Value.Instance instance, ISymbol member)
    {
        member = ((member as IFieldSymbol)?.AssociatedSymbol ?? member).OriginalDefinition;
        if (!instance.Fields.TryGetValue(member, out var cell))
        {
            var type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
            var value = member is IPropertySymbol { ContainingType: { } owner } described && IsModelObject(owner) ? DescribedDefault(described)
                : IsInSource(member) ? DefaultOf(type, null) : Fresh($"the member {member.Name}", null, type);
            instance.Fields[member] = cell = new Cell(value, Condition.Always);
        }

        return cell;
    }

    /// <summary>Applies an object or collection initialiser.</summary>
    private Value Initialized(Value created, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is not null)
        {
            _initialized.Push(created);
            foreach (var part in initializer.Initializers)
            {
                if (part is IMemberInitializerOperation member)
                {
                    Initialized(Evaluate(member.InitializedMember), member.Initializer);
                }
                else
                {
                    Evaluate(part);
                }
            }

            _initialized.Pop();
        }

        return created;
    }
}
