using System.Diagnostics;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class DockerEngineLifeTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    [ContainerFact]
    public async Task The_exit_code_is_that_of_the_process()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        Assert.Equal(0, (await scope.RunAsync(scope.Script("exit 0"))).ExitCode);
        Assert.Equal(42, (await scope.RunAsync(scope.Script("exit 42"))).ExitCode);
    }

    [ContainerFact]
    public async Task A_wait_ends_with_the_container()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("trap 'exit 7' TERM; echo ready; sleep 3600 & wait");

        var waiting = scope.Engine.WaitContainerAsync(id, scope.Token);
        Assert.False(waiting.IsCompleted);
        await scope.Engine.StopContainerAsync(id, TimeSpan.FromSeconds(30), scope.Token);

        Assert.Equal(7, await waiting);
    }

    [ContainerFact]
    public async Task A_process_that_ignores_the_request_to_stop_is_killed_after_the_grace()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("trap '' TERM; echo ready; while true; do sleep 1; done");

        var clock = Stopwatch.StartNew();
        await scope.Engine.StopContainerAsync(id, Grace, scope.Token);

        Assert.InRange(clock.Elapsed, Grace - TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(20));
        Assert.Equal(137, await scope.Engine.WaitContainerAsync(id, scope.Token));
    }

    [ContainerFact]
    public async Task Stopping_what_does_not_run_or_exist_is_fine()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.CreateAsync(scope.Script("exit 0"));

        await scope.Engine.StopContainerAsync(id, Grace, scope.Token);
        await scope.Engine.StartContainerAsync(id, scope.Token);
        await scope.Engine.WaitContainerAsync(id, scope.Token);
        await scope.Engine.StopContainerAsync(id, Grace, scope.Token);
        await scope.Engine.StopContainerAsync(scope.NewName(), Grace, scope.Token);
    }

    [ContainerFact]
    public async Task Starting_twice_is_fine()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("echo ready; sleep 3600");

        await scope.Engine.StartContainerAsync(id, scope.Token);
    }

    [ContainerFact]
    public async Task Removing_a_running_container_and_removing_it_again_is_fine()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("trap '' TERM; echo ready; while true; do sleep 1; done");

        await scope.Engine.RemoveContainerAsync(id, scope.Token);
        await scope.Engine.RemoveContainerAsync(id, scope.Token);

        Assert.Empty(await scope.ListAsync());
    }

    [ContainerFact]
    public async Task Removing_from_several_sides_at_once_is_fine()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("echo ready; sleep 3600");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scope.Engine.RemoveContainerAsync(id, scope.Token)));

        Assert.Empty(await scope.ListAsync());
    }

    [ContainerFact]
    public async Task Cancelling_a_wait_leaves_the_client_usable()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("echo ready; sleep 3600");
        using var cancel = new CancellationTokenSource();

        var cancelled = scope.Engine.WaitContainerAsync(id, cancel.Token);
        var waiting = scope.Engine.WaitContainerAsync(id, scope.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(waiting.IsCompleted);
        await scope.Engine.StopContainerAsync(id, TimeSpan.Zero, scope.Token);
        Assert.Equal(137, await waiting);
        Assert.Equal(137, await scope.Engine.WaitContainerAsync(id, scope.Token));
    }

    [ContainerFact]
    public async Task Many_waits_do_not_hold_up_other_calls()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("echo ready; sleep 3600");

        var waits = Enumerable.Range(0, 50).Select(_ => scope.Engine.WaitContainerAsync(id, scope.Token)).ToArray();
        Assert.Single(await scope.ListAsync());
        await scope.Engine.StopContainerAsync(id, TimeSpan.Zero, scope.Token);

        Assert.All(await Task.WhenAll(waits), code => Assert.Equal(137, code));
    }

    [ContainerFact]
    public async Task Waiting_for_what_does_not_exist_is_an_error()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var name = scope.NewName();

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => scope.Engine.WaitContainerAsync(name, scope.Token));

        Assert.StartsWith($"waiting for container '{name}' to end: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("No such container", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(404, e.StatusCode);
    }

    [ContainerFact]
    public async Task Disposing_the_client_ends_its_waits()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var id = await scope.StartReadyAsync("echo ready; sleep 3600");
        using var other = await ContainerTests.ConnectAsync(scope.Token);

        var waiting = other.WaitContainerAsync(id, scope.Token);
        other.Dispose();

        var e = await Record.ExceptionAsync(() => waiting.WaitAsync(scope.Token));
        Assert.True(e is OperationCanceledException or ContainerEngineException or ObjectDisposedException, $"{e}");
        scope.Token.ThrowIfCancellationRequested();
    }
}
