using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>
/// What the graph needs of resource objects that the program made: read when the application is built, on the state that they have
/// then, as the run time does.
/// </summary>
internal sealed partial class Evaluator
{
    // By the key of the resource: the call that added its object, and where that stands.
    private readonly Dictionary<string, (int Site, Argument Object)> _objects = new(StringComparer.Ordinal);

    private void ReadMembers(IOperation build)
    {
        var path = _path;
        foreach (var (handle, when) in _added.ToList())
        {
            _path = path;
            _path = Conditions.And(BeforeBuild, when);
            if (!_path.IsNever && _objects.TryGetValue(handle.Key, out var added) && _resources.TryGetValue(handle.Key, out var value) && value is Value.Instance resource)
            {
                ReadMembers(handle, resource, added.Object, added.Site, build);
            }
        }

        _path = path;
    }

    /// <summary>A program that is never seen to build its application: what it described is looked at all the same.</summary>
    private void ReadUnbuilt(IOperation program)
    {
        _path = Condition.Always;
        CallBeforeBuild();
        ReadMembers(program);
    }

    private void ReadMembers(Value.Handle handle, Value.Instance resource, Argument added, int site, IOperation build)
    {
        if (Implements(resource.Type, KnownNames.ParentResource))
        {
            Each(MemberOf(resource, "Parent", build), parent =>
            {
                if (HandleOf(parent) is { } owner)
                {
                    Apply(OperationKind.WithParentRelationship, new ModelValue.Resource(owner.Key));
                }
                else if (parent is not Value.Constant { IsNull: true })
                {
                    NotKnown(added with { Value = parent }, handle, build);
                }

                return Value.Null;
            });
        }

        if (!Implements(resource.Type, KnownNames.ConnectionResource))
        {
            return;
        }

        var path = _path;
        var expression = Settled(InterfaceProperty(resource, "ConnectionStringExpression", build));
        EachOf([expression, InterfaceProperty(resource, "ConnectionStringEnvironmentVariable", build)], values =>
        {
            if (Known(values[0]) is { } text && (values[1] as Value.Constant)?.Content is var variable && values[1] is Value.Constant)
            {
                Apply(OperationKind.WithConnectionString, text, ModelValue.From(variable as string));
            }
            else
            {
                NotKnown(added with { Value = values[0] is Value.Expression or Value.Late ? values[0] : values[1] }, handle, build);
            }

            return Value.Null;
        });

        _path = path;
        Each(InterfaceMethod(resource, "GetConnectionProperties", build), properties =>
        {
            if (ItemsOf(properties) is not { } items)
            {
                NotKnown(added with { Value = properties }, handle, build);
                return Value.Null;
            }

            foreach (var item in items)
            {
                _path = Conditions.And(path, item.Present);
                Each(item.Value, property => property is Value.Tuple { Items: [var name, var content] }
                    ? EachOf([name, Settled(OnPath(content))], values =>
                    {
                        if (values[0] is Value.Constant { Content: string { Length: > 0 } known } && Known(values[1]) is { } text)
                        {
                            Apply(OperationKind.WithConnectionProperty, ModelValue.From(known), text, ModelValue.From("own"));
                        }
                        else
                        {
                            NotKnown(added with { Value = values[0] is Value.Constant ? values[1] : values[0], Place = item.Place }, handle, build);
                        }

                        return Value.Null;
                    })
                    : NotKnown(added with { Value = property, Place = item.Place }, handle, build));
            }

            return Value.Null;
        });

        ModelValue? Known(Value value)
        {
            if (value is not Value.Expression parts)
            {
                return value is Value.Late { Reported: false } late ? SlotOf(late) : null;
            }

            NoteEndpoints(site, "value", parts);
            return Coerce(parts);
        }

        void Apply(OperationKind kind, params ModelValue[] arguments) =>
            _graph.Apply(new ModelOperation(kind, handle.Key, EquatableArray.Of(arguments)) { Site = site }, _path);
    }

    /// <summary>A property that an interface of ours asks for; what the interface itself says is <see langword="null"/>.</summary>
    private Value InterfaceProperty(Value.Instance resource, string name, IOperation reference) =>
        Implemented<IPropertySymbol>(resource, name) is { } property ? ReadProperty(property, resource, [], reference) : Value.Null;

    /// <summary>What a method gives that an interface of ours asks for; what the interface itself gives is nothing.</summary>
    private Value InterfaceMethod(Value.Instance resource, string name, IOperation call) =>
        Implemented<IMethodSymbol>(resource, name) is { } method && _bodies.Of(method) is { } body
            ? Inline(method, body, resource, [], call.Syntax)
            : new Value.Sequence([]);

    private T? Implemented<T>(Value.Instance resource, string name)
        where T : class, ISymbol
    {
        var asked = resource.Type.AllInterfaces.FirstOrDefault(i => i.ToDisplayString() == KnownNames.ConnectionResource)?.GetMembers(name).OfType<T>().FirstOrDefault();
        return asked is not null && resource.Type.FindImplementationForInterfaceMember(asked) is T found && IsInSource(found) ? Implementation(found, resource.Type) : null;
    }

    private static bool Implements(ITypeSymbol type, string name) => type.ToDisplayString() == name || type.AllInterfaces.Any(i => i.ToDisplayString() == name);
}
