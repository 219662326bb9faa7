namespace AppHostSdk;

/// <summary>What of an endpoint a value refers to.</summary>
public enum EndpointProperty
{
    /// <summary>Scheme, host and port, for example <c>http://localhost:5001</c>.</summary>
    Url,

    /// <summary>The host name a consumer reaches it by.</summary>
    Host,

    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host,

    /// <summary>The port a consumer connects to.</summary>
    Port,

    /// <summary>The scheme, for example <c>http</c>.</summary>
    Scheme,

    /// <summary>The port the resource itself listens on.</summary>
    TargetPort,

    /// <summary>Host and port joined by a colon.</summary>
    HostAndPort,

    /// <summary><c>true</c> when the endpoint speaks TLS.</summary>
    TlsEnabled,
}
