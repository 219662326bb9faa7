using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Networking;

/// <summary>
/// Finds ports that nothing uses on the loopback addresses, both IPv4 and IPv6 where the machine has it. The sockets stay
/// bound until <see cref="Dispose"/>, so that no port is given twice; nobody listens on them.
/// </summary>
/// <param name="claims">Keeps other app hosts from the ports for longer; <see langword="null"/> when that is not needed.</param>
internal sealed class FreePorts(PortClaims? claims = null) : IDisposable
{
    private const int Attempts = 100;
    // Not of sockets: one that gives no port would load them all the same.
    private readonly List<IDisposable> _held = [];

    public int Take(string protocol)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var first = Bind(IPAddress.Loopback, protocol, 0) ?? throw new DistributedApplicationException("No free port is left on 127.0.0.1.");
            _held.Add(first);
            var port = ((IPEndPoint)first.LocalEndPoint!).Port;
            if (Socket.OSSupportsIPv6)
            {
                if (Bind(IPAddress.IPv6Loopback, protocol, port) is not { } second)
                {
                    continue;
                }

                _held.Add(second);
            }

            if (claims is null || claims.TryClaim(port, protocol))
            {
                return port;
            }
        }

        throw new DistributedApplicationException($"No port was found that is free on both 127.0.0.1 and [::1] and that no other app host has chosen, after {Attempts} attempts.");
    }

    /// <summary>Takes a certain port, unless it is taken.</summary>
    public bool TryTake(int port, string protocol)
    {
        if (Bind(IPAddress.Loopback, protocol, port) is not { } socket)
        {
            return false;
        }

        // Another run that has it, too, is the same application's, or one that is about to be told that the port is taken.
        _ = claims?.TryClaim(port, protocol);
        _held.Add(socket);
        return true;
    }

    public void Dispose()
    {
        foreach (var socket in _held)
        {
            socket.Dispose();
        }

        _held.Clear();
    }

    /// <summary>A bound socket, or <see langword="null"/> when the port is taken; a machine without IPv6 loopback counts as free there.</summary>
    private static Socket? Bind(IPAddress address, string protocol, int port)
    {
        Socket? socket = null;
        try
        {
            socket = protocol == "udp"
                ? new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
                : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket!.Dispose();
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            throw new DistributedApplicationException($"Not all endpoints can be given a port: {e.Message}. Allow the app host more open files (ulimit -n).", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable && address.Equals(IPAddress.IPv6Loopback))
        {
            return socket;
        }
    }
}
