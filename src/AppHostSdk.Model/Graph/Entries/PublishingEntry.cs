namespace AppHostSdk.Model;

/// <summary>How a resource is published.</summary>
public enum PublishingKind
{
    /// <summary>Not at all.</summary>
    Excluded,

    /// <summary>As a connection string from outside.</summary>
    ConnectionString,
}

/// <summary>Changes how a resource is published.</summary>
/// <param name="Kind">What is published in its place.</param>
public sealed record PublishingEntry(PublishingKind Kind) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Kind = (PublishingKind)visitor.VisitChoice(nameof(Kind), typeof(PublishingKind), Kind)!,
    };
}
