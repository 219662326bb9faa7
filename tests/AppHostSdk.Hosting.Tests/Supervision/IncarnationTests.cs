using AppHostSdk.Networking;
using AppHostSdk.Processes;
using AppHostSdk.Supervision;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>A resource is started, stopped and started again while it is doing something else.</summary>
public class IncarnationTests
{
    [Fact]
    public async Task Each_start_is_a_life_of_its_own()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "api"), Renewing("api"));
        await run.Started.InTime();

        Assert.Null(await run.StopResourceAsync("api"));
        run.StartResource("api");
        await run.Until("api", 2, ResourcePhase.Running);
        run.RestartResource("api");
        await run.Until("api", 3, ResourcePhase.Running);

        Assert.Equal(
            [
                (1, ResourcePhase.Starting), (1, ResourcePhase.Running), (1, ResourcePhase.Stopping), (1, ResourcePhase.Exited),
                (2, ResourcePhase.Starting), (2, ResourcePhase.Running), (2, ResourcePhase.Stopping), (2, ResourcePhase.Exited),
                (3, ResourcePhase.Starting), (3, ResourcePhase.Running),
            ],
            run.Changes.Events.Select(s => (s.Incarnation, s.Phase)));
        Assert.False(run.States.AnyFailure);
    }

    [Fact]
    public async Task Program_that_did_not_obey_is_said_to_have_been_killed()
    {
        await using var run = ExecutorRun.Of(b => b.AddExecutable("deaf", TestPrograms.Child, ".", "ignore-term", "out=up", "forever"), launcher: new LinuxProcessLauncher());
        await run.Lines.Until(l => l.Contains("up", StringComparison.Ordinal));

        await run.StopResourceAsync("deaf", TimeSpan.FromMilliseconds(200));

        Assert.Equal((137, "killed, because it had not ended 0.2 s after it was told to"), (run.StateOf("deaf").ExitCode, run.StateOf("deaf").Detail));
    }

    [Fact]
    public async Task End_that_nobody_can_say_anything_of_is_an_end()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "api"));
        await run.Until("api", ResourcePhase.Running);

        run.Processes["api"].Break(new DistributedApplicationException("its exit code is lost"));
        await run.Until("api", ResourcePhase.Exited);

        Assert.Equal((null, "its exit code is lost"), (run.StateOf("api").ExitCode, run.StateOf("api").Detail));
        Assert.Contains("dispose api", run.Log.Events);
    }

    [Fact]
    public async Task Stop_while_it_waits_keeps_it_from_starting_later()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitForCompletion(Executable(b, "job")));
        await run.Until("web", ResourcePhase.Waiting);
        await run.Until("job", ResourcePhase.Running);

        Assert.Null(await run.StopResourceAsync("web"));
        run.Processes["job"].Exit(0);
        await run.Until("job", ResourcePhase.Finished);
        await run.EndedAsync();

        Assert.DoesNotContain("start web", run.Log.Events);
        Assert.Equal(ResourcePhase.NotStarted, run.StateOf("web").Phase);
    }

    [Fact]
    public async Task Stopped_while_it_waited_it_can_be_started_again()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitForCompletion(Executable(b, "job")));
        await run.Until("web", ResourcePhase.Waiting);
        await run.StopResourceAsync("web");

        run.StartResource("web");
        await run.Until("web", 2, ResourcePhase.Waiting);
        run.Processes["job"].Exit(0);
        await run.Until("web", 2, ResourcePhase.Running);

        Assert.Equal(1, run.Log.Events.Count(e => e == "start web"));
    }

    [Fact]
    public async Task Stop_during_the_start_ends_what_the_start_brings()
    {
        // Nothing can take the call back: the container starts, and is stopped then.
        var starting = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis"), r => r.Engine.Answers["start cache"] = starting.Task);
        await run.UntilLogged("start cache");

        var stop = run.StopResourceAsync("cache");
        Assert.False(stop.IsCompleted);
        starting.SetResult();

        Assert.Null(await stop);
        Assert.Equal(["start cache", "stop cache", "remove cache"], run.Log.Events.TakeLast(3));
        Assert.Equal(ResourcePhase.Exited, run.StateOf("cache").Phase);
        await run.EndedAsync();
    }

    [Fact]
    public async Task Restart_during_a_stop_waits_for_it_and_then_starts()
    {
        var ends = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(b => Executable(b, "api"), Renewing("api", p => p.StopsAfter = ends.Task));
        await run.Started.InTime();

        var stop = run.StopResourceAsync("api");
        await run.UntilLogged("stop api");
        run.RestartResource("api");
        Assert.Equal(1, run.Log.Events.Count(e => e == "start api"));
        ends.SetResult();
        await stop;
        await run.Until("api", 2, ResourcePhase.Running);

        Assert.Equal(["start api", "stop api", "api ended", "dispose api", "start api"], run.Log.Events);
    }

    [Fact]
    public async Task Stop_during_a_restart_wins()
    {
        var ends = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(b => Executable(b, "api"), Renewing("api", p => p.StopsAfter = ends.Task));
        await run.Started.InTime();

        run.RestartResource("api");
        await run.UntilLogged("stop api");
        var stop = run.StopResourceAsync("api");
        ends.SetResult();
        await stop;
        await run.EndedAsync();

        Assert.Equal(["start api", "stop api", "api ended", "dispose api"], run.Log.Events);
        Assert.True(run.StateOf("api").IsFinal);
    }

    [Fact]
    public async Task Hundred_commands_at_once_leave_one_program_or_none()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var run = ExecutorRun.Of(b => Executable(b, "api"), Renewing("api"));

            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
            {
                switch ((i + round) % 4)
                {
                    case 0: run.StartResource("api"); break;
                    case 1: run.RestartResource("api"); break;
                    default: await run.StopResourceAsync("api"); break;
                }
            }))).InTime();
            await run.StopResourceAsync("api");
            await run.EndedAsync();

            var log = run.Log.Events;
            Assert.Equal(log.Count(e => e == "start api"), log.Count(e => e == "dispose api"));
            Assert.DoesNotContain(log.Zip(log.Skip(1)), pair => pair is { First: "start api", Second: "start api" });
            Assert.NotEqual(ResourcePhase.Running, run.States.Find("api")?.Phase);
        }
    }

    [Fact]
    public async Task Waits_are_for_the_present_life_of_a_resource()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitFor(Executable(b, "api")), Renewing("api"));
        await run.Started.InTime();

        await run.StopResourceAsync("web");
        await run.StopResourceAsync("api");
        run.StartResource("web");
        await run.Until("web", 2, ResourcePhase.FailedToStart);

        Assert.Equal("it waits for api, which failed: it was stopped", run.StateOf("web").Detail);
    }

    [Fact]
    public async Task Nothing_starts_once_the_application_stops()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "api"), Renewing("api"));
        await run.Started.InTime();
        await run.StopAsync();

        run.StartResource("api");
        run.RestartResource("api");
        await run.EndedAsync();

        Assert.Equal(1, run.Log.Events.Count(e => e == "start api"));
    }

    [Fact]
    public async Task Crash_during_the_health_check_is_the_end_of_that_life_only()
    {
        // Nobody listens on the port at first; the second program does.
        int port;
        using (var ports = new AppHostSdk.Networking.FreePorts())
        {
            port = ports.Take("tcp");
        }

        await using var run = ExecutorRun.Of(
            b => b.AddExecutable("api", TestPrograms.Child, ".", "touch=once", "sleep=1000", "exit=7").WithHttpEndpoint(port: port).WithHttpHealthCheck("/health"),
            launcher: new LinuxProcessLauncher());
        await run.Until("api", 1, ResourcePhase.Exited);
        Assert.Equal((7, true), (run.StateOf("api").ExitCode, run.StateOf("api").IsFailure));
        Assert.StartsWith($"it exited with code 7 before it was healthy (GET http://localhost:{port}/health: ", run.StateOf("api").Problem, StringComparison.Ordinal);

        run.StartResource("api");
        await run.Until("api", 2, ResourcePhase.Running);
        await run.Until("api", 2, ResourcePhase.Exited);

        // What the first life's checks had to say is said before its end or never.
        Assert.Equal([1, 1, 1, 2, 2, 2], run.Changes.Events.Select(s => s.Incarnation));
    }

    [Fact]
    public async Task Real_program_is_restarted_in_the_middle_of_everything()
    {
        var mark = Guid.NewGuid().ToString("N");
        await using var run = ExecutorRun.Of(
            b => b.AddExecutable("api", TestPrograms.Child, ".", "out=up", "forever").WithEnvironment("APPHOST_TEST_MARK", mark),
            launcher: new LinuxProcessLauncher());
        for (var life = 1; life <= 10; life++)
        {
            await run.Until("api", life, life % 2 == 0 ? ResourcePhase.Running : ResourcePhase.Starting);
            run.RestartResource("api");
        }

        await run.Until("api", 11, ResourcePhase.Running);
        Assert.InRange(Hosting.Tests.Processes.Processes.Marked($"APPHOST_TEST_MARK={mark}").Count, 0, 1);
        Assert.Empty(await run.StopAsync());

        Assert.Empty(Hosting.Tests.Processes.Processes.Marked($"APPHOST_TEST_MARK={mark}"));
    }

    private static Action<ExecutorRun> Renewing(string name, Action<ScriptedProgram>? first = null) => run =>
    {
        run.Processes[name].EndsAfterLife = true;
        first?.Invoke(run.Processes[name]);
    };
}
