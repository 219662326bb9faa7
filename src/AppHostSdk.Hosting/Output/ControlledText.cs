using System.Text;

namespace AppHostSdk.Output;

/// <summary>
/// Reads texts with control characters as terminals read them (ECMA-48, and xterm where that says nothing). Not safe for several threads.
/// </summary>
/// <param name="hasColours">Colours are kept.</param>
internal sealed class ControlledText(bool hasColours)
{
    private const char Bell = '\a';
    private const char Backspace = '\b';
    private const char Cancel = '\u0018';
    private const char Substitute = '\u001a';
    private const char Escape = '\u001b';
    private const char StringTerminator = '\u009c';
    private const string Reset = "\u001b[0m";

    /// <summary>What is kept for the next text.</summary>
    private const int KeptCapacity = 64 * 1024;

    /// <summary>More characters of colours in a row mean nothing; what begins anew does so without colours then.</summary>
    private const int MostColours = 256;

    /// <summary>The colours that were set since the last reset.</summary>
    private readonly StringBuilder _colours = new();
    private StringBuilder _shown = new();

    /// <summary>The part of a line that is being read, and the last one before it that shows something.</summary>
    private Part _part = new();
    private Part _before = new();
    private string _text = "";
    private int _at;

    /// <summary>A text without what is not shown.</summary>
    public string Show(string text)
    {
        (_text, _at) = (text, 0);
        while (_at < text.Length)
        {
            var c = text[_at++];
            switch (c)
            {
                case '\n':
                    EndLine();
                    _shown.Append('\n');
                    break;
                case '\r':
                    BeginAgain();
                    break;
                case Backspace:
                    _part.Erase();
                    break;
                case '\v' or '\f':
                    _part.Add(' ');
                    break;
                case Escape:
                    SkipEscape();
                    break;
                case (< ' ' and not '\t') or (>= '\u007f' and <= '\u009f'):
                    SkipControl(c);
                    break;
                default:
                    _part.Add(c);
                    break;
            }
        }

        EndLine();
        var shown = _shown.ToString();
        _shown.Clear();
        if (text.Length > KeptCapacity)
        {
            (_shown, _part, _before) = (new(), new(), new());
        }

        return shown;
    }

    private void SkipEscape()
    {
        switch (Next)
        {
            case '[':
                _at++;
                ReadSequence();
                break;
            case ']' or 'P' or 'X' or '^' or '_':
                _at++;
                SkipString();
                break;
            case >= ' ' and <= '~':
                while (Next is >= ' ' and <= '/')
                {
                    _at++;
                }

                _at += Next is >= '0' and <= '~' ? 1 : 0;
                break;
        }
    }

    /// <summary>The control characters of eight bits stand for an escape and a letter.</summary>
    private void SkipControl(char c)
    {
        switch (c)
        {
            case '\u009b':
                ReadSequence();
                break;
            case '\u0090' or '\u0098' or '\u009d' or '\u009e' or '\u009f':
                SkipString();
                break;
        }
    }

    /// <summary>Parameters, and a letter that says what for. What comes instead of the letter is not a part of it.</summary>
    private void ReadSequence()
    {
        var begin = _at;
        var isNumbers = true;
        while (Next is >= '0' and <= '?' and var c)
        {
            isNumbers &= c <= ';';
            _at++;
        }

        var parameters = _text.AsSpan(begin, _at - begin);
        while (Next is >= ' ' and <= '/')
        {
            isNumbers = false;
            _at++;
        }

        if (Next is not (>= '@' and <= '~' and var final))
        {
            return;
        }

        _at++;
        if (final == 'm' && isNumbers)
        {
            Colour(parameters);
        }
        else if (final == 'G' && parameters is "" or "0" or "1")
        {
            BeginAgain();
        }
    }

    /// <summary>A title, a link, a picture: to its terminator, or to the end of the line.</summary>
    private void SkipString()
    {
        while (Next is not (null or '\n' or Escape))
        {
            if (_text[_at++] is Bell or StringTerminator or Cancel or Substitute)
            {
                return;
            }
        }

        if (Next == Escape && _at + 1 < _text.Length && _text[_at + 1] == '\\')
        {
            _at += 2;
        }
    }

    private void Colour(ReadOnlySpan<char> parameters)
    {
        if (!hasColours || parameters.Length > MostColours)
        {
            return;
        }

        var isReset = parameters is "" or "0";
        if (isReset || parameters is ['0', ';', ..] || _colours.Length > MostColours)
        {
            _colours.Clear();
        }

        if (!isReset)
        {
            _colours.Append(Escape).Append('[').Append(parameters).Append('m');
        }

        _part.Colour(parameters, isColoured: !isReset);
    }

    /// <summary>The cursor goes back to where the line began: what comes is written over what is there.</summary>
    private void BeginAgain()
    {
        if (_part.ShowsSomething)
        {
            (_before, _part) = (_part, _before);
        }

        _part.Begin(_colours);
    }

    private void EndLine()
    {
        var last = _part.ShowsSomething || !_before.ShowsSomething ? _part : _before;
        _shown.Append(last.Text);
        if (last.IsColoured)
        {
            _shown.Append(Reset);
        }

        _colours.Clear();
        _before.Begin(_colours);
        _part.Begin(_colours);
    }

    private char? Next => _at < _text.Length ? _text[_at] : null;

    /// <summary>What was written since the line began, or began again.</summary>
    private sealed class Part
    {
        private int _erasable;
        private int _visible;

        public StringBuilder Text { get; } = new();

        /// <summary>A colour is set at its end.</summary>
        public bool IsColoured { get; private set; }

        public bool ShowsSomething => _visible > 0;

        public void Begin(StringBuilder colours)
        {
            Text.Clear().Append(colours);
            IsColoured = colours.Length > 0;
            (_erasable, _visible) = (0, 0);
        }

        public void Add(char c)
        {
            Text.Append(c);
            _erasable++;
            _visible += char.IsWhiteSpace(c) ? 0 : 1;
        }

        public void Colour(ReadOnlySpan<char> parameters, bool isColoured)
        {
            Text.Append(Escape).Append('[').Append(parameters).Append('m');
            IsColoured = isColoured;
            _erasable = 0;
        }

        /// <summary>What is written next would stand in the place of the last character.</summary>
        public void Erase()
        {
            for (var isHalf = true; isHalf && _erasable > 0; _erasable--)
            {
                var last = Text[^1];
                isHalf = char.IsLowSurrogate(last) && _erasable > 1 && char.IsHighSurrogate(Text[^2]);
                _visible -= char.IsWhiteSpace(last) ? 0 : 1;
                Text.Length--;
            }
        }
    }
}
