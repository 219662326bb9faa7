using System.Net;
using System.Net.Sockets;
using AppHostSdk.Containers;
using AppHostSdk.Planning;

namespace AppHostSdk.Networks;

/// <summary>
/// How containers reach processes of this machine, which listen on the loopback addresses only. On Linux a forwarder listens for
/// each of them where containers can reach it; elsewhere the engine itself leads to the loopback addresses.
/// </summary>
/// <param name="choosePort">Chooses a free port for one of a host, besides those that are taken; null where no forwarder is needed.</param>
internal sealed class HostForwards(Func<string, int, Func<int, bool>, int>? choosePort) : IAsyncDisposable
{
    /// <summary>This machine, as containers call it.</summary>
    public const string HostName = "host.docker.internal";

    /// <summary>What engines put in for the address at which they lead to this machine.</summary>
    private const string EnginesChoice = "host-gateway";

    private readonly Lock _lock = new();
    private readonly List<OpenForward> _forwards = [];
    private readonly Dictionary<int, TcpForwarder> _open = [];
    private bool _isEnded;

    /// <summary>Told of each that has been opened.</summary>
    public Action<OpenForward>? OnOpened { get; set; }

    /// <summary>What is needed so far for containers to reach what they were told of.</summary>
    public IReadOnlyList<OpenForward> Needed
    {
        get
        {
            lock (_lock)
            {
                return [.. _forwards];
            }
        }
    }

    /// <summary>The port of <see cref="HostName"/> at which containers reach <paramref name="port"/> of <paramref name="host"/>; always the same one.</summary>
    public int PortFor(string host, int port)
    {
        if (choosePort is null)
        {
            return port;
        }

        lock (_lock)
        {
            var forward = _forwards.Find(f => f.Host == host && f.Port == port);
            if (forward is null)
            {
                forward = new OpenForward(host, port, choosePort(host, port, taken => _forwards.Exists(f => f.Forwarded == taken)));
                _forwards.Add(forward);
            }

            return forward.Forwarded;
        }
    }

    /// <summary>Starts what is needed so far for containers to reach what they were told of.</summary>
    /// <param name="network">The containers' network.</param>
    /// <exception cref="DistributedApplicationException">A port is taken.</exception>
    public void Open(ContainerNetwork network)
    {
        var gateway = network.Gateway;
        lock (_lock)
        {
            var isHere = IsHere(network);
            foreach (var forward in _forwards)
            {
                var (host, port, forwarded) = forward;
                if (!_isEnded && !_open.ContainsKey(forwarded))
                {
                    _open.Add(forwarded, Start(new IPEndPoint(isHere ? gateway! : IPAddress.Loopback, forwarded), new DnsEndPoint(host, port), isHere && network.ComesWithContainers));
                    OnOpened?.Invoke(forward);
                }
            }
        }
    }

    /// <summary>A line for the hosts file of containers, which leads them to this machine.</summary>
    /// <param name="network">The containers' network.</param>
    public static string HostLine(ContainerNetwork network) => $"{HostName}:{(IsHere(network) ? network.Gateway!.ToString() : EnginesChoice)}";

    /// <summary>An engine in a machine of its own has the gateway there, and leads from it to the loopback address here.</summary>
    private static bool IsHere(ContainerNetwork network) => network.Gateway is { } gateway && (network.ComesWithContainers || IsOfThisMachine(gateway));

    public async ValueTask DisposeAsync()
    {
        TcpForwarder[] forwarders;
        lock (_lock)
        {
            _isEnded = true;
            forwarders = [.. _open.Values];
            _open.Clear();
        }

        foreach (var forwarder in forwarders)
        {
            await forwarder.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static TcpForwarder Start(IPEndPoint address, DnsEndPoint target, bool isEarly)
    {
        try
        {
            return TcpForwarder.Start(address, target, isEarly);
        }
        catch (SocketException e)
        {
            throw new DistributedApplicationException($"containers reach port {target.Port} of this machine through {address}, which cannot be listened at: {e.Message}", e);
        }
    }

    private static bool IsOfThisMachine(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return false;
        }
    }
}
