namespace AppHostSdk.Model;

/// <summary>What a node stands for; each language has a shape for it.</summary>
internal enum PictureShape
{
    Project,
    Container,
    Executable,
    Parameter,
    Part,
    Volume,
    Path,
    Note,
}

/// <summary>A picture in no language yet.</summary>
/// <param name="Title">What is drawn.</param>
/// <param name="Nodes">The nodes; each is known by its place in this list.</param>
/// <param name="Edges">The edges, from what depends to what it depends on.</param>
internal sealed record Picture(string Title, IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges);

/// <summary>A node.</summary>
/// <param name="Shape">What it stands for.</param>
/// <param name="Lines">Its text.</param>
/// <param name="IsConditional">It exists only under a condition.</param>
internal sealed record PictureNode(PictureShape Shape, IReadOnlyList<string> Lines, bool IsConditional);

/// <summary>An edge.</summary>
/// <param name="From">Index of the node that depends.</param>
/// <param name="To">Index of the node it depends on.</param>
/// <param name="Lines">What connects them.</param>
/// <param name="IsWait">The start of one waits for the other.</param>
/// <param name="IsConditional">It exists only under a condition.</param>
internal sealed record PictureEdge(int From, int To, IReadOnlyList<string> Lines, bool IsWait, bool IsConditional);
