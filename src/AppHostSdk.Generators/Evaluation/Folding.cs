using System.Globalization;

namespace AppHostSdk.Generators;

/// <summary>Methods of texts with known inputs, where the result is the same in every culture and on every machine.</summary>
internal static class Folding
{
    /// <summary>A text that doubles in each turn of a loop would fill the memory: longer ones are not worked out.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>The result, or <see langword="null"/> when it is not known.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="inputs">The text it is called on and its arguments, collections opened; <see langword="null"/> for what is not constant.</param>
    /// <param name="isStatic">The first input is an argument.</param>
    public static object? Of(string method, List<Value.Constant?> inputs, bool isStatic)
    {
        if (inputs.Exists(i => i is null))
        {
            return null;
        }

        if (isStatic)
        {
            return Static(method, inputs!);
        }

        if (method == "ToString" && inputs.Count == 1)
        {
            return Shown(inputs[0]!);
        }

        var result = inputs[0]!.Content is string text ? Instance(method, text, [.. inputs.Skip(1).Select(i => i!.Content)]) : null;
        return result is string { Length: > LongestText } ? null : result;
    }

    private static string? Static(string method, List<Value.Constant> inputs)
    {
        var texts = inputs.Select(Shown).ToList();
        if (texts.Contains(null) || texts.Sum(text => (long)text!.Length + texts[0]!.Length) > LongestText)
        {
            return null;
        }

        return method switch
        {
            "Concat" => string.Concat(texts),
            "Join" when texts.Count > 0 => string.Join(texts[0], texts.Skip(1)),
            "Format" when IsPlainFormat(texts[0]!) && texts.Max(text => text!.Length) * (long)texts[0]!.Length <= LongestText => Format(texts[0]!, [.. texts.Skip(1)]),
            _ => null,
        };
    }

    /// <summary>Formats such as <c>{0:N2}</c> follow the culture, and <c>{0,9}</c> may be of any width.</summary>
    private static bool IsPlainFormat(string format)
    {
        var isInside = false;
        foreach (var c in format)
        {
            isInside = c == '{' || (isInside && c != '}');
            if (isInside && c is ':' or ',')
            {
                return false;
            }
        }

        return true;
    }

    private static string? Format(string format, object?[] arguments)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, arguments);
        }
        catch (FormatException)
        {
            // The program will fail there: nothing is known of what it would have gone on with.
            return null;
        }
    }

    private static object? Instance(string method, string text, object?[] arguments) => (method, arguments) switch
    {
        ("ToUpperInvariant", []) => text.ToUpperInvariant(),
        ("ToLowerInvariant", []) => text.ToLowerInvariant(),
        // In Turkish, i and I are not a pair.
        ("ToUpper", []) when IsAscii(text) && text.IndexOf('i') < 0 => text.ToUpperInvariant(),
        ("ToLower", []) when IsAscii(text) && text.IndexOf('I') < 0 => text.ToLowerInvariant(),
        ("Trim", []) => text.Trim(),
        ("Trim", [char c]) => text.Trim(c),
        ("TrimStart", []) => text.TrimStart(),
        ("TrimStart", [char c]) => text.TrimStart(c),
        ("TrimEnd", []) => text.TrimEnd(),
        ("TrimEnd", [char c]) => text.TrimEnd(c),
        ("Replace", [string { Length: > 0 } from, string or null]) when (long)text.Length * Math.Max(1, ((string?)arguments[1] ?? "").Length) <= LongestText => text.Replace(from, (string?)arguments[1]),
        ("Replace", [char from, char to]) => text.Replace(from, to),
        ("Substring", [int start]) when start >= 0 && start <= text.Length => text.Substring(start),
        ("Substring", [int start, int length]) when start >= 0 && length >= 0 && start + length <= text.Length => text.Substring(start, length),
        ("Remove", [int start]) when start >= 0 && start < text.Length => text.Remove(start),
        ("Insert", [int start, string inserted]) when start >= 0 && start <= text.Length => text.Insert(start, inserted),
        ("PadLeft", [int width]) when width is >= 0 and <= 1000 => text.PadLeft(width),
        ("PadLeft", [int width, char c]) when width is >= 0 and <= 1000 => text.PadLeft(width, c),
        ("PadRight", [int width]) when width is >= 0 and <= 1000 => text.PadRight(width),
        ("PadRight", [int width, char c]) when width is >= 0 and <= 1000 => text.PadRight(width, c),
        ("IndexOf", [char c]) => text.IndexOf(c),
        ("LastIndexOf", [char c]) => text.LastIndexOf(c),
        ("Contains", [string part]) => text.IndexOf(part, StringComparison.Ordinal) >= 0,
        ("Contains", [char c]) => text.IndexOf(c) >= 0,
        ("StartsWith", [char c]) => text.Length > 0 && text[0] == c,
        ("EndsWith", [char c]) => text.Length > 0 && text[text.Length - 1] == c,
        ("StartsWith", [string part, (int)StringComparison.Ordinal]) => text.StartsWith(part, StringComparison.Ordinal),
        ("StartsWith", [string part, (int)StringComparison.OrdinalIgnoreCase]) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase),
        ("EndsWith", [string part, (int)StringComparison.Ordinal]) => text.EndsWith(part, StringComparison.Ordinal),
        ("EndsWith", [string part, (int)StringComparison.OrdinalIgnoreCase]) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase),
        ("Contains", [string part, (int)StringComparison.Ordinal]) => text.IndexOf(part, StringComparison.Ordinal) >= 0,
        ("Contains", [string part, (int)StringComparison.OrdinalIgnoreCase]) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0,
        ("Split", [char c, ..]) when arguments.Skip(1).All(a => a is char or 0) => text.Split([c, .. arguments.Skip(1).OfType<char>()]),
        ("Split", [string { Length: > 0 } part, ..]) when arguments.Skip(1).All(a => a is 0) => text.Split([part], StringSplitOptions.None),
        ("Equals", [var other]) => Equals(text, other),
        ("ReplaceLineEndings", ["\n"]) => text.Replace("\r\n", "\n").Replace('\r', '\n'),
        _ => null,
    };

    private static bool IsAscii(string text) => text.All(c => c < 128);

    /// <summary>What a value prints when that is the same in every culture.</summary>
    private static string? Shown(Value.Constant constant) => Evaluator.Text(constant);
}
