namespace AppHostSdk.Model;

/// <summary>Something that adds or changes the URLs that are shown with a resource.</summary>
public abstract record UrlEntry : Entry;

/// <summary>Shows a URL.</summary>
/// <param name="Url">The URL.</param>
/// <param name="DisplayText">What is shown for it; none for the URL itself.</param>
public sealed record UrlDeclaration(ModelValue Url, ModelValue DisplayText) : UrlEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Url = visitor.VisitValue(nameof(Url), Url),
        DisplayText = visitor.VisitValue(nameof(DisplayText), DisplayText),
    };
}

/// <summary>A function that changes the URLs once the addresses of the resource are known.</summary>
/// <param name="Callback">The function.</param>
/// <param name="Endpoint">The endpoint whose URL it is given, or <see langword="null"/> when it is given all of them.</param>
public sealed record UrlCallback(ModelValue Callback, string? Endpoint) : UrlEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Callback = visitor.VisitValue(nameof(Callback), Callback),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}
