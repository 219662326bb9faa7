using System.Globalization;
using System.Text;

namespace AppHostSdk.Model;

/// <summary>A place in JSON text where something else was expected.</summary>
public sealed class JsonFormatException : Exception
{
    internal JsonFormatException(string message, int line, int column)
        : base($"{message} (line {line}, column {column})")
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}

/// <summary>
/// Reads and writes JSON without a package, for netstandard2.0 has no reader. Values are <see cref="JsonObject"/>,
/// <see cref="List{T}"/> of values, <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> and <see langword="null"/>.
/// </summary>
internal static class JsonText
{
    private const int MaxDepth = 64;

    public static object? Read(string text)
    {
        var reader = new Reader(text);
        var value = reader.Value(0);
        reader.End();
        return value;
    }

    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.Append('\n').ToString();
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

    private sealed class Reader(string text)
    {
        private int _at;

        public object? Value(int depth)
        {
            Space();
            if (depth > MaxDepth)
            {
                throw Error("values are nested too deeply");
            }

            switch (Peek())
            {
                case '{':
                    return Object(depth);
                case '[':
                    return Array(depth);
                case '"':
                    return String();
                case 't':
                    return Word("true", true);
                case 'f':
                    return Word("false", false);
                case 'n':
                    return Word("null", null);
                default:
                    return Number();
            }
        }

        public void End()
        {
            Space();
            if (_at < text.Length)
            {
                throw Error("text after the end of the value");
            }
        }

        private JsonObject Object(int depth)
        {
            var members = new JsonObject();
            _at++;
            for (Space(); Peek() != '}'; Space())
            {
                if (members.Count > 0)
                {
                    Expect(',');
                    Space();
                }

                var name = Peek() == '"' ? String() : throw Error("a member name in quotes expected");
                Space();
                Expect(':');
                members.Set(name, Value(depth + 1));
            }

            _at++;
            return members;
        }

        private List<object?> Array(int depth)
        {
            var items = new List<object?>();
            _at++;
            for (Space(); Peek() != ']'; Space())
            {
                if (items.Count > 0)
                {
                    Expect(',');
                }

                items.Add(Value(depth + 1));
            }

            _at++;
            return items;
        }

        private string String()
        {
            var value = new StringBuilder();
            for (_at++; Peek() != '"'; _at++)
            {
                var c = Peek();
                if (c == '\\')
                {
                    _at++;
                    c = Escape();
                }
                else if (c < ' ')
                {
                    throw Error("a string is not closed");
                }

                value.Append(c);
            }

            _at++;
            return value.ToString();
        }

        private char Escape()
        {
            switch (Peek())
            {
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'u':
                    return UnicodeEscape();
                case '"' or '\\' or '/':
                    return Peek();
                default:
                    throw Error("unknown escape in a string");
            }
        }

        private char UnicodeEscape()
        {
            var code = 0;
            for (var end = _at + 4; _at < end;)
            {
                _at++;
                code = (code * 16) + Peek() switch
                {
                    >= '0' and <= '9' and var digit => digit - '0',
                    >= 'a' and <= 'f' and var digit => digit - 'a' + 10,
                    >= 'A' and <= 'F' and var digit => digit - 'A' + 10,
                    _ => throw Error("four hexadecimal digits expected"),
                };
            }

            return (char)code;
        }

        private object Number()
        {
            var start = _at;
            while (_at < text.Length && text[_at] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
            {
                _at++;
            }

            var word = text.Substring(start, _at - start);
            if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return whole;
            }

            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            _at = start;
            throw Error("a value expected");
        }

        private object? Word(string word, object? value)
        {
            if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0)
            {
                throw Error("a value expected");
            }

            _at += word.Length;
            return value;
        }

        private void Space()
        {
            while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n' or '\ufeff')
            {
                _at++;
            }
        }

        private char Peek() => _at < text.Length ? text[_at] : throw Error("the text ends too early");

        private void Expect(char c)
        {
            if (Peek() != c)
            {
                throw Error($"'{c}' expected");
            }

            _at++;
        }

        private JsonFormatException Error(string message)
        {
            var end = Math.Min(_at, text.Length);
            var line = 1;
            var lineStart = 0;
            for (var i = 0; i < end; i++)
            {
                if (text[i] == '\n')
                {
                    line++;
                    lineStart = i + 1;
                }
            }

            return new JsonFormatException("Invalid JSON: " + message, line, end - lineStart + 1);
        }
    }
}

/// <summary>The members of a JSON object in the order of the text; a repeated member replaces the earlier one.</summary>
internal sealed class JsonObject : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [];

    public int Count => _members.Count;

    public object? this[string name] => _members.Find(m => m.Key == name).Value;

    public void Set(string name, object? value)
    {
        _members.RemoveAll(m => m.Key == name);
        _members.Add(new(name, value));
    }

    /// <summary>Adds the member unless its value is the one that absence means.</summary>
    public JsonObject With(string name, object? value)
    {
        if (value is not (null or false or List<object?> { Count: 0 }))
        {
            _members.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds a truth value that may be unknown: <c>false</c> differs from absence.</summary>
    public JsonObject WithKnown(string name, bool? value)
    {
        if (value is { } known)
        {
            _members.Add(new(name, known));
        }

        return this;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
