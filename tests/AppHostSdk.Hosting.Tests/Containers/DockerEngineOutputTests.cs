using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class DockerEngineOutputTests
{
    [ContainerFact]
    public async Task Attached_before_the_start_the_first_byte_is_seen()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        for (var i = 0; i < 5; i++)
        {
            var run = await scope.RunAsync(scope.Script("echo first"));

            Assert.Equal(new(0, "first\n", ""), run);
        }
    }

    [ContainerFact]
    public async Task Not_one_byte_of_a_large_output_is_lost()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var run = await scope.RunAsync(scope.Script("seq 1 200000"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(string.Concat(Enumerable.Range(1, 200_000).Select(i => $"{i}\n")), run.Output);
    }

    [ContainerFact]
    public async Task Output_and_errors_are_separate()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var run = await scope.RunAsync(scope.Script("echo out; echo err >&2; printf more; printf 'é' >&2"));

        Assert.Equal(new(0, "out\nmore", "err\né"), run);
    }

    [ContainerFact]
    public async Task Output_arrives_while_the_container_runs()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var id = await scope.StartReadyAsync("echo ready; sleep 3600");

        Assert.Equal("running", Assert.Single(await scope.ListAsync(), container => container.Id == id).State);
    }

    [ContainerFact]
    public async Task Disposing_the_attachment_ends_reading_and_leaves_the_container_alone()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.CreateAsync(scope.Script("echo ready; sleep 3600"));
        var attachment = await scope.Engine.AttachAsync(id, scope.Token);
        await scope.Engine.StartContainerAsync(id, scope.Token);
        var ready = new TaskCompletionSource();

        var reading = attachment.ReadAsync(
            (_, _) =>
            {
                ready.TrySetResult();
                return ValueTask.CompletedTask;
            },
            scope.Token);
        await ready.Task.WaitAsync(scope.Token);
        await attachment.DisposeAsync();
        await attachment.DisposeAsync();
        await reading.WaitAsync(scope.Token);

        Assert.Equal("running", Assert.Single(await scope.ListAsync()).State);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => attachment.ReadAsync((_, _) => ValueTask.CompletedTask, scope.Token));
    }

    [ContainerFact]
    public async Task Two_attachments_see_the_same()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.CreateAsync(scope.Script("echo a; echo b >&2; echo c"));
        await using var one = await scope.Engine.AttachAsync(id, scope.Token);
        await using var two = await scope.Engine.AttachAsync(id, scope.Token);
        await scope.Engine.StartContainerAsync(id, scope.Token);

        var texts = await Task.WhenAll(ReadOutputAsync(one, scope.Token), ReadOutputAsync(two, scope.Token));

        Assert.Equal(["a\nc\n", "a\nc\n"], texts);
    }

    [ContainerFact]
    public async Task A_container_that_is_removed_ends_reading()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.CreateAsync(scope.Script("echo a; sleep 3600"));
        await using var attachment = await scope.Engine.AttachAsync(id, scope.Token);
        await scope.Engine.StartContainerAsync(id, scope.Token);

        var reading = ReadOutputAsync(attachment, scope.Token);
        await scope.Engine.RemoveContainerAsync(id, scope.Token);

        Assert.Equal("a\n", await reading);
    }

    [ContainerFact]
    public async Task Disposing_the_attachment_of_a_container_that_never_ran_ends_reading()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.CreateAsync(scope.Script("echo a"));
        var attachment = await scope.Engine.AttachAsync(id, scope.Token);

        var reading = ReadOutputAsync(attachment, scope.Token);
        await scope.Engine.RemoveContainerAsync(id, scope.Token);
        await attachment.DisposeAsync();

        Assert.Equal("", await reading.WaitAsync(scope.Token));
    }

    [ContainerFact]
    public async Task Cancelling_a_read_leaves_the_client_usable()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        // Waits for "ready" by cancelling its read.
        var id = await scope.StartReadyAsync("echo ready; sleep 3600");
        await scope.Engine.StopContainerAsync(id, TimeSpan.Zero, scope.Token);

        Assert.Equal(137, await scope.Engine.WaitContainerAsync(id, scope.Token));
    }

    private static async Task<string> ReadOutputAsync(IContainerAttachment attachment, CancellationToken ct)
    {
        using var output = new MemoryStream();
        await attachment.ReadAsync(
            (stream, bytes) =>
            {
                if (stream == ContainerStream.Stdout)
                {
                    output.Write(bytes.Span);
                }

                return ValueTask.CompletedTask;
            },
            ct);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
