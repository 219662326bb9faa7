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
    IReadOnlyDictionary<string, object> Constants)
{
    /// <summary>The ordinal of the callback parameter that describes the operation, or -1.</summary>
    public int View { get; init; } = -1;

    /// <summary>The ordinal of the parameter that takes a resource object, or -1.</summary>
    public int ResourceObject { get; init; } = -1;

    /// <summary>The ordinals of the parameters that only the run time uses.</summary>
    public IReadOnlyList<int> RunTimeOnly { get; init; } = [];

    public static MethodModel? Read(IMethodSymbol method)
    {
        MethodModel? model = null;
        var constants = new Dictionary<string, object>();
        foreach (var attribute in method.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case KnownNames.ModelOperationAttribute when attribute.ConstructorArguments is [{ Value: int kind }]:
                    var typeArgument = attribute.NamedArguments.FirstOrDefault(a => a.Key == nameof(TypeArgument)).Value.Value as string;
                    model = new MethodModel((OperationKind)kind, typeArgument, [.. method.Parameters.Select(p => ArgumentName(p))], constants)
                    {
                        View = OrdinalOf(method, KnownNames.ModelViewAttribute),
                        ResourceObject = OrdinalOf(method, KnownNames.ResourceObjectAttribute),
                        RunTimeOnly = [.. method.Parameters.Where(p => Has(p, KnownNames.RunTimeOnlyAttribute)).Select(p => p.Ordinal)],
                    };
                    break;
                case KnownNames.ModelConstantAttribute when attribute.ConstructorArguments is [{ Value: string name }, { Value: { } value }]:
                    constants[name] = value;
                    break;
            }
        }

        return model;
    }

    /// <summary>The operation that an annotation of a type is when it is noted, or <see langword="null"/>. Its properties fill the arguments.</summary>
    public static MethodModel? Read(INamedTypeSymbol type)
    {
        MethodModel? model = null;
        var constants = new Dictionary<string, object>();
        foreach (var attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case KnownNames.ModelOperationAttribute when attribute.ConstructorArguments is [{ Value: int kind }]:
                    model = new MethodModel((OperationKind)kind, null, [], constants);
                    break;
                case KnownNames.ModelConstantAttribute when attribute.ConstructorArguments is [{ Value: string name }, { Value: { } value }]:
                    constants[name] = value;
                    break;
            }
        }

        return model;
    }

    /// <summary>The argument that a parameter, or a property of a view, fills.</summary>
    public static string ArgumentName(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass?.ToDisplayString() == KnownNames.ModelArgumentAttribute
                && attribute.ConstructorArguments is [{ Value: string name }])
            {
                return name;
            }
        }

        return member is IPropertySymbol ? char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1) : member.Name;
    }

    private static int OrdinalOf(IMethodSymbol method, string attribute) =>
        method.Parameters.FirstOrDefault(p => Has(p, attribute))?.Ordinal ?? -1;

    private static bool Has(IParameterSymbol parameter, string attribute) =>
        parameter.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == attribute);
}
