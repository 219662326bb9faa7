using System.Globalization;
using System.Net.Sockets;

namespace AppHostSdk.Networking;

/// <summary>
/// The free ports that a run has given to its endpoints, as every app host of this machine sees them. Between the choice of a port
/// and the moment when its program listens there, nobody holds it, and a resource that waits for others has minutes in between:
/// two copies of an application must not choose the same one. A claim is a name in the abstract namespace of Unix domain sockets,
/// which belongs to the same network namespace as the port and is gone with the process that made it, however that ends.
/// </summary>
internal sealed class PortClaims : IDisposable
{
    // Not of sockets: an application without free ports would load them all the same.
    private readonly List<IDisposable> _held = [];

    /// <summary>Claims a port; <see langword="false"/> when another run has it. Where there is no abstract namespace, every port can be had.</summary>
    public bool TryClaim(int port, string protocol)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Socket? socket = null;
        try
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"\0apphostsdk/port/{protocol}/{port}")));
        }
        catch (SocketException e)
        {
            // Where such sockets are forbidden, or no descriptor is left for one, nobody is kept away: that must not keep us from starting.
            socket?.Dispose();
            return e.SocketErrorCode != SocketError.AddressAlreadyInUse;
        }

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
}
