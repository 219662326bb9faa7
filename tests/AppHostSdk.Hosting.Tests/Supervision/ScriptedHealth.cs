using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>Answers every request with the next status of its script; the last one is repeated.</summary>
internal sealed class ScriptedHealth : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int[] _script;
    private readonly Task _answering;
    private int _next;

    public ScriptedHealth(params int[] script)
        : this(0, script)
    {
    }

    public ScriptedHealth(int port, int[] script)
    {
        _script = script;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _answering = AnswerAsync();
    }

    public int Port { get; }

    /// <summary>How often it was asked.</summary>
    public int Count => Volatile.Read(ref _next);

    /// <summary>Completes when the first request was answered.</summary>
    public Task Asked => _asked.Task;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // The request does not matter.
            }

            var status = _script[Math.Min(Interlocked.Increment(ref _next), _script.Length) - 1];
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            _asked.TrySetResult();
        }
    }
}
