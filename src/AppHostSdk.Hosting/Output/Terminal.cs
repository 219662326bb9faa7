namespace AppHostSdk.Output;

/// <summary>
/// A terminal that many programs print to at the same time: none of them owns it. Colours pass; what moves the cursor, clears the
/// screen, switches something or is not text does not. Not safe for several threads.
/// </summary>
/// <param name="hasColours">It knows colours, and its user wants them.</param>
internal sealed class Terminal(bool hasColours)
{
    private ControlledText? _controlled;

    public bool HasColours => hasColours;

    /// <summary>
    /// What is shown of a text: no control characters but tabs, line ends and, where there are colours, SGR sequences, which are reset at
    /// the end of each line. Of a line that was overwritten, the last part that shows something.
    /// </summary>
    public string Show(string text)
    {
        // Nearly every line has nothing of the kind.
        var rest = text.AsSpan();
        for (int i; (i = rest.IndexOfAnyExceptInRange(' ', '~')) >= 0; rest = rest[(i + 1)..])
        {
            if (IsControl(rest[i]))
            {
                return (_controlled ??= new(hasColours)).Show(text);
            }
        }

        return text;
    }

    private static bool IsControl(char c) => c is (< ' ' and not '\t') or (>= '\u007f' and <= '\u009f');
}
