using System.Globalization;
using System.Text;

namespace AppHostSdk.Model;

/// <summary>Prepares text of users for a picture, whatever its language.</summary>
internal static class PictureText
{
    private const int LongestLine = 100;
    private const char Replacement = '\ufffd';

    /// <summary>One line of characters that every renderer can show: no line breaks, no controls, no halves of surrogate pairs.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                line.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c) || c is '\ufffe' or '\uffff')
            {
                // Neither is allowed in XML, which SVG pictures are.
                line.Append(Replacement);
            }
            else
            {
                line.Append(IsBreak(c) ? ' ' : c);
            }
        }

        return Shorten(line.ToString());
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff';

    private static string Shorten(string line)
    {
        if (line.Length <= LongestLine)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[LongestLine - 2]) ? LongestLine - 2 : LongestLine - 1;
        return line.Remove(end) + "…";
    }
}
