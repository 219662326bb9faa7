using System.Net;
using System.Net.Sockets;
using AppHostSdk.Containers;

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
    private readonly List<Forward> _forwards = [];
    private readonly Dictionary<int, TcpForwarder> _open = [];
    private bool _isEnded;

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
                forward = new Forward(host, port, choosePort(host, port, taken => _forwards.Exists(f => f.Forwarded == taken)));
                _forwards.Add(forward);
            }

            return forward.Forwarded;
        }
    }

    /// <summary>Starts what is needed so far for containers to reach what they were told of.</summary>
    /// <param name="network">The containers' network.</param>
    /// <returns>A line for the containers' hosts file.</returns>
    /// <exception cref="DistributedApplicationException">A port is taken.</exception>
    public string Open(ContainerNetwork network)
    {
        var gateway = network.Gateway;
        lock (_lock)
        {
            // An engine in a machine of its own has the gateway there, and leads from it to the loopback address here.
            var isHere = gateway is not null && (network.ComesWithContainers || IsOfThisMachine(gateway));
            foreach (var (host, port, forwarded) in _forwards)
            {
                if (!_isEnded && !_open.ContainsKey(forwarded))
                {
                    _open.Add(forwarded, Start(new IPEndPoint(isHere ? gateway! : IPAddress.Loopback, forwarded), new DnsEndPoint(host, port), isHere && network.ComesWithContainers));
                }
            }

            return $"{HostName}:{(isHere ? gateway!.ToString() : EnginesChoice)}";
        }
    }

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

    private sealed record Forward(string Host, int Port, int Forwarded);

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
