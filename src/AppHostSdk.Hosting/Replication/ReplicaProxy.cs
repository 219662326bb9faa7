using System.Net;
using System.Net.Sockets;
using AppHostSdk.Networking;

namespace AppHostSdk.Replication;

/// <summary>
/// Stands at the address of an endpoint whose resource runs as several replicas, and gives each connection to one of them. It knows
/// nothing of what is said. Connections that come before anybody is there wait for a while.
/// </summary>
internal sealed class ReplicaProxy : IAsyncDisposable
{
    /// <summary>How long a connection waits for somebody to be there.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Backlog = 512;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ReplicaPool _pool;
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _noParking = new();
    private readonly ConnectionServer _server;

    /// <param name="pool">The replicas.</param>
    /// <param name="patience">How long a connection waits for somebody to be there.</param>
    /// <param name="onProblem">Told what is in the way of serving.</param>
    public ReplicaProxy(ReplicaPool pool, TimeSpan patience, Action<string> onProblem)
    {
        _pool = pool;
        _patience = patience;
        _server = new ConnectionServer(ServeAsync, onProblem);
    }

    /// <summary>Begins to accept connections at each of the addresses.</summary>
    /// <exception cref="SocketException">An address cannot be bound; then none is.</exception>
    public void Listen(IReadOnlyList<IPAddress> addresses, int port)
    {
        var listeners = new List<Socket>();
        try
        {
            foreach (var address in addresses)
            {
                if (Bind(address, port) is { } socket)
                {
                    listeners.Add(socket);
                }
            }
        }
        catch (SocketException)
        {
            listeners.ForEach(l => l.Dispose());
            throw;
        }

        _server.Accept(listeners);
    }

    /// <summary>From now on no connection waits for anybody: who is not there now will not come.</summary>
    public void StopParking() => _noParking.Cancel();

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _noParking.Dispose();
    }

    /// <summary>A listening socket; <see langword="null"/> for the loopback address of IPv6 on a machine without it.</summary>
    private static Socket? Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable && address.Equals(IPAddress.IPv6Loopback))
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken end)
    {
        using (client)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(end, _noParking.Token);
            patience.CancelAfter(_patience);
            if (await ConnectAsync(patience.Token, end).ConfigureAwait(false) is not var (server, lease))
            {
                return;
            }

            using (lease)
            using (server)
            {
                await Relay.RunAsync(client, server, end).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A connection to a replica; <see langword="null"/> when there is none in time.</summary>
    private async Task<(Socket Server, ReplicaPool.Lease Lease)?> ConnectAsync(CancellationToken patience, CancellationToken end)
    {
        var tried = new HashSet<int>();
        var pause = FirstPause;
        while (true)
        {
            // Before anything is asked of the pool, so that no change is missed.
            var change = _pool.Changed;
            if (_pool.Take(tried) is { } lease)
            {
                try
                {
                    using var dialed = await Dialer.DialAsync("localhost", lease.Port, end).ConfigureAwait(false);
                    if (dialed.TryTake(out var server))
                    {
                        return (server, lease);
                    }
                }
                catch (OperationCanceledException)
                {
                    lease.Dispose();
                    return null;
                }
                catch (SocketException)
                {
                    // No descriptor is left. It may be better in a moment, as with one who refuses.
                }

                lease.Dispose();
                tried.Add(lease.Replica);
                continue;
            }

            if (patience.IsCancellationRequested || _pool.IsHopeless)
            {
                return null;
            }

            // Those that run and refuse are about to listen, or about to end.
            var wait = tried.Count > 0 ? Task.WhenAny(change, Task.Delay(pause, patience)) : change.WaitAsync(patience);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            tried.Clear();
        }
    }
}
