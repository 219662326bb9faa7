using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Containers;

/// <summary>Where an engine listens: what the variable DOCKER_HOST says or, without it, the usual socket.</summary>
internal sealed class ContainerEngineAddress
{
    /// <summary>The socket that is tried when nothing else is said.</summary>
    internal const string DefaultSocket = "/var/run/docker.sock";

    private const int DefaultTcpPort = 2375;
    private const string UnixScheme = "unix://";
    private const string TcpScheme = "tcp://";

    private ContainerEngineAddress(string text, EndPoint endPoint, string? socketPath, bool isDefault)
    {
        Text = text;
        EndPoint = endPoint;
        SocketPath = socketPath;
        IsDefault = isDefault;
    }

    /// <summary>The address as one writes it in DOCKER_HOST.</summary>
    public string Text { get; }

    /// <summary>What to connect to.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The path of the socket; null for a TCP address.</summary>
    public string? SocketPath { get; }

    /// <summary>True when DOCKER_HOST is not set.</summary>
    public bool IsDefault { get; }

    /// <summary>Understands the value of DOCKER_HOST.</summary>
    /// <exception cref="ContainerEngineException">It is not an address, or of a kind that is not supported.</exception>
    public static ContainerEngineAddress Parse(string? dockerHost)
    {
        if (string.IsNullOrWhiteSpace(dockerHost))
        {
            return new(UnixScheme + DefaultSocket, new UnixDomainSocketEndPoint(DefaultSocket), DefaultSocket, isDefault: true);
        }

        var text = dockerHost.Trim();
        if (text.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase))
        {
            return ParseUnix(text);
        }

        if (text.StartsWith(TcpScheme, StringComparison.OrdinalIgnoreCase))
        {
            return ParseTcp(text);
        }

        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        throw Refused(text, schemeEnd < 0
            ? "it does not say how to connect"
            : $"{text[..(schemeEnd + 3)]} is not supported");
    }

    private static ContainerEngineAddress ParseUnix(string text)
    {
        var path = text[UnixScheme.Length..];
        if (path.Length == 0)
        {
            throw Refused(text, "the path of the socket is missing");
        }

        try
        {
            return new(UnixScheme + path, new UnixDomainSocketEndPoint(path), path, isDefault: false);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw Refused(text, "the path is longer than this system allows for a socket", e);
        }
    }

    private static ContainerEngineAddress ParseTcp(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.DnsSafeHost.Length == 0)
        {
            throw Refused(text, "there is no host and port in it");
        }

        if (uri.UserInfo.Length > 0 || uri.PathAndQuery.Length > 1 || uri.Fragment.Length > 0)
        {
            throw Refused(text, "there is more than a host and a port in it");
        }

        var port = uri.Port < 0 ? DefaultTcpPort : uri.Port;
        return new($"{TcpScheme}{uri.Host}:{port}", new DnsEndPoint(uri.DnsSafeHost, port), socketPath: null, isDefault: false);
    }

    private static ContainerEngineException Refused(string text, string problem, Exception? cause = null) => new(
        $"using DOCKER_HOST '{text}'",
        $"{problem}. Set it to unix:///path/to/socket or tcp://host:port, or unset it to use {UnixScheme}{DefaultSocket}.",
        innerException: cause);
}
