using System.Text;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Diagnostics as a reader of the build sees them, with the source line and what of it is meant underlined.</summary>
internal static class DiagnosticText
{
    /// <summary>Each diagnostic with its additional locations, in the given order.</summary>
    public static string Of(IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            text.Append(text.Length == 0 ? "" : "\n");
            text.Append($"{diagnostic.Id} {diagnostic.Severity}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n");
            Append(text, diagnostic.Location);
            foreach (var location in diagnostic.AdditionalLocations)
            {
                text.Append("  also\n");
                Append(text, location);
            }
        }

        return text.ToString();
    }

    /// <summary>The source text at <paramref name="location"/>.</summary>
    public static string At(Location location)
    {
        Assert.NotNull(location.SourceTree);
        return location.SourceTree.GetText().ToString(location.SourceSpan);
    }

    private static void Append(StringBuilder text, Location location)
    {
        if (location.Kind == LocationKind.ExternalFile)
        {
            text.Append($"  {location.GetLineSpan()}\n");
            return;
        }

        if (location.SourceTree is not { } tree)
        {
            text.Append("  no location\n");
            return;
        }

        var span = location.GetLineSpan();
        var (start, end) = (span.StartLinePosition, span.EndLinePosition);
        var line = tree.GetText().Lines[start.Line].ToString();
        var width = Math.Max(1, (end.Line == start.Line ? end.Character : line.Length) - start.Character);
        text.Append($"  {Path.GetFileName(span.Path)}({start.Line + 1},{start.Character + 1})-({end.Line + 1},{end.Character + 1})\n");
        text.Append($"    {line}\n");
        text.Append($"    {new string(' ', start.Character)}{new string('^', width)}\n");
    }
}
