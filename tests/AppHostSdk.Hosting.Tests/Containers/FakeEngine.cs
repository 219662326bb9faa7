using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A socket that answers as a test tells it to, for what a real engine does not do on demand. One request per connection.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    public const string Pong = "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK";

    private readonly Socket _listener;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"fake-{Guid.NewGuid():N}.sock");
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;

    /// <param name="answer">Gets the first line of a request and writes the answer.</param>
    /// <param name="tcp">Listens on a port of this machine instead of a socket in the file system.</param>
    public FakeEngine(Func<string, NetworkStream, CancellationToken, Task> answer, bool tcp = false)
    {
        _answer = answer;
        _listener = tcp
            ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(tcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        DockerHost = tcp ? $"tcp://{_listener.LocalEndPoint}" : "unix://" + _path;
        _accepting = AcceptAsync();
    }

    public string DockerHost { get; }

    /// <summary>The first lines of all requests so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers pings as an engine does and everything else with <paramref name="raw"/>.</summary>
    public static FakeEngine Answering(string raw, bool tcp = false) => new(
        (request, stream, ct) => stream.WriteAsync(Encoding.UTF8.GetBytes(IsPing(request) ? Pong : raw), ct).AsTask(), tcp);

    /// <summary>Answers pings with <paramref name="raw"/>.</summary>
    public static FakeEngine Ponging(string raw) => new((_, stream, ct) => stream.WriteAsync(Encoding.UTF8.GetBytes(raw), ct).AsTask());

    /// <summary>An answer with a body, whole.</summary>
    public static string Response(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public static bool IsPing(string request) => request.Contains("/_ping", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_conversations);
        _listener.Dispose();
        _stop.Dispose();
        File.Delete(_path);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _conversations.Add(TalkAsync(await _listener.AcceptAsync(_stop.Token)));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer, _stop.Token);
                if (count == 0)
                {
                    return;
                }

                head.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }

            var request = head.ToString().Split("\r\n")[0];
            Requests.Enqueue(request);
            await _answer(request, stream, _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or the test is over.
        }
    }
}
