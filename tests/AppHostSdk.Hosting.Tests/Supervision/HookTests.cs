using AppHostSdk.Launching;
using AppHostSdk.Running;
using AppHostSdk.Supervision;
using AppHostSdk.UserCode;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>The program has a say while resources come and go.</summary>
public class HookTests
{
    [Fact]
    public async Task Program_is_asked_before_each_start_told_when_it_is_ready_and_when_it_has_ended()
    {
        var hooks = new Hooks();
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api")), r => r.Processes["api"].EndsAfterLife = true, hooks: hooks);
        await run.Started.InTime();
        run.RestartResource("api");
        await run.Changes.Until(s => s is { Name: "api", Incarnation: 2, HasBeenReady: true });
        await run.StopAsync();

        Assert.Equal(
            ["prepare api", "ready api", "stopped api", "prepare api", "ready api", "stopped api"],
            hooks.Log.Events.Where(e => e.EndsWith("api", StringComparison.Ordinal)));
        Assert.True(hooks.Log.Events.ToList().IndexOf("ready api") < hooks.Log.Events.ToList().IndexOf("prepare web"));
    }

    [Fact]
    public async Task Refusal_before_the_start_is_a_failure_to_start()
    {
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api")),
            hooks: new Hooks { OnPrepare = name => name == "api" ? throw new DistributedApplicationException("no license") : Task.CompletedTask });

        await run.Started.InTime();

        Assert.Equal((ResourcePhase.FailedToStart, "no license"), (run.StateOf("api").Phase, run.StateOf("api").Detail));
        Assert.Equal("it waits for api, which failed: no license", run.StateOf("web").Detail);
        Assert.Empty(run.Log.Events);
    }

    [Fact]
    public async Task Failure_to_make_it_ready_lets_it_run_and_fails_those_that_wait_for_it()
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                var api = Executable(b, "api");
                Executable(b, "web").WaitFor(api.WithHttpEndpoint(port: 1));
                Executable(b, "early").WaitForStart(api);
            },
            hooks: new Hooks { OnReady = name => name == "api" ? throw new DistributedApplicationException("no schema") : Task.CompletedTask });

        await run.Started.InTime();

        Assert.Equal((ResourcePhase.Running, "no schema", true), (run.StateOf("api").Phase, run.StateOf("api").Detail, run.StateOf("api").IsFailure));
        Assert.Equal(ResourcePhase.Running, run.StateOf("early").Phase);
        Assert.Equal((ResourcePhase.FailedToStart, "it waits for api, which failed: no schema"), (run.StateOf("web").Phase, run.StateOf("web").Detail));
    }

    [Fact]
    public async Task Stop_does_not_wait_for_a_program_that_thinks()
    {
        var never = new TaskCompletionSource().Task;
        await using var preparing = ExecutorRun.Of(b => Executable(b, "api"), hooks: new Hooks { OnPrepare = _ => never });
        await using var readying = ExecutorRun.Of(b => Executable(b, "api"), hooks: new Hooks { OnReady = _ => never });
        await readying.Until("api", ResourcePhase.Running);

        Assert.Empty(await preparing.StopAsync());
        Assert.Empty(await readying.StopAsync());

        Assert.Empty(preparing.Log.Events);
        Assert.Contains("stop api", readying.Log.Events);
    }

    [Fact]
    public async Task Stop_does_not_wait_for_ever_for_a_program_that_is_told_of_the_end()
    {
        var hooks = new Hooks { OnStopped = _ => new TaskCompletionSource().Task };
        await using var run = ExecutorRun.Of(b => Executable(b, "api"), options: new RunOptions { Slack = TimeSpan.FromMilliseconds(200) }, hooks: hooks);
        await run.Until("api", ResourcePhase.Running);

        Assert.Equal(["'api' could not be stopped: telling that it has ended: no answer within 0.2 s, and it is not waited for any longer"], await run.StopAsync());

        Assert.Contains("dispose api", run.Log.Events);
    }

    private sealed class Hooks : IResourceHooks
    {
        public bool DecidesLate(LaunchSpec launch) => false;

        public EventLog<string> Log { get; } = new();

        public Func<string, Task> OnPrepare { get; init; } = _ => Task.CompletedTask;

        public Func<string, Task> OnReady { get; init; } = _ => Task.CompletedTask;

        public Func<string, Task> OnStopped { get; init; } = _ => Task.CompletedTask;

        public bool MakesReady(LaunchSpec launch) => true;

        public async Task<LaunchSpec> PrepareAsync(LaunchSpec launch, CancellationToken cancellation)
        {
            Log.Add($"prepare {launch.Resource.Name}");
            await OnPrepare(launch.Resource.Name);
            return launch;
        }

        public Task ReadyAsync(LaunchSpec launch, CancellationToken cancellation)
        {
            Log.Add($"ready {launch.Resource.Name}");
            return OnReady(launch.Resource.Name);
        }

        public Task StoppedAsync(LaunchSpec launch)
        {
            Log.Add($"stopped {launch.Resource.Name}");
            return OnStopped(launch.Resource.Name);
        }
    }
}
