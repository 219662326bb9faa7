using System.Net.Sockets;

namespace AppHostSdk;

/// <summary>An endpoint as a configuration callback sees it. What is not set stays as it was.</summary>
public sealed class EndpointAnnotation
{
    /// <summary>The endpoint's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The port on the host; 0: a free one, also where one was fixed before.</summary>
    public int? Port { get; set; }

    /// <summary>The port the resource listens on.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The URI scheme.</summary>
    [ModelArgument("scheme")]
    public string? UriScheme { get; set; }

    /// <summary>The environment variable that tells the resource which port to listen on.</summary>
    [ModelArgument("env")]
    public string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>The host that the resource binds, for example <c>0.0.0.0</c> to be reached from other machines.</summary>
    public string? TargetHost { get; set; }

    /// <summary>The protocol above that of the endpoint, for example <c>http2</c>. For what is published.</summary>
    public string? Transport { get; set; }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool? IsProxied { get; set; }

    /// <summary>Whether it is meant to be reached from outside the application.</summary>
    public bool? IsExternal { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType? Protocol { get; set; }
}
