using System.Text;
using System.Text.RegularExpressions;
using AppHostSdk.Output;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Output;

/// <summary>What of the output of a program gets to the terminal that all of them share.</summary>
public partial class TerminalTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("\ttab and  blanks ")]
    [InlineData("größer 🐘 日本 \u202eright to left\u202c")]
    public void Text_is_shown_as_it_is(string text) => Assert.Same(text, Shown(text));

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m")]
    [InlineData("\u001b[31mred\u001b[m and on", "\u001b[31mred\u001b[m and on")]
    [InlineData("\u001b[1;38;5;208mred", "\u001b[1;38;5;208mred\u001b[0m")]
    [InlineData("\u001b[38:2::1:2:3mred\u001b[39m.", "\u001b[38:2::1:2:3mred\u001b[39m.\u001b[0m")]
    [InlineData("\u001b[38;5;0mblack", "\u001b[38;5;0mblack\u001b[0m")]
    [InlineData("\u001b[0;31mred", "\u001b[0;31mred\u001b[0m")]
    [InlineData("\u009b32mgreen", "\u001b[32mgreen\u001b[0m")]
    [InlineData("\u001b[31mone\ntwo\u001b[0m", "\u001b[31mone\u001b[0m\ntwo\u001b[0m")]
    public void Colours_pass_and_end_with_the_line(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Theory]
    [InlineData("a\u001bcb", "ab")] // everything reset
    [InlineData("a\u001b[2J\u001b[H\u001b[3Jb", "ab")] // cleared
    [InlineData("a\u001b[?1049h\u001b[?25lb", "ab")] // alternate screen, no cursor
    [InlineData("a\u009b2Jb", "ab")]
    [InlineData("a\u001b[>4;2mb", "ab")] // ends as a colour does, and is none
    [InlineData("a\u001b[?4mb", "ab")]
    [InlineData("a\u001b[1 mb", "ab")]
    [InlineData("a\u001b[1Ab", "ab")]
    [InlineData("a\u001b7b\u001b8c\u001bMd\u001b=e\u001b>f", "abcdef")]
    [InlineData("a\u001b(0b\u001b(B\u001b#8c\u001b%Gd", "abcd")] // character sets, a test pattern
    [InlineData("a\u000eb\u000fc", "abc")]
    [InlineData("a\u0000b\u0007c\u007fd\u0084e\u0085f", "abcdef")]
    [InlineData("a\vb\fc", "a b c")]
    public void What_switches_or_moves_something_does_not_pass(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Theory]
    [InlineData("a\u001b]0;title\u0007b", "ab")]
    [InlineData("a\u001b]0;title\u001b\\b", "ab")]
    [InlineData("a\u009d0;title\u009cb", "ab")]
    [InlineData("a\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\b", "alinkb")]
    [InlineData("a\u001b]52;c;cm0gLXJm\u0007b", "ab")] // writes the clipboard
    [InlineData("a\u001bPq#0;2;0\u001b\\b", "ab")]
    [InlineData("a\u0090q\u009cb", "ab")]
    [InlineData("a\u001b_app\u001b\\b\u001b^private\u001b\\c\u001bXany\u001b\\d", "abcd")]
    [InlineData("a\u009fapp\u009cb\u009eprivate\u009cc\u0098any\u009cd", "abcd")]
    [InlineData("a\u001b]0;given up\u0018b", "ab")]
    [InlineData("a\u001b]0;title\u001b[31mb", "a\u001b[31mb\u001b[0m")] // broken off by another sequence
    public void Strings_do_not_pass(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Theory]
    [InlineData("a\u001b", "a")]
    [InlineData("a\u001b[", "a")]
    [InlineData("a\u001b[31", "a")]
    [InlineData("a\u001b[31é", "aé")]
    [InlineData("a\u001b[\u001b[2Jb", "ab")]
    [InlineData("a\u001b(", "a")]
    [InlineData("a\u001bé", "aé")]
    [InlineData("a\u001b]0;never ended", "a")]
    [InlineData("a\u001b]0;never ended\nb", "a\nb")]
    [InlineData("a\u001b]0;never ended\u001b", "a")]
    [InlineData("a\u009b", "a")]
    public void Sequence_without_an_end_ends_with_the_line(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Theory]
    [InlineData("10 %\r50 %\r100 %", "100 %")]
    [InlineData("10 %\r100 %\r", "100 %")]
    [InlineData("100 %\r      \r", "100 %")]
    [InlineData("100 %\r\u001b[K", "100 %")]
    [InlineData("\rhello", "hello")]
    [InlineData("\r\r", "")]
    [InlineData("\u001b[2K\u001b[1G10 %\u001b[2K\u001b[1G20 %", "20 %")]
    [InlineData("a\u001b[Gb", "b")]
    [InlineData("a\u001b[12Gb", "ab")]
    [InlineData("\u001b[32m10 %\r20 %\u001b[0m", "\u001b[32m20 %\u001b[0m")]
    [InlineData("\u001b[32m10 %\u001b[0m\r20 %", "20 %")]
    [InlineData("\u001b[32m10 %\r \u001b[0m", "\u001b[32m10 %\u001b[0m")]
    [InlineData("|\b/\b-\b\\", "\\")]
    [InlineData("🐘\b|", "|")]
    [InlineData("\b\bx", "x")]
    [InlineData("one\r\ntwo\r\n", "one\ntwo\n")]
    public void Of_a_line_that_is_written_over_the_last_part_is_shown(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Fact]
    public void No_colours_pass_where_there_are_none() => Assert.Equal("red and 2", new Terminal(hasColours: false).Show("\u001b[31mred\u001b[0m and 1\u001b[1G\u001b[1mred and 2"));

    [Fact]
    public void Anything_becomes_text_and_colours_that_end_with_their_line()
    {
        string[] pieces =
        [
            "\u001b", "[", "]", "P", "X", "^", "_", "\\", "m", "m", "G", "H", "0", "1", "38;5;9", ";", ":", "?", " ", "a", "bc", "é", "🐘", "\ud83d", "\t", "\r", "\b", "\a",
            "\n", "\v", "\0", "\u007f", "\u0085", "\u0090", "\u009b", "\u009c", "\u009d", "\u0018", "\u001b[", "\u001b[31m", "\u001b[0m", "\u001b[m", "\u001b]0;", "\u001b\\", "\u202e",
        ];
        var random = new Random(17);
        for (var i = 0; i < 200_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 16)).Select(_ => pieces[random.Next(pieces.Length)]));
            var shown = Shown(text);
            var told = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
            Assert.True(Harmless().IsMatch(shown), told);
            Assert.True(shown == Shown(shown), told);
            Assert.True(text.Count(c => c == '\n') == shown.Count(c => c == '\n'), told);
            foreach (var line in shown.Split('\n'))
            {
                Assert.True(Colour().Matches(line) is not [.., var last] || last.Groups[1].Value is "" or "0", told);
            }
        }
    }

    [Fact]
    public void Time_grows_with_the_length_only()
    {
        // What is quadratic here takes minutes.
        foreach (var piece in (string[])["\u001b[1m\rx", "\u001b]", "\u001b[", "x\b", "a\r", "\u001b[1;2;3;4;5;6;7;8m\r", "\u001b[G"])
        {
            var text = string.Concat(Enumerable.Repeat(piece, Lines.MaxLength / piece.Length));
            Assert.InRange(Shown(text).Length, 0, text.Length + 4);
        }
    }

    [Fact]
    public void Lines_states_and_messages_are_told_to_a_terminal_without_control()
    {
        var (terminal, file) = (Told(new Terminal(hasColours: true)), Told(null));

        Assert.Equal(
            "\u001b[36mweb\u001b[0m | \u001b[31mred\u001b[0m\n\u001b[36mweb\u001b[0m * Failed to start: wiped\nfail: AppHostSdk.DistributedApplication[0]\n      first\n      second\n",
            terminal);
        Assert.Equal("web | \u001b[31m\u001bcred\nweb * Failed to start: \u001b[2Jwiped\nfail: AppHostSdk.DistributedApplication[0]\n      \u001bcfirst\n      second\n", file);

        static string Told(Terminal? terminal)
        {
            using var output = new StringWriter();
            using var console = new ApplicationConsole(new PlainOutput(output, ["web"], terminal));
            console.Line("web", "\u001b[31m\u001bcred", isError: false);
            console.State(new("web", "web", ResourcePhase.FailedToStart, Detail: "\u001b[2Jwiped"));
            console.Error("\u001bcfirst\r\nsecond");
            return output.ToString();
        }
    }

    private static string Shown(string text) => new Terminal(hasColours: true).Show(text);

    [GeneratedRegex("^([^\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\u001b\\[[0-9;:]*m)*\\z")]
    private static partial Regex Harmless();

    [GeneratedRegex("\u001b\\[([0-9;:]*)m")]
    private static partial Regex Colour();
}
