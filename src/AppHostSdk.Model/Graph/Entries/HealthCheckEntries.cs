namespace AppHostSdk.Model;

/// <summary>What must be so for a resource to be healthy.</summary>
public abstract record HealthCheckEntry : Entry;

/// <summary>Healthy when a GET request is answered with a status code.</summary>
/// <param name="Path">The path asked for.</param>
/// <param name="StatusCode">The status code that means healthy.</param>
/// <param name="Endpoint">The endpoint asked, or <see langword="null"/> for https if there is one, else http.</param>
public sealed record HttpHealthCheckEntry(string Path, int StatusCode, string? Endpoint) : HealthCheckEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Path = visitor.VisitText(nameof(Path), Path),
        StatusCode = visitor.VisitNumber(nameof(StatusCode), StatusCode),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}

/// <summary>Healthy when a connection is accepted.</summary>
/// <param name="Endpoint">The endpoint connected to, or <see langword="null"/> for the first one over TCP.</param>
public sealed record TcpHealthCheckEntry(string? Endpoint) : HealthCheckEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}

/// <summary>Healthy when a check says so that the program registers with its services.</summary>
/// <param name="Key">The name under which it is registered.</param>
public sealed record RegisteredHealthCheckEntry(ModelValue Key) : HealthCheckEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Key = visitor.VisitValue(nameof(Key), Key) };
}
