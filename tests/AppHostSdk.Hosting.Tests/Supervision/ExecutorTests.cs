using AppHostSdk.Supervision;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>The logic of walking a plan, on programs that do what the test says.</summary>
public class ExecutorTests
{
    [Fact]
    public async Task Each_resource_starts_after_what_it_waits_for()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            var top = Executable(b, "top");
            var left = Executable(b, "left");
            var right = Executable(b, "right");
            var bottom = Executable(b, "bottom");
            top.WaitFor(left).WaitFor(right);
            left.WaitFor(bottom);
            right.WaitFor(bottom);
        });

        await run.Started.InTime();

        Assert.Equal("start bottom", run.Log.Events[0]);
        Assert.Equal(["start left", "start right"], run.Log.Events.Skip(1).Take(2).Order());
        Assert.Equal("start top", run.Log.Events[3]);
        Assert.Equal(4, run.Log.Events.Count);
        Assert.Equal([ResourcePhase.Starting, ResourcePhase.Running], run.PhasesOf("bottom"));
        Assert.Equal([ResourcePhase.Starting, ResourcePhase.Running], run.PhasesOf("top").Except([ResourcePhase.Waiting]));
    }

    [Fact]
    public async Task Resource_that_waits_says_for_what()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitForCompletion(Executable(b, "job")).WaitFor(Executable(b, "api")));

        await run.Until("web", ResourcePhase.Waiting);
        run.Processes["job"].Exit(0);
        await run.Until("web", ResourcePhase.Running);

        Assert.Equal([ResourcePhase.Waiting, ResourcePhase.Starting, ResourcePhase.Running], run.PhasesOf("web"));
        Assert.Equal("waits for job to complete and api to run", run.Changes.Events.First(s => s.Name == "web").Detail);
    }

    [Fact]
    public async Task Independent_resources_do_not_wait_for_each_other()
    {
        // A pull that never ends holds up its container and nothing else.
        await using var run = ExecutorRun.Of(
            b =>
            {
                b.AddContainer("slow", "redis");
                Executable(b, "quick");
                Executable(b, "second").WaitFor(Executable(b, "first"));
            },
            r => r.Engine.Answers["pull redis:latest"] = new TaskCompletionSource().Task);

        await run.Until("quick", ResourcePhase.Running);
        await run.Until("second", ResourcePhase.Running);

        await run.Until("slow", ResourcePhase.Starting);
        Assert.False(run.Started.IsCompleted);
        Assert.Equal(ResourcePhase.Starting, run.StateOf("slow").Phase);
    }

    [Fact]
    public async Task Chain_of_thousands_is_walked_up_and_down()
    {
        const int Length = 3000;
        await using var run = ExecutorRun.Of(b =>
        {
            var previous = Executable(b, "r0");
            for (var i = 1; i < Length; i++)
            {
                previous = Executable(b, $"r{i}").WaitFor(previous);
            }
        });

        await run.Started.InTime();
        Assert.Empty(await run.StopAsync());

        Assert.Equal(Enumerable.Range(0, Length).Select(i => $"start r{i}"), run.Log.Events.Take(Length));
        Assert.Equal(
            Enumerable.Range(0, Length).Reverse().Select(i => $"stop r{i}"),
            run.Log.Events.Where(e => e.StartsWith("stop", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Failure_is_passed_on_with_the_chain_of_causes_and_others_go_on()
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                var db = Executable(b, "db");
                var api = Executable(b, "api").WaitFor(db);
                Executable(b, "web").WaitFor(api);
                Executable(b, "other");
            },
            r => r.Processes["db"].StartFailure = new DistributedApplicationException("the disk is full"));

        await run.Started.InTime();

        Assert.Equal((ResourcePhase.FailedToStart, "the disk is full"), (run.StateOf("db").Phase, run.StateOf("db").Detail));
        Assert.Equal((ResourcePhase.FailedToStart, "it waits for db, which failed: the disk is full"), (run.StateOf("api").Phase, run.StateOf("api").Detail));
        Assert.Equal((ResourcePhase.FailedToStart, "it waits for api, which failed: it waits for db, which failed: the disk is full"), (run.StateOf("web").Phase, run.StateOf("web").Detail));
        Assert.Equal(ResourcePhase.Running, run.StateOf("other").Phase);
        Assert.Equal(["api", "db", "web"], run.States.Failures.Select(f => f.Name).Order());
        Assert.True(run.States.AnyFailure);
        Assert.Equal(["start db", "start other"], run.Log.Events.Order());
    }

    [Fact]
    public async Task Resource_fails_as_soon_as_one_of_its_waits_can_never_be_fulfilled()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitForCompletion(Executable(b, "endless")).WaitForCompletion(Executable(b, "job")));
        await run.Until("job", ResourcePhase.Running);
        await run.Until("endless", ResourcePhase.Running);

        run.Processes["job"].Exit(1);
        await run.Until("web", ResourcePhase.FailedToStart);

        Assert.Equal("it waits for job, which failed: it exited with code 1, expected 0", run.StateOf("web").Detail);
        Assert.Equal(ResourcePhase.Running, run.StateOf("endless").Phase);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(3, 0)]
    [InlineData(0, 3)]
    public async Task Completion_counts_with_the_exit_code_expected(int expected, int code)
    {
        var (job, web) = code == expected ? (ResourcePhase.Finished, ResourcePhase.Running) : (ResourcePhase.Exited, ResourcePhase.FailedToStart);
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitForCompletion(Executable(b, "job"), expected));
        await run.Until("job", ResourcePhase.Running);
        Assert.DoesNotContain("start web", run.Log.Events);

        run.Processes["job"].Exit(code);
        await run.Until("web", web);
        await run.Until("job", job);

        Assert.Equal(code, run.StateOf("job").ExitCode);
        Assert.Equal(code != expected, run.States.AnyFailure);
        if (code != expected)
        {
            Assert.Equal($"it waits for job, which failed: it exited with code {code}, expected {expected}", run.StateOf("web").Detail);
        }
    }

    [Fact]
    public async Task Program_that_ends_at_once_is_never_seen_running_afterwards()
    {
        var names = Enumerable.Range(0, 50).Select(i => $"r{i}").ToList();
        await using var run = ExecutorRun.Of(
            b => names.ForEach(n => Executable(b, n)),
            r => names.ForEach(n => r.Processes[n].Exit(0)));

        await run.EndedAsync();

        Assert.All(names, n => Assert.Equal([ResourcePhase.Starting, ResourcePhase.Running, ResourcePhase.Finished], run.PhasesOf(n)));
        Assert.False(run.States.AnyFailure);
    }

    [Fact]
    public async Task Unexpected_exit_is_a_failure_and_leaves_others_alone()
    {
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitFor(Executable(b, "api")));
        await run.Started.InTime();

        run.Processes["api"].Exit(139);
        await run.Until("api", ResourcePhase.Exited);

        Assert.True(run.StateOf("api").IsFailure);
        Assert.Equal(ResourcePhase.Running, run.StateOf("web").Phase);
    }

    [Fact]
    public async Task Everything_has_ended_when_the_last_program_has()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            Executable(b, "one");
            Executable(b, "two").WaitForCompletion(Executable(b, "job"));
        });
        var ended = run.EndedAsync();

        await run.UntilLogged("start one");
        run.Processes["one"].Exit(0);
        run.Processes["job"].Exit(0);
        await run.Until("two", ResourcePhase.Running);
        Assert.False(ended.IsCompleted);
        run.Processes["two"].Exit(0);

        await ended;
    }

    [Fact]
    public async Task Lines_are_passed_on_with_the_name_of_their_resource()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            Executable(b, "api");
            Executable(b, "web");
        });
        await run.Started.InTime();

        run.Processes["web"].OnLine!("hello", false);
        run.Processes["api"].OnLine!("broken", true);

        Assert.Equal(["web | hello", "api ! broken"], run.Lines.Events);
    }

    [Fact]
    public async Task Healthy_means_that_every_check_has_succeeded_once()
    {
        await using var health = new ScriptedHealth(503, 200);
        await using var more = new ScriptedHealth(200, 500, 204);
        await using var run = ExecutorRun.Of(b =>
        {
            var api = Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/health")
                .WithHttpEndpoint(port: more.Port, name: "admin").WithHttpHealthCheck("/live", 204, "admin");
            Executable(b, "web").WaitFor(api);
            Executable(b, "early").WaitForStart(api);
        });
        await run.Until("early", ResourcePhase.Running);

        await run.Until("web", ResourcePhase.Running);

        Assert.Equal([false, true], run.Changes.Events.Where(s => s is { Name: "api", Phase: ResourcePhase.Running }).Select(s => s.IsHealthy));
        Assert.Equal($"http://localhost:{health.Port} http://localhost:{more.Port}", run.StateOf("api").Detail);
    }

    [Fact]
    public async Task Program_that_exits_before_it_is_healthy_fails_its_waiters_with_the_last_answer()
    {
        await using var health = new ScriptedHealth(503);
        await using var run = ExecutorRun.Of(b => Executable(b, "web").WaitFor(Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/health")));
        await health.Asked.InTime();

        run.Processes["api"].Exit(3);
        await run.Until("web", ResourcePhase.FailedToStart);
        await run.Until("api", ResourcePhase.Exited);

        Assert.StartsWith("it waits for api, which failed: it exited with code 3 before it was healthy (", run.StateOf("web").Detail, StringComparison.Ordinal);
        Assert.Equal([ResourcePhase.Starting, ResourcePhase.Running, ResourcePhase.Exited], run.PhasesOf("api"));
    }
}
