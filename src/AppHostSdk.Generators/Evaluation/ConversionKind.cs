using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>What a conversion does to a value.</summary>
internal enum ConversionKind
{
    /// <summary>The same value seen as another type.</summary>
    Viewing,

    /// <summary>Another value made of it.</summary>
    Changing,
}

internal static class ConversionKinds
{
    public static ConversionKind GetConversionKind(this IConversionOperation conversion)
    {
        var common = conversion.Conversion;
        return common.IsReference || common.IsIdentity || common.IsNullable || conversion.Type is { IsReferenceType: true } || conversion.Type?.TypeKind == TypeKind.Error
            ? ConversionKind.Viewing
            : IsSpan(conversion.Type) ? ConversionKind.Viewing : ConversionKind.Changing;
    }

    /// <summary>A window on the same items.</summary>
    public static bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
