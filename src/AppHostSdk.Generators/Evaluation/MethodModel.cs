using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>The operation that an authoring method performs, read from its attributes.</summary>
/// <param name="Kind">The operation.</param>
/// <param name="TypeArgument">The argument that the method's type argument fills.</param>
/// <param name="ArgumentOf">The argument that each parameter fills, by ordinal.</param>
/// <param name="Constants">Arguments that always have one value.</param>
internal sealed record MethodModel(
    OperationKind Kind,
    string? TypeArgument,
    IReadOnlyList<string> ArgumentOf,
    IReadOnlyDictionary<string, string> Constants)
{
    public static MethodModel? Read(IMethodSymbol method)
    {
        MethodModel? model = null;
        var constants = new Dictionary<string, string>();
        foreach (var attribute in method.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case KnownNames.ModelOperationAttribute when attribute.ConstructorArguments is [{ Value: int kind }]:
                    var typeArgument = attribute.NamedArguments.FirstOrDefault(a => a.Key == nameof(TypeArgument)).Value.Value as string;
                    model = new MethodModel((OperationKind)kind, typeArgument, [.. method.Parameters.Select(ArgumentName)], constants);
                    break;
                case KnownNames.ModelConstantAttribute when attribute.ConstructorArguments is [{ Value: string name }, { Value: string value }]:
                    constants[name] = value;
                    break;
            }
        }

        return model;
    }

    private static string ArgumentName(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass?.ToDisplayString() == KnownNames.ModelArgumentAttribute
                && attribute.ConstructorArguments is [{ Value: string name }])
            {
                return name;
            }
        }

        return parameter.Name;
    }
}
