using AppHostSdk.Health;
using AppHostSdk.Running;
using AppHostSdk.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>Waits say why they last, and end when they are in vain.</summary>
public class WaitTests
{
    [Fact]
    public async Task Long_wait_says_what_is_missing_and_the_last_answer_of_its_health_check()
    {
        await using var health = new ScriptedHealth(503);
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web")
                .WaitFor(Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/health"))
                .WaitForCompletion(Executable(b, "job"))
                .WaitFor(Executable(b, "db")),
            options: Limits(TimeSpan.FromSeconds(1), null));
        await health.Asked.InTime();

        await run.Changes.Until(s => s.Detail?.StartsWith("still waits", StringComparison.Ordinal) == true);

        Assert.Equal(
            $"still waits for api to be healthy (running, not healthy: GET http://localhost:{health.Port}/health: answered 503, expected 200) and job to complete (running)",
            run.StateOf("web").Detail);
        Assert.Equal(ResourcePhase.Waiting, run.StateOf("web").Phase);
    }

    /// <summary>The resource itself says so, once; what its client library says of a server that is starting is the reason of a failure only.</summary>
    [Fact]
    public async Task What_a_client_library_says_is_not_repeated_by_each_that_waits()
    {
        var services = new ServiceCollection();
        services.AddHealthChecks().AddCheck("db-check", () => HealthCheckResult.Unhealthy(exception: new IOException("Pipe is completed")));
        await using var provider = services.BuildServiceProvider();
        await using var run = ExecutorRun.Of(
            b =>
            {
                var db = Executable(b, "db").WithHealthCheck("db-check");
                Executable(b, "one").WaitFor(db);
                Executable(b, "two").WaitFor(db);
            },
            options: Limits(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
            checks: new RegisteredChecks(provider));

        await run.Until("one", ResourcePhase.FailedToStart);
        await run.Until("two", ResourcePhase.FailedToStart);

        Assert.Equal(
            ["still waits for db to be healthy (running, not healthy yet)", "still waits for db to be healthy (running, not healthy yet)"],
            run.Changes.Events.Select(s => s.Detail).Where(d => d?.StartsWith("still waits", StringComparison.Ordinal) == true));
        Assert.Equal(
            "it has waited 2 s for db to be healthy (running, not healthy: db-check: IOException: Pipe is completed)",
            run.StateOf("one").Detail);
    }

    [Fact]
    public async Task Wait_that_lasts_longer_than_allowed_fails_and_says_what_was_missing()
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                var job = Executable(b, "job");
                Executable(b, "last").WaitFor(Executable(b, "web").WaitForCompletion(job));
            },
            options: Limits(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(400)));

        await run.Until("last", ResourcePhase.FailedToStart);
        await run.Until("web", ResourcePhase.FailedToStart);

        Assert.Equal("it has waited 0.4 s for job to complete (running)", run.StateOf("web").Detail);
        Assert.Contains("it has waited 0.4 s for ", run.StateOf("last").Detail, StringComparison.Ordinal);
        Assert.Equal(ResourcePhase.Running, run.StateOf("job").Phase);
    }

    [Fact]
    public async Task Limits_are_read_only_when_somebody_waits()
    {
        var read = 0;
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api")),
            options: new RunOptions { Waits = () => (++read, WaitLimits.Default).Default });

        await run.Started.InTime();

        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData(WaitBehavior.StopOnResourceUnavailable)]
    [InlineData(WaitBehavior.WaitOnResourceUnavailable)]
    public async Task Behavior_says_whether_a_failure_is_shared(WaitBehavior behavior)
    {
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api"), behavior),
            r => r.Processes["api"].StartFailure = new DistributedApplicationException("the disk is full"));
        await run.Until("api", ResourcePhase.FailedToStart);

        if (behavior == WaitBehavior.StopOnResourceUnavailable)
        {
            await run.Until("web", ResourcePhase.FailedToStart);
            Assert.Equal("it waits for api, which failed: the disk is full", run.StateOf("web").Detail);
            return;
        }

        await run.Until("web", ResourcePhase.Waiting);
        run.Processes["api"].StartFailure = null;
        run.StartResource("api");
        await run.Until("web", ResourcePhase.Running);
        Assert.False(run.States.AnyFailure);
    }

    [Fact]
    public async Task Wait_goes_on_while_a_restart_is_to_come_and_ends_when_none_is()
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                var job = Executable(b, "job").WithRestartPolicy(RestartPolicy.OnFailure, maxRestarts: 1);
                Executable(b, "web").WaitForCompletion(job);
            },
            r => r.Processes["job"].EndsAfterLife = true);
        await run.Until("job", 1, ResourcePhase.Running);
        run.Processes.Started("job", 1).Exit(3);
        await run.Until("job", 2, ResourcePhase.Running);
        Assert.Equal(ResourcePhase.Waiting, run.StateOf("web").Phase);

        run.Processes.Started("job", 2).Exit(4);
        await run.Until("web", ResourcePhase.FailedToStart);

        Assert.Equal("it waits for job, which failed: it exited with code 4, expected 0", run.StateOf("web").Detail);
        Assert.Equal("gave up after 1 restart", run.StateOf("job").Detail);
    }

    [Fact]
    public async Task What_is_started_by_hand_holds_up_its_waiters_and_not_the_start()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            var tool = Executable(b, "tool").WithExplicitStart();
            Executable(b, "last").WaitFor(Executable(b, "web").WaitFor(tool));
            Executable(b, "other");
        });

        await run.Started.InTime();

        Assert.Equal(["start other"], run.Log.Events);
        await run.Changes.Until(s => s is { Name: "last", IsParked: true });
        Assert.Equal("waits for tool, which is started by hand only", run.StateOf("web").Detail);
        Assert.Equal("waits for web, which waits for tool, which is started by hand only", run.StateOf("last").Detail);

        run.StartResource("tool");
        await run.Until("last", ResourcePhase.Running);
    }

    [Fact]
    public async Task Late_waiter_is_content_with_a_job_that_has_ended_well_and_not_with_a_crash()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            Executable(b, "content").WaitFor(Executable(b, "job")).WithExplicitStart();
            Executable(b, "cross").WaitForStart(Executable(b, "crash")).WithExplicitStart();
        });
        await run.Started.InTime();
        run.Processes["job"].Exit(0);
        run.Processes["crash"].Exit(9);
        await run.Until("job", ResourcePhase.Finished);
        await run.Until("crash", ResourcePhase.Exited);

        run.StartResource("content");
        run.StartResource("cross");
        await run.Until("content", ResourcePhase.Running);
        await run.Until("cross", ResourcePhase.FailedToStart);

        Assert.Equal("it waits for crash, which failed: it exited with code 9", run.StateOf("cross").Detail);
    }

    [Fact]
    public async Task Wait_that_begins_when_the_health_is_long_known_asks_anew()
    {
        var time = new ManualTime();
        await using var health = new ScriptedHealth(200, 503, 200);
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/")).WithExplicitStart(),
            options: new RunOptions { Time = time });
        await run.Changes.Until(s => s is { Name: "api", IsHealthy: true });

        run.StartResource("web");

        await run.Until("web", ResourcePhase.Waiting);
        Assert.Equal("waits for api to be healthy", run.StateOf("web").Detail);
        await time.Set.Until(t => t == TimeSpan.FromSeconds(1));
        Assert.Equal(ResourcePhase.Waiting, run.StateOf("web").Phase);
        time.Advance(TimeSpan.FromSeconds(1));
        await run.Until("web", ResourcePhase.Running);
        Assert.Equal(3, health.Count);
        Assert.Equal([ResourcePhase.Running, ResourcePhase.Running], run.PhasesOf("api").Where(p => p == ResourcePhase.Running));
    }

    [Fact]
    public async Task Wait_that_begins_while_it_is_not_healthy_any_more_waits_and_asks_no_more_often()
    {
        var time = new ManualTime();
        await using var health = new ScriptedHealth(200, 503, 503, 503, 503, 200);
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/")).WithExplicitStart(),
            options: new RunOptions { Time = time });
        await run.Changes.Until(s => s is { Name: "api", IsHealthy: true });
        await time.Set.Until(t => t == TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));
        for (var failures = 1; failures < 3; failures++)
        {
            await time.Set.UntilAll(all => all.Count(t => t == TimeSpan.FromSeconds(1)) >= failures);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await run.Changes.Until(s => s is { Name: "api", IsHealthy: false } && s.Detail?.StartsWith("not healthy any more", StringComparison.Ordinal) == true);

        run.StartResource("web");

        await run.Until("web", ResourcePhase.Waiting);
        Assert.Equal(4, health.Count);
        while (run.StateOf("web").Phase == ResourcePhase.Waiting)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await run.Until("web", ResourcePhase.Running);
        Assert.Equal(6, health.Count);
    }

    [Fact]
    public async Task Wait_that_asks_anew_learns_that_the_resource_has_ended()
    {
        var time = new ManualTime();
        await using var health = new ScriptedHealth(200, 503);
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api").WithHttpEndpoint(port: health.Port).WithHttpHealthCheck("/")).WithExplicitStart(),
            options: new RunOptions { Time = time });
        await run.Changes.Until(s => s is { Name: "api", IsHealthy: true });
        run.StartResource("web");
        await run.Until("web", ResourcePhase.Waiting);

        run.Processes["api"].Exit(7);

        await run.Until("web", ResourcePhase.FailedToStart);
        Assert.Equal("it waits for api, which failed: it exited with code 7", run.StateOf("web").Detail);
    }

    [Fact]
    public async Task Wait_that_begins_between_two_lives_waits_for_the_next()
    {
        await using var run = ExecutorRun.Of(
            b => Executable(b, "web").WaitFor(Executable(b, "api").WithRestartPolicy(RestartPolicy.Always)).WithExplicitStart(),
            r => r.Processes["api"].EndsAfterLife = true,
            options: new RunOptions { Time = new ManualTime() });
        await run.Until("api", ResourcePhase.Running);
        run.Processes.Started("api", 1).Exit(1);
        await run.Until("api", ResourcePhase.Exited);

        run.StartResource("web");

        await run.Until("web", ResourcePhase.Waiting);
    }

    private static RunOptions Limits(TimeSpan report, TimeSpan? timeout) => new() { Waits = () => new WaitLimits(report, timeout) };
}
