using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Running;
using AppHostSdk.Starters;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Starters;

/// <summary>What is done to a container that outlives the application.</summary>
public class PersistentContainersTests
{
    [Fact]
    public async Task It_stays_when_the_application_ends()
    {
        await using var run = Run();
        await run.Until("cache", ResourcePhase.Running);

        Assert.Empty(await run.StopAsync());

        Assert.Equal(["pull redis:latest", "create cache", "attach cache", "start cache"], run.Log.Events);
        Assert.Equal("running", run.Engine.Containers["cache"].State);
        Assert.Equal((ResourcePhase.Running, "stays when the application ends"), (run.StateOf("cache").Phase, run.StateOf("cache").Detail));
    }

    [Fact]
    public async Task Stopped_by_hand_it_stays_and_is_the_same_when_it_is_started_again()
    {
        await using var run = Run();
        await run.Until("cache", ResourcePhase.Running);

        Assert.Null(await run.StopResourceAsync("cache"));
        Assert.Equal(ResourcePhase.Exited, run.StateOf("cache").Phase);
        run.StartResource("cache");
        await run.Until("cache", 2, ResourcePhase.Running);
        run.RestartResource("cache");
        await run.Until("cache", 3, ResourcePhase.Running);

        Assert.Equal(
            ["create cache", "attach cache", "start cache", "stop cache", "attach cache", "start cache", "stop cache", "attach cache", "start cache"],
            run.Log.Events.Where(e => !e.StartsWith("pull", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_that_ends_by_itself_stays_as_well()
    {
        await using var run = Run();
        await run.Until("cache", ResourcePhase.Running);

        run.Engine.Exits["cache"].SetResult(0);
        await run.EndedAsync();

        Assert.Equal(ResourcePhase.Finished, run.StateOf("cache").Phase);
        Assert.Contains("cache", run.Engine.Containers.Keys);
    }

    [Theory]
    [InlineData("paused", "The container cache was paused and goes on.", "unpause cache,attach cache,start cache")]
    [InlineData("restarting", "The container cache is restarting; it is stopped and started again.", "stop cache,attach cache,start cache")]
    [InlineData("stopping", "The container cache is stopping; it is stopped and started again.", "stop cache,attach cache,start cache")]
    [InlineData("created", null, "attach cache,start cache")]
    [InlineData("exited", null, "attach cache,start cache")]
    [InlineData("running", null, "attach cache,start cache")]
    [InlineData("dead", "The container cache is recreated: it is dead; its engine could not remove it, and cannot start it any more.", "remove cache,create cache,attach cache,start cache")]
    public async Task It_is_taken_again_whatever_has_become_of_it(string state, string? line, string calls)
    {
        await using var run = Run();
        await run.Until("cache", ResourcePhase.Running);
        Assert.Null(await run.StopResourceAsync("cache"));
        run.Engine.Turn("cache", state);
        var before = run.Log.Events.Count;

        run.StartResource("cache");
        await run.Until("cache", 2, ResourcePhase.Running);

        Assert.Equal(calls.Split(','), run.Log.Events.Skip(before).Where(e => !e.StartsWith("pull", StringComparison.Ordinal)));
        Assert.Equal(line is null ? [] : [$"cache | {line}"], run.Lines.Events);
    }

    [Fact]
    public async Task One_that_is_being_removed_is_made_anew_when_it_has_gone()
    {
        await using var run = Run();
        await run.Until("cache", ResourcePhase.Running);
        Assert.Null(await run.StopResourceAsync("cache"));
        run.Engine.Turn("cache", "removing");
        var before = run.Log.Events.Count;

        run.StartResource("cache");
        await run.Lines.Until(l => l == "cache | The container cache is being removed; it is recreated when that is done.");
        Assert.DoesNotContain("create cache", run.Log.Events.Skip(before));
        run.Engine.Containers.Remove("cache", out _);
        await run.Until("cache", 2, ResourcePhase.Running);

        Assert.Equal(["create cache", "attach cache", "start cache"], run.Log.Events.Skip(before).Where(e => !e.StartsWith("pull", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("running", true)]
    [InlineData("paused", true)]
    [InlineData("restarting", true)]
    [InlineData("exited", false)]
    [InlineData("created", false)]
    public void The_ports_of_one_that_holds_them_are_its_own(string state, bool isHeld)
    {
        var found = new AppHostSdk.Containers.ContainerSummary("id", "cache", "redis", state, new Dictionary<string, string> { [RunIdentity.ResourceLabel] = "cache", [RunIdentity.PortsLabel] = "tcp/tcp=6379" });

        var ports = PersistentContainers.Ports([found], (_, _) => false);

        Assert.Equal(isHeld ? 6379 : null, ports.TryGetValue(("cache", "tcp"), out var port) ? port : (int?)null);
    }

    private static ExecutorRun Run() => ExecutorRun.Of(b => b.AddContainer("cache", "redis").WithLifetime(ContainerLifetime.Persistent));
}
