using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Execution;

/// <summary>Hands connections to one address on to another one.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    // Of Linux.
    private const int IPLevel = 0;
    private const int FreeBind = 15;

    private readonly Socket _listener;
    private readonly DnsEndPoint _target;
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<Task> _connections = [];
    private readonly Task _accepting;

    private TcpForwarder(Socket listener, DnsEndPoint target)
    {
        _listener = listener;
        _target = target;
        _accepting = AcceptAsync();
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

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        Task[] open;
        lock (_connections)
        {
            open = [.. _connections];
        }

        await Task.WhenAll(open).ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_ending.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client gave up while it was let in; the next one is another matter.
                continue;
            }

            Track(ServeAsync(client));
        }
    }

    private void Track(Task connection)
    {
        lock (_connections)
        {
            _connections.Add(connection);
        }

        _ = connection.ContinueWith(
            done =>
            {
                lock (_connections)
                {
                    _connections.Remove(done);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>A connection that breaks on one side is broken off on the other: that is how the client learns of it.</summary>
    private async Task ServeAsync(Socket client)
    {
        await Task.Yield();
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_target, _ending.Token).ConfigureAwait(false);
                await Task.WhenAll(CopyAsync(client, server), CopyAsync(server, client)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                BreakOff(client, server);
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ending.Token).ConfigureAwait(false) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _ending.Token).ConfigureAwait(false);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other direction must not wait for bytes that nobody will take.
            BreakOff(from, to);
            throw;
        }
    }

    private static void BreakOff(Socket one, Socket other)
    {
        one.Close(timeout: 0);
        other.Close(timeout: 0);
    }
}
