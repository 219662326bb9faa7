namespace AppHostSdk.Model;

/// <summary>Something that fills the environment of a resource.</summary>
public abstract record EnvironmentEntry : Entry;

/// <summary>Sets one environment variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value; none means empty.</param>
public sealed record EnvironmentVariable(string Name, ModelValue Value) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Value = visitor.VisitValue(nameof(Value), Value),
    };
}

/// <summary>Sets the variables by which a resource finds another one.</summary>
/// <param name="Source">Key of the resource referred to.</param>
/// <param name="Endpoint">The one endpoint referred to, or <see langword="null"/> for all of them.</param>
public sealed record ReferenceVariables(string Source, string? Endpoint) : EnvironmentEntry
{
    /// <summary>The name under which the other one is found; <see langword="null"/> for its own.</summary>
    public string? Name { get; init; }

    /// <summary>From where the endpoint is looked at; <see langword="null"/> for from where the consumer is.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>The variables hold what the resource connects to the other one with, not where its endpoints are.</summary>
    public bool IsConnection { get; init; }

    /// <summary>Without a value there is no variable; otherwise a missing value keeps the application from starting.</summary>
    public bool IsOptional { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Source = visitor.VisitKey(nameof(Source), Source),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
        Name = visitor.VisitOptionalText(nameof(Name), Name),
        IsConnection = visitor.VisitFlag(nameof(IsConnection), IsConnection),
        Network = (NetworkIdentifier?)visitor.VisitChoice(nameof(Network), typeof(NetworkIdentifier), Network),
        IsOptional = visitor.VisitFlag(nameof(IsOptional), IsOptional),
    };
}

/// <summary>Sets the variables by which a resource finds an address outside the application.</summary>
/// <param name="Name">The name under which it is found.</param>
/// <param name="Uri">The address.</param>
public sealed record UriVariables(string Name, ModelValue Uri) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Uri = visitor.VisitValue(nameof(Uri), Uri),
    };
}

/// <summary>Chooses which variables references give the resource, wherever they stand; the last choice counts.</summary>
/// <param name="Flags">The variables that are given.</param>
public sealed record ReferenceInjection(ReferenceEnvironmentInjectionFlags Flags) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Flags = (ReferenceEnvironmentInjectionFlags)visitor.VisitChoice(nameof(Flags), typeof(ReferenceEnvironmentInjectionFlags), Flags)!,
    };
}

/// <summary>Sets the variables that say where telemetry is sent.</summary>
/// <param name="Protocol"><c>grpc</c> or <c>http/protobuf</c>; <see langword="null"/> leaves the choice to the run time.</param>
public sealed record TelemetryVariables(string? Protocol) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Protocol = visitor.VisitOptionalText(nameof(Protocol), Protocol),
    };
}

/// <summary>A function that fills the environment when the resource starts, with what is in it already before its eyes.</summary>
/// <param name="Callback">The function.</param>
public sealed record EnvironmentCallback(ModelValue Callback) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Callback = visitor.VisitValue(nameof(Callback), Callback) };
}
