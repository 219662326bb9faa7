using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>Whatever text a graph holds, both languages stay well-formed, and a reader of them gets that text back.</summary>
public partial class PictureSyntaxTests
{
    private static readonly Gen<string> Hostile = Gen.Frequency(
        (2, Graphs.Strings),
        (3, Gen.Elements(
            "\"]; end", "\\", "\\\"", "\\N\\l", "a\nb", "a\r\nb", "<b>x</b>", "<script>alert(1)</script>", "&lt;&amp;", "#quot;#35;", "`md`", "**bold**", "_x_", "1. list", "- x",
            "%%{init: {\"theme\": \"x\"}}%%", "%% c", "style n1 fill:#fff;", "classDef x:#;", "end", "n1 --> n2", "|", "|\"|", "]]", "))", "}}", "/]", "{{", "subgraph x", ":::x", "@{ shape: x }",
            "---", "😀", "\ud83d", "\u2028", "\ufffe", "\0", "", " ", "click n1 \"javascript:x\"", string.Concat(Enumerable.Repeat("😀", 90)), new string('"', 300))));

    private static readonly Gen<Picture> Pictures =
        from title in Hostile
        from nodes in Gen.Choose(1, 5).SelectMany(n => Gen.ArrayOf(
            from shape in Gen.Elements(Enum.GetValues<PictureShape>())
            from lines in Lines(1)
            from conditional in Gen.Elements(true, false)
            select new PictureNode(shape, lines, conditional), n))
        from edges in Gen.Choose(0, 5).SelectMany(n => Gen.ArrayOf(
            from ends in Gen.Two(Gen.Choose(0, nodes.Length - 1))
            from lines in Lines(0)
            from flags in Gen.Two(Gen.Elements(true, false))
            select new PictureEdge(ends.Item1, ends.Item2, lines, flags.Item1, flags.Item2), n))
        select new Picture(title, nodes, edges);

    [Fact]
    public void Mermaid_is_read_as_it_was_meant() => Property.Holds(
        Pictures,
        picture =>
        {
            var lines = MermaidText.Write(picture).Split('\n');
            Assert.Matches("^%% [^%{}\"<>]*$", lines[0]);
            Assert.Equal("flowchart LR", lines[1]);
            Assert.Equal("  classDef conditional stroke-dasharray:5 5", lines[2]);
            Assert.Equal("", lines[^1]);
            Assert.Equal(3 + picture.Nodes.Count + picture.Edges.Count + 1, lines.Length);
            Assert.DoesNotContain(lines, line => MermaidStyle().IsMatch(line) && !line.StartsWith("%%", StringComparison.Ordinal));

            Assert.All(picture.Nodes, (node, i) =>
            {
                var match = MermaidNode().Match(lines[3 + i]);
                Assert.True(match.Success, lines[3 + i]);
                Assert.Equal(i + 1, Number(match, "id"));
                Assert.Equal(node.IsConditional, match.Groups["conditional"].Success);
                AssertLabel(node.Lines, match.Groups["label"].Value);
            });
            Assert.All(picture.Edges, (edge, i) =>
            {
                var match = MermaidEdge().Match(lines[3 + picture.Nodes.Count + i]);
                Assert.True(match.Success, lines[3 + picture.Nodes.Count + i]);
                Assert.Equal((edge.From + 1, edge.To + 1), (Number(match, "from"), Number(match, "to")));
                Assert.Equal(edge.IsConditional ? "-.->" : edge.IsWait ? "==>" : "-->", match.Groups["arrow"].Value);
                AssertLabel(edge.Lines, match.Groups["label"].Value);
            });
        },
        show: MermaidText.Write);

    [Fact]
    public void Dot_is_read_as_it_was_meant() => Property.Holds(
        Pictures,
        picture =>
        {
            var lines = DotText.Write(picture).Split('\n');
            Assert.Matches("^digraph \"(?:[^\"\\\\]|\\\\.)*\" \\{$", lines[0]);
            Assert.Equal(["  rankdir=LR;", "}", ""], [lines[1], lines[^2], lines[^1]]);
            Assert.Equal(2 + picture.Nodes.Count + picture.Edges.Count + 2, lines.Length);
            Assert.All(picture.Nodes, (node, i) => AssertDotLabel(node.Lines, lines[2 + i], $"n{i + 1}"));
            Assert.All(picture.Edges, (edge, i) => AssertDotLabel(edge.Lines, lines[2 + picture.Nodes.Count + i], $"n{edge.From + 1} -> n{edge.To + 1}"));
        },
        show: DotText.Write);

