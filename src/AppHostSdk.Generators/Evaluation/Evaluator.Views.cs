using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>
    /// Runs a callback that describes an operation on an object of its own, and puts what it left there in the place of the callback.
    /// </summary>
    private bool Viewed(MethodModel model, List<Argument> arguments, IOperation call)
    {
        var index = arguments.FindIndex(a => a.Parameter.Ordinal == model.View);
        if (index < 0)
        {
            return true;
        }

        var callback = arguments[index];
        if (OnPath(callback.Value) is not Value.Function function || callback.Parameter.Type is not INamedTypeSymbol { TypeArguments: [var type] })
        {
            NotKnown(callback, null, call);
            return false;
        }

        var view = new Value.Instance(type);
        var properties = type.GetMembers().OfType<IPropertySymbol>().ToList();
        // What cannot be set is what the call says.
        properties.ForEach(p => view.Fields[p] = new Cell(p.SetMethod is { DeclaredAccessibility: Accessibility.Public } ? Value.Null : Given(p), _path));
        Invoke(function, call, view);
        arguments.RemoveAt(index);
        arguments.AddRange(properties.Where(p => p.SetMethod is { DeclaredAccessibility: Accessibility.Public }).Select(p => callback with { Value = view.Fields[p].Value, Name = MethodModel.ArgumentName(p) }));
        return true;

        Value Given(IPropertySymbol property) =>
            arguments.Where(a => NameOf(model, a) == MethodModel.ArgumentName(property)).Select(a => a.Value).FirstOrDefault() ?? Value.Null;
    }

    /// <summary>Adds a resource object: its members are the operation's arguments.</summary>
    private Value AddObject(IMethodSymbol method, MethodModel model, Value builder, List<Argument> arguments, IOperation call)
    {
        var argument = arguments.First(a => a.Parameter.Ordinal == model.ResourceObject);
        return EachOf([builder, OnPath(argument.Value)], values =>
        {
            if (values[1] is not Value.Instance resource)
            {
                return NotKnown(argument with { Value = values[1] }, null, call);
            }

            var members = new List<Argument>
            {
                argument with { Name = "name", Value = MemberOf(resource, "Name", call) },
                argument with { Name = "kind", Value = new Value.Constant(KindOf(resource.Type).ToString()) },
            };
            if (KindOf(resource.Type) == ResourceKind.Executable)
            {
                members.Add(argument with { Name = "command", Value = MemberOf(resource, "Command", call) });
                members.Add(argument with { Name = "workingDirectory", Value = MemberOf(resource, "WorkingDirectory", call) });
            }

            if (KindOf(resource.Type) == ResourceKind.Parameter)
            {
                members.Add(argument with { Name = "secret", Value = MemberOf(resource, "Secret", call) });
            }

            if (TooManyWays(members, method, call) is { } unknown)
            {
                return unknown;
            }

            return EachOf([.. members.Select(m => m.Value)], chosen =>
            {
                var added = Perform(method, model, values[0], [.. members.Select((m, i) => m with { Value = chosen[i] })], call, resource);
                if (HandleOf(added) is { } handle)
                {
                    AnnotateAdded(resource, handle, argument);
                }

                return added;
            });
        });
    }

    private Value MemberOf(Value.Instance instance, string name, IOperation call)
    {
        for (ITypeSymbol? type = instance.Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                return ReadProperty(property, instance, [], call);
            }
        }

        return Value.Null;
    }

    /// <summary>The builder that a resource was added by, or <see langword="null"/>.</summary>
    private Value.Handle? HandleOf(Value resource) => resource switch
    {
        Value.Handle handle => handle,
        Value.ResourceOf { Owner: var owner } => owner,
        Value.Instance instance => _handles.TryGetValue(instance, out var handle) ? handle : null,
        _ => null,
    };

    private static ResourceKind KindOf(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            switch (current.ToDisplayString())
            {
                case "AppHostSdk.ProjectResource":
                    return ResourceKind.Project;
                case "AppHostSdk.ContainerResource":
                    return ResourceKind.Container;
                case "AppHostSdk.ExecutableResource":
                    return ResourceKind.Executable;
                case KnownNames.ParameterResource:
                    return ResourceKind.Parameter;
            }
        }

        return ResourceKind.Logical;
    }

    private static bool IsResource(ITypeSymbol type) => type.AllInterfaces.Any(i => i.ToDisplayString() == KnownNames.Resource);
}
