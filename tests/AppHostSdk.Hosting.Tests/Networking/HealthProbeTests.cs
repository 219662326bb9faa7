using System.Net;
using System.Net.Sockets;
using AppHostSdk.Health;
using AppHostSdk.Hosting.Tests.Execution;
using AppHostSdk.Networking;

namespace AppHostSdk.Hosting.Tests.Networking;

public sealed class HealthProbeTests : IDisposable
{
    private readonly HealthWatch _watch = new(TimeProvider.System);
    private readonly EventLog<string> _problems = new();

    public void Dispose() => _watch.Dispose();

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(404)]
    public async Task Healthy_is_the_status_expected_and_no_other(int status)
    {
        await using var health = new ScriptedHealth(500, 503, status);

        await AskAsync(health.Port, status);

        var url = $"http://localhost:{health.Port}/health";
        Assert.Equal([$"GET {url}: answered 500, expected {status}", $"GET {url}: answered 503, expected {status}"], _problems.Events);
    }

    [Fact]
    public async Task Refused_connection_is_asked_again_until_somebody_listens()
    {
        int port;
        using (var ports = new FreePorts())
        {
            port = ports.Take("tcp");
        }

        var asking = AskAsync(port, 200);
        await _problems.Until(p => p == $"GET http://localhost:{port}/health: connection refused");
        await using var health = new ScriptedHealth(port, [200]);

        await asking;
    }

    [Theory]
    [InlineData("")]
    [InlineData("what?\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    public async Task Answer_that_is_no_http_is_a_problem_in_words_and_not_the_end(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var asking = AskAsync(((IPEndPoint)listener.LocalEndpoint).Port, 200, stop.Token);

        for (var i = 0; i < 2; i++)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        }

        await _problems.UntilAll(all => all.Count >= 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.All(_problems.Events, p => Assert.Matches("^GET http://localhost:[0-9]+/health: .+", p));
    }

    [Fact]
    public async Task A_connection_is_enough_for_TCP()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var probe = new HealthProbe();

        Assert.Null(await probe.AskAsync(new TcpHealthCheck("localhost", port), CancellationToken.None).InTime());
        listener.Stop();
        Assert.Equal($"connecting to localhost:{port}: connection refused", await probe.AskAsync(new TcpHealthCheck("localhost", port), CancellationToken.None).InTime());
    }

    [Theory]
    [InlineData("closes", "accepted and closed at once")]
    [InlineData("resets", "accepted and closed at once")]
    [InlineData("greets", null)]
    [InlineData("stays", null)]
    public async Task Who_accepts_in_the_place_of_somebody_who_is_not_there_closes(string what, string? problem)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var probe = new HealthProbe();
        var settling = what is "stays" ? TimeSpan.FromMilliseconds(1) : Patience.Limit;
        var asking = probe.AskAsync(new TcpHealthCheck("localhost", port) { Settling = settling, Times = new() { Timeout = Patience.Limit * 2 } }, CancellationToken.None);

        using var client = await listener.AcceptSocketAsync().InTime();
        if (what == "greets")
        {
            await client.SendAsync("220 hello"u8.ToArray());
        }
        else if (what != "stays")
        {
            client.LingerState = new LingerOption(what == "resets", 0);
            client.Close();
        }

        Assert.Equal(problem is null ? null : $"connecting to localhost:{port}: {problem}", await asking.InTime());
    }

    [Fact]
    public async Task Asking_ends_in_the_middle_of_a_request()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var stop = new CancellationTokenSource();
        var asking = AskAsync(((IPEndPoint)silent.LocalEndpoint).Port, 200, stop.Token);
        using var client = await silent.AcceptTcpClientAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    /// <summary>Asks until it is healthy.</summary>
    private async Task AskAsync(int port, int status, CancellationToken cancellation = default)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        HealthCheck[] checks = [new HttpHealthCheck(new Uri($"http://localhost:{port}/health"), status)];
        var healthy = new TaskCompletionSource();
        var watch = _watch.WatchAsync(checks, _problems.Add, healthy.SetResult, _ => { }, enough.Token);
        await Task.WhenAny(healthy.Task, watch).InTime();
        await enough.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }
}
