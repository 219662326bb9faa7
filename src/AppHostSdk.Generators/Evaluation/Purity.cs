using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>
/// Members of the framework that give the same result for the same input in one run and change nothing: what they make of one
/// late value is one late value.
/// </summary>
internal static class Purity
{
    private static readonly HashSet<string> PureTypes = new(StringComparer.Ordinal)
    {
        "string", "bool", "char", "int", "long", "double", "byte", "short", "uint", "ulong", "ushort", "decimal", "System.Enum", "System.Math",
        "System.Convert", "System.Uri", "System.TimeSpan", "System.Version", "System.Guid", "System.StringComparer", "System.OperatingSystem",
        "System.Runtime.InteropServices.RuntimeInformation", "System.IO.Path", "System.Text.RegularExpressions.Regex",
    };

    // In these types, what differs from call to call.
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.IO.Path.GetRandomFileName", "System.IO.Path.GetTempFileName", "System.IO.Path.GetFullPath",
        "System.IO.Path.Exists",
    };

    private static readonly HashSet<string> PureQueries = new(StringComparer.Ordinal) { "Contains", "Any", "Count", "First", "FirstOrDefault", "Last", "LastOrDefault", "ElementAtOrDefault" };

    public static bool IsPure(IMethodSymbol method)
    {
        var type = method.ContainingType?.OriginalDefinition.ToDisplayString() ?? "";
        return method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.Out && p.Type.TypeKind != TypeKind.Delegate)
            && ((PureTypes.Contains(type) && !Changing.Contains($"{type}.{method.Name}"))
                || (type == "System.Linq.Enumerable" && PureQueries.Contains(method.Name))
                || (type == "System.MemoryExtensions" && method.Name is "Contains" or "SequenceEqual" or "IndexOf")
                || (type == "T?" && method.Name is "GetValueOrDefault"));
    }

    /// <summary>Properties of values that cannot change, and the length of an array.</summary>
    public static bool IsPure(IPropertySymbol property) =>
        property.ContainingType is { } type
        && (PureTypes.Contains(type.OriginalDefinition.ToDisplayString())
            || type.SpecialType == SpecialType.System_Array
            || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T);
}
