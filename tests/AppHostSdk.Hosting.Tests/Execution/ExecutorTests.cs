using AppHostSdk.Containers;
using AppHostSdk.Execution;

namespace AppHostSdk.Hosting.Tests.Execution;

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

    private static IResourceBuilder<ExecutableResource> Executable(IDistributedApplicationBuilder builder, string name) =>
        builder.AddExecutable(name, "scripted", ".");
}
