namespace AppHostSdk.Model;

/// <summary>
/// The graph as JSON, for tools that read it without running anything. The shape is published as
/// <c>appmodel.schema.json</c>; what has its default value is left out. Writing is deterministic.
/// </summary>
public static class GraphJson
{
    /// <summary>Writes <paramref name="graph"/> with two-space indentation and <c>\n</c> line ends.</summary>
    public static string Write(AppGraph graph) => JsonText.Write(GraphJsonWriter.Graph(graph));

    /// <summary>Reads a graph.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON.</exception>
    /// <exception cref="FormatException">The JSON is not a graph of a version this library knows.</exception>
    public static AppGraph Read(string json) => GraphJsonReader.Graph(JsonText.Read(json));

    /// <summary>The JSON schema of the graph.</summary>
    public static string Schema
    {
        get
        {
            using var stream = typeof(GraphJson).Assembly.GetManifestResourceStream("appmodel.schema.json")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
