using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Containers;

/// <summary>Where an engine listens, or may listen.</summary>
internal sealed class ContainerEngineAddress
{
    /// <summary>The socket that is tried first when nothing else is said.</summary>
    internal const string DefaultSocket = "/var/run/docker.sock";

    private const int DefaultTcpPort = 2375;
    private const string UnixScheme = "unix://";
    private const string TcpScheme = "tcp://";
    private const string Forms = "unix:///path/to/socket or tcp://host:port";

    private ContainerEngineAddress(string text, EndPoint endPoint, string? socketPath, string? origin)
    {
        Text = text;
        EndPoint = endPoint;
        SocketPath = socketPath;
        Origin = origin;
    }

    /// <summary>The address as one writes it in DOCKER_HOST.</summary>
    public string Text { get; }

    /// <summary>What to connect to.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The path of the socket; null for a TCP address.</summary>
    public string? SocketPath { get; }

    /// <summary>Who says so: <c>DOCKER_HOST</c>, <c>the Docker context 'x'</c>; null when it is one of the usual places.</summary>
    public string? Origin { get; }

    /// <summary>A socket, or a port of this machine: what listens there mounts its files.</summary>
    public bool IsOfThisMachine => EndPoint is not DnsEndPoint { Host: var host }
        || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A socket that nobody has named; <see langword="null"/> when its path is longer than this system allows.</summary>
    public static ContainerEngineAddress? TrySocket(string path)
    {
        try
        {
            return new(UnixScheme + path, new UnixDomainSocketEndPoint(path), path, origin: null);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Understands the value of DOCKER_HOST and its like.</summary>
    /// <param name="text">The value.</param>
    /// <param name="origin">Where it stands, for messages.</param>
    /// <exception cref="ContainerEngineException">It is not an address, or of a kind that is not supported.</exception>
    public static ContainerEngineAddress Parse(string text, string origin = "DOCKER_HOST")
    {
        text = text.Trim();
        if (text.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase))
        {
            return ParseUnix(text, origin);
        }

        if (text.StartsWith(TcpScheme, StringComparison.OrdinalIgnoreCase))
        {
            return ParseTcp(text, origin);
        }

        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        throw Refused(text, origin, schemeEnd < 0
            ? "it does not say how to connect"
            : $"{text[..(schemeEnd + 3)]} is not supported");
    }

    private static ContainerEngineAddress ParseUnix(string text, string origin)
    {
        var path = text[UnixScheme.Length..];
        if (path.Length == 0)
        {
            throw Refused(text, origin, "the path of the socket is missing");
        }

        try
        {
            return new(UnixScheme + path, new UnixDomainSocketEndPoint(path), path, origin);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw Refused(text, origin, "the path is longer than this system allows for a socket", e);
        }
    }

    private static ContainerEngineAddress ParseTcp(string text, string origin)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.DnsSafeHost.Length == 0)
        {
            throw Refused(text, origin, "there is no host and port in it");
        }

        if (uri.UserInfo.Length > 0 || uri.PathAndQuery.Length > 1 || uri.Fragment.Length > 0)
        {
            throw Refused(text, origin, "there is more than a host and a port in it");
        }

        var port = uri.Port < 0 ? DefaultTcpPort : uri.Port;
        return new($"{TcpScheme}{uri.Host}:{port}", new DnsEndPoint(uri.DnsSafeHost, port), socketPath: null, origin);
    }

    /// <summary>Whether <paramref name="origin"/> is the name of an environment variable.</summary>
    internal static bool IsVariable(string origin) => !origin.Contains(' ', StringComparison.Ordinal);

    private static ContainerEngineException Refused(string text, string origin, string problem, Exception? cause = null) => new(
        IsVariable(origin) ? $"using {origin} '{text}'" : $"using {origin}, which is '{text}'",
        $"{problem}. {(IsVariable(origin)
            ? $"Set it to {Forms}, or unset it to have an engine looked for"
            : $"Choose another one with docker context use, or set DOCKER_HOST to {Forms}")}.",
        innerException: cause);
}
