using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>A name in the program that was probably meant to be another one.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="File">The file as in <see cref="SitePlace"/>.</param>
/// <param name="Suggestion">What was probably meant.</param>
public sealed record SpellingPlace(int Line, int Column, string File, string Suggestion);

/// <summary>Such names as text: a line for each with line, column, file and suggestion, parted by tabs.</summary>
public static class SpellingTable
{
    /// <summary>Writes <paramref name="places"/> in their order, with <c>\n</c> between the lines. What has a tab or line break in its name is left out.</summary>
    public static string Write(IEnumerable<SpellingPlace> places) => string.Join("\n", places
        .Where(p => (p.File + p.Suggestion).IndexOfAny(['\t', '\n', '\r']) < 0)
        .Select(p => string.Format(CultureInfo.InvariantCulture, "{0}\t{1}\t{2}\t{3}", p.Line, p.Column, p.File, p.Suggestion)));

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is not as <see cref="Write"/> writes it.</exception>
    public static EquatableArray<SpellingPlace> Read(string text) => text.Length == 0 ? default : text.Split('\n').Select(Place).ToEquatableArray();

    private static SpellingPlace Place(string line)
    {
        var parts = line.Split('\t');
        return parts.Length == 4 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var column)
            ? new SpellingPlace(row, column, parts[2], parts[3])
            : throw new FormatException($"'{line}' is not of the form 'line column file suggestion' with tabs between.");
    }
}
