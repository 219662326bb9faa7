using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Evaluates a chain of calls from its start, without recursion along the chain.</summary>
    private Value Call(IInvocationOperation last)
    {
        var chain = new Stack<IInvocationOperation>();
        IOperation? start = last;
        while (start is IInvocationOperation call)
        {
            chain.Push(call);
            start = ReceiverOf(call);
            while (start is IConversionOperation { OperatorMethod: null } conversion)
            {
                start = conversion.Operand;
            }
        }

        var value = start is null ? null : Evaluate(start);
        foreach (var call in chain)
        {
            _cancellation.ThrowIfCancellationRequested();
            _visited.Add(call.Syntax);
            value = _symbols.Of(call.TargetMethod) is { } model ? ModelCall(call, model, value) : OpaqueCall(call, value);
        }

        return value!;
    }

    /// <summary>The object or, for an extension method, the first argument that a call acts on.</summary>
    private static IOperation? ReceiverOf(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
        {
            return instance;
        }

        if (!call.TargetMethod.IsExtensionMethod)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private Value ModelCall(IInvocationOperation call, MethodModel model, Value? receiver)
    {
        var arguments = Arguments(call);
        switch (model.Kind)
        {
            case OperationKind.CreateBuilder when _createsBuilder:
                Open(DiagnosticCatalog.Unsupported, SyntaxPlace.NameOf(call.Syntax), "a second application builder", "Describe one application per app host.");
                return new Value.Unknown("a second application builder", Reported: true);
            case OperationKind.CreateBuilder:
                _createsBuilder = true;
                return new Value.Builder();
            case OperationKind.Build:
                return receiver is Value.Builder ? new Value.Application() : Receiver(call, receiver);
            case OperationKind.Run:
                return new Value.Unknown("the result of running the application");
            case OperationKind.GetEndpoint:
                return Endpoint(call, receiver, arguments);
        }

        if (OperationSchema.AddsResource(model.Kind) ? receiver is not Value.Builder : receiver is not Value.Handle)
        {
            return Receiver(call, receiver);
        }

        var names = OperationSchema.ArgumentsOf(model.Kind);
        var values = new ModelValue[names.Count];
        var site = SiteOf(call);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = model.Constants.TryGetValue(names[i], out var constant) ? ModelValue.From(constant) : ModelValue.None;
            if (names[i] == model.TypeArgument && call.TargetMethod.TypeArguments is [var type])
            {
                values[i] = ModelValue.From(FullName(type));
            }
        }

        foreach (var (parameter, value, location) in arguments)
        {
            var name = model.ArgumentOf[parameter.Ordinal];
            var index = IndexOf(names, name);
            if (index < 0)
            {
                continue;
            }

            if (Coerce(value, parameter) is not { } coerced)
            {
                return NotKnown(call, parameter, value, location, OperationSchema.AddsResource(model.Kind) ? null : receiver);
            }

            values[index] = coerced;
            _locations[new SiteArgument(site, name)] = value is Value.EndpointReference reference ? reference.NameLocation : location;
            if (name == names[0] && !IsUsable(model.Kind, coerced))
            {
                // The program will fail here; there is nothing to add to the graph.
                Open(DiagnosticCatalog.UnknownValue, location, parameter.Name, coerced.IsNone ? "null" : "its form is not evaluated");
                return OperationSchema.AddsResource(model.Kind) ? new Value.Unknown("a resource without a name", Reported: true) : receiver!;
            }
        }

        if (OperationSchema.AddsResource(model.Kind))
        {
            var resourceName = values[0].AsText ?? "";
            var key = _graph.NewKey(resourceName);
            _graph.Apply(new ModelOperation(model.Kind, key, EquatableArray.Of(values)) { Site = site }, _path);
            return new Value.Handle(key);
        }

        _graph.Apply(new ModelOperation(model.Kind, ((Value.Handle)receiver!).Key, EquatableArray.Of(values)) { Site = site }, _path);
        return receiver;
    }

    /// <summary>True when <paramref name="value"/> has the form that the operation needs of its first argument.</summary>
    private static bool IsUsable(OperationKind kind, ModelValue value) => kind switch
    {
        OperationKind.WithReference => value is ModelValue.Resource or ModelValue.Endpoint,
        OperationKind.WaitFor or OperationKind.WaitForStart or OperationKind.WaitForCompletion => value is ModelValue.Resource,
        OperationKind.WithEnvironment => value is ModelValue.Text,
        _ => !OperationSchema.AddsResource(kind) || value is ModelValue.Text,
    };

    private Value Endpoint(IInvocationOperation call, Value? receiver, List<(IParameterSymbol Parameter, Value Value, Location Location)> arguments)
    {
        if (receiver is not Value.Handle handle)
        {
            return Receiver(call, receiver);
        }

        foreach (var (parameter, value, location) in arguments)
        {
            if (parameter.Name == "name")
            {
                return value is Value.Constant { Content: string { Length: > 0 } name }
                    ? new Value.EndpointReference(handle.Key, name, location)
                    : NotKnown(call, parameter, value, location, null);
            }
        }

        return new Value.Unknown("an endpoint");
    }

    /// <summary>The call acts on a builder that is not known: said once, where the model is lost.</summary>
    private Value.Unknown Receiver(IInvocationOperation call, Value? receiver)
    {
        if (receiver is Value.Unknown { Reported: true } reported)
        {
            return reported;
        }

        var reason = (receiver as Value.Unknown)?.Reason ?? "the value it is called on";
        var location = ReceiverOf(call)?.Syntax.GetLocation() ?? SyntaxPlace.NameOf(call.Syntax);
        Open(DiagnosticCatalog.UnknownValue, location, ReceiverOf(call)?.Syntax.ToString() ?? call.TargetMethod.Name, reason);
        if (receiver is Value.Unknown unknown)
        {
            unknown.Reported = true;
        }

        return new Value.Unknown(reason, Reported: true);
    }

    private Value NotKnown(IInvocationOperation call, IParameterSymbol parameter, Value value, Location location, Value? receiver)
    {
        if (value is Value.Sequence { MayHaveChanged: false } sequence && sequence.Items.FirstOrDefault(i => Coerce(i.Value, parameter) is null) is { Value: { } item } found)
        {
            (value, location) = (item, found.Location);
        }

        var reason = value switch
        {
            Value.Unknown unknown => unknown.Reason,
            Value.Sequence => "its items may have been replaced",
            _ => "its form is not evaluated",
        };
        if (value is Value.Unknown { Reported: true })
        {
            // Said already. The call stays part of what is open.
            _graph.AddOpenPart(new OpenPart(SiteOf(call), DiagnosticCatalog.UnknownValue.Id, reason));
        }
        else
        {
            Open(DiagnosticCatalog.UnknownValue, location, parameter.Name, reason);
        }

        return receiver ?? new Value.Unknown(reason, Reported: true);
    }

    /// <summary>A call of something that is not evaluated: harmless unless it receives a part of the model.</summary>
    private Value.Unknown OpaqueCall(IInvocationOperation call, Value? receiver)
    {
        var arguments = Arguments(call);
        var handed = (receiver is not null && MayCarryModel(receiver, ReceiverOf(call)?.Type))
            || arguments.Any(a => MayCarryModel(a.Value, a.Parameter.Type));
        var escapes = handed || _symbols.BodyTouchesModel(call.TargetMethod);

        // Said already where the receiver was lost, or where a part of the model was stored for such methods.
        var reported = receiver is Value.Unknown { Reported: true } || (escapes && !handed && _isStored);
        if (escapes && !reported && !IsHarmless(call))
        {
            Open(DiagnosticCatalog.Escape, SyntaxPlace.NameOf(call.Syntax), $"'{call.TargetMethod.Name}'");
            _covered.Add(call.Syntax.Span);
        }

        foreach (var variable in AssignedIn(call))
        {
            _variables[variable] = new Value.Unknown($"what {call.TargetMethod.Name} assigned", escapes || reported);
        }

        return new Value.Unknown($"the result of {call.TargetMethod.Name}", escapes || reported);
    }

    /// <summary>A builder, or something that is typed as one and of which nothing is known.</summary>
    private bool MayCarryModel(Value value, ITypeSymbol? type) =>
        value.CarriesModel || (value is Value.Unknown { Reported: false } && _symbols.IsModelType(type));

    /// <summary>What every object has, and reading of the application that is built already.</summary>
    private static bool IsHarmless(IInvocationOperation call) =>
        call.TargetMethod.ContainingType?.SpecialType == SpecialType.System_Object
        || (call.TargetMethod.ContainingType?.ToDisplayString() is "System.ArgumentNullException" or "System.Console");

    /// <summary>Evaluates the arguments except an extension method's receiver, in the order in which the program does.</summary>
    private List<(IParameterSymbol Parameter, Value Value, Location Location)> Arguments(IInvocationOperation call)
    {
        var arguments = new List<(IParameterSymbol, Value, Location)>();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || (call.TargetMethod.IsExtensionMethod && parameter.Ordinal == 0 && call.Instance is null))
            {
                continue;
            }

            // A default value has the whole call as its syntax, and so has an empty params array.
            var location = argument.Syntax == call.Syntax ? SyntaxPlace.NameOf(call.Syntax) : LocationOf(argument);
            arguments.Add((parameter, Evaluate(argument.Value), location));
        }

        return arguments;
    }

    private static Location LocationOf(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer.ElementValues: [var first, ..] }
            ? first.Syntax.GetLocation()
            : argument.Value.Syntax.GetLocation();

    /// <summary>The one table of how values of the program become values of the model, by the parameter's type.</summary>
    private static ModelValue? Coerce(Value value, IParameterSymbol parameter) => value switch
    {
        Value.Constant { Content: null } => ModelValue.None,
        Value.Constant { Content: int number } when TypeName(parameter.Type) == "System.Net.Sockets.ProtocolType" => number switch
        {
            6 => ModelValue.From("tcp"),
            17 => ModelValue.From("udp"),
            _ => null,
        },
        Value.Constant { Content: string text } => ModelValue.From(text),
        Value.Constant { Content: int number } => ModelValue.From(number),
        Value.Constant { Content: bool flag } => ModelValue.From(flag),
        Value.Handle handle => IsParameterBuilder(parameter.Type) ? new ModelValue.Parameter(handle.Key) : new ModelValue.Resource(handle.Key),
        Value.EndpointReference endpoint => new ModelValue.Endpoint(endpoint.Key, endpoint.Name),
        Value.Sequence sequence => CoerceAll(sequence, parameter),
        _ => null,
    };

    private static ModelValue.List? CoerceAll(Value.Sequence sequence, IParameterSymbol parameter)
    {
        var items = new List<ModelValue>();
        if (sequence.MayHaveChanged)
        {
            return null;
        }

        foreach (var (item, _) in sequence.Items)
        {
            if (Coerce(item, parameter) is not { } coerced)
            {
                return null;
            }

            items.Add(coerced);
        }

        return new ModelValue.List(items.ToEquatableArray());
    }

    /// <summary>The name that the run time gives the type, see <see cref="Type.FullName"/>.</summary>
    private static string FullName(ITypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{FullName(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{FullName(space)}.{type.MetadataName}",
        _ => type.MetadataName,
    };

    private static string FullName(INamespaceSymbol space) =>
        space.ContainingNamespace is { IsGlobalNamespace: false } outer ? $"{FullName(outer)}.{space.MetadataName}" : space.MetadataName;

    private static string TypeName(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }
            ? underlying.ToDisplayString()
            : type.ToDisplayString();

    private static bool IsParameterBuilder(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [var resource] } && resource.ToDisplayString() == KnownNames.ParameterResource;

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
