using System.Globalization;

namespace AppHostSdk.Generators;

/// <summary>What texts are made into.</summary>
internal static class StringFunctions
{
    private const int TrimEntries = 2;

    private static readonly object Unknown = PureFunctions.Unknown;

    public static readonly Dictionary<string, PureFunction> All = new(StringComparer.Ordinal)
    {
        ["String.ToString()"] = a => (string)a[0]!,
        ["String.ToString(IFormatProvider)"] = a => (string)a[0]!,
        ["String.Clone()"] = a => (string)a[0]!,
        ["String.Copy(String)"] = a => (string)a[0]!,
        ["String.Intern(String)"] = a => (string)a[0]!,
        ["String.ToCharArray()"] = a => ((string)a[0]!).ToCharArray(),
        ["String.ToCharArray(Int32,Int32)"] = a => ((string)a[0]!).ToCharArray((int)a[1]!, (int)a[2]!),
        ["String.get_Length()"] = a => ((string)a[0]!).Length,
        ["String.get_Chars(Int32)"] = a => ((string)a[0]!)[(int)a[1]!],
        ["String..ctor(Char,Int32)"] = a => (int)a[1]! <= PureFunctions.LongestText ? new string((char)a[0]!, (int)a[1]!) : Unknown,
        ["String..ctor(Char[])"] = a => new string(Chars(a[0]) ?? []),
        ["String..ctor(Char[],Int32,Int32)"] = a => new string(Chars(a[0])!, (int)a[1]!, (int)a[2]!),

        ["String.ToUpperInvariant()"] = a => IfAscii(a, text => text.ToUpperInvariant()),
        ["String.ToLowerInvariant()"] = a => IfAscii(a, text => text.ToLowerInvariant()),

        // In Turkish, i and I are not a pair.
        ["String.ToUpper()"] = a => ((string)a[0]!).IndexOf('i') < 0 ? IfAscii(a, text => text.ToUpperInvariant()) : Unknown,
        ["String.ToLower()"] = a => ((string)a[0]!).IndexOf('I') < 0 ? IfAscii(a, text => text.ToLowerInvariant()) : Unknown,
        ["String.ToUpper(CultureInfo)"] = a => a[1] is not null ? IfAscii(a, text => text.ToUpperInvariant()) : Unknown,
        ["String.ToLower(CultureInfo)"] = a => a[1] is not null ? IfAscii(a, text => text.ToLowerInvariant()) : Unknown,

        ["String.Trim()"] = a => IfTrimmable(a, text => text.Trim()),
        ["String.TrimStart()"] = a => IfTrimmable(a, text => text.TrimStart()),
        ["String.TrimEnd()"] = a => IfTrimmable(a, text => text.TrimEnd()),
        ["String.Trim(Char)"] = a => ((string)a[0]!).Trim((char)a[1]!),
        ["String.TrimStart(Char)"] = a => ((string)a[0]!).TrimStart((char)a[1]!),
        ["String.TrimEnd(Char)"] = a => ((string)a[0]!).TrimEnd((char)a[1]!),
        ["String.Trim(ReadOnlySpan<Char>)"] = a => IfTrimmable(a, text => text.Trim(Chars(a[1]))),
        ["String.Trim(Char[])"] = a => IfTrimmable(a, text => text.Trim(Chars(a[1]))),
        ["String.TrimStart(ReadOnlySpan<Char>)"] = a => IfTrimmable(a, text => text.TrimStart(Chars(a[1]))),
        ["String.TrimStart(Char[])"] = a => IfTrimmable(a, text => text.TrimStart(Chars(a[1]))),
        ["String.TrimEnd(ReadOnlySpan<Char>)"] = a => IfTrimmable(a, text => text.TrimEnd(Chars(a[1]))),
        ["String.TrimEnd(Char[])"] = a => IfTrimmable(a, text => text.TrimEnd(Chars(a[1]))),

        ["String.Substring(Int32)"] = a => ((string)a[0]!).Substring((int)a[1]!),
        ["String.Substring(Int32,Int32)"] = a => ((string)a[0]!).Substring((int)a[1]!, (int)a[2]!),
        ["String.Remove(Int32)"] = a => ((string)a[0]!).Substring(0, (int)a[1]!),
        ["String.Remove(Int32,Int32)"] = a => ((string)a[0]!).Remove((int)a[1]!, (int)a[2]!),
        ["String.Insert(Int32,String)"] = a => ((string)a[0]!).Insert((int)a[1]!, (string)a[2]!),
        ["String.PadLeft(Int32)"] = a => (int)a[1]! <= PureFunctions.LongestText ? ((string)a[0]!).PadLeft((int)a[1]!) : Unknown,
        ["String.PadLeft(Int32,Char)"] = a => (int)a[1]! <= PureFunctions.LongestText ? ((string)a[0]!).PadLeft((int)a[1]!, (char)a[2]!) : Unknown,
        ["String.PadRight(Int32)"] = a => (int)a[1]! <= PureFunctions.LongestText ? ((string)a[0]!).PadRight((int)a[1]!) : Unknown,
        ["String.PadRight(Int32,Char)"] = a => (int)a[1]! <= PureFunctions.LongestText ? ((string)a[0]!).PadRight((int)a[1]!, (char)a[2]!) : Unknown,

        ["String.Replace(Char,Char)"] = a => ((string)a[0]!).Replace((char)a[1]!, (char)a[2]!),
        ["String.Replace(String,String)"] = a => Replaced((string)a[0]!, (string)a[1]!, (string?)a[2], ignoresCase: false),
        ["String.Replace(String,String,StringComparison)"] = a => (StringComparison)a[3]! switch
        {
            StringComparison.Ordinal => Replaced((string)a[0]!, (string)a[1]!, (string?)a[2], ignoresCase: false),
            StringComparison.OrdinalIgnoreCase when PureFunctions.IsAscii((string)a[0]!) && PureFunctions.IsAscii((string)a[1]!) =>
                Replaced((string)a[0]!, (string)a[1]!, (string?)a[2], ignoresCase: true),
            _ => Unknown,
        },
        ["String.ReplaceLineEndings(String)"] = a => IfTrimmable(a, text => Lines(text, (string)a[1]!)),

        ["String.Split(Char,StringSplitOptions)"] = a => Split(a, [a[1]!.ToString()], null, a[2]),
        ["String.Split(Char,Int32,StringSplitOptions)"] = a => Split(a, [a[1]!.ToString()], a[2], a[3]),
        ["String.Split(Char[])"] = a => Split(a, Texts(a[1]), null, 0),
        ["String.Split(ReadOnlySpan<Char>)"] = a => Split(a, Texts(a[1]), null, 0),
        ["String.Split(Char[],Int32)"] = a => Split(a, Texts(a[1]), a[2], 0),
        ["String.Split(Char[],StringSplitOptions)"] = a => Split(a, Texts(a[1]), null, a[2]),
        ["String.Split(Char[],Int32,StringSplitOptions)"] = a => Split(a, Texts(a[1]), a[2], a[3]),
        ["String.Split(String,StringSplitOptions)"] = a => a[1] is "" or null ? Unknown : Split(a, [(string)a[1]!], null, a[2]),
        ["String.Split(String,Int32,StringSplitOptions)"] = a => a[1] is "" or null ? Unknown : Split(a, [(string)a[1]!], a[2], a[3]),
        ["String.Split(String[],StringSplitOptions)"] = a => Split(a, Texts(a[1]), null, a[2]),
        ["String.Split(String[],Int32,StringSplitOptions)"] = a => Split(a, Texts(a[1]), a[2], a[3]),

        ["String.Concat(Object)"] = Concat,
        ["String.Concat(Object,Object)"] = Concat,
        ["String.Concat(Object,Object,Object)"] = Concat,
        ["String.Concat(Object[])"] = a => Concat((object?[])a[0]!),
        ["String.Concat(ReadOnlySpan<Object>)"] = a => Concat((object?[])a[0]!),
        ["String.Concat(IEnumerable<T>)"] = a => Concat((object?[])a[0]!),
        ["String.Concat(IEnumerable<String>)"] = a => Concat((object?[])a[0]!),
        ["String.Concat(String,String)"] = Concat,
        ["String.Concat(String,String,String)"] = Concat,
        ["String.Concat(String,String,String,String)"] = Concat,
        ["String.Concat(String[])"] = a => Concat((object?[])a[0]!),
        ["String.Concat(ReadOnlySpan<String>)"] = a => Concat((object?[])a[0]!),

        ["String.Join(Char,String[])"] = Join,
        ["String.Join(Char,ReadOnlySpan<String>)"] = Join,
        ["String.Join(Char,Object[])"] = Join,
        ["String.Join(Char,ReadOnlySpan<Object>)"] = Join,
        ["String.Join(Char,IEnumerable<T>)"] = Join,
        ["String.Join(String,String[])"] = Join,
        ["String.Join(String,ReadOnlySpan<String>)"] = Join,
        ["String.Join(String,IEnumerable<String>)"] = Join,
        ["String.Join(String,Object[])"] = Join,
        ["String.Join(String,ReadOnlySpan<Object>)"] = Join,
        ["String.Join(String,IEnumerable<T>)"] = Join,
        ["String.Join(Char,String[],Int32,Int32)"] = a => Join([a[0], ((object?[])a[1]!).ToList().GetRange((int)a[2]!, (int)a[3]!).ToArray()]),
        ["String.Join(String,String[],Int32,Int32)"] = a => Join([a[0], ((object?[])a[1]!).ToList().GetRange((int)a[2]!, (int)a[3]!).ToArray()]),

        ["String.Format(String,Object)"] = a => Format((string)a[0]!, [a[1]]),
        ["String.Format(String,Object,Object)"] = a => Format((string)a[0]!, [a[1], a[2]]),
        ["String.Format(String,Object,Object,Object)"] = a => Format((string)a[0]!, [a[1], a[2], a[3]]),
        ["String.Format(String,Object[])"] = a => Format((string)a[0]!, (object?[])a[1]!),
        ["String.Format(String,ReadOnlySpan<Object>)"] = a => Format((string)a[0]!, (object?[])a[1]!),
        ["String.Format(IFormatProvider,String,Object)"] = a => Format((string)a[1]!, [a[2]]),
        ["String.Format(IFormatProvider,String,Object,Object)"] = a => Format((string)a[1]!, [a[2], a[3]]),
        ["String.Format(IFormatProvider,String,Object,Object,Object)"] = a => Format((string)a[1]!, [a[2], a[3], a[4]]),
        ["String.Format(IFormatProvider,String,Object[])"] = a => Format((string)a[1]!, (object?[])a[2]!),
        ["String.Format(IFormatProvider,String,ReadOnlySpan<Object>)"] = a => Format((string)a[1]!, (object?[])a[2]!),
    };

