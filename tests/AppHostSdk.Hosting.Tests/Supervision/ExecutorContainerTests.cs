using AppHostSdk.Containers;
using AppHostSdk.Supervision;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>Containers in a plan that is walked, on an engine that does what the test says.</summary>
public class ExecutorContainerTests
{
    [Fact]
    public async Task Container_is_created_while_what_it_waits_for_still_runs_and_starts_after_it()
    {
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis").WaitForCompletion(Executable(b, "job")));
        await run.UntilLogged("create cache");
        Assert.DoesNotContain("start cache", run.Log.Events);

        run.Processes["job"].Exit(0);
        await run.Started.InTime();

        Assert.Equal(["pull redis:latest", "create cache", "attach cache", "start cache"], run.Log.Events.Where(e => e is not ("start job" or "dispose job")));
    }

    [Fact]
    public async Task Image_that_cannot_be_pulled_fails_its_container_and_the_waiters()
    {
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(b.AddContainer("cache", "redis")),
            r => r.Engine.Answers["pull redis:latest"] = Task.FromException(new ContainerEngineException("pulling image 'redis:latest'", "no such image")));

        await run.Started.InTime();

        Assert.Equal("pulling image 'redis:latest': no such image", run.StateOf("cache").Detail);
        Assert.Equal("it waits for cache, which failed: pulling image 'redis:latest': no such image", run.StateOf("web").Detail);
        Assert.Empty(await run.StopAsync());
        Assert.Equal(["pull redis:latest"], run.Log.Events);
    }

    [Fact]
    public async Task Container_that_was_created_but_cannot_start_is_removed()
    {
        await using var run = ExecutorRun.Of(
            b => b.AddContainer("cache", "redis"),
            r => r.Engine.Answers["start cache"] = Task.FromException(new ContainerEngineException("starting container 'cache'", "the port is taken")));

        await run.Started.InTime();
        Assert.Equal((ResourcePhase.FailedToStart, "starting container 'cache': the port is taken"), (run.StateOf("cache").Phase, run.StateOf("cache").Detail));

        Assert.Empty(await run.StopAsync());
        Assert.Equal("remove cache", run.Log.Events[^1]);
    }

    [Fact]
    public async Task Container_that_is_being_created_when_the_stop_comes_is_removed()
    {
        var creation = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(
            b => b.AddContainer("cache", "redis"),
            r => r.Engine.Answers["create cache"] = creation.Task);
        await run.UntilLogged("create cache");

        var stop = run.StopAsync();
        creation.SetResult();

        Assert.Empty(await stop);
        Assert.Equal(["pull redis:latest", "create cache", "remove cache"], run.Log.Events);
    }

    [Fact]
    public async Task Start_of_a_container_is_told_once()
    {
        var creation = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(
            b => b.AddContainer("cache", "redis").WithImagePullPolicy(ImagePullPolicy.Never),
            r => r.Engine.Answers["create cache"] = creation.Task);
        await run.Until("cache", ResourcePhase.Starting);

        creation.SetResult();

        await run.Started.InTime();
        Assert.Equal([ResourcePhase.Starting, ResourcePhase.Running], run.PhasesOf("cache"));
    }

    [Fact]
    public async Task Container_is_stopped_and_removed()
    {
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"));
        await run.Started.InTime();

        Assert.Empty(await run.StopAsync());

        Assert.Equal(["start cache", "stop cache", "remove cache"], run.Log.Events.TakeLast(3));
        Assert.Equal((ResourcePhase.Exited, 143), (run.StateOf("cache").Phase, run.StateOf("cache").ExitCode));
    }

    [Fact]
    public async Task Container_that_cannot_be_stopped_is_removed_all_the_same_and_the_problem_told()
    {
        await using var run = ExecutorRun.Of(
            b => b.AddContainer("cache", "redis"),
            r => r.Engine.Answers["stop cache"] = Task.FromException(new ContainerEngineException("stopping container 'cache'", "permission denied")));
        await run.Started.InTime();

        Assert.Equal(["'cache' could not be stopped: stopping container 'cache': permission denied"], await run.StopAsync());

        Assert.Contains("remove cache", run.Log.Events);
    }

    [Fact]
    public async Task Without_an_engine_containers_fail_with_the_cause_and_processes_run()
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                Executable(b, "web").WaitFor(b.AddContainer("cache", "redis"));
                Executable(b, "other");
            },
            engine: _ => Task.FromException<IContainerEngine>(new ContainerEngineException("connecting", "no engine answers")));

        await run.Started.InTime();

        Assert.Equal("connecting: no engine answers", run.StateOf("cache").Detail);
        Assert.Equal("it waits for cache, which failed: connecting: no engine answers", run.StateOf("web").Detail);
        Assert.Equal(ResourcePhase.Running, run.StateOf("other").Phase);
        Assert.Empty(await run.StopAsync());
    }

    [Fact]
    public async Task Engine_that_loses_a_container_is_a_failure_and_the_stop_goes_on()
    {
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"));
        await run.Started.InTime();

        run.Engine.Exits["cache"].SetException(new ContainerEngineException("waiting for container 'cache' to end", "the connection broke"));
        await run.Until("cache", ResourcePhase.Exited);

        Assert.True(run.StateOf("cache").IsFailure);
        Assert.Equal("waiting for container 'cache' to end: the connection broke", run.StateOf("cache").Detail);
        Assert.Empty(await run.StopAsync());
        Assert.Equal("remove cache", run.Log.Events[^1]);
    }
}
