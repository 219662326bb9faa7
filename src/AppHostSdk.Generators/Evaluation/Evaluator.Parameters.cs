using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>Objects that describe an argument, and the defaults of parameters.</summary>
internal sealed partial class Evaluator
{
    /// <summary>
    /// The arguments with every object that describes something in the form of its properties. The default of a secret is a slot,
    /// even where it is a constant: the graph can be read by anyone.
    /// </summary>
    private List<Argument> Described(MethodModel model, List<Argument> arguments)
    {
        var isSecret = model.Constants.TryGetValue("secret", out var always) ? always is true : arguments.Any(a => NameOf(model, a) == "secret" && a.Value is Value.Constant { Content: true });
        var described = new List<Argument>();
        foreach (var argument in arguments)
        {
            if (argument.Value is Value.Instance { Type: INamedTypeSymbol type } instance && IsModelObject(type))
            {
                described.AddRange(type.GetMembers().OfType<IPropertySymbol>().Where(p => p.SetMethod is not null)
                    .Select(p => argument with { Value = OnPath(FieldCell(instance, p).Value), Name = MethodModel.ArgumentName(p) }));
            }
            else if (model.Kind == OperationKind.AddParameter && NameOf(model, argument) == "value" && argument.Value is not Value.Constant { IsNull: true })
            {
                LetGo(argument.Value);
                described.Add(isSecret
                    ? argument with { Value = Secret(model, arguments), Name = "value" }
                    : argument.Value is Value.Constant or Value.Late ? argument : argument with { Value = Fresh("a default that is worked out", argument.Place), Name = "value" });
            }
            else
            {
                described.Add(argument);
            }
        }

        return described;
    }

    private Value.Late Secret(MethodModel model, List<Argument> arguments)
    {
        var name = arguments.Select(a => NameOf(model, a) == "name" ? (a.Value as Value.Constant)?.Content as string : null).FirstOrDefault(n => n is not null) ?? "";
        return new Value.Late($"#{++_fresh}", "a secret", new Provenance(ProvenanceKind.SecretParameter, name), null);
    }

    private static bool IsModelObject(ITypeSymbol type) => HasAttribute(type, KnownNames.ModelObjectAttribute);

    /// <summary>What a property of such an object is when nothing was assigned.</summary>
    private Value DescribedDefault(IPropertySymbol property) =>
        property.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "System.ComponentModel.DefaultValueAttribute") is { ConstructorArguments: [{ Value: { } value }] }
            ? new Value.Constant(value)
            : DefaultOf(property.Type, null);
}
