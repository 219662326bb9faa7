namespace AppHostSdk.Generators;

/// <summary>What is found in texts, and how they compare. By the rules of a culture nothing is: they differ between machines.</summary>
internal static class StringSearches
{
    private static readonly object Unknown = PureFunctions.Unknown;

    public static readonly Dictionary<string, PureFunction> All = new(StringComparer.Ordinal)
    {
        ["String.Contains(Char)"] = a => ((string)a[0]!).IndexOf((char)a[1]!) >= 0,
        ["String.Contains(Char,StringComparison)"] = a => Compared(a, a[2], how => ((string)a[0]!).IndexOf(a[1]!.ToString(), how) >= 0),
        ["String.Contains(String)"] = a => ((string)a[0]!).IndexOf((string)a[1]!, StringComparison.Ordinal) >= 0,
        ["String.Contains(String,StringComparison)"] = a => Compared(a, a[2], how => ((string)a[0]!).IndexOf((string)a[1]!, how) >= 0),
        ["String.StartsWith(Char)"] = a => ((string)a[0]!) is { Length: > 0 } text && text[0] == (char)a[1]!,
        ["String.EndsWith(Char)"] = a => ((string)a[0]!) is { Length: > 0 } text && text[text.Length - 1] == (char)a[1]!,
        ["String.StartsWith(String,StringComparison)"] = a => Compared(a, a[2], how => ((string)a[0]!).StartsWith((string)a[1]!, how)),
        ["String.EndsWith(String,StringComparison)"] = a => Compared(a, a[2], how => ((string)a[0]!).EndsWith((string)a[1]!, how)),

        ["String.IndexOf(Char)"] = a => ((string)a[0]!).IndexOf((char)a[1]!),
        ["String.IndexOf(Char,Int32)"] = a => ((string)a[0]!).IndexOf((char)a[1]!, (int)a[2]!),
        ["String.IndexOf(Char,Int32,Int32)"] = a => ((string)a[0]!).IndexOf((char)a[1]!, (int)a[2]!, (int)a[3]!),
        ["String.IndexOf(Char,StringComparison)"] = a => Compared(a, a[2], how => ((string)a[0]!).IndexOf(a[1]!.ToString(), how)),
        ["String.IndexOf(String,StringComparison)"] = a => Compared(a, a[2], how => ((string)a[0]!).IndexOf((string)a[1]!, how)),
        ["String.IndexOf(String,Int32,StringComparison)"] = a => Compared(a, a[3], how => ((string)a[0]!).IndexOf((string)a[1]!, (int)a[2]!, how)),
        ["String.IndexOf(String,Int32,Int32,StringComparison)"] = a => Compared(a, a[4], how => ((string)a[0]!).IndexOf((string)a[1]!, (int)a[2]!, (int)a[3]!, how)),
        ["String.IndexOfAny(Char[])"] = a => ((string)a[0]!).IndexOfAny(Chars(a[1])),
        ["String.IndexOfAny(Char[],Int32)"] = a => ((string)a[0]!).IndexOfAny(Chars(a[1]), (int)a[2]!),
        ["String.IndexOfAny(Char[],Int32,Int32)"] = a => ((string)a[0]!).IndexOfAny(Chars(a[1]), (int)a[2]!, (int)a[3]!),

        ["String.LastIndexOf(Char)"] = a => ((string)a[0]!).LastIndexOf((char)a[1]!),
        ["String.LastIndexOf(Char,Int32)"] = a => ((string)a[0]!).LastIndexOf((char)a[1]!, (int)a[2]!),
        ["String.LastIndexOf(Char,Int32,Int32)"] = a => ((string)a[0]!).LastIndexOf((char)a[1]!, (int)a[2]!, (int)a[3]!),
        ["String.LastIndexOf(String,StringComparison)"] = a => a[1] is "" ? Unknown : Compared(a, a[2], how => ((string)a[0]!).LastIndexOf((string)a[1]!, how)),
        ["String.LastIndexOf(String,Int32,StringComparison)"] = a =>
            a[1] is "" ? Unknown : Compared(a, a[3], how => ((string)a[0]!).LastIndexOf((string)a[1]!, (int)a[2]!, how)),
        ["String.LastIndexOf(String,Int32,Int32,StringComparison)"] = a =>
            a[1] is "" ? Unknown : Compared(a, a[4], how => ((string)a[0]!).LastIndexOf((string)a[1]!, (int)a[2]!, (int)a[3]!, how)),
        ["String.LastIndexOfAny(Char[])"] = a => ((string)a[0]!).LastIndexOfAny(Chars(a[1])),
        ["String.LastIndexOfAny(Char[],Int32)"] = a => ((string)a[0]!).LastIndexOfAny(Chars(a[1]), (int)a[2]!),
        ["String.LastIndexOfAny(Char[],Int32,Int32)"] = a => ((string)a[0]!).LastIndexOfAny(Chars(a[1]), (int)a[2]!, (int)a[3]!),

        // How far apart two texts are is not agreed upon, only that they are.
        ["String.CompareOrdinal(String,String)"] = a => string.Equals((string?)a[0], (string?)a[1], StringComparison.Ordinal) ? 0 : Unknown,
        ["String.Compare(String,String,StringComparison)"] = a => Compared(a, a[2], how => string.Equals((string?)a[0], (string?)a[1], how)) is true ? 0 : Unknown,
    };

    private static object Compared(object?[] a, object? comparison, Func<StringComparison, object> function) => (StringComparison)comparison! switch
    {
        StringComparison.Ordinal => function(StringComparison.Ordinal),
        StringComparison.OrdinalIgnoreCase when PureFunctions.IsAscii(a[0]?.ToString() ?? "") && PureFunctions.IsAscii(a[1]?.ToString() ?? "") =>
            function(StringComparison.OrdinalIgnoreCase),
        _ => Unknown,
    };

    private static char[] Chars(object? array) => [.. ((object?[])array!).Cast<char>()];
}
