using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Which call led to a mistake in a function: a build prints the first position of a message only, so the text says it.</summary>
internal static class CallChain
{
    // Names of functions between the first and the last one are left out beyond these.
    private const int MostNames = 3;

    /// <summary>For example <c> (called from Program.cs(12,5) via AddApi)</c>; empty for what stands in the program itself.</summary>
    public static string Of(Place? place, Func<SyntaxTree, bool> isOwn)
    {
        if (place?.Calls(isOwn) is not { Count: > 0 } calls)
        {
            return "";
        }

        var span = calls[0].Call.GetLineSpan();
        var (line, column) = (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        var names = calls.Select(call => NameOf(call.Function)).Where(name => name.Length > 0).ToList();
        if (names.Count > MostNames)
        {
            names = [names[0], "…", names[names.Count - 1]];
        }

        return FormattableString.Invariant($" (called from {FileOf(span.Path)}({line},{column}){(names.Count > 0 ? " via " + string.Join(", ", names) : "")})");
    }

    private static string NameOf(IMethodSymbol? function) => function switch
    {
        { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } => function.ContainingType.Name,
        { AssociatedSymbol: { } member } => member.Name,
        { CanBeReferencedByName: true } => function.Name,
        _ => "",
    };

    /// <summary>The name of a file without its directory.</summary>
    public static string FileOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
