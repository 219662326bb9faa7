using System.Text;

namespace AppHostSdk.Model;

/// <summary>Writes a picture in the language of Graphviz.</summary>
internal static class DotText
{
    public static string Write(Picture picture)
    {
        var text = new StringBuilder();
        text.Append("digraph ").Append(Quote([picture.Title])).Append(" {\n");
        text.Append("  rankdir=LR;\n");
        for (var i = 0; i < picture.Nodes.Count; i++)
        {
            var node = picture.Nodes[i];
            var styles = new List<string>();
            if (node.Shape == PictureShape.Parameter)
            {
                styles.Add("rounded");
            }

            if (node.IsConditional)
            {
                styles.Add("dashed");
            }

            text.Append("  ").Append(Id(i)).Append(" [label=").Append(Quote(node.Lines)).Append(", shape=").Append(Shape(node.Shape));
            text.Append(styles.Count > 0 ? $", style=\"{string.Join(",", styles)}\"];\n" : "];\n");
        }

        foreach (var edge in picture.Edges)
        {
            text.Append("  ").Append(Id(edge.From)).Append(" -> ").Append(Id(edge.To)).Append(" [label=").Append(Quote(edge.Lines));
            text.Append(edge.IsConditional ? ", style=\"dashed\"];\n" : edge.IsWait ? ", style=\"bold\"];\n" : "];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Id(int node) => "n" + PictureText.Number(node + 1);

    private static string Shape(PictureShape shape) => shape switch
    {
        PictureShape.Container => "box3d",
        PictureShape.Executable => "hexagon",
        PictureShape.Part => "component",
        PictureShape.Volume => "cylinder",
        PictureShape.Path => "folder",
        PictureShape.Note => "note",
        _ => "box",
    };

    private static string Quote(IReadOnlyList<string> lines) => $"\"{string.Join("\\n", lines.Select(line => Escape(PictureText.OneLine(line))))}\"";

    /// <summary>Graphviz reads backslash sequences and HTML entities in every quoted label.</summary>
    private static string Escape(string line) => line.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("&", "&amp;");
}
