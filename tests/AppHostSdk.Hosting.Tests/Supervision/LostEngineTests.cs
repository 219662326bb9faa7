using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Running;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>An engine that goes away while containers run, and comes back.</summary>
public class LostEngineTests
{
    [Fact]
    public async Task What_still_runs_when_it_is_back_is_what_it_was()
    {
        var back = new TaskCompletionSource();
        await using var run = await RunAsync(back.Task);
        var exit = run.Engine.Exits["cache"];
        run.Engine.Exits["cache"] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        exit.SetException(Loss());

        await run.Changes.Until(s => s is { Name: "cache", Phase: ResourcePhase.Running, IsHealthy: false, Detail: "not known: it is away" });
        back.SetResult();
        await run.Changes.UntilAll(all => all.LastOrDefault(s => s.Name == "cache") is { Phase: ResourcePhase.Running, IsHealthy: null });

        run.Engine.Exits["cache"].SetResult(0);
        await run.Until("cache", ResourcePhase.Finished);
        Assert.Equal(2, run.Log.Events.Count(e => e == "attach cache"));
        Assert.DoesNotContain("create cache", run.Log.Events.Skip(run.Log.Events.ToList().IndexOf("start cache")));
    }

    [Fact]
    public async Task What_has_ended_meanwhile_has_ended()
    {
        var back = new TaskCompletionSource();
        await using var run = await RunAsync(back.Task);
        run.Engine.Containers["cache"] = run.Engine.Containers["cache"] with { State = "exited" };
        run.Engine.Exits["cache"].SetException(Loss());
        back.SetResult();

        await run.Until("cache", ResourcePhase.Exited);

        Assert.Equal((3, true), (run.StateOf("cache").ExitCode, run.StateOf("cache").IsFailure));
        Assert.Contains("remove cache", run.Log.Events);
    }

    [Fact]
    public async Task What_is_gone_is_said_to_be_gone()
    {
        await using var run = await RunAsync(Task.CompletedTask);
        run.Engine.Containers.Remove("cache", out _);
        run.Engine.Exits["cache"].SetException(Loss());

        await run.Until("cache", ResourcePhase.Exited);

        Assert.Equal("looking for its container: it is gone: somebody removed it while the engine did not answer", run.StateOf("cache").Detail);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_its_return()
    {
        await using var run = await RunAsync(new TaskCompletionSource().Task);
        run.Engine.Exits["cache"].SetException(Loss());
        await run.Changes.Until(s => s is { Name: "cache", IsHealthy: false });
        run.Engine.Answers["stop cache"] = Task.FromException(Loss());
        run.Engine.Answers["remove cache"] = Task.FromException(Loss());

        Assert.Equal(["'cache' could not be stopped: talking to it: it is away"], await run.StopAsync().InTime());
        Assert.Equal("it could not be stopped, and may still run", run.StateOf("cache").Detail);
    }

    /// <summary>The sentinel tries again what is told, once the host is gone.</summary>
    [Fact]
    public async Task What_an_ended_life_left_is_told_at_the_end()
    {
        await using var run = await RunAsync(Task.CompletedTask);
        run.Engine.Answers["remove cache"] = Task.FromException(Loss());
        run.Engine.Exits["cache"].SetResult(1);
        await run.EndedAsync();

        Assert.Equal(["'cache' could not be stopped: talking to it: it is away"], await run.StopAsync());
    }

    [Fact]
    public async Task A_start_while_it_is_away_goes_on_when_it_is_back()
    {
        var back = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"), r =>
        {
            r.Engine.Return = back.Task;
            r.Engine.Answers["create cache"] = Task.FromException(Loss());
        });
        await run.UntilLogged("create cache");

        run.Engine.Answers["create cache"] = Task.CompletedTask;
        back.SetResult();

        await run.Started.InTime();
        Assert.Equal(ResourcePhase.Running, run.StateOf("cache").Phase);
    }

    [Fact]
    public async Task A_container_of_an_earlier_life_is_out_of_the_way_of_the_next()
    {
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"), r =>
        {
            var spec = r.Launches["cache"].Container!;
            r.Engine.Containers["cache"] = new ContainerSummary("cache", spec.Name, spec.Image, "exited", spec.Labels);
            r.Engine.Answers["create cache"] = Task.FromException(new ContainerEngineException("creating it", "that name is in use", 409));
        });

        await run.Until("cache", ResourcePhase.FailedToStart);

        Assert.Equal(["create cache", "remove cache", "create cache"], run.Log.Events.Skip(1));
    }

    [Fact]
    public async Task A_container_of_another_resource_that_has_the_name_is_left_alone()
    {
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"), r =>
        {
            var spec = r.Launches["cache"].Container!;
            var labels = new Dictionary<string, string>(spec.Labels) { [RunIdentity.ResourceLabel] = "other" };
            r.Engine.Containers["other"] = new ContainerSummary("other", spec.Name, spec.Image, "running", labels);
            r.Engine.Answers["create cache"] = Task.FromException(new ContainerEngineException("creating it", "that name is in use", 409));
        });

        await run.Until("cache", ResourcePhase.FailedToStart);

        Assert.Equal(["create cache"], run.Log.Events.Skip(1));
    }

    [Fact]
    public async Task What_the_container_says_of_its_health_counts()
    {
        var answers = System.Threading.Channels.Channel.CreateUnbounded<string?>();
        await using var run = ExecutorRun.Of(
            b => b.AddExecutable("web", "scripted", ".").WaitFor(b.AddContainer("cache", "redis")),
            r => r.Engine.HealthCheck = new DelegateHealthCheck("check", async ct => await answers.Reader.ReadAsync(ct))
            {
                Times = new() { Period = TimeSpan.Zero, Timeout = Timeout.InfiniteTimeSpan, FailureThreshold = 1 },
            });
        await run.Changes.Until(s => s is { Name: "cache", Phase: ResourcePhase.Running, IsHealthy: false });
        await answers.Writer.WriteAsync("starting");
        Assert.NotEqual(ResourcePhase.Running, run.States.Find("web")?.Phase);

        await answers.Writer.WriteAsync(null);
        await run.Until("web", ResourcePhase.Running);
        await answers.Writer.WriteAsync("sick");

        await run.Changes.Until(s => s is { Name: "cache", IsHealthy: false, Detail: "not healthy any more: check: sick" });
    }

    private static async Task<ExecutorRun> RunAsync(Task back)
    {
        var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"), r => r.Engine.Return = back);
        await run.Started.InTime();
        return run;
    }

    private static ContainerEngineException Loss() => new("talking to it", "it is away", innerException: new HttpRequestException("gone"));
}
