using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>An argument of a call.</summary>
    /// <param name="Parameter">The parameter it is for.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Place">The expression.</param>
    /// <param name="Variable">For <c>ref</c> and <c>out</c>: the variable itself.</param>
    /// <param name="Name">The operation's argument it fills, when that does not follow from the parameter.</param>
    internal readonly record struct Argument(IParameterSymbol Parameter, Value Value, Place Place, Cell? Variable = null, string? Name = null);

    /// <summary>Evaluates a chain of calls from its start, without recursion along the chain.</summary>
    private Value Call(IInvocationOperation last)
    {
        var chain = new Stack<IInvocationOperation>();
        IOperation? start = last;
        while (start is IInvocationOperation call)
        {
            chain.Push(call);
            start = ReceiverOf(call);
            while (start is IConversionOperation { OperatorMethod: null, IsTryCast: false } conversion && conversion.GetConversionKind() == ConversionKind.Viewing)
            {
                start = conversion.Operand;
            }
        }

        var value = start is null ? null : Evaluate(start);
        if (start is IPropertyReferenceOperation)
        {
            // What a property gives of a structure is a copy.
            value = Copied(value!);
        }

        foreach (var call in chain)
        {
            Step();
            if (_path.IsNever)
            {
                Cover(call);
                continue;
            }

            _visited.Add(call.Syntax);
            value = Dispatch(call.ConstrainedToType is { } constrained ? Implementation(call.TargetMethod, Actual(constrained)) : call.TargetMethod, value is null ? null : OnPath(value), Arguments(call), call);
        }

        return value ?? Value.Null;
    }

    /// <summary>The object or, for an extension method, the first argument that a call acts on.</summary>
    private static IOperation? ReceiverOf(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
        {
            return instance;
        }

        return call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : null;
    }

    /// <summary>Evaluates the arguments except an extension method's receiver, in the order in which the program does.</summary>
    private List<Argument> Arguments(IInvocationOperation call) =>
        Arguments(call.Arguments, call, call.TargetMethod.IsExtensionMethod && call.Instance is null);

    private List<Argument> Arguments(ImmutableArray<IArgumentOperation> arguments, IOperation call, bool hasReceiver = false)
    {
        var result = new List<Argument>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter || (hasReceiver && parameter.Ordinal == 0))
            {
                continue;
            }

            // A default value has the whole call as its syntax, and so has an empty params array.
            var location = argument.Syntax == call.Syntax ? SyntaxPlace.NameOf(call.Syntax) : LocationOf(argument);
            var place = new Place(location, _frame);
            if (parameter.RefKind is RefKind.Ref or RefKind.Out && argument.Value is not IInterpolatedStringHandlerCreationOperation)
            {
                var variable = CellOf(argument.Value);
                result.Add(new Argument(parameter, OnPath(variable.Value), place, variable));
            }
            else
            {
                result.Add(new Argument(parameter, Copied(Evaluate(argument.Value)), place));
            }
        }

        return result;
    }

    private static Location LocationOf(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer.ElementValues: [var first, ..] }
            ? first.Syntax.GetLocation()
            : argument.Value.Syntax.GetLocation();

    /// <summary>Performs a call, whatever it is: an operation of the model, a function of the program, or something else.</summary>
    private Value Dispatch(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        if (_symbols.Of(method) is { } model)
        {
            return ModelCall(method, model, receiver, arguments, call);
        }

        if (receiver is Value.Choice choice)
        {
            var before = NotNullFor(method, choice);
            return Each(before, alternative => DispatchSingle(method, alternative, arguments, call));
        }

        return DispatchSingle(method, receiver, arguments, call);
    }

    /// <summary>A method of an object cannot be called on nothing; an extension method can.</summary>
    private Value NotNullFor(IMethodSymbol method, Value receiver) =>
        method.IsExtensionMethod || method.ContainingType?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? receiver : NotNull(receiver);

    private Value DispatchSingle(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        // A resource that the program did not make itself is known by a type that its own may derive from, where that is an interface.
        if (method is { Name: "GetType", Parameters.Length: 0, ContainingType.SpecialType: SpecialType.System_Object }
            && receiver is Value.Instance or Value.ResourceOf
            && TypeOf(receiver) is { TypeKind: TypeKind.Class, IsAbstract: false } exact)
        {
            return new Value.TypeOf(exact);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is Value.Function function)
        {
            return Invoke(function, [.. arguments], call);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is Value.Functions several)
        {
            return several.All.Select(one => Invoke(one, [.. arguments], call)).ToList().Last();
        }

        if (receiver is Value.Annotations annotations && AnnotationsCall(annotations, method, arguments, call) is { } noted)
        {
            return noted;
        }

        if (KnownCall(method, receiver, arguments, call) is { } known)
        {
            return known;
        }

        var target = receiver is Value.Instance instance && !method.IsStatic && call is not IInvocationOperation { IsVirtual: false } ? Implementation(method, instance.Type) : method;
        if (_bodies.Of(target) is { } body)
        {
            return IsResidual(target, body, receiver, arguments) ? Fresh($"the result of {method.Name}", call, method.ReturnType) : InlineCall(target, body, receiver, arguments, call);
        }

        return OpaqueCall(method, receiver, arguments, call);
    }

    /// <summary>Calls of the framework whose results are worked out.</summary>
    private Value? KnownCall(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        if (receiver is Value.Configuration section)
        {
            return ConfigurationCall(method, section, arguments, call);
        }

        if (EnvironmentCall(method, receiver, arguments, call) is { } environment)
        {
            return environment;
        }

        return CollectionCall(method, receiver, arguments, call) ?? FrameworkCall(method, receiver, arguments, call);
    }

    /// <summary>
    /// A function that only does something beside the model, for example print or start a process: there is nothing in it to know.
    /// </summary>
    private bool IsResidual(IMethodSymbol method, IOperation body, Value? receiver, List<Argument> arguments) =>
        (method.ReturnsVoid || method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", IsGenericType: false })
        && receiver is not (Value.Instance or Value.Sequence or Value.Map)
        && arguments.All(a => a.Variable is null && a.Value is not (Value.Sequence or Value.Map or Value.Instance or Value.Function or Value.Choice))
        && !_symbols.BodyTouchesModel(method)
        && !AssignsOutside(method, body);

    private readonly Dictionary<IMethodSymbol, bool> _assignsOutside = new(SymbolEqualityComparer.Default);

    private bool AssignsOutside(IMethodSymbol method, IOperation body)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var definition = SourceBodies.Definition(method);
        if (!_assignsOutside.TryGetValue(definition, out var assigns))
        {
            // A circle of calls assigns nothing by itself.
            _assignsOutside[definition] = false;
            _assignsOutside[definition] = assigns = body.DescendantsAndSelf().Any(part => part switch
            {
                IAssignmentOperation assignment => IsOutside(assignment.Target),
                IIncrementOrDecrementOperation increment => IsOutside(increment.Target),
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var value } => IsOutside(value),
                IInvocationOperation { TargetMethod: { Name: "SetEnvironmentVariable" } } => true,
                _ when part.Type is { } type && IsConfiguration(type) && IsUsedToChange(part) => true,
                IInvocationOperation call => IsShared(call.Instance) || call.Arguments.Any(a => IsShared(a.Value))
                    || (_bodies.Of(call.TargetMethod) is { } inner && AssignsOutside(call.TargetMethod, inner)),
                _ => false,
            });
        }

        return assigns;

        bool IsOutside(IOperation target) => target switch
        {
            ILocalReferenceOperation { Local: var local } => !IsOwn(local),
            IParameterReferenceOperation { Parameter: var parameter } => !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition),
            IDeclarationExpressionOperation or IDiscardOperation => false,
            ITupleOperation tuple => tuple.Elements.Any(IsOutside),
            _ => true,
        };

        // An object that others know too: what is called on it or gets it may change it.
        bool IsShared(IOperation? operand) => operand switch
        {
            null or { Type: null or { IsValueType: true } or { SpecialType: SpecialType.System_String } } => false,
            IConversionOperation conversion => IsShared(conversion.Operand),
            ILocalReferenceOperation { Local: var local } => !IsOwn(local),
            IParameterReferenceOperation { Parameter: var parameter } => !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition),
            IFieldReferenceOperation { Field: var field } => IsInSource(field),
            IPropertyReferenceOperation { Property: var property } => IsInSource(property),
            IEventReferenceOperation { Event: var @event } => IsInSource(@event),
            IConditionalAccessInstanceOperation => IsShared(AccessedBy(operand)),
            _ => false,
        };

        bool IsOwn(ILocalSymbol local) => local.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == body.Syntax.SyntaxTree && body.Syntax.Span.Contains(r.Span));
    }

    /// <summary>What stands before the <c>?.</c> that an operation stands for.</summary>
    private static IOperation? AccessedBy(IOperation instance)
    {
        for (var (part, around) = (instance, instance.Parent); around is not null; (part, around) = (around, around.Parent))
        {
            if (around is IConditionalAccessOperation access && access.WhenNotNull == part)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>A call of something that is not evaluated: harmless unless it can change the model.</summary>
    private Value OpaqueCall(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        if (receiver is Value.Constant { IsNull: true } && !method.IsExtensionMethod)
        {
            return Fresh($"the result of {method.Name}", call, method.ReturnType);
        }

        var inputs = receiver is null ? arguments.Select(a => a.Value).ToList() : [receiver, .. arguments.Select(a => a.Value)];
        var carries = inputs.Any(MayCarry);
        var reported = inputs.Any(i => i is Value.Late { Reported: true });
        var escapes = carries && !reported && CanChange(method, inputs) && !IsHarmless(method);
        if (escapes)
        {
            Open(DiagnosticCatalog.Escape, SyntaxPlace.NameOf(call.Syntax), $"'{method.Name}'");
            reported = true;
        }

        inputs.ForEach(LetGo);
        if (inputs.Exists(i => i is Value.Configuration))
        {
            _configurationVersion++;
        }

        if (method.ContainingAssembly?.Name is { } assembly and not KnownNames.HostingAssembly && !assembly.StartsWith("System", StringComparison.Ordinal) && !assembly.StartsWith("Microsoft.", StringComparison.Ordinal))
        {
            // A library may load variables, for example from a file, and fill objects.
            _variablesVersion++;
            inputs.ForEach(Expose);
        }

        foreach (var argument in arguments)
        {
            if (argument.Variable is { } variable)
            {
                Set(variable, Purity.IsPure(method)
                    ? Derived($"{Name(method)}:{argument.Parameter.Name}", call, argument.Parameter.Type, $"what {method.Name} assigned", [.. inputs.Where((_, i) => receiver is not null ? i == 0 || arguments[i - 1].Variable is null : arguments[i].Variable is null)])
                    : Again(null, Fresh($"what {method.Name} assigned", call, argument.Parameter.Type), reported));
            }
            else if (!Purity.IsPure(method) && !IsReadOnly(argument.Parameter.Type))
            {
                Lose(argument.Value, $"{method.Name} may have changed its items");
            }
        }

        if (receiver is Value.Sequence or Value.Map && !Purity.IsPure(method))
        {
            Lose(receiver, $"{method.Name} may have changed its items");
        }

        var reason = $"the result of {method.Name}";
        if (escapes && ModelSymbols.BuilderOf(method.ReturnType) is not null)
        {
            return receiver is Value.Handle && ReturnsReceiver(method) ? receiver : OpenResource(call);
        }

        return Purity.IsPure(method)
            ? Derived(Name(method), call, method.ReturnType, reason, [.. receiver is null ? [] : new[] { receiver }, .. arguments.Where(a => a.Variable is null).Select(a => a.Value)])
            : Again(null, Fresh(reason, call, method.ReturnType, carries), reported);
    }

    /// <summary>
    /// A fluent method of a library: what it returns has the type of what it acts on, and it does not say that it adds something.
    /// </summary>
    private static bool ReturnsReceiver(IMethodSymbol method) =>
        (method.ReducedFrom ?? method).OriginalDefinition is { Parameters: [var first, ..] } definition
        && SymbolEqualityComparer.Default.Equals(definition.ReturnType, first.Type)
        && !method.Name.StartsWith("Add", StringComparison.Ordinal);

    private static string Name(IMethodSymbol method) => $"{method.ContainingType?.ToDisplayString()}.{method.Name}{(method.TypeArguments.IsEmpty ? "" : $"<{string.Join(",", method.TypeArguments)}>")}";

    /// <summary>A part of the model, or something typed as one of which nothing is known.</summary>
    private bool MayCarry(Value value) => value is Value.Late late
        ? !late.Reported && (late.MayCarryModel || _symbols.IsModelType(late.Type))
        : value.CarriesModel;

    /// <summary>
    /// Only code that knows the authoring API can change the model with a builder; any code can call a function that does.
    /// </summary>
    private bool CanChange(IMethodSymbol method, List<Value> inputs) =>
        inputs.Any(CarriesFunction)
        || method.ContainingAssembly is not { } assembly
        || _symbols.KnowsModel(assembly);

    private static bool CarriesFunction(Value value) =>
        value.Reaches(part => part is Value.Function { TouchesModel: true } || (part is Value.Instance && part.CarriesModel));

    /// <summary>What every object has, and what only asks about the model.</summary>
    private static bool IsHarmless(IMethodSymbol method) =>
        method.ContainingType?.SpecialType == SpecialType.System_Object
        || (method.ReducedFrom ?? method).OriginalDefinition.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == KnownNames.ModelQueryAttribute);

    /// <summary>Types through which the items of a collection cannot be replaced.</summary>
    private static bool IsReadOnly(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_String or SpecialType.System_Object
        || type.Name is "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "IReadOnlyDictionary" or "ReadOnlySpan" or "ReadOnlyMemory" or "ImmutableArray";
}
