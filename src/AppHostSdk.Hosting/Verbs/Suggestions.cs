using System.CommandLine;
using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Verbs;

/// <summary>
/// What may come next on a command line that is being typed, for shells: <c>[suggest:POSITION] "plan --only a"</c>, the library's
/// suggest directive, as dotnet-suggest sends it.
/// </summary>
internal static class Suggestions
{
    private const string Directive = "[suggest";

    /// <summary>Whether a first word asks for them. Does not load the library.</summary>
    public static bool IsAskedBy(string word) => word == Directive + "]" || PositionIn(word) is not null;

    /// <summary>Writes them, one per line.</summary>
    public static async Task WriteAsync(VerbContext context, IReadOnlyList<string> args)
    {
        var typed = args.Count > 1 ? args[1] : "";
        foreach (var suggestion in Of(typed, Math.Min(PositionIn(args[0]) ?? int.MaxValue, typed.Length), context.Graph))
        {
            await System.Console.Out.WriteLineAsync(suggestion).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Of(string typed, int position, AppGraph graph)
    {
        // Parameters are resources too, and are not started.
        var names = graph.Resources.Where(r => r.Kind != ResourceKind.Parameter).Select(r => r.Name).Distinct().ToList();
        return new HostCommand(VerbCatalog.Create(), names).Root.Parse(typed).GetCompletions(position).Select(c => c.Label);
    }

    /// <summary>Where the cursor is.</summary>
    private static int? PositionIn(string word) =>
        word.StartsWith(Directive + ":", StringComparison.Ordinal)
        && word.EndsWith(']')
        && int.TryParse(word.AsSpan(Directive.Length + 1, word.Length - Directive.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;
}
