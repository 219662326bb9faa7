using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>
/// The forms in which an expression writes a value into the text around it, so that the value cannot change what the text means.
/// </summary>
public static class ValueFormat
{
    /// <summary>Escapes a value as a part of a URL.</summary>
    public const string Uri = "uri";

    /// <summary>Quotes a value of an ADO.NET connection string where that is needed: <c>Password="a;b"</c>.</summary>
    public const string AdoNet = "adonet";

    private const string Without = "without ";

    /// <summary>The formats that there are, in words.</summary>
    public static string Known => $"'{Uri}', '{AdoNet}' and '{Without}' followed by characters";

    /// <summary>The format called <paramref name="name"/> as graphs have it, or <see langword="null"/> when there is no such format.</summary>
    /// <param name="name">
    /// The name, in any case: <c>uri</c>, <c>adonet</c>, or <c>without</c>, a space and the characters that the value must not contain.
    /// </param>
    public static string? Find(string name) =>
        string.Equals(name, Uri, StringComparison.OrdinalIgnoreCase) ? Uri
        : string.Equals(name, AdoNet, StringComparison.OrdinalIgnoreCase) ? AdoNet
        : name.Length > Without.Length && name.StartsWith(Without, StringComparison.OrdinalIgnoreCase)
            ? $"{Without}{name.Substring(Without.Length)}"
        : null;

    /// <summary>
    /// Why a value cannot be written in a format, to follow its name: <c>contains ','</c>. <see langword="null"/> when it can.
    /// </summary>
    /// <param name="text">The value.</param>
    /// <param name="format">The format, as <see cref="Find"/> gives it.</param>
    public static string? Obstacle(string text, string format)
    {
        if (format == AdoNet)
        {
            return text.Contains('\0') ? "contains U+0000" : null;
        }

        if (!format.StartsWith(Without, StringComparison.Ordinal))
        {
            return null;
        }

        // Clients split such a text at these characters, and trim the pieces.
        var excluded = format.Substring(Without.Length);
        return text.FirstOrDefault(c => excluded.Contains(c)) is var found and not '\0' ? $"contains {Shown(found)}"
            : text.Length > 0 && char.IsWhiteSpace(text[0]) ? $"begins with {Shown(text[0])}"
            : text.Length > 0 && char.IsWhiteSpace(text[text.Length - 1]) ? $"ends with {Shown(text[text.Length - 1])}"
            : null;
    }

    /// <summary>A value as a format writes it.</summary>
    /// <param name="text">The value.</param>
    /// <param name="format">The format, as <see cref="Find"/> gives it.</param>
    /// <exception cref="FormatException">The format cannot write the value: see <see cref="Obstacle"/>.</exception>
    public static string Write(string text, string format) =>
        Obstacle(text, format) is { } obstacle ? throw new FormatException($"A value {obstacle}, which format '{format}' cannot write.")
        : format == Uri ? System.Uri.EscapeDataString(text)
        : format == AdoNet ? Quoted(text)
        : text;

    /// <summary>As <c>DbConnectionStringBuilder</c> writes it: what needs no quotes has none.</summary>
    private static string Quoted(string text)
    {
        if (!text.Any(c => c is '"' or '\'' or '=' or ';' || char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return text;
        }

        var quote = text.Contains('"') && text.IndexOf('\'') < 0 ? "'" : "\"";
        return quote + text.Replace(quote, quote + quote) + quote;
    }

    private static string Shown(char c) => char.IsWhiteSpace(c) || char.IsControl(c)
        ? c == ' ' ? "a space" : $"U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}"
        : $"'{c}'";
}
