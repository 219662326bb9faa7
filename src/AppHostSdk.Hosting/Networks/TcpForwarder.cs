using System.Net;
using System.Net.Sockets;
using AppHostSdk.Networking;

namespace AppHostSdk.Networks;

/// <summary>Hands connections to one address on to another one.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    // Of Linux.
    private const int IPLevel = 0;
    private const int FreeBind = 15;

    private readonly DnsEndPoint _target;
    private readonly ConnectionServer _server;

    private TcpForwarder(Socket listener, DnsEndPoint target)
    {
        _target = target;
        _server = new ConnectionServer(ServeAsync, _ => { }); // who is not let in says so itself
        _server.Accept(listener);
    }

    /// <summary>Listens at <paramref name="address"/>.</summary>
    /// <param name="address">Where connections come in.</param>
    /// <param name="target">Where they go, on this machine.</param>
    /// <param name="isEarly">This machine may not have the address yet.</param>
    /// <exception cref="SocketException">The address cannot be listened at.</exception>
    public static TcpForwarder Start(IPEndPoint address, DnsEndPoint target, bool isEarly = false)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isEarly)
            {
                // IP_FREEBIND: connections arrive as soon as the address is there.
                listener.SetRawSocketOption(IPLevel, FreeBind, BitConverter.GetBytes(1));
            }

            listener.Bind(address);
            listener.Listen();
            return new TcpForwarder(listener, target);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>A connection that breaks on one side is broken off on the other: that is how the client learns of it.</summary>
    private async Task ServeAsync(Socket client, CancellationToken end)
    {
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
        {
            if (!await ConnectAsync(server, end).ConfigureAwait(false) || !await Relay.RunAsync(client, server, end).ConfigureAwait(false))
            {
                client.Close(timeout: 0);
                server.Close(timeout: 0);
            }
        }
    }

    private async Task<bool> ConnectAsync(Socket server, CancellationToken end)
    {
        try
        {
            await server.ConnectAsync(_target, end).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
