using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What the client makes of answers that a healthy engine does not give on demand.</summary>
public sealed class DockerEngineAnswerTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Upgraded = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    /// <summary>What Podman 5 answers when an image is removed while it looks through all of them.</summary>
    private const string OtherImageVanished = """{"cause":"image not known","message":"failed to convert ImageData to ImageInspect 'busybox:latest': locating image with ID \"fbfb\": image not known","response":500}""";

    [Theory]
    [InlineData("{\"status\":\"Pulling\"}\r\n{\"errorDetail\":{\"message\":\"manifest unknown\"},\"error\":\"manifest unknown\"}\r\n")]
    [InlineData("{\"status\":\"Pulling\"}{\"error\":\"manifest unknown\"}")]
    [InlineData("{\"error\":\"manifest unknown\"}\n")]
    [InlineData("{\"errorDetail\":{\"message\":\"manifest unknown\"}}\n")]
    public async Task An_error_inside_the_stream_of_a_pull_is_an_error(string body)
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", body));
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.PullImageAsync("redis:7", null, default));

        Assert.Equal("pulling image 'redis:7': manifest unknown", e.Message);
        Assert.Null(e.StatusCode);
    }

    [Fact]
    public async Task An_image_is_asked_for_again_when_another_one_vanished_meanwhile()
    {
        var vanishing = 3;
        await using var fake = new FakeEngine((request, stream, ct) => WriteAsync(
            stream,
            FakeEngine.IsPing(request) ? FakeEngine.Pong
            : vanishing-- > 0 ? FakeEngine.Response("500 Internal Server Error", OtherImageVanished)
            : FakeEngine.Response("200 OK", "{}"),
            ct));
        using var engine = await ConnectAsync(fake);

        Assert.True(await engine.ImageExistsAsync("busybox:latest", default));
        Assert.Equal(4, fake.Requests.Count(r => r.Contains("/images/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_engine_that_never_finds_its_images_is_not_asked_for_ever()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("500 Internal Server Error", OtherImageVanished));
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.ImageExistsAsync("busybox:latest", default));

        Assert.Contains("image not known", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_becomes_few_lines()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", """
            {"status":"Pulling from library/redis","id":"7"}
            {"status":"Downloading","progressDetail":{"current":1000000,"total":20000000},"progress":"[==>  ]","id":"abc"}
            {"status":"Downloading","progressDetail":{"current":6000000,"total":20000000},"id":"abc"}
            {"status":"Downloading","progressDetail":{"current":1,"total":2},"id":"small"}
            {"status":"Downloading","progressDetail":{"current":7000000,"total":20000000},"id":"abc"}
            {"status":"Downloading","progressDetail":{"current":1,"total":40000000},"id":"def"}
            {"status":"Download complete","progressDetail":{},"id":"def"}
            {"status":"Download complete","progressDetail":{},"id":"small"}
            {"status":"Download complete","progressDetail":{},"id":"abc"}
            {"status":"Extracting","progressDetail":{"current":3,"units":"s"},"id":"abc"}
            {"status":"Pull complete","progressDetail":{},"id":"abc"}
            {"unknown":{"to":["us"]}}
            {"status":"Status: Downloaded newer image for redis:7"}
            """));
        using var engine = await ConnectAsync(fake);
        var lines = new List<string>();

        await engine.PullImageAsync("localhost:5000/redis:7", lines.Add, default);

        Assert.Equal(
            [
                "localhost:5000/redis:7: 25% of 20 MB",
                "localhost:5000/redis:7: 75% of 60 MB",
                "localhost:5000/redis:7: 100% of 60 MB",
                "Status: Downloaded newer image for redis:7",
            ],
            lines);
        Assert.Contains(
            "POST /v1.41/images/create?fromImage=localhost%3A5000%2Fredis&tag=7 HTTP/1.1", fake.Requests);
    }

    [Fact]
    public async Task A_step_of_a_pull_is_reported_while_the_next_is_going_on()
    {
        var seen = new TaskCompletionSource();
        await using var fake = new FakeEngine(async (request, stream, ct) =>
        {
            if (FakeEngine.IsPing(request))
            {
                await WriteAsync(stream, FakeEngine.Pong, ct);
                return;
            }

            await WriteAsync(stream, Chunked + Chunk("{\"status\":\"one\"}\r\n"), ct);
            await seen.Task.WaitAsync(ct);
            await WriteAsync(stream, Chunk("{\"status\":\"two\"}\r\n") + "0\r\n\r\n", ct);
        });
        using var engine = await ConnectAsync(fake);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await engine.PullImageAsync("redis", _ => seen.TrySetResult(), patience.Token);

        Assert.True(seen.Task.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("{\"status\":\"one\"}\r\n")]
    [InlineData("{\"status\":\"one\"}\r\n{\"sta")]
    public async Task A_pull_that_breaks_off_is_an_error(string sent)
    {
        await using var fake = FakeEngine.Answering(Chunked + Chunk(sent));
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.PullImageAsync("redis", null, default));

        Assert.Equal(
            $"pulling image 'redis': the container engine at {fake.DockerHost} does not answer: "
                + "it closed the connection in the middle of an answer",
            e.Message);
    }

    [Fact]
    public async Task An_exception_of_the_progress_callback_is_the_caller_s_own()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", "{\"status\":\"one\"}"));
        using var engine = await ConnectAsync(fake);

        await Assert.ThrowsAsync<IOException>(() => engine.PullImageAsync("redis", _ => throw new IOException("mine"), default));
    }

    [Fact]
    public async Task What_is_not_an_image_is_refused_before_the_engine_is_asked()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", ""));
        using var engine = await ConnectAsync(fake);

        var pull = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.PullImageAsync("Redis", null, default));
        var look = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.ImageExistsAsync("../x", default));

        Assert.Equal("pulling image 'Redis': 'Redis' is not an image reference: the name must be in lower case.", pull.Message);
        Assert.StartsWith("looking for image '../x': ", look.Message, StringComparison.Ordinal);
        Assert.Single(fake.Requests);
    }

    [Fact]
    public async Task An_engine_that_goes_away_during_a_wait_is_an_error()
    {
        await using var fake = FakeEngine.Answering(Chunked);
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.WaitContainerAsync("x", default));

        Assert.StartsWith("waiting for container 'x' to end: the container engine at ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Error":{"Message":"container is gone"},"StatusCode":0}""", "container is gone")]
    [InlineData("""{}""", "the engine did not say with which code it ended")]
    public async Task A_wait_that_the_engine_cannot_finish_is_an_error(string body, string problem)
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", body));
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.WaitContainerAsync("x", default));

        Assert.Equal($"waiting for container 'x' to end: {problem}", e.Message);
    }

    [Fact]
    public async Task An_answer_that_is_not_JSON_is_an_error()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", "<html>"));
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.ListContainersAsync("a", null, default));

        Assert.StartsWith(
            $"listing the containers with label 'a': the answer of the container engine at {fake.DockerHost} cannot be understood: ",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_that_is_in_progress_is_fine_and_another_conflict_is_not()
    {
        await using var fake = new FakeEngine((request, stream, ct) => WriteAsync(
            stream,
            FakeEngine.IsPing(request)
                ? FakeEngine.Pong
                : FakeEngine.Response("409 Conflict", request.Contains("/busy", StringComparison.Ordinal)
                    ? """{"message":"removal of container busy is already in progress"}"""
                    : """{"message":"cannot"}"""),
            ct));
        using var engine = await ConnectAsync(fake);

        await engine.RemoveContainerAsync("busy", default);
        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.RemoveContainerAsync("other", default));

        Assert.Equal("removing container 'other': cannot", e.Message);
        Assert.Contains("DELETE /v1.41/containers/busy?force=1&v=1 HTTP/1.1", fake.Requests);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    [InlineData(0.1, 1)]
    [InlineData(10, 10)]
    [InlineData(1e12, int.MaxValue)]
    public async Task The_grace_of_a_stop_is_in_whole_seconds(double seconds, int expected)
    {
        await using var fake = FakeEngine.Answering("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        using var engine = await ConnectAsync(fake);

        await engine.StopContainerAsync("x", TimeSpan.FromSeconds(Math.Min(seconds, 9e11)), default);

        Assert.Contains($"POST /v1.41/containers/x/stop?t={expected} HTTP/1.1", fake.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_not_handed_over_is_an_error()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", ""));
        using var engine = await ConnectAsync(fake);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.AttachAsync("x", default));

        Assert.Equal("attaching to container 'x': the engine did not hand the connection over", e.Message);
    }

    [Theory]
    [InlineData("\u0003\0\0\0\0\0\0\u0003sad", "the engine reports: sad")]
    [InlineData("no frames here", "the output is not divided into frames; does the container have a terminal?")]
    public async Task Output_that_cannot_be_read_is_an_error(string sent, string problem)
    {
        await using var fake = FakeEngine.Answering(Upgraded + sent);
        using var engine = await ConnectAsync(fake);
        await using var attachment = await engine.AttachAsync("x", default);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(
            () => attachment.ReadAsync((_, _) => ValueTask.CompletedTask, default));

        Assert.Equal($"reading the output of container 'x': {problem}", e.Message);
    }

    [Fact]
    public async Task An_exception_of_the_output_callback_is_the_caller_s_own()
    {
        await using var fake = FakeEngine.Answering(Upgraded + "\u0001\0\0\0\0\0\0\u0001a\u0001\0\0\0\0\0\0\u0001b");
        using var engine = await ConnectAsync(fake);
        await using var attachment = await engine.AttachAsync("x", default);
        var text = "";

        await Assert.ThrowsAsync<IOException>(() => attachment.ReadAsync((_, _) => throw new IOException("mine"), default));
        await attachment.ReadAsync(
            (_, bytes) =>
            {
                text += Encoding.UTF8.GetString(bytes.Span);
                return ValueTask.CompletedTask;
            },
            default);

        Assert.Equal("b", text);
    }

    [Fact]
    public async Task A_long_id_is_short_in_messages()
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("404 Not Found", """{"message":"gone"}"""));
        using var engine = await ConnectAsync(fake);
        var id = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.StartContainerAsync(id, default));

        Assert.Equal("starting container '0123456789ab': gone", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_an_id_nothing_is_sent(string id)
    {
        await using var fake = FakeEngine.Answering(FakeEngine.Response("200 OK", ""));
        using var engine = await ConnectAsync(fake);

        await Assert.ThrowsAsync<ArgumentException>(() => engine.RemoveContainerAsync(id, default));

        Assert.Single(fake.Requests);
    }

    private static async Task<DockerEngine> ConnectAsync(FakeEngine fake)
    {
        var engine = DockerEngine.Create(fake.DockerHost);
        await engine.ConnectAsync(default);
        return engine;
    }

    private static Task WriteAsync(Stream stream, string text, CancellationToken ct) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct).AsTask();

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";
}
