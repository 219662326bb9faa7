using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace AppHostSdk.Networking;

/// <summary>A connection, or why there is none. Whoever takes it disposes it; what nobody takes goes with this.</summary>
internal sealed class DialedSocket(Socket? socket, SocketError error) : IDisposable
{
    private Socket? _socket = socket;

    /// <summary>Somebody accepted.</summary>
    public bool IsConnected => error == SocketError.Success;

    /// <summary>Somebody is there who said that nobody listens.</summary>
    public bool IsRefused => error == SocketError.ConnectionRefused;

    /// <summary>This machine does not have such an address, or no way to it.</summary>
    private bool IsElsewhere => error is SocketError.AddressNotAvailable or SocketError.NetworkUnreachable or SocketError.AddressFamilyNotSupported;

    /// <summary>Of several addresses that fail, who is there and refuses says more than an address that is not there, and another trouble more than who refuses.</summary>
    public bool SaysMoreThan(DialedSocket? other) => other is null || (other.IsElsewhere && !IsElsewhere) || (other.IsRefused && !IsRefused && !IsElsewhere);

    /// <summary>Why there is no connection, for people.</summary>
    public string Problem => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "accepted and closed at once",
        _ => new SocketException((int)error).Message,
    };

    /// <summary>The connection, which belongs to the caller then; <see langword="false"/> when there is none, or it was taken before.</summary>
    public bool TryTake([NotNullWhen(true)] out Socket? socket) => (socket = Interlocked.Exchange(ref _socket, null)) is not null;

    public void Dispose() => Interlocked.Exchange(ref _socket, null)?.Dispose();
}
