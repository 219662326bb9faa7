using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using AppHostSdk.Health;
using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Networking;

namespace AppHostSdk.Hosting.Tests.Health;

public sealed class HealthProbeTests
{
    private readonly HealthWatch _watch = new(TimeProvider.System);
    private readonly EventLog<string> _problems = new();

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
    [InlineData("", "closed without an answer")]
    [InlineData("HTTP/1.1", "closed in the middle of an answer")]
    [InlineData("what?\r\n\r\n", "answered something that is not HTTP: 'what?'")]
    [InlineData("HTTP/1.1 abc\r\n\r\n", "answered something that is not HTTP: 'HTTP/1.1 abc'")]
    public async Task Answer_that_is_no_http_is_a_problem_in_words_and_not_the_end(string answer, string problem)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var asking = AskAsync(((IPEndPoint)listener.LocalEndpoint).Port, 200, stop.Token);

        for (var i = 0; i < 2; i++)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await ReadRequestAsync(client.GetStream());
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        }

        await _problems.UntilAll(all => all.Count >= 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Matches("^GET http://localhost:[0-9]+/health: " + Regex.Escape(problem) + "$", _problems.Events[0]);
    }

    [Theory]
    [InlineData("http://localhost:PORT/health?a=%20b&c=ä#part", "GET /health?a=%20b&c=%C3%A4 HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n")]
    [InlineData("http://127.0.0.1:PORT", "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n")]
    [InlineData("http://[::1]:PORT/", "GET / HTTP/1.1\r\nHost: [::1]:PORT\r\nConnection: close\r\n\r\n")]
    public async Task Request_is_what_every_server_understands(string url, string request)
    {
        using var listener = new TcpListener(url.Contains("::1", StringComparison.Ordinal) ? IPAddress.IPv6Loopback : IPAddress.Loopback, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        var asking = HealthProbe.AskAsync(new HttpHealthCheck(url.Replace("PORT", port, StringComparison.Ordinal), "", 200), CancellationToken.None);

        using var client = await listener.AcceptTcpClientAsync().InTime();
        Assert.Equal(request.Replace("PORT", port, StringComparison.Ordinal), await ReadRequestAsync(client.GetStream()).InTime());
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        client.Close();

        Assert.Null((await asking.InTime()).Problem);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nready\r\n")]
    public async Task Status_is_the_answer_whatever_comes_behind_it_and_when(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var check = new HttpHealthCheck($"http://{listener.LocalEndpoint}/health", "", 200) { Times = new() { Timeout = Patience.Limit * 10 } };
        var asking = HealthProbe.AskAsync(check, CancellationToken.None);

        // A server that keeps the connection open.
        using var client = await listener.AcceptTcpClientAsync().InTime();
        await ReadRequestAsync(client.GetStream()).InTime();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));

        Assert.Null((await asking.InTime()).Problem);
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]).AsTask().InTime());
    }

    [Fact]
    public async Task An_answer_without_end_is_an_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asking = HealthProbe.AskAsync(new HttpHealthCheck($"http://{listener.LocalEndpoint}/events", "", 200), CancellationToken.None);

        using var client = await listener.AcceptTcpClientAsync().InTime();
        await ReadRequestAsync(client.GetStream()).InTime();
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"u8.ToArray());

        Assert.Null((await asking.InTime()).Problem);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_a_problem_in_words()
    {
        using var certificate = Certificate();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/health";
        var asking = HealthProbe.AskAsync(new HttpHealthCheck(url, "", 200), CancellationToken.None);

        using var client = await listener.AcceptTcpClientAsync().InTime();
        await using var secure = new SslStream(client.GetStream());
        await Record.ExceptionAsync(() => secure.AuthenticateAsServerAsync(certificate).InTime());
        client.Close();

        Assert.Matches($"^GET {Regex.Escape(url)}: .*certificate.*UntrustedRoot", (await asking.InTime()).Problem);
    }

    [Fact]
    public async Task A_server_without_TLS_at_an_https_address_is_a_problem_in_words()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/health";
        var asking = HealthProbe.AskAsync(new HttpHealthCheck(url, "", 200), CancellationToken.None);

        using var client = await listener.AcceptTcpClientAsync().InTime();
        Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[16 * 1024]).AsTask().InTime());
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        var answer = await asking.InTime();
        Assert.Matches($"^GET {Regex.Escape(url)}: TLS: (?!.*see inner exception).+", answer.Problem);
        Assert.False(answer.IsRefused);
    }

    [Fact]
    public async Task A_path_that_makes_no_address_is_a_problem_in_words()
    {
        var answer = await HealthProbe.AskAsync(new HttpHealthCheck("http://localhost:1", "http://[", 200), CancellationToken.None).InTime();

        Assert.Equal("GET 'http://[' at http://localhost:1: this path makes no address; correct it in WithHttpHealthCheck", answer.Problem);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_a_problem_in_words()
    {
        var answer = await HealthProbe.AskAsync(new HttpHealthCheck("http://no-such-host.invalid:80/", "", 200), CancellationToken.None).InTime();

        Assert.Matches("^GET http://no-such-host.invalid/: .+", answer.Problem);
    }

    [Fact]
    public async Task A_connection_is_enough_for_TCP()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Null((await HealthProbe.AskAsync(new TcpHealthCheck("localhost", port), CancellationToken.None).InTime()).Problem);
        listener.Stop();
        Assert.Equal($"connecting to localhost:{port}: connection refused", (await HealthProbe.AskAsync(new TcpHealthCheck("localhost", port), CancellationToken.None).InTime()).Problem);
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
        var settling = what is "stays" ? TimeSpan.FromMilliseconds(1) : Patience.Limit;
        var asking = HealthProbe.AskAsync(new TcpHealthCheck("localhost", port) { Settling = settling, Times = new() { Timeout = Patience.Limit * 2 } }, CancellationToken.None);

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

        Assert.Equal(problem is null ? null : $"connecting to localhost:{port}: {problem}", (await asking.InTime()).Problem);
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
        HealthCheck[] checks = [new HttpHealthCheck($"http://localhost:{port}/health", "", status)];
        var healthy = new TaskCompletionSource();
        var watch = _watch.WatchAsync(checks, answer => _problems.Add(answer.Problem!), healthy.SetResult, _ => { }, new FreshAnswers(1), enough.Token);
        await Task.WhenAny(healthy.Task, watch).InTime();
        await enough.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>What comes until the blank line behind the headers.</summary>
    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var (request, buffer) = (new StringBuilder(), new byte[1]);
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) > 0)
        {
            request.Append((char)buffer[0]);
        }

        return request.ToString();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
