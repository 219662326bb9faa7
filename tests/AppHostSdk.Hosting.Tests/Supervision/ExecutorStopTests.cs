using AppHostSdk.Supervision;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>How a walked plan is taken back, on programs that do what the test says.</summary>
public class ExecutorStopTests
{
    [Fact]
    public async Task Stop_goes_from_dependents_to_what_they_depend_on_and_waits_for_each()
    {
        var slow = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(b =>
        {
            var db = Executable(b, "db");
            var api = Executable(b, "api").WaitFor(db);
            Executable(b, "web").WaitFor(api);
            Executable(b, "worker").WaitForStart(db);
        });
        await run.Started.InTime();
        run.Processes["web"].StopsAfter = slow.Task;

        var stop = run.StopAsync();
        await run.UntilLogged("dispose worker");
        Assert.DoesNotContain("stop api", run.Log.Events);
        slow.SetResult();

        Assert.Empty(await stop);
        Assert.Equal(
            ["stop web", "web ended", "dispose web", "stop api", "api ended", "dispose api", "stop db", "db ended", "dispose db"],
            run.Log.Events.Where(e => !e.StartsWith("start", StringComparison.Ordinal) && !e.Contains("worker", StringComparison.Ordinal)));
        Assert.All(["db", "api", "web", "worker"], n => Assert.Equal([ResourcePhase.Stopping, ResourcePhase.Exited], run.PhasesOf(n).TakeLast(2)));
        Assert.False(run.States.AnyFailure);
    }

    [Fact]
    public async Task Stop_leaves_what_has_not_started_alone()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitForCompletion(Executable(b, "job")));
        await run.Until("web", ResourcePhase.Waiting);
        await run.Until("job", ResourcePhase.Running);

        Assert.Empty(await run.StopAsync());
        await run.Started.InTime();

        Assert.Equal(["start job", "stop job", "job ended", "dispose job"], run.Log.Events);
        Assert.Equal(ResourcePhase.Waiting, run.StateOf("web").Phase);
        Assert.False(run.States.AnyFailure);
    }

    [Fact]
    public async Task Stop_before_anything_started_starts_nothing_more()
    {
        for (var i = 0; i < 50; i++)
        {
            await using var run = ExecutorRun.Of(b =>
            {
                var previous = Executable(b, "r0");
                for (var n = 1; n < 10; n++)
                {
                    previous = Executable(b, $"r{n}").WaitFor(previous);
                }
            });

            await run.StopAsync();
            var started = run.Log.Events.Where(e => e.StartsWith("start", StringComparison.Ordinal)).Select(e => e[6..]).ToList();
            await run.Started.InTime();

            Assert.Equal(started, run.Log.Events.Where(e => e.StartsWith("start", StringComparison.Ordinal)).Select(e => e[6..]));
            Assert.Equal(started.Order(), run.Log.Events.Where(e => e.StartsWith("dispose", StringComparison.Ordinal)).Select(e => e[8..]).Order());
            Assert.False(run.States.AnyFailure);
        }
    }

    [Fact]
    public async Task Problem_in_one_stop_does_not_keep_others_from_being_stopped()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            var db = Executable(b, "db");
            Executable(b, "api").WaitFor(db);
            Executable(b, "web");
        });
        await run.Started.InTime();
        run.Processes["api"].StopFailure = new DistributedApplicationException("it does not listen");

        var problems = await run.StopAsync();

        Assert.Equal(["'api' could not be stopped: it does not listen"], problems);
        Assert.Contains("dispose db", run.Log.Events);
        Assert.Contains("dispose web", run.Log.Events);
        run.Processes["api"].StopFailure = null;
    }

    [Fact]
    public async Task Program_whose_stop_fails_is_still_disposed()
    {
        // Disposing is what ends it by force.
        await using var run = ExecutorRun.Of(b => Executable(b, "api"));
        await run.Started.InTime();
        run.Processes["api"].StopFailure = new DistributedApplicationException("it does not listen");

        await run.StopAsync();

        Assert.Contains("dispose api", run.Log.Events);
        run.Processes["api"].StopFailure = null;
    }

    [Fact]
    public async Task Defect_in_one_stop_does_not_keep_others_from_being_stopped()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            var db = Executable(b, "db");
            Executable(b, "api").WaitFor(db);
        });
        await run.Started.InTime();
        run.Processes["api"].StopFailure = new InvalidOperationException("a defect");

        await Assert.ThrowsAsync<InvalidOperationException>(() => run.StopAsync());

        Assert.Contains("dispose db", run.Log.Events);
        run.Processes["api"].StopFailure = null;
    }

    [Fact]
    public async Task Defect_in_one_start_does_not_keep_others_from_being_stopped()
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                Executable(b, "api");
                Executable(b, "web");
            },
            r => r.Processes["api"].StartFailure = new InvalidOperationException("a defect"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Started.InTime());

        await run.StopAsync();

        Assert.Contains("dispose web", run.Log.Events);
    }

    [Fact]
    public async Task Second_stop_does_nothing_more()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitFor(Executable(b, "api")));
        await run.Started.InTime();

        Assert.Empty(await run.StopAsync());
        Assert.Empty(await run.StopAsync());

        Assert.Equal(1, run.Log.Events.Count(e => e == "web ended"));
        Assert.Equal(ResourcePhase.Exited, run.StateOf("web").Phase);
    }

    [Fact]
    public async Task Hurry_reaches_every_program()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitFor(Executable(b, "api")));
        await run.Started.InTime();
        run.Processes["web"].StopsAfter = run.Processes["api"].StopsAfter = new TaskCompletionSource().Task;
        using var hurry = new CancellationTokenSource();

        var stop = run.StopAsync(hurry.Token);
        await run.UntilLogged("stop web");
        await hurry.CancelAsync();

        Assert.Empty(await stop);
        Assert.Contains("dispose api", run.Log.Events);
    }

    [Fact]
    public async Task Stop_while_health_is_being_checked_ends_the_checks()
    {
        await using var health = new ScriptedHealth(503);
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitFor(Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/health")));
        await health.Asked.InTime();

        Assert.Empty(await run.StopAsync());

        Assert.Equal(["start api", "stop api", "api ended", "dispose api"], run.Log.Events);
        Assert.Equal(ResourcePhase.Exited, run.StateOf("api").Phase);
        Assert.False(run.States.AnyFailure);
    }
}
