using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Networking;

/// <summary>Accepts connections, and has each of them served beside the others.</summary>
/// <param name="serve">Serves a connection until it is over or the token is cancelled, and disposes of it. Throws nothing.</param>
/// <param name="onProblem">Told why connections are not accepted.</param>
internal sealed class ConnectionServer(Func<Socket, CancellationToken, Task> serve, Action<string> onProblem) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _accepting = [];
    private readonly ConcurrentDictionary<Task, byte> _serving = new();

    /// <summary>Accepts what comes to <paramref name="listeners"/>, which it closes in the end.</summary>
    public void Accept(params IReadOnlyCollection<Socket> listeners)
    {
        _listeners.AddRange(listeners);
        _accepting.AddRange(listeners.Select(AcceptAsync));
    }

    /// <summary>Ends all connections; completes when nothing is served any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _listeners.ForEach(l => l.Dispose());
        await Task.WhenAll(_accepting).ConfigureAwait(false);
        await Task.WhenAll(_serving.Keys).ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(_end.Token).ConfigureAwait(false);
                client.NoDelay = true;
                var serving = ServeAsync(client);
                _serving[serving] = 0;
                _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (Exception e) when (_end.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException e)
            {
                // For example no descriptor is left. It may be better in a moment.
                onProblem($"Port {((IPEndPoint)listener.LocalEndPoint!).Port} cannot accept a connection: {e.Message}");
                await Task.Delay(Pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        await Task.Yield();
        await serve(client, _end.Token).ConfigureAwait(false);
    }
}
