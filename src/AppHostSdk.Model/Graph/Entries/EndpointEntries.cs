namespace AppHostSdk.Model;

/// <summary>Something that declares or changes endpoints.</summary>
public abstract record EndpointEntry : Entry;

/// <summary>Declares an endpoint, or changes what is given here of one declared before under the same name.</summary>
/// <param name="Name">The endpoint's name.</param>
public sealed record EndpointDeclaration(string Name) : EndpointEntry
{
    /// <summary>The URI scheme.</summary>
    public string? Scheme { get; init; }

    /// <summary><c>tcp</c> (the default) or <c>udp</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The port on the host; 0 means any free one. None leaves it as it was, which is any free one at first.</summary>
    public ModelValue Port { get; init; } = ModelValue.None;

    /// <summary>The port on the host is any free one, whatever was said before.</summary>
    public bool IsAnyPort => Port.AsNumber == 0;

    /// <summary>The port the resource listens on.</summary>
    public ModelValue TargetPort { get; init; } = ModelValue.None;

    /// <summary>The host that the resource binds, for example <c>0.0.0.0</c> or <c>*</c>; <see langword="null"/> for the loopback addresses.</summary>
    public string? TargetHost { get; init; }

    /// <summary>The protocol above that of the endpoint, for example <c>http2</c>; <see langword="null"/> for that of the scheme. For what is published.</summary>
    public string? Transport { get; init; }

    /// <summary>It changes an endpoint that was declared before, and declares none.</summary>
    public bool OnlyIfDeclared { get; init; }

    /// <summary>The environment variable that tells the resource which port to listen on.</summary>
    public string? PortVariable { get; init; }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool? IsProxied { get; init; }

    /// <summary>Whether it is meant to be reached from outside the application.</summary>
    public bool? IsExternal { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Scheme = visitor.VisitOptionalText(nameof(Scheme), Scheme),
        Protocol = visitor.VisitOptionalText(nameof(Protocol), Protocol),
        Port = visitor.VisitValue(nameof(Port), Port),
        TargetPort = visitor.VisitValue(nameof(TargetPort), TargetPort),
        TargetHost = visitor.VisitOptionalText(nameof(TargetHost), TargetHost),
        Transport = visitor.VisitOptionalText(nameof(Transport), Transport),
        OnlyIfDeclared = visitor.VisitFlag(nameof(OnlyIfDeclared), OnlyIfDeclared),
        PortVariable = visitor.VisitOptionalText(nameof(PortVariable), PortVariable),
        IsProxied = visitor.VisitOptionalFlag(nameof(IsProxied), IsProxied),
        IsExternal = visitor.VisitOptionalFlag(nameof(IsExternal), IsExternal),
    };
}

/// <summary>Marks the http and https endpoints declared so far as external.</summary>
public sealed record HttpEndpointsExternal : EndpointEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this;
}
