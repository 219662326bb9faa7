using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Performs an operation of the model on every resource that may be meant, with every combination of values.</summary>
    private Value ModelCall(IMethodSymbol method, MethodModel model, Value? receiver, List<Argument> arguments, IOperation call)
    {
        foreach (var argument in arguments.Where(a => model.RunTimeOnly.Contains(a.Parameter.Ordinal)))
        {
            LetGo(argument.Value);
        }

        arguments.RemoveAll(a => model.RunTimeOnly.Contains(a.Parameter.Ordinal));
        switch (model.Kind)
        {
            case OperationKind.BeforeBuild:
                CallBeforeBuild(arguments, call);
                return receiver ?? arguments[0].Value;
            case OperationKind.Subscribe:
                return method.IsExtensionMethod && receiver is not null ? receiver : Fresh("a subscription", call, method.ReturnType);
            case OperationKind.CreateBuilder when _createsBuilder:
                Open(DiagnosticCatalog.Unsupported, SyntaxPlace.NameOf(call.Syntax), "a second application builder", "Describe one application per app host.");
                return Again(null, Fresh("a second application builder", call, method.ReturnType), reported: true);
            case OperationKind.CreateBuilder:
                _createsBuilder = true;
                if (arguments.Select(a => OnPath(a.Value)).OfType<Value.Instance>().FirstOrDefault(i => i.Type.ToDisplayString() == KnownNames.Options) is { } options)
                {
                    _applicationName = Coalesce(MemberOf(options, "AssemblyName", call), () => _applicationName);
                }

                return new Value.Builder();
            case OperationKind.Run:
                return Fresh("the result of running the application", call, method.ReturnType);
        }

        if (ExpressionCall(model, receiver, arguments, call) is { } made)
        {
            return made;
        }

        if (model.Kind == OperationKind.WithAnnotation && receiver is not null)
        {
            return arguments is [var annotation]
                ? Annotate(NotNull(receiver), annotation, call)
                : NewAnnotation(method, NotNull(receiver), call);
        }

        if (OperationSchema.IsRecorded(model.Kind) && !_built.IsNever && !_path.IsNever && BeforeBuild.IsNever)
        {
            Say(DiagnosticCatalog.AfterBuild, new Place(SyntaxPlace.NameOf(call.Syntax), _frame), method.Name);
        }

        var target = receiver is null ? Value.Null : NotNull(receiver);
        if (model.View >= 0 && !Viewed(model, arguments, call))
        {
            return target;
        }

        if (model.ResourceObject >= 0)
        {
            return AddObject(method, model, target, arguments, call);
        }

        var names = OperationSchema.ArgumentsOf(model.Kind);
        for (var i = 0; i < arguments.Count; i++)
        {
            arguments[i] = Appended(arguments[i], call);
            var isNeeded = names.Count > 0 && NameOf(model, arguments[i]) == names[0] && !IsUsable(model.Kind, ModelValue.None);
            arguments[i] = arguments[i] with { Value = Expanded(Settled(model.Kind, NameOf(model, arguments[i]), isNeeded ? NotNull(arguments[i].Value) : OnPath(arguments[i].Value))) };
        }

        if (TooManyWays(arguments, method, call) is { } unknown)
        {
            return unknown;
        }

        return EachOf([target, .. arguments.Select(a => a.Value)], values =>
        {
            for (var i = 0; i < arguments.Count; i++)
            {
                arguments[i] = arguments[i] with { Value = values[i + 1] };
            }

            return Perform(method, model, values[0], arguments, call);
        });
    }

    /// <summary>A call with more combinations of values than are followed one by one, or <see langword="null"/>.</summary>
    private Value.Late? TooManyWays(List<Argument> arguments, IMethodSymbol method, IOperation call)
    {
        var ways = 1L;
        if (arguments.TrueForAll(a => (ways *= AlternativesOf(a.Value).Length) <= MostAlternatives))
        {
            return null;
        }

        Open(DiagnosticCatalog.UnknownValue, SyntaxPlace.NameOf(call.Syntax), method.Name, "too many combinations of values", "Choose between fewer values.");
        return Again(null, Fresh("a call with too many combinations of values", call, method.ReturnType), reported: true);
    }

    /// <summary>The part of the path on which the application is not built yet: what is called later changes nothing.</summary>
    private Condition BeforeBuild => _built.IsNever ? _path : Conditions.And(_path, Conditions.Not(_built));

    /// <summary>Performs an operation with single values.</summary>
    private Value Perform(IMethodSymbol method, MethodModel model, Value receiver, List<Argument> arguments, IOperation call, Value.Instance? resource = null)
    {
        if (model.Kind == OperationKind.GetEndpoint && receiver is Value.ResourceOf or Value.Instance)
        {
            // A resource that is not added yet has endpoints all the same.
            return Endpoint(HandleOf(receiver) ?? receiver, arguments, call);
        }

        var adds = OperationSchema.AddsResource(model.Kind);
        if (adds || model.Kind is OperationKind.Build or OperationKind.CreateResourceBuilder ? receiver is not Value.Builder : receiver is not Value.Handle)
        {
            return Receiver(receiver, call);
        }

        switch (model.Kind)
        {
            case OperationKind.Build:
                if (_frame.IsEnumerated)
                {
                    // What the loop does with what was yielded comes before or after it, one by one; here an iterator runs as a whole.
                    Open(DiagnosticCatalog.Unsupported, SyntaxPlace.NameOf(call.Syntax), "an application that is built while something is enumerated", "Build it outside of the iterator.");
                }

                CallBeforeBuild();
                ReadMembers(call);
                _built = Conditions.Or(_built, _path);
                return new Value.Application();
            case OperationKind.CreateResourceBuilder:
                return (HandleOf(arguments[0].Value) ?? Named(arguments[0].Value)) is { } found ? found : NotKnown(arguments[0], null, call);
            case OperationKind.GetEndpoint:
                return Endpoint(receiver, arguments, call);
        }

        arguments = Described(model, arguments);
        var names = OperationSchema.ArgumentsOf(model.Kind);
        var values = new ModelValue[names.Count];
        var site = _sites.SiteOf(call.Syntax, _frame);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = model.Constants.TryGetValue(names[i], out var constant) ? Constant(constant) : ModelValue.None;
            if (names[i] == model.TypeArgument && method.TypeArguments is [var type])
            {
                if (Actual(type) is ITypeParameterSymbol unknown)
                {
                    Open(DiagnosticCatalog.UnknownValue, SyntaxPlace.NameOf(call.Syntax), unknown.Name, "a type parameter", "Name the type.");
                    return Again(null, Fresh("a resource of an unknown type", call, method.ReturnType), reported: true);
                }

                values[i] = ModelValue.From(FullName(Actual(type)));
            }
        }

        foreach (var argument in arguments)
        {
            var name = NameOf(model, argument);
            var index = IndexOf(names, name);
            if (index < 0)
            {
                continue;
            }

            if (argument is { Name: null, Parameter.Type.TypeKind: TypeKind.Delegate })
            {
                values[index] = Callback(argument);
                continue;
            }

            if (Coerce(AsBuilder(argument), argument, OperationSchema.MayBeLate(model.Kind, name)) is not { } coerced)
            {
                return NotKnown(argument, adds ? null : receiver, call, isLocal: true);
            }

            values[index] = coerced;
            Note(site, name, argument);
            if (name == names[0] && !IsUsable(model.Kind, coerced))
            {
                // The program will fail here; there is nothing to add to the graph.
                Open(DiagnosticCatalog.UnknownValue, argument.Place.Location, argument.Parameter.Name, coerced.IsNone ? "null" : "its form is not evaluated", AdviceFor(argument));
                return adds ? Again(null, Fresh("a resource without a name", call, method.ReturnType), reported: true) : receiver;
            }
        }

        if (adds)
        {
            var resourceName = values[0].AsText ?? "";
            var key = _graph.NewKey(resourceName);
            _graph.Apply(new ModelOperation(model.Kind, key, EquatableArray.Of(values)) { Site = site }, BeforeBuild);
            var handle = new Value.Handle(key, resourceName, resource?.Type ?? (IsResource(method.ReturnType) ? method.ReturnType : ResourceTypeOf(method.ReturnType)));
            _added.Add((handle, BeforeBuild));
            if (arguments.Find(a => NameOf(model, a) == names[0]) is { Value: Value.Constant name })
            {
                _names[key] = name;
            }

            _changes++;
            if (resource is not null)
            {
                _resources[key] = resource;
                _objects[key] = (site, arguments[0]);
                if (!_handles.ContainsKey(resource))
                {
                    _handles.Add(resource, handle);
                }
            }

            return IsResource(method.ReturnType) ? new Value.ResourceOf(handle) : handle;
        }

        _graph.Apply(new ModelOperation(model.Kind, ((Value.Handle)receiver).Key, EquatableArray.Of(values)) { Site = site }, BeforeBuild);
        return receiver;
    }

    private static ModelValue Constant(object value) => value switch
    {
        bool flag => ModelValue.From(flag),
        int number => ModelValue.From(number),
        _ => ModelValue.From(value as string),
    };

    private static string NameOf(MethodModel model, Argument argument) => argument.Name ?? model.ArgumentOf[argument.Parameter.Ordinal];

    private ITypeSymbol? ResourceTypeOf(ITypeSymbol builder) => builder is INamedTypeSymbol { TypeArguments: [var resource] } ? Actual(resource) : null;

    /// <summary>True when <paramref name="value"/> has the form that the operation needs of its first argument.</summary>
    private static bool IsUsable(OperationKind kind, ModelValue value) => kind switch
    {
        OperationKind.CreateResourceBuilder => !value.IsNone,
        OperationKind.WithParentRelationship or OperationKind.WithRelationship => value is ModelValue.Resource,
        OperationKind.WithMount => value is ModelValue.Text,
        OperationKind.WithReference => value is ModelValue.Resource or ModelValue.Endpoint,
        OperationKind.WaitFor or OperationKind.WaitForStart or OperationKind.WaitForCompletion => value is ModelValue.Resource,
        OperationKind.WithEnvironment or OperationKind.WithConnectionProperty or OperationKind.WithReferenceUri => value is ModelValue.Text,
        OperationKind.WithConnectionStringRedirection => value is ModelValue.Resource,
        OperationKind.WithReferenceEnvironment => value is ModelValue.Number or ModelValue.Text,
        _ => !OperationSchema.AddsResource(kind) || value is ModelValue.Text,
    };

    /// <summary>The one resource of a name that is there whenever this is asked; <see langword="null"/> where that depends, or more may be there.</summary>
    private Value.Handle? Named(Value name)
    {
        if (name is not Value.Constant { Content: string text } || _diagnostics.Count > 0)
        {
            return null;
        }

        var named = _added.Where(a => string.Equals(a.Handle.Name, text, StringComparison.OrdinalIgnoreCase) && !Conditions.And(a.When, _path).IsNever).ToList();
        return named is [var (handle, when)] && Conditions.Implies(_path, when) ? handle : null;
    }

    private Value Endpoint(Value receiver, List<Argument> arguments, IOperation call)
    {
        var key = (receiver as Value.Handle)?.Key;
        NetworkIdentifier? network = null;
        foreach (var argument in arguments.Where(a => a.Parameter.Name == "contextNetworkId"))
        {
            if (argument.Value is not Value.Constant { Content: int identifier })
            {
                return NotKnown(argument, null, call, key);
            }

            network = (NetworkIdentifier)identifier;
        }

        foreach (var argument in arguments.Where(a => MethodModel.ArgumentName(a.Parameter) == "name"))
        {
            return argument.Value is Value.Constant { Content: string { Length: > 0 } name }
                ? new Value.EndpointReference(receiver, name, Supplied(argument.Place, argument.Value), network)
                : NotKnown(argument, null, call, key);
        }

        return Fresh("an endpoint", call, call.Type);
    }

    /// <summary>The call acts on a builder that is not known: said once, where the model is lost.</summary>
    private Value.Late Receiver(Value receiver, IOperation call)
    {
        var late = receiver as Value.Late;
        if (late is not { Reported: true } && !FailsTrial())
        {
            var reason = late?.Reason ?? "the value it is called on";
            var expression = call is Microsoft.CodeAnalysis.Operations.IInvocationOperation invocation ? ReceiverOf(invocation)?.Syntax : null;
            Open(DiagnosticCatalog.UnknownValue, expression?.GetLocation() ?? SyntaxPlace.NameOf(call.Syntax), TextOf(expression is null ? call : ReceiverOf((Microsoft.CodeAnalysis.Operations.IInvocationOperation)call)!), reason, "Assign it on every way that leads here, or test it for null before.");
            if (late is not null)
            {
                late.Reported = true;
            }
        }

        return Again(null, Fresh(late?.Reason ?? "a builder", call, call.Type), reported: true);
    }

    /// <summary>An argument is not known, so the call is an open part of the model.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="receiver">The resource that the call acts on; <see langword="null"/> when it makes one.</param>
    /// <param name="call">The call.</param>
    /// <param name="isLocal">The call changes no other resource than that one, or adds one that is not there yet.</param>
    private Value NotKnown(Argument argument, Value? receiver, IOperation call, bool isLocal = false)
    {
        var result = receiver ?? (ModelSymbols.BuilderOf(call.Type) is not null ? OpenResource(call) : null);
        return NotKnown(argument, result, call, isLocal ? (result as Value.Handle)?.Key : null);
    }

    private Value NotKnown(Argument argument, Value? result, IOperation call, string? resource)
    {
        var (value, place) = (argument.Value, argument.Place);
        if (value is Value.Sequence { Lost: null } sequence && sequence.Items.FirstOrDefault(i => Coerce(i.Value, argument, mayBeLate: true) is null) is { Value: { } item } found)
        {
            (value, place) = (item, found.Place);
        }

        while (value is Value.Expression expression && Unusable(expression) is { } part)
        {
            (value, place) = (part.Value, part.Place);
        }

        var reason = value switch
        {
            Value.Late late => late.Reason,
            Value.Sequence { Lost: { } lost } => lost,
            _ => "its form is not evaluated",
        };
        if (value is Value.Late { Reported: true })
        {
            // Said already. The call stays part of what is open.
            OpenAgain(call.Syntax, reason, resource);
        }
        else
        {
            OpenFor(value, argument, place, reason, call.Syntax, resource);
        }

        return result ?? Again(null, Fresh(reason, call, call.Type), reported: true);
    }

    /// <summary>
    /// What a call adds of which nothing more is known: references to it and waits for it are in the graph all the same.
    /// </summary>
    private Value.Handle OpenResource(IOperation call)
    {
        var site = _sites.SiteOf(call.Syntax, _frame);
        var name = call is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod: var method } ? $"{method.Name}(…)" : "…";
        var key = _graph.NewKey(name);
        var values = OperationSchema.ArgumentsOf(OperationKind.AddResource).Select(argument => argument switch
        {
            "name" => ModelValue.From(name),
            "kind" => ModelValue.From(nameof(ResourceKind.Open)),
            _ => ModelValue.None,
        });
        _graph.Apply(new ModelOperation(OperationKind.AddResource, key, values.ToEquatableArray()) { Site = site }, BeforeBuild);
        return new Value.Handle(key, name, ModelSymbols.BuilderOf(call.Type) is { } type ? Actual(type) : null) { IsOpen = true };
    }

    /// <summary>A collection with items that are there only sometimes, as a choice of collections.</summary>
    private Value Expanded(Value value) => value switch
    {
        Value.Choice choice => Join([.. choice.Alternatives.Select(a => (a.When, Expanded(a.Value)))]),
        Value.Sequence { Lost: null } sequence when sequence.Items.Any(i => !Conditions.Implies(_path, i.Present) || i.Value is Value.Choice) => Expanded(sequence),
        _ => value,
    };

    private Value Expanded(Value.Sequence sequence)
    {
        var ways = new List<(Condition When, ImmutableArray<Value.Item> Items)> { (Condition.Always, []) };
        foreach (var item in sequence.Items)
        {
            var next = new List<(Condition, ImmutableArray<Value.Item>)>();
            foreach (var (when, items) in ways)
            {
                Step(1 + items.Length);
                var with = Conditions.And(when, item.Present);
                foreach (var (chosen, value) in AlternativesOf(item.Value))
                {
                    Add(Conditions.And(with, chosen), items.Add(item with { Present = Condition.Always, Value = value }));
                }

                Add(Conditions.And(when, Conditions.Not(item.Present)), items);
            }

            ways = next;
            if (ways.Count > MostAlternatives)
            {
                return Fresh("a collection with too many forms", null, sequence.Type, sequence.CarriesModel);
            }

            void Add(Condition when, ImmutableArray<Value.Item> items)
            {
                if (!Conditions.And(when, _path).IsNever)
                {
                    next.Add((when, items));
                }
            }
        }

        return Join([.. ways.Select(w => (w.When, (Value)new Value.Sequence(w.Items, sequence.Type)))]);
    }
}
