using System.CommandLine.Completions;

namespace AppHostSdk.Verbs;

/// <summary>Names of resources with commas between them.</summary>
internal static class NameList
{
    public static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What a list that is being typed may become, with what stands before it: its last name is completed, and none comes twice.</summary>
    public static IEnumerable<CompletionItem> Completions(string typed, IReadOnlyList<string> names)
    {
        var before = typed[..(typed.LastIndexOfAny([',', '=']) + 1)];
        var begun = typed[before.Length..];
        var taken = Split(before[(before.IndexOf('=') + 1)..]);
        return names
            .Where(n => n.StartsWith(begun, StringComparison.OrdinalIgnoreCase) && !taken.Contains(n, StringComparer.OrdinalIgnoreCase))
            .Select(n => new CompletionItem(before + n));
    }
}
