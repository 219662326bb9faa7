namespace AppHostSdk.Model;

/// <summary>Something that people can have a running resource do; a later one of the same name replaces it.</summary>
/// <param name="Name">Identifies the command on its resource.</param>
/// <param name="DisplayName">What people are shown.</param>
/// <param name="Callback">The function that is executed; none for a request.</param>
public sealed record CommandEntry(string Name, ModelValue DisplayName, ModelValue Callback) : Entry
{
    /// <summary>For a request: the path asked for.</summary>
    public ModelValue Path { get; init; } = ModelValue.None;

    /// <summary>For a request: the endpoint asked, or <see langword="null"/> for the first of https and http.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The name of a request that is given none.</summary>
    /// <param name="path">The path asked for, where it is known.</param>
    public static string NameOf(string? path) => "http-" + path;

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        DisplayName = visitor.VisitValue(nameof(DisplayName), DisplayName),
        Callback = visitor.VisitValue(nameof(Callback), Callback),
        Path = visitor.VisitValue(nameof(Path), Path),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}
