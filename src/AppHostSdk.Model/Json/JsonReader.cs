using System.Globalization;
using System.Text;

namespace AppHostSdk.Model;

/// <summary>Reads one JSON text from its beginning to its end.</summary>
/// <param name="text">The text.</param>
/// <param name="tolerant">Comments and trailing commas are passed over, as in files that people write.</param>
internal sealed class JsonReader(string text, bool tolerant)
{
    private const int MaxDepth = 64;

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
                if (tolerant && Peek() == '}')
                {
                    break;
                }
            }

            var name = Peek() == '"' ? String() : throw Error("a member name in quotes expected");
            Space();
            Expect(':');
            Space();
            var start = _at;
            members.Set(name, Value(depth + 1), new JsonPlace(start, _at - start));
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
                Space();
                if (tolerant && Peek() == ']')
                {
                    break;
                }
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
        while (_at < text.Length)
        {
            switch (text[_at])
            {
                case ' ' or '\t' or '\r' or '\n' or '\ufeff':
                    _at++;
                    break;
                case '/' when tolerant:
                    Comment();
                    break;
                default:
                    return;
            }
        }
    }

    private void Comment()
    {
        var (end, length) = (_at + 1 < text.Length ? text[_at + 1] : '\0') switch
        {
            '/' => (text.IndexOf('\n', _at), 1),
            '*' => (text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var close and >= 0 ? close : throw Error("a comment is not closed"), 2),
            _ => throw Error("a value expected"),
        };
        _at = end < 0 ? text.Length : end + length;
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

        return new JsonFormatException(message, line, end - lineStart + 1, end);
    }
}
