namespace AppHostSdk.Model;

/// <summary>What others connect to a resource with: its connection string, or the URL of an external service.</summary>
/// <param name="Value">The value; consumers resolve it for themselves.</param>
public sealed record ConnectionEntry(ModelValue Value) : Entry
{
    /// <summary>The environment variable it is passed on in; <see langword="null"/> for <c>ConnectionStrings__name</c>.</summary>
    public string? Variable { get; init; }

    /// <summary>The value is that of another resource, which others connect to instead; goes before what the resource itself says.</summary>
    public bool IsRedirection { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Value = visitor.VisitValue(nameof(Value), Value),
        Variable = visitor.VisitOptionalText(nameof(Variable), Variable),
        IsRedirection = visitor.VisitFlag(nameof(IsRedirection), IsRedirection),
    };
}

/// <summary>A single value of what others connect to a resource with, for example the host.</summary>
/// <param name="Name">The name, for example <c>Host</c>.</param>
/// <param name="Value">The value.</param>
public sealed record ConnectionPropertyEntry(string Name, ModelValue Value) : Entry
{
    /// <summary>The resource's own object says so; what the program says of the same name goes before.</summary>
    public bool IsOwn { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Value = visitor.VisitValue(nameof(Value), Value),
        IsOwn = visitor.VisitFlag(nameof(IsOwn), IsOwn),
    };
}

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

/// <summary>Applies the connection entries of a resource.</summary>
public static class ConnectionFold
{
    /// <summary>
    /// What others connect to <paramref name="resource"/> with, or <see langword="null"/> when they cannot. Conditions are ignored: the
    /// result holds once a graph is specialised.
    /// </summary>
    public static ConnectionEntry? FinalConnection(this Resource resource)
    {
        ConnectionEntry? last = null;
        foreach (var entry in resource.Connections)
        {
            last = entry.IsRedirection || last is not { IsRedirection: true } ? entry : last;
        }

        return last;
    }

    /// <summary>
    /// The single values of what others connect to <paramref name="resource"/> with, once per name without regard to case, in the order
    /// of their first mention.
    /// </summary>
    public static IReadOnlyList<ConnectionPropertyEntry> FinalConnectionProperties(this Resource resource) =>
        [.. resource.ConnectionProperties
            .GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.LastOrDefault(p => !p.IsOwn) ?? group.Last())];
}