    [Fact]
    public void Every_graph_can_be_drawn() => Property.Holds(
        Graphs.Any,
        graph =>
        {
            Assert.Equal(GraphPicture.Mermaid(graph), GraphPicture.Mermaid(GraphJson.Read(GraphJson.Write(graph))));
            Assert.Equal(GraphPicture.Dot(graph), GraphPicture.Dot(GraphJson.Read(GraphJson.Write(graph))));
        },
        tests: 200,
        show: GraphJson.Write);

    private static Gen<string[]> Lines(int least) => Gen.Choose(least, 3).SelectMany(n => Gen.ArrayOf(Hostile, n));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static void AssertLabel(IReadOnlyList<string> expected, string label)
    {
        Assert.Matches(MermaidLabel(), label);
        var shown = label.Split("<br/>").Select(line => Entity().Replace(line, m => ((char)int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToString()));
        AssertShown(expected, shown);
    }

    private static void AssertDotLabel(IReadOnlyList<string> expected, string line, string start)
    {
        var match = DotLine().Match(line);
        Assert.True(match.Success, line);
        Assert.Equal(start, match.Groups["start"].Value);
        Assert.DoesNotMatch("&(?!amp;)", match.Groups["label"].Value);

        // What Graphviz does: backslash sequences first, entities then.
        var unescaped = Regex.Replace(match.Groups["label"].Value, @"\\(.)", m => m.Groups[1].Value == "n" ? "\n" : m.Groups[1].Value);
        AssertShown(expected, unescaped.Split('\n').Select(shown => shown.Replace("&amp;", "&", StringComparison.Ordinal)));
    }

    /// <summary>Text is shown as it is, but for what no picture can show and for what is too long.</summary>
    private static void AssertShown(IReadOnlyList<string> expected, IEnumerable<string> shown)
    {
        // A label without a character is a space or nothing, whatever its lines were.
        var isEmpty = expected.All(line => line.Length == 0);
        var texts = isEmpty ? [string.Concat(shown).Trim()] : shown.ToArray();
        string[] wanted = isEmpty ? [""] : [.. expected];
        Assert.Equal(wanted.Length, texts.Length);
        Assert.All(wanted.Zip(texts), pair =>
        {
            Assert.DoesNotContain(pair.Second, char.IsControl);
            Assert.False(HasLoneSurrogate(pair.Second));
            Assert.True(pair.Second.Length <= 100);
            var (want, got) = pair.Second.Length > 0 && pair.Second[^1] == '…' && pair.First.Length > 100 ? (pair.First[..(pair.Second.Length - 1)], pair.Second[..^1]) : pair;
            Assert.Equal(want.Length, got.Length);
            Assert.All(want.Zip(got), c => Assert.True(c.First == c.Second || (c.Second == ' ' && !IsPlain(c.First)) || (c.Second == '\ufffd' && !IsPlain(c.First)), $"{(int)c.First:x} became {(int)c.Second:x}"));
        });
    }

    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff');

    private static bool HasLoneSurrogate(string text) => Regex.IsMatch(text, @"[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]");

    // Mermaid drops the last semicolon of what these match, before it reads anything.
    [GeneratedRegex(@"style.*:\S*#.*;|classDef.*:\S*#.*;")]
    private static partial Regex MermaidStyle();

    [GeneratedRegex("""^  n(?<id>[0-9]+)(?:\["(?<label>[^"]+)"\]|\[\["(?<label>[^"]+)"\]\]|\{\{"(?<label>[^"]+)"\}\}|\("(?<label>[^"]+)"\)|\(\["(?<label>[^"]+)"\]\)|\[\("(?<label>[^"]+)"\)\]|\[/"(?<label>[^"]+)"/\]|>"(?<label>[^"]+)"\])(?<conditional>:::conditional)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex MermaidNode();

    [GeneratedRegex("""^  n(?<from>[0-9]+) (?<arrow>-->|==>|-\.->)(?:\|"(?<label>[^"]+)"\|)? n(?<to>[0-9]+)$""", RegexOptions.CultureInvariant)]
    private static partial Regex MermaidEdge();

    [GeneratedRegex(@"^(?:<br/>|#[0-9]+;|[a-zA-Z0-9 \-_.,:/()='?!+$]|[^\x00-\x7f])*$", RegexOptions.CultureInvariant)]
    private static partial Regex MermaidLabel();

    [GeneratedRegex("#([0-9]+);")]
    private static partial Regex Entity();

    [GeneratedRegex("""^  (?<start>n[0-9]+(?: -> n[0-9]+)?) \[label="(?<label>(?:[^"\\]|\\.)*)"(?:, shape=[a-z0-9]+)?(?:, style="[a-z,]+")?\];$""", RegexOptions.CultureInvariant)]
    private static partial Regex DotLine();
}
