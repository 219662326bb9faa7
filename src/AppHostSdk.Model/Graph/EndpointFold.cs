namespace AppHostSdk.Model;

/// <summary>An endpoint after all its entries have been applied in order.</summary>
/// <param name="Name">The name; unique in its resource without regard to case.</param>
/// <param name="Scheme">The URI scheme.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Port">The port on the host; none means any free one.</param>
/// <param name="TargetPort">The port the resource listens on; none leaves the choice to the run time.</param>
/// <param name="PortVariable">The environment variable that tells the resource which port to listen on.</param>
/// <param name="IsProxied">Whether a proxy may stand before it.</param>
/// <param name="IsExternal">Whether it is meant to be reached from outside the application.</param>
/// <param name="Site">The call that declared it.</param>
/// <param name="PortSite">The call that fixed its port, or 0.</param>
public sealed record ResourceEndpoint(
    string Name,
    string Scheme,
    string Protocol,
    ModelValue Port,
    ModelValue TargetPort,
    string? PortVariable,
    bool IsProxied,
    bool IsExternal,
    int Site,
    int PortSite)
{
    /// <summary>The host that the resource binds; <see langword="null"/> for the loopback addresses.</summary>
    public string? TargetHost { get; init; }

    /// <summary>The protocol above its own, for example <c>http2</c>; <see langword="null"/> for that of the scheme.</summary>
    public string? Transport { get; init; }

    /// <summary>True when the scheme is http or https.</summary>
    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>
    /// True when this is another name for what <paramref name="other"/> is: a web server listens once for both, on one fixed port with
    /// one scheme, as long as it is the web server that binds both.
    /// </summary>
    /// <param name="other">Another endpoint of the same project, declared earlier.</param>
    public bool IsListenerOf(ResourceEndpoint other) =>
        IsHttp
        && Scheme == other.Scheme
        && Port.AsNumber is >= 1 and <= 65535
        && Port.AsNumber == other.Port.AsNumber
        && (TargetPort.IsNone || TargetPort == Port)
        && (other.TargetPort.IsNone || other.TargetPort == other.Port)
        && (TargetHost is null || TargetHost == other.TargetHost)
        && PortVariable is null
        && other.PortVariable is null;
}

/// <summary>Applies the endpoint entries of a resource in order.</summary>
public static class EndpointFold
{
    /// <summary>
    /// The endpoints of <paramref name="resource"/>. Conditions are ignored: the result is what may exist, and what does
    /// exist once a graph is specialised.
    /// </summary>
    public static EquatableArray<ResourceEndpoint> Endpoints(this Resource resource) => Fold(resource.Endpoints);

    /// <summary>The endpoints that <paramref name="entries"/> amount to, whatever their conditions are.</summary>
    public static EquatableArray<ResourceEndpoint> Fold(IEnumerable<EndpointEntry> entries)
    {
        var endpoints = new List<ResourceEndpoint>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case EndpointDeclaration declaration:
                    Declare(endpoints, declaration);
                    break;
                case HttpEndpointsExternal:
                    for (var i = 0; i < endpoints.Count; i++)
                    {
                        endpoints[i] = endpoints[i] with { IsExternal = endpoints[i].IsExternal || endpoints[i].IsHttp };
                    }

                    break;
            }
        }

        return endpoints.ToEquatableArray();
    }

    /// <summary>The endpoint called <paramref name="name"/>, without regard to case, or <see langword="null"/>.</summary>
    public static ResourceEndpoint? Named(this EquatableArray<ResourceEndpoint> endpoints, string name) =>
        endpoints.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The endpoint a request goes to when none is named: https if there is one, else http, else <see langword="null"/>.</summary>
    public static ResourceEndpoint? PreferredHttp(this EquatableArray<ResourceEndpoint> endpoints) =>
        endpoints.Named("https") ?? endpoints.Named("http") ?? endpoints.FirstOrDefault(e => e.IsHttp);

    private static void Declare(List<ResourceEndpoint> endpoints, EndpointDeclaration entry)
    {
        var index = endpoints.FindIndex(e => string.Equals(e.Name, entry.Name, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && entry.OnlyIfDeclared)
        {
            return;
        }

        var protocol = entry.Protocol ?? (index < 0 ? "tcp" : endpoints[index].Protocol);
        var endpoint = index < 0
            ? new ResourceEndpoint(entry.Name, entry.Scheme ?? protocol, protocol, ModelValue.None, ModelValue.None, null, true, false, entry.Site, 0)
            : endpoints[index];
        endpoint = endpoint with
        {
            Scheme = entry.Scheme ?? endpoint.Scheme,
            Protocol = protocol,
            Port = entry.Port.IsNone ? endpoint.Port : entry.IsAnyPort ? ModelValue.None : entry.Port,
            PortSite = entry.Port.IsNone ? endpoint.PortSite : entry.IsAnyPort ? 0 : entry.Site,
            TargetHost = entry.TargetHost ?? endpoint.TargetHost,
            Transport = entry.Transport ?? endpoint.Transport,
            TargetPort = entry.TargetPort.IsNone ? endpoint.TargetPort : entry.TargetPort,
            PortVariable = entry.PortVariable ?? endpoint.PortVariable,
            IsProxied = entry.IsProxied ?? endpoint.IsProxied,
            IsExternal = entry.IsExternal ?? endpoint.IsExternal,
        };
        if (index < 0)
        {
            endpoints.Add(endpoint);
        }
        else
        {
            endpoints[index] = endpoint;
        }
    }
}
