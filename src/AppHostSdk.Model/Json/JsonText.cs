using System.Globalization;
using System.Text;

namespace AppHostSdk.Model;

/// <summary>
/// Reads and writes JSON without a package, for netstandard2.0 has no reader. Values are <see cref="JsonObject"/>,
/// <see cref="List{T}"/> of values, <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> and <see langword="null"/>.
/// </summary>
internal static class JsonText
{
    /// <summary>Reads what a program wrote: JSON to the letter.</summary>
    public static object? Read(string text) => Read(new JsonReader(text, tolerant: false));

    /// <summary>Reads what people write: comments and trailing commas are passed over.</summary>
    public static object? ReadTolerant(string text) => Read(new JsonReader(text, tolerant: true));

    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.Append('\n').ToString();
    }

    private static object? Read(JsonReader reader)
    {
        var value = reader.Value(0);
        reader.End();
        return value;
    }

    private static void Append(StringBuilder text, object? value, int indent)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string s:
                AppendString(text, s);
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonObject members:
                text.Append('{');
                foreach (var member in members)
                {
                    NewLine(text, indent + 1);
                    AppendString(text, member.Key);
                    text.Append(": ");
                    Append(text, member.Value, indent + 1);
                    text.Append(',');
                }

                text.Length--;
                NewLine(text, indent).Append('}');
                break;
            case List<object?> { Count: 0 }:
                text.Append("[]");
                break;
            case List<object?> items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(NewLine(text, indent + 1), item, indent + 1);
                    text.Append(',');
                }

                text.Length--;
                NewLine(text, indent).Append(']');
                break;
            default:
                text.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static StringBuilder NewLine(StringBuilder text, int indent) => text.Append('\n').Append(' ', indent * 2);

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    // Lone surrogates are escaped too: they cannot be written as UTF-8.
                    if (c < ' ' || c == '\u007f' || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u0085')
                    {
                        text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        text.Append('"');
    }
}
