using System.Text;

namespace AppHostSdk.Model;

/// <summary>Writes a picture as a Mermaid flowchart.</summary>
internal static class MermaidText
{
    // A label without a character is a syntax error.
    private const string EmptyLabel = "\" \"";

    public static string Write(Picture picture)
    {
        var text = new StringBuilder();
        text.Append("%% ").Append(Escape(PictureText.OneLine(picture.Title), colonToo: true)).Append('\n');
        text.Append("flowchart LR\n");
        text.Append("  classDef conditional stroke-dasharray:5 5\n");
        for (var i = 0; i < picture.Nodes.Count; i++)
        {
            var node = picture.Nodes[i];
            var (open, close) = Brackets(node.Shape);
            text.Append("  ").Append(Id(i)).Append(open).Append(Label(node.Lines)).Append(close);
            text.Append(node.IsConditional ? ":::conditional\n" : "\n");
        }

        foreach (var edge in picture.Edges)
        {
            text.Append("  ").Append(Id(edge.From)).Append(edge.IsConditional ? " -.->" : edge.IsWait ? " ==>" : " -->");
            text.Append('|').Append(Label(edge.Lines)).Append("| ").Append(Id(edge.To)).Append('\n');
        }

        return text.ToString();
    }

    private static string Id(int node) => "n" + PictureText.Number(node + 1);

    private static (string Open, string Close) Brackets(PictureShape shape) => shape switch
    {
        PictureShape.Project => ("[", "]"),
        PictureShape.Container => ("[[", "]]"),
        PictureShape.Executable => ("{{", "}}"),
        PictureShape.Parameter => ("([", "])"),
        PictureShape.Part => ("(", ")"),
        PictureShape.Volume => ("[(", ")]"),
        PictureShape.Path => ("[/", "/]"),
        _ => (">", "]"),
    };

    private static string Label(IReadOnlyList<string> lines)
    {
        var shown = lines.Select(PictureText.OneLine).ToList();
        var label = string.Join("<br/>", shown.Select(line => Escape(line, colonToo: shown.Any(LooksLikeStyle))));
        return label.Length > 0 ? $"\"{label}\"" : EmptyLabel;
    }

    private static bool LooksLikeStyle(string line) => line.Contains("style") || line.Contains("classDef");

    /// <summary>
    /// A label may hold Markdown, HTML and Mermaid's own entities, and Mermaid looks for directives (<c>%%{</c>) and for styles
    /// (<c>style…:…#…;</c>) even inside of one. So all but harmless characters are written as <c>#code;</c>.
    /// </summary>
    private static string Escape(string line, bool colonToo)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (IsHarmless(c) && !(c == ':' && colonToo))
            {
                text.Append(c);
            }
            else
            {
                text.Append('#').Append(PictureText.Number(c)).Append(';');
            }
        }

        return text.ToString();
    }

    private static bool IsHarmless(char c) =>
        c >= 128 || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or ' ' or '-' or '_' or '.' or ',' or ':' or '/' or '(' or ')' or '=' or '\'' or '?' or '!' or '+' or '$';
}
