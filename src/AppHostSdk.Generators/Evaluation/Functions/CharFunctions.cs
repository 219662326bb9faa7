namespace AppHostSdk.Generators;

/// <summary>What is known of characters, of the first 128 without regard to tables.</summary>
internal static class CharFunctions
{
    private static readonly object Unknown = PureFunctions.Unknown;

    public static readonly Dictionary<string, PureFunction> All = Tables();

    private static Dictionary<string, PureFunction> Tables()
    {
        var all = new Dictionary<string, PureFunction>(StringComparer.Ordinal)
        {
            ["Char.ToString()"] = a => ((char)a[0]!).ToString(),
            ["Char.ToString(Char)"] = a => ((char)a[0]!).ToString(),
            ["Char.ToString(IFormatProvider)"] = a => ((char)a[0]!).ToString(),
            ["Char.Equals(Char)"] = a => (char)a[0]! == (char)a[1]!,
            ["Char.CompareTo(Char)"] = a => (char)a[0]! - (char)a[1]!,
            ["Char.Parse(String)"] = a => char.Parse((string)a[0]!),
            ["Char.TryParse(String,out Char)"] = a => ((string?)a[0]) is [var only] ? only : null,
            ["Char.IsAscii(Char)"] = a => (char)a[0]! <= '\x7F',
            ["Char.IsAsciiLetter(Char)"] = a => IsLower(a) || IsUpper(a),
            ["Char.IsAsciiLetterLower(Char)"] = a => IsLower(a),
            ["Char.IsAsciiLetterUpper(Char)"] = a => IsUpper(a),
            ["Char.IsAsciiDigit(Char)"] = a => IsDigit(a),
            ["Char.IsAsciiLetterOrDigit(Char)"] = a => IsLower(a) || IsUpper(a) || IsDigit(a),
            ["Char.IsAsciiHexDigit(Char)"] = a => IsDigit(a) || (char)a[0]! is (>= 'a' and <= 'f') or (>= 'A' and <= 'F'),
            ["Char.IsAsciiHexDigitLower(Char)"] = a => IsDigit(a) || (char)a[0]! is >= 'a' and <= 'f',
            ["Char.IsAsciiHexDigitUpper(Char)"] = a => IsDigit(a) || (char)a[0]! is >= 'A' and <= 'F',
            ["Char.IsBetween(Char,Char,Char)"] = a => (uint)((char)a[0]! - (char)a[1]!) <= (uint)((char)a[2]! - (char)a[1]!),
            ["Char.IsHighSurrogate(Char)"] = a => char.IsHighSurrogate((char)a[0]!),
            ["Char.IsHighSurrogate(String,Int32)"] = a => char.IsHighSurrogate((string)a[0]!, (int)a[1]!),
            ["Char.IsLowSurrogate(Char)"] = a => char.IsLowSurrogate((char)a[0]!),
            ["Char.IsLowSurrogate(String,Int32)"] = a => char.IsLowSurrogate((string)a[0]!, (int)a[1]!),
            ["Char.IsSurrogate(Char)"] = a => char.IsSurrogate((char)a[0]!),
            ["Char.IsSurrogate(String,Int32)"] = a => char.IsSurrogate((string)a[0]!, (int)a[1]!),
            ["Char.IsSurrogatePair(Char,Char)"] = a => char.IsSurrogatePair((char)a[0]!, (char)a[1]!),
            ["Char.IsSurrogatePair(String,Int32)"] = a => char.IsSurrogatePair((string)a[0]!, (int)a[1]!),
            ["Char.ConvertFromUtf32(Int32)"] = a => char.ConvertFromUtf32((int)a[0]!),
            ["Char.ConvertToUtf32(Char,Char)"] = a => char.ConvertToUtf32((char)a[0]!, (char)a[1]!),
            ["Char.ConvertToUtf32(String,Int32)"] = a => char.ConvertToUtf32((string)a[0]!, (int)a[1]!),

            // In Turkish, i and I are not a pair.
            ["Char.ToUpper(Char)"] = a => (char)a[0]! == 'i' ? Unknown : IfAscii((char)a[0]!, c => char.ToUpperInvariant(c)),
            ["Char.ToLower(Char)"] = a => (char)a[0]! == 'I' ? Unknown : IfAscii((char)a[0]!, c => char.ToLowerInvariant(c)),
            ["Char.ToUpper(Char,CultureInfo)"] = a => a[1] is null ? Unknown : IfAscii((char)a[0]!, c => char.ToUpperInvariant(c)),
            ["Char.ToLower(Char,CultureInfo)"] = a => a[1] is null ? Unknown : IfAscii((char)a[0]!, c => char.ToLowerInvariant(c)),
            ["Char.ToUpperInvariant(Char)"] = a => IfAscii((char)a[0]!, c => char.ToUpperInvariant(c)),
            ["Char.ToLowerInvariant(Char)"] = a => IfAscii((char)a[0]!, c => char.ToLowerInvariant(c)),
        };
        Add("IsControl", char.IsControl);
        Add("IsDigit", char.IsDigit);
        Add("IsLetter", char.IsLetter);
        Add("IsLetterOrDigit", char.IsLetterOrDigit);
        Add("IsLower", char.IsLower);
        Add("IsUpper", char.IsUpper);
        Add("IsNumber", char.IsNumber);
        Add("IsPunctuation", char.IsPunctuation);
        Add("IsSeparator", char.IsSeparator);
        Add("IsSymbol", char.IsSymbol);
        Add("IsWhiteSpace", char.IsWhiteSpace);
        return all;

        void Add(string name, Func<char, bool> test)
        {
            all[$"Char.{name}(Char)"] = a => IfAscii((char)a[0]!, c => test(c));
            all[$"Char.{name}(String,Int32)"] = a => IfAscii(((string)a[0]!)[(int)a[1]!], c => test(c));
        }
    }

    private static object IfAscii(char c, Func<char, object> function) => c <= '\x7F' ? function(c) : Unknown;

    private static bool IsLower(object?[] a) => (char)a[0]! is >= 'a' and <= 'z';

    private static bool IsUpper(object?[] a) => (char)a[0]! is >= 'A' and <= 'Z';

    private static bool IsDigit(object?[] a) => (char)a[0]! is >= '0' and <= '9';
}
