using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private readonly Dictionary<ISymbol, Cell> _statics = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _initializedTypes = new(SymbolEqualityComparer.Default);

    private Value Property(IPropertyReferenceOperation reference)
    {
        var instance = reference.Instance is { } receiver ? Evaluate(receiver) : null;
        if (instance is not null && !(IsNullable(reference.Property) && reference.Property.Name == "HasValue"))
        {
            instance = NotNull(instance);
        }

        var arguments = reference.Arguments.Select(a => Evaluate(a.Value)).ToList();
        return instance is null
            ? EachOf(arguments, values => ReadProperty(reference.ConstrainedToType is { } constrained ? Implementation(reference.Property, Actual(constrained)) : reference.Property, null, values, reference))
            : EachOf([instance, .. arguments], values => ReadProperty(reference.Property, values[0], [.. values.Skip(1)], reference));
    }

    /// <summary>What a property of a single value is.</summary>
    private Value ReadProperty(IPropertySymbol property, Value? instance, Value[] arguments, IOperation reference)
    {
        if (instance is Value.Choice choice)
        {
            return Each(choice, alternative => ReadProperty(property, alternative, arguments, reference));
        }

        if (KnownProperty(property, instance, arguments, reference) is { } known)
        {
            return known;
        }

        if (instance is Value.Instance owner)
        {
            property = Implementation(property, owner.Type);
        }

        if (IsInSource(property))
        {
            if (property.GetMethod is { } getter && _bodies.Of(getter) is { } body)
            {
                return Inline(getter, body, instance, [.. arguments.Select((a, i) => new Argument(getter.Parameters[i], a, PlaceOf(reference)))], reference.Syntax);
            }

            if (property.IsStatic)
            {
                return Held(StaticCell(property), property, reference);
            }

            if (instance is Value.Instance holder)
            {
                return Held(FieldCell(holder, property), property, reference);
            }
        }

        if (instance is Value.Instance thing)
        {
            if (thing.Fields.TryGetValue(property.OriginalDefinition, out var kept))
            {
                return Held(kept, property, reference);
            }

            if (IsModelObject(property.ContainingType))
            {
                return Held(FieldCell(thing, property), property, reference);
            }
        }

        if (instance is Value.Late { Reported: true } lost)
        {
            return Again(lost, Fresh(lost.Reason, reference, property.Type));
        }

        var reason = property.IsIndexer ? "an indexed value" : $"the property {property.Name}";
        return Purity.IsPure(property)
            ? Derived($"{property.ContainingType.ToDisplayString()}.{property.Name}", reference, property.Type, reason, [.. instance is null ? arguments : [instance, .. arguments]])
            : Member(property, instance, reference, reason);
    }

    /// <summary>One value per member of something that is not followed, so that what is lost in it is reported once.</summary>
    private Value Member(ISymbol member, Value? instance, IOperation reference, string reason)
    {
        if (instance is not (null or Value.Late) || !_symbols.IsModelType(reference.Type))
        {
            return Fresh(reason, reference, reference.Type);
        }

        if (!_statics.TryGetValue(member, out var cell))
        {
            _statics[member] = cell = new Cell(Fresh(reason, reference, reference.Type), Condition.Always);
        }

        return cell.Value;
    }

    private Value? KnownProperty(IPropertySymbol property, Value? instance, Value[] arguments, IOperation reference)
    {
        switch (instance, property.Name)
        {
            case (Value.Builder, "ExecutionContext"):
                return new Value.ExecutionContext();
            case (Value.Builder, "Configuration"):
                return new Value.Configuration("");
            case (Value.Builder, "AppHostDirectory"):
                return new Value.HostPath("");
            case (Value.Builder, "Resources"):
                // Where a part is open there may be more.
                return new Value.Sequence([]) { Live = Living(Resources(reference), () => Resources(reference)), Lost = _diagnostics.Count > 0 ? "resources that are not known" : null };
            case (Value.Builder, "Environment"):
                return new Value.HostEnvironment();
            case (Value.ExecutionContext, "IsRunMode"):
                return Flag(RunMode);
            case (Value.ExecutionContext, "IsPublishMode"):
                return Flag(Conditions.Not(RunMode));
            case (Value.ExecutionContext, "Operation"):
                return Choose(RunMode, new Value.Constant(0, property.Type), new Value.Constant(1, property.Type));
            case (Value.HostEnvironment, "ApplicationName"):
                return _applicationName;
            case (Value.HostEnvironment, "EnvironmentName"):
                return EnvironmentName;
            case (Value.Handle handle, "Resource"):
                return _resources.TryGetValue(handle.Key, out var resource) ? resource : new Value.ResourceOf(handle);
            case (Value.ResourceOf or Value.Instance, "Annotations") when property.Type.Name == "ResourceAnnotationCollection" && property.Type.ContainingAssembly?.Name == KnownNames.HostingAssembly:
                return new Value.Annotations(instance);
            case (Value.Handle, "ApplicationBuilder"):
                return new Value.Builder();
            case (Value.ResourceOf { Owner: { IsOpen: false } builder }, "Name"):
                return _names.TryGetValue(builder.Key, out var name) ? name : new Value.Constant(builder.Name);
            case (Value.Lazy lazy, "Value"):
                return LazyValue(lazy, property, reference);
            case (Value.Lazy lazy, "IsValueCreated"):
                return Flag(Conditions.Not(IsNull(Held(lazy.Result, property, reference))));
            case (Value.EndpointReference endpoint, "EndpointName"):
                return new Value.Constant(endpoint.Name);
            case (Value.EndpointReference endpoint, "Resource"):
                return endpoint.Resource is Value.Handle owned ? _resources.TryGetValue(owned.Key, out var own) ? own : new Value.ResourceOf(owned) : endpoint.Resource;
            case (Value.EndpointProperty { Endpoint: var referred }, "Endpoint"):
                return referred;
            case (Value.ResourceOf { Owner: var connected }, "ConnectionStringExpression"):
                return new Value.Expression([new(connected, null, PlaceOf(reference))]);
            case (Value.ExpressionBuilder { Content.Value: Value.Expression built }, "IsEmpty"):
                return Value.Of(built.Pieces.IsEmpty);
            case (Value.Configuration section, "this[]"):
                return Configured(section, arguments[0], reference);
            case (Value.Configuration section, "Value") when section.Prefix.Length > 0:
                return Configured(new Value.Configuration(""), new Value.Constant(section.Prefix.TrimEnd(':')), reference);
            case (Value.Address, _) when property.GetMethod is { } part && FunctionOf(part) is { } function
                && Result(function, [instance], [null], reference) is var result && !ReferenceEquals(result, PureFunctions.Unknown):
                return Lifted(result, property.Type, [instance], reference);
            case (Value.Constant { Content: string text }, "Length"):
                return new Value.Constant(text.Length);
            case (Value.Constant { Content: string text }, "this[]") when arguments is [Value.Constant { Content: int index }] && index >= 0 && index < text.Length:
                return new Value.Constant(text[index]);
            case (Value.Late or Value.Constant, "HasValue") when IsNullable(property):
                return Flag(Conditions.Not(IsNull(instance)));
            case (not null, "Value") when IsNullable(property):
                return instance;
            case (Value.TypeOf { Type: var type }, "Name") when type.TypeKind != TypeKind.TypeParameter:
                return new Value.Constant(type.MetadataName);
            case (Value.TypeOf { Type: var type }, "FullName") when type is INamedTypeSymbol { IsGenericType: false }:
                return new Value.Constant(FullName(type));
            case (Value.Sequence or Value.Map or Value.Tuple, _):
                return CollectionProperty(property, instance, arguments, reference);
            default:
                return null;
        }
    }

    private List<Value.Item>? Resources(IOperation reference) => _diagnostics.Count > 0
        ? null
        : [.. _added.Select(a => new Value.Item(a.When, _resources.TryGetValue(a.Handle.Key, out var own) ? own : new Value.ResourceOf(a.Handle), PlaceOf(reference)))];

    private static bool IsNullable(IPropertySymbol property) => property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private Condition RunMode => Conditions.Is(AppHostSdk.Model.Atom.Mode, "run");

    private Value Field(IFieldReferenceOperation reference)
    {
        if (reference.Instance is not { } receiver)
        {
            return ReadField(reference.Field, null, reference);
        }

        return Each(NotNull(Evaluate(receiver)), instance => ReadField(reference.Field, instance, reference));
    }

    private Value ReadField(IFieldSymbol field, Value? instance, IOperation reference)
    {
        switch (instance)
        {
            case Value.Choice choice:
                return Each(choice, alternative => ReadField(field, alternative, reference));
            case Value.Tuple tuple when TupleIndex(field) is { } index && index < tuple.Items.Length:
                return OnPath(tuple.Items[index]);
            case Value.Instance owner:
                return Held(FieldCell(owner, field), field, reference);
            case Value.Late { Reported: true } lost:
                return Again(lost, Fresh(lost.Reason, reference, field.Type));
        }

        if (field is { IsStatic: true, Name: "Empty", ContainingType.SpecialType: SpecialType.System_String })
        {
            return new Value.Constant("");
        }

        if (field is { IsStatic: true, ContainingType.Name: "Environments" } && field.ContainingType.ToDisplayString() == "Microsoft.Extensions.Hosting.Environments")
        {
            return new Value.Constant(field.Name);
        }

        return field.IsStatic && IsInSource(field)
            ? Held(StaticCell(field), field, reference)
            : Member(field, instance, reference, $"the field {field.Name}");
    }

    private static int? TupleIndex(IFieldSymbol field) =>
        (field.CorrespondingTupleField ?? field).Name is var name && name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var number)
            ? number - 1
            : null;

    /// <summary>A static field or automatic property: one variable for the whole program, initialised when it is first used.</summary>
    private Cell StaticCell(ISymbol member)
    {
        member = (member as IFieldSymbol)?.AssociatedSymbol ?? member;
        if (member.ContainingType is { IsGenericType: true } generic)
        {
            return GenericStaticCell(member, generic);
        }

        member = member.OriginalDefinition;
        if (!_statics.TryGetValue(member, out var cell))
        {
            var type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
            _statics[member] = cell = new Cell(DefaultOf(type, null), Condition.Always) { IsUnstable = _forgottenStatics.Contains(member) };
            if (_bodies.InitializerOf(member) is { } initializer)
            {
                // The cell is there already: what refers to itself sees the default, as in the program.
                cell.Value = Apart(initializer, () => Evaluate(initializer));
            }

            if (member.ContainingType is { } owner && _initializedTypes.Add(owner) && owner.StaticConstructors.FirstOrDefault() is { } constructor && _bodies.Of(constructor) is { } body)
            {
                Apart(body, () => Inline(constructor, body, null, [], body.Syntax));
            }
        }

        return cell;
    }

    /// <summary>A static member of a generic type: one variable for each type that stands for its parameters. Its first value is not worked out.</summary>
    private Cell GenericStaticCell(ISymbol member, INamedTypeSymbol type)
    {
        var actual = ((INamedTypeSymbol)Actual(type)).GetMembers(member.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) ?? member;
        if (!_statics.TryGetValue(actual, out var cell))
        {
            var valueType = (actual as IFieldSymbol)?.Type ?? ((IPropertySymbol)actual).Type;
            var isPlain = _bodies.InitializerOf(member.OriginalDefinition) is null && type.OriginalDefinition.StaticConstructors.All(c => c.IsImplicitlyDeclared);
            _statics[actual] = cell = new Cell(isPlain ? DefaultOf(valueType, null) : Fresh($"the member {member.Name}", null, valueType), Condition.Always) { IsUnstable = _forgottenStatics.Contains(member.OriginalDefinition) };
        }

        return cell;
    }

    /// <summary>Runs what the program runs once, whatever the path is that came by first; not what touches the model.</summary>
    private Value Apart(IOperation operation, Func<Value> act)
    {
        var (path, scope, frame) = (_path, _scope, _frame);
        _path = _symbols.TouchesModel(operation) ? path : Condition.Always;
        _scope = new Scope(null);
        var result = act();
        (_path, _scope, _frame) = (path, scope, frame);
        return result;
    }

    private bool IsInSource(ISymbol member) => member.DeclaringSyntaxReferences.Any(r => _bodies.Compilation.ContainsSyntaxTree(r.SyntaxTree));

    private void AssignProperty(IPropertyReferenceOperation target, Value? instance, List<Value> arguments, Value value, IOperation assignment)
    {
        var property = target.Property;
        if (instance is null)
        {
            Write(null);
        }
        else
        {
            Each(instance, single =>
            {
                Write(single);
                return Value.Null;
            });
        }

        void Write(Value? owner)
        {
            switch (owner)
            {
                case Value.Configuration:
                    _configurationVersion++;
                    return;
                case Value.HostEnvironment when property.Name == "ApplicationName":
                    _applicationName = value;
                    return;
                case Value.Sequence or Value.Map:
                    SetItem(owner, OnPath(arguments.FirstOrDefault() ?? Value.Null), value, target);
                    return;
                case Value.Instance instanceOwner:
                    var implementation = Implementation(property, instanceOwner.Type);
                    if (implementation.SetMethod is { } setter && _bodies.Of(setter) is { } body)
                    {
                        Inline(setter, body, owner, [.. arguments.Append(value).Select((a, i) => new Argument(setter.Parameters[i], OnPath(a), PlaceOf(assignment)))], target.Syntax);
                    }
                    else
                    {
                        Set(FieldCell(instanceOwner, implementation), value);
                    }

                    return;
                case null when property.IsStatic && IsInSource(property):
                    if (property.SetMethod is { } staticSetter && _bodies.Of(staticSetter) is { } staticBody)
                    {
                        Inline(staticSetter, staticBody, null, [new(staticSetter.Parameters[0], value, PlaceOf(assignment))], target.Syntax);
                    }
                    else
                    {
                        Set(StaticCell(property), value);
                    }

                    return;
                default:
                    Stored(target, value, owner);
                    return;
            }
        }
    }
}
