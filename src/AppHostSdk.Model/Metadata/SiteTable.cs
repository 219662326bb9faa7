using System.Globalization;
using System.Text;

namespace AppHostSdk.Model;

/// <summary>The place of a call in the program.</summary>
/// <param name="Site">The number by which a graph names the call.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="File">The file relative to the project, with forward slashes; of a file outside the project only its name.</param>
public sealed record SitePlace(int Site, int Line, int Column, string File);

/// <summary>The places of calls as text: a line per call with site, line, column and file, parted by spaces.</summary>
public static class SiteTable
{
    /// <summary>Writes <paramref name="places"/> in their order, with <c>\n</c> between the lines.</summary>
    public static string Write(IEnumerable<SitePlace> places)
    {
        var text = new StringBuilder();
        foreach (var place in places)
        {
            text.Append(text.Length > 0 ? "\n" : "");
            text.Append(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} ", place.Site, place.Line, place.Column));

            // A file name may have line breaks in it; the table may not.
            text.Append(place.File.Replace('\n', ' ').Replace('\r', ' '));
        }

        return text.ToString();
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is not as <see cref="Write"/> writes it.</exception>
    public static EquatableArray<SitePlace> Read(string text) =>
        text.Length == 0 ? default : text.Split('\n').Select((line, i) => Place(line, i + 1)).ToEquatableArray();

    private static SitePlace Place(string line, int number)
    {
        var parts = line.Split([' '], 4);
        return parts.Length == 4 && Number(parts[0]) is { } site && Number(parts[1]) is { } row && Number(parts[2]) is { } column
            ? new SitePlace(site, row, column, parts[3])
            : throw new FormatException(string.Format(CultureInfo.InvariantCulture, "Line {0} of the site table is not of the form 'site line column file': '{1}'.", number, line));
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
