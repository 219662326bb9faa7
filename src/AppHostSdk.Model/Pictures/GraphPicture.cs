namespace AppHostSdk.Model;

/// <summary>
/// Draws a graph as text that other programs turn into a picture. What exists only under a condition is dashed and says when;
/// an incomplete graph says so. Equal graphs give equal text, with <c>\n</c> line ends.
/// </summary>
public static class GraphPicture
{
    /// <summary>The graph as a Mermaid flowchart, which GitHub, GitLab and many editors show where it stands in Markdown.</summary>
    public static string Mermaid(AppGraph graph) => MermaidText.Write(PictureBuilder.Of(graph));

    /// <summary>The graph in the language of Graphviz.</summary>
    public static string Dot(AppGraph graph) => DotText.Write(PictureBuilder.Of(graph));
}
