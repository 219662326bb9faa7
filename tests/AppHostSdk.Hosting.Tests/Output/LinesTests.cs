using System.Text;
using AppHostSdk.Output;

namespace AppHostSdk.Hosting.Tests.Output;

public class LinesTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one", new[] { "one" })]
    [InlineData("one\n", new[] { "one" })]
    [InlineData("one\ntwo", new[] { "one", "two" })]
    [InlineData("one\n\ntwo\n", new[] { "one", "", "two" })]
    [InlineData("\n", new[] { "" })]
    [InlineData("one\r\ntwo\r\n", new[] { "one", "two" })]
    [InlineData("one\r\r\n", new[] { "one\r" })]
    [InlineData("50 %\r100 %\n", new[] { "50 %\r100 %" })]
    [InlineData("größer → 🐘🐘\nnaïve", new[] { "größer → 🐘🐘", "naïve" })]
    [InlineData("tab\tand\0zero\n", new[] { "tab\tand\0zero" })]
    public void Text_is_cut_at_line_ends_however_it_arrives(string text, string[] lines)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(lines, Cut(bytes));
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                Assert.Equal(lines, Cut(bytes[..first], bytes[first..second], bytes[second..]));
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_utf8_become_replacement_characters() =>
        Assert.Equal(["a\uFFFDb", "\uFFFD"], Cut([(byte)'a', 0xFF, (byte)'b', (byte)'\n', 0xC3]));

    [Fact]
    public void Lines_are_passed_on_as_soon_as_they_are_complete()
    {
        var seen = new List<string>();
        var lines = new Lines(seen.Add);

        lines.Add("one\ntw"u8);

        Assert.Equal(["one"], seen);
    }

    [Fact]
    public void Completing_twice_passes_nothing_on_again()
    {
        var seen = new List<string>();
        var lines = new Lines(seen.Add);
        lines.Add("one"u8);

        lines.Complete();
        lines.Complete();

        Assert.Equal(["one"], seen);
    }

    [Theory]
    [InlineData(Lines.MaxLength - 1)]
    [InlineData(Lines.MaxLength)]
    public void Line_of_the_greatest_length_stays_whole(int length)
    {
        var line = new string('x', length);

        Assert.Equal([line, "y"], Cut(Encoding.UTF8.GetBytes(line + "\ny\n")));
        Assert.Equal([line, "y"], Cut(Encoding.UTF8.GetBytes(line), "\ny\n"u8.ToArray()));
        Assert.Equal([line, "y"], Cut(Encoding.UTF8.GetBytes(line + "\r\ny\r\n")));
        Assert.Equal([line, "y"], Cut(Encoding.UTF8.GetBytes(line), "\r\ny\r\n"u8.ToArray()));
        Assert.Equal([line, "y"], Cut(Encoding.UTF8.GetBytes(line + "\r"), "\ny\r\n"u8.ToArray()));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ü")]
    [InlineData("→")]
    [InlineData("🐘")]
    [InlineData("xü→🐘")]
    public void Longer_line_is_cut_between_characters_and_nothing_is_lost(string pattern)
    {
        for (var offset = 0; offset < 4; offset++)
        {
            var text = new string('.', offset) + string.Concat(Enumerable.Repeat(pattern, 3 * Lines.MaxLength / Encoding.UTF8.GetByteCount(pattern)));
            var bytes = Encoding.UTF8.GetBytes(text);

            // The splits around the place of the first cut are those that can go wrong.
            for (var split = Lines.MaxLength - 6; split <= Lines.MaxLength + 6; split++)
            {
                var lines = Cut(bytes[..split], bytes[split..(split + 1)], bytes[(split + 1)..]);

                Assert.Equal(text, string.Concat(lines));
                Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, Lines.MaxLength));
                Assert.Equal(Cut(bytes), lines);
            }
        }
    }

    [Fact]
    public void Long_run_of_bytes_that_are_no_utf8_is_cut_too()
    {
        var bytes = Enumerable.Repeat((byte)0x80, 3 * Lines.MaxLength).ToArray();

        Assert.Equal(3 * Lines.MaxLength, Cut(bytes).Sum(l => l.Length));
        Assert.Equal(3 * Lines.MaxLength, Cut(bytes[..1], bytes[1..Lines.MaxLength], bytes[Lines.MaxLength..]).Sum(l => l.Length));
    }

    [Fact]
    public async Task Stream_is_read_to_its_end()
    {
        var seen = new List<string>();

        await Lines.ReadAsync(new MemoryStream("one\r\ntwo"u8.ToArray()), seen.Add, CancellationToken.None);

        Assert.Equal(["one", "two"], seen);
    }

    private static List<string> Cut(params byte[][] chunks)
    {
        var seen = new List<string>();
        var lines = new Lines(seen.Add);
        foreach (var chunk in chunks)
        {
            lines.Add(chunk);
        }

        lines.Complete();
        return seen;
    }
}
