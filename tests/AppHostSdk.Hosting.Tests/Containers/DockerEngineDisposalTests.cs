using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>A client that is disposed lets go of every conversation, also of those whose answer has begun.</summary>
public sealed class DockerEngineDisposalTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Fact]
    public async Task Disposing_the_client_ends_a_pull_in_the_middle()
    {
        await using var fake = Unfinished("{\"status\":\"Pulling\"}");
        var engine = DockerEngine.Create(fake.DockerHost);
        await engine.ConnectAsync(default);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var pulling = engine.PullImageAsync("redis:7", _ => begun.SetResult(), default);
        await begun.Task.InTime();
        engine.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pulling.InTime());
    }

    [Fact]
    public async Task Disposing_the_client_ends_a_wait_whose_answer_has_begun()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fake = Unfinished("{", answered);
        var engine = DockerEngine.Create(fake.DockerHost);
        await engine.ConnectAsync(default);

        var waiting = engine.WaitContainerAsync("box", default);
        await answered.Task.InTime();
        engine.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
    }

    /// <summary>Answers with a part of a body and then is silent until the client goes away.</summary>
    private static FakeEngine Unfinished(string part, TaskCompletionSource? answered = null) => new(async (request, stream, ct) =>
    {
        if (FakeEngine.IsPing(request))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(FakeEngine.Pong), ct);
            return;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{Head}{part.Length:x}\r\n{part}\r\n"), ct);
        answered?.TrySetResult();
        await stream.CopyToAsync(Stream.Null, ct);
    });
}
