using System.Globalization;

namespace AppHostSdk.Generators;

/// <summary>
/// Whole numbers and truth values read from texts and written as such. Signs and separators are the culture's: without the
/// invariant one only digits are read and written.
/// </summary>
internal static class NumberFunctions
{
    private static readonly object Unknown = PureFunctions.Unknown;

    public static readonly Dictionary<string, PureFunction> All = Tables();

    private static Dictionary<string, PureFunction> Tables()
    {
        var all = new Dictionary<string, PureFunction>(StringComparer.Ordinal)
        {
            ["Boolean.ToString()"] = a => ((bool)a[0]!).ToString(),
            ["Boolean.ToString(IFormatProvider)"] = a => ((bool)a[0]!).ToString(),
            ["Boolean.Equals(Boolean)"] = a => (bool)a[0]! == (bool)a[1]!,
            ["Boolean.CompareTo(Boolean)"] = a => ((bool)a[0]!).CompareTo((bool)a[1]!),
            ["Boolean.Parse(String)"] = a => IsPlainSpace(a[0]) ? bool.Parse((string)a[0]!) : Unknown,
            ["Boolean.TryParse(String,out Boolean)"] = a => !IsPlainSpace(a[0]) ? Unknown : bool.TryParse((string?)a[0], out var flag) ? flag : null,
        };
        Add<byte>("Byte", Read<byte>(byte.TryParse));
        Add<sbyte>("SByte", Read<sbyte>(sbyte.TryParse));
        Add<short>("Int16", Read<short>(short.TryParse));
        Add<ushort>("UInt16", Read<ushort>(ushort.TryParse));
        Add<int>("Int32", Read<int>(int.TryParse));
        Add<uint>("UInt32", Read<uint>(uint.TryParse));
        Add<long>("Int64", Read<long>(long.TryParse));
        Add<ulong>("UInt64", Read<ulong>(ulong.TryParse));
        return all;

        void Add<T>(string name, Func<string?, NumberStyles, object?> read)
            where T : struct, IComparable<T>, IEquatable<T>, IFormattable
        {
            all[$"{name}.ToString()"] = a => IsDigits((T)a[0]!) is { } digits ? digits : Unknown;
            all[$"{name}.ToString(IFormatProvider)"] = a => a[1] is not null ? ((T)a[0]!).ToString(null, CultureInfo.InvariantCulture) : IsDigits((T)a[0]!) is { } digits ? digits : Unknown;
            all[$"{name}.ToString(String)"] = a => Formatted((T)a[0]!, (string?)a[1], isInvariant: false);
            all[$"{name}.ToString(String,IFormatProvider)"] = a => Formatted((T)a[0]!, (string?)a[1], a[2] is not null);
            all[$"{name}.Equals({name})"] = a => ((T)a[0]!).Equals((T)a[1]!);

            // Of the small ones it is the difference.
            all[$"{name}.CompareTo({name})"] = a => ((T)a[0]!).CompareTo((T)a[1]!);

            all[$"{name}.Parse(String)"] = a => Certain(Parsed(a[0], NumberStyles.Integer, isInvariant: false));
            all[$"{name}.Parse(String,NumberStyles)"] = a => Certain(Parsed(a[0], (NumberStyles)a[1]!, isInvariant: false));
            all[$"{name}.Parse(String,IFormatProvider)"] = a => Certain(Parsed(a[0], NumberStyles.Integer, a[1] is not null));
            all[$"{name}.Parse(String,NumberStyles,IFormatProvider)"] = a => Certain(Parsed(a[0], (NumberStyles)a[1]!, a[2] is not null));
            all[$"{name}.TryParse(String,out {name})"] = a => Parsed(a[0], NumberStyles.Integer, isInvariant: false);
            all[$"{name}.TryParse(String,IFormatProvider,out {name})"] = a => Parsed(a[0], NumberStyles.Integer, a[1] is not null);
            all[$"{name}.TryParse(String,NumberStyles,IFormatProvider,out {name})"] = a => Parsed(a[0], (NumberStyles)a[1]!, a[2] is not null);

            object? Parsed(object? text, NumberStyles styles, bool isInvariant)
            {
                if (text is string digits && !isInvariant && digits.Trim().Any(c => c > '\x7F' || !(char.IsLetter(c) || char.IsDigit(c))))
                {
                    return Unknown;
                }

                return (text as string)?.IndexOf('\0') >= 0 ? Unknown : read((string?)text, styles);
            }
        }

        // The program fails there.
        static object? Certain(object? result) => result ?? Unknown;
    }

    private delegate bool TryRead<T>(string? text, NumberStyles styles, IFormatProvider provider, out T value);

    private static Func<string?, NumberStyles, object?> Read<T>(TryRead<T> read)
        where T : struct =>
        (text, styles) => read(text, styles, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? IsDigits(IFormattable number) =>
        number.ToString(null, CultureInfo.InvariantCulture) is var text && text[0] != '-' ? text : null;

    private static object Formatted(IFormattable number, string? format, bool isInvariant)
    {
        var isShort = format is null or "" || (format.Length <= 3 && format.Skip(1).All(char.IsDigit));
        var isPlain = isShort && (format is null or "" || format[0] is 'D' or 'd' or 'X' or 'x' or 'G' or 'g' or '0');
        return format is { Length: > 0 } && format.All(c => c == '0') && format.Length < 100
            ? isInvariant || IsDigits(number) is not null ? number.ToString(format, CultureInfo.InvariantCulture) : Unknown
            : isShort && (isInvariant ? isPlain || format![0] is 'F' or 'f' or 'N' or 'n' : isPlain && IsDigits(number) is not null && format is not ['G' or 'g', _, ..])
                ? number.ToString(format, CultureInfo.InvariantCulture)
                : Unknown;
    }

    private static bool IsPlainSpace(object? text) => text is null || PureFunctions.IsAscii((string)text);
}
