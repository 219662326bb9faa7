using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>A function of the framework on known values.</summary>
/// <param name="a">
/// What it is called on, for an instance method, and its arguments but for <c>out</c> ones. An enumeration is its number, a
/// collection an array of objects, a provider of formats <see langword="null"/> or the invariant culture.
/// </param>
/// <returns>The result, or <see cref="PureFunctions.Unknown"/> where it can differ between cultures, machines or run times.</returns>
internal delegate object? PureFunction(object?[] a);

/// <summary>
/// The functions of the framework that are worked out when compiling. The compiler may run on another run time than the program,
/// with other tables of characters and cultures: only what they agree about is in here.
/// </summary>
internal static class PureFunctions
{
    /// <summary>A text that doubles in each turn of a loop would fill the memory: longer ones are not worked out.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>The result is not known.</summary>
    public static readonly object Unknown = new();

    private static readonly string[] Types =
    [
        "String", "Char", "Path", "Uri", "Convert", "Boolean", "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64",
    ];

    /// <summary>The signatures of all of them.</summary>
    public static IEnumerable<string> Signatures => Types.SelectMany(TablesOf).SelectMany(table => table.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>The function that a method is, or <see langword="null"/> when it is not worked out.</summary>
    public static PureFunction? Of(IMethodSymbol method) =>
        method.ContainingType is { IsGenericType: false, ContainingType: null, ContainingNamespace: { } space } type
        && (space.Name == "System" ? space.ContainingNamespace.IsGlobalNamespace : space is { Name: "IO", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        && TablesOf(type.Name) is { Length: > 0 } tables
            ? Find(tables, Signature(method))
            : null;

    /// <summary>The function of a signature, for example <c>String.Trim(Char)</c>, or <see langword="null"/>.</summary>
    public static PureFunction? Of(string signature) => Find(TablesOf(signature.Substring(0, signature.IndexOf('.'))), signature);

    // A table is made when the program uses its type: each is a hundred functions to compile in a compiler that has just been started.
    private static Dictionary<string, PureFunction>[] TablesOf(string type) => type switch
    {
        "String" => [StringFunctions.All, StringSearches.All],
        "Char" => [CharFunctions.All],
        "Path" => [PathFunctions.All],
        "Uri" => [UriFunctions.All],
        "Convert" => [ConvertFunctions.All],
        "Boolean" or "Byte" or "SByte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "UInt64" => [NumberFunctions.All],
        _ => [],
    };

    private static PureFunction? Find(Dictionary<string, PureFunction>[] tables, string signature)
    {
        foreach (var table in tables)
        {
            if (table.TryGetValue(signature, out var function))
            {
                return function;
            }
        }

        return null;
    }

    /// <summary>Calls a function; where the program would fail, nothing is known of what it would have gone on with.</summary>
    public static object? Call(PureFunction function, object?[] inputs)
    {
        try
        {
            return function(inputs) is var result && result is string { Length: > LongestText } ? Unknown : result;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or NullReferenceException or IndexOutOfRangeException)
        {
            return Unknown;
        }
    }

    /// <summary>A method with the types of its parameters, for example <c>String.Trim(Char)</c>.</summary>
    public static string Signature(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        return $"{definition.ContainingType.MetadataName}.{definition.Name}({string.Join(",", definition.Parameters.Select(Name))})";
    }

    private static string Name(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : parameter.RefKind.ToString().ToLowerInvariant() + " ") + Name(parameter.Type);

    private static string Name(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Name(array.ElementType) + "[]",
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => $"{type.Name}<{string.Join(",", arguments.Select(Name))}>",
        _ => type.Name,
    };

    /// <summary>True for texts about which all tables of characters agree.</summary>
    public static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c > '\x7F')
            {
                return false;
            }
        }

        return true;
    }
}
