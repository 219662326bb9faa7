using AppHostSdk.Execution;

namespace AppHostSdk.Hosting.Tests.Execution;

/// <summary>What is done to a container that outlives the application.</summary>
public class PersistentLifeTests
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

    private static ExecutorRun Run() => ExecutorRun.Of(b => b.AddContainer("cache", "redis").WithLifetime(ContainerLifetime.Persistent));
}
