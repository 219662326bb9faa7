using System.Net.Sockets;
using System.Runtime.CompilerServices;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// An endpoint: as a configuration callback sees it, where what is not set stays as it was; and as it is noted on a resource, where
/// setting something changes the endpoint.
/// </summary>
public sealed class EndpointAnnotation : IDescribingAnnotation
{
    private readonly Dictionary<string, object?> _given = [];

    /// <summary>An endpoint as a callback sees it.</summary>
    internal EndpointAnnotation()
    {
    }

    /// <summary>Declares an endpoint, once it is added to the annotations of a resource.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The URI scheme; left out: the protocol.</param>
    /// <param name="transport">The protocol above that, for example <c>http2</c>; left out: that of the scheme.</param>
    /// <param name="name">The endpoint's name; left out: the scheme, else the protocol.</param>
    /// <param name="port">The port on the host; left out: a free one.</param>
    /// <param name="targetPort">The port the resource listens on.</param>
    /// <param name="isExternal">Whether it is meant to be reached from outside the application.</param>
    /// <param name="isProxied">Whether a proxy may stand before it.</param>
    [ModelOperation(OperationKind.WithEndpoint)]
    public EndpointAnnotation(
        ProtocolType protocol,
        [ModelArgument("scheme")] string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Name = name ?? uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        (Protocol, UriScheme, Transport, Port, TargetPort, IsExternal, IsProxied) = (protocol, uriScheme, transport, port, targetPort, isExternal, isProxied);
    }

    /// <summary>The endpoint's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The port on the host; 0: a free one, also where one was fixed before.</summary>
    public int? Port
    {
        get => Get<int?>();
        set => Set(value);
    }

    /// <summary>The port the resource listens on.</summary>
    public int? TargetPort
    {
        get => Get<int?>();
        set => Set(value);
    }

    /// <summary>The URI scheme.</summary>
    [ModelArgument("scheme")]
    public string? UriScheme
    {
        get => Get<string?>();
        set => Set(value);
    }

    /// <summary>The environment variable that tells the resource which port to listen on.</summary>
    [ModelArgument("env")]
    public string? TargetPortEnvironmentVariable
    {
        get => Get<string?>();
        set => Set(value);
    }

    /// <summary>The host that the resource binds, for example <c>0.0.0.0</c> to be reached from other machines.</summary>
    public string? TargetHost
    {
        get => Get<string?>();
        set => Set(value);
    }

    /// <summary>The protocol above that of the endpoint, for example <c>http2</c>. For what is published.</summary>
    public string? Transport
    {
        get => Get<string?>();
        set => Set(value);
    }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool? IsProxied
    {
        get => Get<bool?>();
        set => Set(value);
    }

    /// <summary>Whether it is meant to be reached from outside the application.</summary>
    public bool? IsExternal
    {
        get => Get<bool?>();
        set => Set(value);
    }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType? Protocol
    {
        get => Get<ProtocolType?>();
        set => Set(value);
    }

    /// <summary>The resource that it is noted on; what is set from then on changes its endpoint.</summary>
    internal IResourceBuilder<IResource>? Owner { get; set; }

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => Record(builder, this);

    /// <summary>Shows an endpoint of a resource as it is described.</summary>
    internal void Show(ResourceEndpoint endpoint, IResourceBuilder<IResource> owner)
    {
        Owner = null;
        Port = (int?)endpoint.Port.AsNumber;
        TargetPort = (int?)endpoint.TargetPort.AsNumber;
        UriScheme = endpoint.Scheme;
        TargetPortEnvironmentVariable = endpoint.PortVariable;
        TargetHost = endpoint.TargetHost ?? "localhost";
        Transport = endpoint.Transport ?? (endpoint.IsHttp ? "http" : endpoint.Protocol);
        IsProxied = endpoint.IsProxied;
        IsExternal = endpoint.IsExternal;
        Protocol = endpoint.Protocol == "udp" ? ProtocolType.Udp : ProtocolType.Tcp;
        Owner = owner;
    }

    private static void Record(IResourceBuilder<IResource> builder, EndpointAnnotation endpoint) => EndpointExtensions.Record(
        builder,
        endpoint.Port,
        endpoint.TargetPort,
        endpoint.UriScheme,
        endpoint.Name,
        endpoint.TargetPortEnvironmentVariable,
        endpoint.IsProxied,
        endpoint.IsExternal,
        endpoint.Protocol,
        endpoint.TargetHost,
        endpoint.Transport);

    private T? Get<T>([CallerMemberName] string member = "") => _given.TryGetValue(member, out var value) ? (T?)value : default;

    private void Set(object? value, [CallerMemberName] string member = "")
    {
        _given[member] = value;
        if (Owner is { } owner)
        {
            // Only what is set now: the rest stays what others may make of it.
            var change = new EndpointAnnotation { Name = Name };
            change._given[member] = value;
            Record(owner, change);
        }
    }
}
