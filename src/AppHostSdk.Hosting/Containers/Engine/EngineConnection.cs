using System.Net.Http;
using System.Net.Sockets;

namespace AppHostSdk.Containers;

/// <summary>HTTP to an engine over its socket. Knows nothing of containers.</summary>
internal sealed class EngineConnection : IDisposable
{
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _disposal = new();

    public EngineConnection(ContainerEngineAddress address)
    {
        Address = address;
        _client = new HttpClient(CreateHandler(address))
        {
            // The connection goes to the socket whatever the URI says. Waiting for a container takes as long as the container runs.
            BaseAddress = new Uri("http://localhost"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Where the engine listens.</summary>
    public ContainerEngineAddress Address { get; }

    /// <summary>Sends a request and returns the answer, whatever its status, as soon as its head is there.</summary>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);

    /// <summary>Runs one step of the conversation; when the connection fails in it, throws what people can read.</summary>
    public async Task<T> TalkAsync<T>(string operation, Func<CancellationToken, Task<T>> step, CancellationToken ct)
    {
        using var ending = EndingWith(ct);
        try
        {
            return await step(ending.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (EngineTrouble.IsTrouble(e))
        {
            throw EngineTrouble.During(operation, Address, e);
        }
    }

    /// <summary>Cancelled with <paramref name="ct"/> and when this is disposed: the HTTP client lets go only of what has no answer yet.</summary>
    public CancellationTokenSource EndingWith(CancellationToken ct) => CancellationTokenSource.CreateLinkedTokenSource(ct, _disposal.Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposal.Cancel();
        _client.Dispose();
    }

    // Proxies and redirects are for the web, not for a socket of this machine.
    private static SocketsHttpHandler CreateHandler(ContainerEngineAddress address) => new()
    {
        ConnectCallback = (_, ct) => ConnectAsync(address, ct),
        MaxConnectionsPerServer = int.MaxValue,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    };

    private static async ValueTask<Stream> ConnectAsync(ContainerEngineAddress address, CancellationToken ct)
    {
        var socket = address.SocketPath is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (address.SocketPath is null)
            {
                // A wait may be silent for days: let the system notice when the other side is gone.
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            }

            await socket.ConnectAsync(address.EndPoint, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
