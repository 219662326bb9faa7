using System.Net;
using System.Net.Sockets;
using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class DockerEngineConnectTests
{
    private const string StartIt = "DOCKER_HOST says to use this address. Start the engine that should listen there, "
        + "or unset DOCKER_HOST to have one looked for.";

    [Fact]
    public async Task A_socket_that_is_not_there_is_named_with_what_to_do()
    {
        var host = "unix://" + NewSocketPath();

        var e = await FailToConnectAsync(host);

        Assert.Equal($"connecting to the container engine at {host}: there is no such socket. {StartIt}", e.Message);
        Assert.Null(e.StatusCode);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_any_more_is_told_apart()
    {
        var path = NewSocketPath();
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
        }

        try
        {
            // Disposing a bound socket deletes its file; a killed engine does not.
            if (!File.Exists(path))
            {
                await File.WriteAllTextAsync(path, "");
            }

            var e = await FailToConnectAsync("unix://" + path);

            Assert.Equal(
                $"connecting to the container engine at unix://{path}: the socket is there, but nothing listens on it. {StartIt}",
                e.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_TCP_port_that_nobody_listens_on_is_named()
    {
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var host = $"tcp://127.0.0.1:{((IPEndPoint)unused.LocalEndPoint!).Port}";

        var e = await FailToConnectAsync(host);

        Assert.Equal(
            $"connecting to the container engine at {host}: nothing listens there (connection refused). {StartIt}", e.Message);
    }

    [Fact]
    public void A_permission_that_is_missing_is_explained()
    {
        var address = ContainerEngineAddress.Parse("unix:///x");
        var cause = new HttpRequestException("x", new SocketException((int)SocketError.AccessDenied));

        Assert.Equal(
            "permission denied (is your user a member of the socket's group, usually 'docker'?)",
            EngineTrouble.Describe(cause, address));
    }

    [Fact]
    public async Task What_accepts_but_does_not_answer_is_given_up()
    {
        await using var fake = new FakeEngine((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var engine = DockerEngine.Create(fake.DockerHost, patience: TimeSpan.FromMilliseconds(200));

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.ConnectAsync(default));

        Assert.Equal(
            $"connecting to the container engine at {fake.DockerHost}: no answer within 0.2 seconds. {StartIt}", e.Message);
    }

    [Fact]
    public async Task The_caller_s_cancellation_is_not_taken_for_a_missing_answer()
    {
        await using var fake = new FakeEngine((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var engine = DockerEngine.Create(fake.DockerHost);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.ConnectAsync(cancel.Token));
    }

    [Fact]
    public async Task An_engine_behind_TCP_is_talked_to_in_the_same_way()
    {
        await using var fake = FakeEngine.Answering(
            "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n\u0001\0\0\0\0\0\0\u0002hi", tcp: true);
        using var engine = DockerEngine.Create(fake.DockerHost);
        var text = "";

        await engine.ConnectAsync(default);
        await using var attachment = await engine.AttachAsync("x", default);
        await attachment.ReadAsync(
            (_, bytes) =>
            {
                text += Encoding.UTF8.GetString(bytes.Span);
                return ValueTask.CompletedTask;
            },
            default);

        Assert.Equal("hi", text);
        Assert.StartsWith("tcp://127.0.0.1:", engine.Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK", "it names no version of the engine's interface")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nwhat", "the engine answered 404 Not Found: what")]
    [InlineData("HTTP/1.1 500 X\r\nContent-Length: 17\r\n\r\n{\"message\":\"sad\"}", ": sad. DOCKER_HOST")]
    [InlineData(
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
        "the engine wants TLS, which is not supported. DOCKER_HOST")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "what answers does not speak HTTP")]
    [InlineData("", "it closed the connection without an answer")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nApi-Version: 1.24\r\nContent-Length: 2\r\n\r\nOK",
        "the engine is too old: its interface has version 1.24, and 1.30 is needed. Update the engine.")]
    public async Task What_is_not_an_engine_we_can_talk_to_is_described(string answer, string description)
    {
        await using var fake = FakeEngine.Ponging(answer);

        var e = await FailToConnectAsync(fake.DockerHost);

        Assert.StartsWith($"connecting to the container engine at {fake.DockerHost}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(description, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.40", "/v1.40/")]
    [InlineData("1.52", "/v1.47/")]
    public async Task The_agreed_version_is_in_every_path(string offered, string prefix)
    {
        await using var fake = new FakeEngine((request, stream, ct) => stream.WriteAsync(
            Encoding.UTF8.GetBytes(FakeEngine.IsPing(request)
                ? FakeEngine.Pong.Replace("1.41", offered, StringComparison.Ordinal)
                : FakeEngine.Response("200 OK", "[]")),
            ct).AsTask());
        using var engine = DockerEngine.Create(fake.DockerHost);
        await engine.ConnectAsync(default);

        await engine.ListContainersAsync("a b", "c&d", default);

        Assert.Equal(
            ["GET /_ping HTTP/1.1", $"GET {prefix}containers/json?all=1&filters=%7B%22label%22%3A%5B%22a%20b%3Dc%5Cu0026d%22%5D%7D HTTP/1.1"],
            fake.Requests);
    }

    [Fact]
    public async Task Nothing_is_asked_before_the_version_is_known()
    {
        using var engine = DockerEngine.Create("unix:///x");

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.StartContainerAsync("x", default));
    }

    private static async Task<ContainerEngineException> FailToConnectAsync(string host)
    {
        using var engine = DockerEngine.Create(host);
        return await Assert.ThrowsAsync<ContainerEngineException>(() => engine.ConnectAsync(default));
    }

    private static string NewSocketPath() => Path.Combine(Path.GetTempPath(), $"none-{Guid.NewGuid():N}.sock");
}