    private static object IfAscii(object?[] a, Func<string, string> function) => PureFunctions.IsAscii((string)a[0]!) ? function((string)a[0]!) : Unknown;

    /// <summary>Whether these are white space has changed over the years.</summary>
    private static object IfTrimmable(object?[] a, Func<string, string> function) =>
        ((string)a[0]!).IndexOfAny(['\u180E', '\u200B', '\uFEFF', '\u0085', '\u2028', '\u2029', '\f']) < 0 ? function((string)a[0]!) : Unknown;

    private static char[]? Chars(object? array) => array is object?[] items ? [.. items.Cast<char>()] : null;

    private static string[]? Texts(object? array) => array is object?[] items ? [.. items.Select(item => item?.ToString() ?? "")] : null;

    private static object Replaced(string text, string from, string? to, bool ignoresCase)
    {
        if (from.Length == 0 || (long)text.Length * Math.Max(1, to?.Length ?? 0) > PureFunctions.LongestText)
        {
            return Unknown;
        }

        var result = new System.Text.StringBuilder();
        var start = 0;
        for (int at; (at = text.IndexOf(from, start, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) >= 0; start = at + from.Length)
        {
            result.Append(text, start, at - start).Append(to);
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    private static string Lines(string text, string ending) => string.Join(ending, text.Replace("\r\n", "\n").Split('\n', '\r'));

    private static object Split(object?[] a, string[]? separators, object? count, object? options)
    {
        var text = (string)a[0]!;
        var (trims, drops) = (((int)options! & TrimEntries) != 0, ((int)options & (int)StringSplitOptions.RemoveEmptyEntries) != 0);
        if (((int)options & ~3) != 0 || (trims && count is not null) || (!PureFunctions.IsAscii(text) && (trims || separators is null or [])))
        {
            return Unknown;
        }

        var plain = drops && !trims ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None;
        var parts = count is int most ? text.Split(separators, most, plain) : text.Split(separators, plain);
        return trims ? [.. parts.Select(p => p.Trim()).Where(p => !drops || p.Length > 0)] : parts;
    }

    private static object Concat(object?[] a) => IsShort(a) ? string.Concat(a) : Unknown;

    private static object Join(object?[] a)
    {
        var (separator, items) = (a[0]?.ToString() ?? "", (object?[])a[1]!);
        return IsShort(items) && (long)separator.Length * items.Length <= PureFunctions.LongestText ? string.Join(separator, items.Select(i => i?.ToString())) : Unknown;
    }

    /// <summary>Formats such as <c>{0:N2}</c> follow the culture, and <c>{0,9}</c> may be of any width.</summary>
    private static object Format(string format, object?[] arguments)
    {
        var isInside = false;
        foreach (var c in format)
        {
            isInside = c == '{' || (isInside && c != '}');
            if (isInside && c is ':' or ',')
            {
                return Unknown;
            }
        }

        return IsShort(arguments) && arguments.Sum(argument => (long)(argument?.ToString().Length ?? 0)) * Math.Max(1, format.Length) <= PureFunctions.LongestText
            ? string.Format(CultureInfo.InvariantCulture, format, arguments)
            : Unknown;
    }

    private static bool IsShort(object?[] items) => items.Sum(item => (long)(item as string ?? "").Length) <= PureFunctions.LongestText;
}
