using AppHostSdk.Hosting.Tests.Processes;
using AppHostSdk.Model;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.Supervision;
using Xunit.Abstractions;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>What ended by itself is started again, ever less often, until it holds out.</summary>
public class RestartTests(ITestOutputHelper output)
{
    [Fact]
    public void Delays_double_up_to_half_a_minute_and_begin_anew_after_a_good_minute()
    {
        var backoff = Backoff(RestartPolicy.OnFailure);

        Assert.Equal(
            [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30],
            Enumerable.Range(0, 10).Select(_ => backoff.After(isFailure: true, TimeSpan.FromSeconds(59))!.Value.TotalSeconds));
        Assert.Equal(0.2, backoff.After(isFailure: true, RestartBackoff.ResetAfter)!.Value.TotalSeconds);
        Assert.Equal(1, backoff.Count);
    }

    [Theory]
    [InlineData(0.0, 0.18)]
    [InlineData(0.5, 0.2)]
    [InlineData(1.0, 0.22)]
    public void A_tenth_is_left_to_chance(double random, double seconds) =>
        Assert.Equal(seconds, Backoff(RestartPolicy.Always, random: random).After(false, TimeSpan.Zero)!.Value.TotalSeconds, 6);

    [Theory]
    [InlineData(RestartPolicy.Never, true, false)]
    [InlineData(RestartPolicy.Never, false, false)]
    [InlineData(RestartPolicy.OnFailure, true, true)]
    [InlineData(RestartPolicy.OnFailure, false, false)]
    [InlineData(RestartPolicy.Always, true, true)]
    [InlineData(RestartPolicy.Always, false, true)]
    public void Policy_decides(RestartPolicy policy, bool isFailure, bool restarts) =>
        Assert.Equal(restarts, Backoff(policy).After(isFailure, TimeSpan.Zero) is not null);

    [Fact]
    public void Last_policy_given_counts_and_none_means_never()
    {
        RestartEntry[] entries = [Entry(RestartPolicy.Always, null), Entry(RestartPolicy.Never, null)];

        Assert.Null(new RestartBackoff(entries, () => 0).After(true, TimeSpan.Zero));
        Assert.Null(new RestartBackoff([new ExplicitStart()], () => 0).After(true, TimeSpan.Zero));
    }

    [Fact]
    public async Task Crashing_program_is_started_again_after_its_delay_and_given_up_in_the_end()
    {
        var time = new ManualTime();
        await using var run = ExecutorRun.Of(
            b => b.AddExecutable("api", "scripted", ".").WithRestartPolicy(RestartPolicy.OnFailure, maxRestarts: 2),
            r => r.Processes["api"].EndsAfterLife = true,
            options: new RunOptions { Time = time });
        for (var life = 1; life <= 3; life++)
        {
            await run.Until("api", life, ResourcePhase.Running);
            run.Processes.Started("api", life).Exit(9);
            await run.Until("api", life, ResourcePhase.Exited);
            Assert.Equal((life == 3, true), (run.StateOf("api").IsFinal, run.StateOf("api").IsFailure));
            if (life < 3)
            {
                Assert.Matches("^starts again in 0\\.[2-4] s$", run.StateOf("api").Detail);
                await time.Set.UntilAll(all => all.Count == life);
                Assert.Equal(life, run.Log.Events.Count(e => e == "start api"));
                time.Advance(time.Set.Events[^1]);
            }
        }

        await run.EndedAsync();
        Assert.Equal("gave up after 2 restarts", run.StateOf("api").Detail);
        Assert.True(run.States.AnyFailure);
    }

    [Fact]
    public async Task Restarted_and_well_again_it_is_no_failure()
    {
        var time = new ManualTime();
        await using var run = Crashed(time);
        await run.Until("api", 1, ResourcePhase.Exited);
        Assert.True(run.States.AnyFailure);

        await time.Set.UntilAll(all => all.Count == 1);
        time.Advance(time.Set.Events[0]);
        await run.Until("api", 2, ResourcePhase.Running);

        Assert.False(run.States.AnyFailure);
    }

    [Fact]
    public async Task Stop_between_two_lives_prevents_the_next_one()
    {
        var time = new ManualTime();
        await using var run = Crashed(time);
        await run.Until("api", 1, ResourcePhase.Exited);
        await time.Set.UntilAll(all => all.Count == 1);

        Assert.Null(await run.StopResourceAsync("api"));
        await run.EndedAsync();

        Assert.True(run.StateOf("api").IsFinal);
        Assert.Equal(1, run.Log.Events.Count(e => e == "start api"));
    }

    [Fact]
    public async Task Application_that_stops_starts_nothing_again()
    {
        var time = new ManualTime();
        await using var run = Crashed(time);
        await run.Until("api", 1, ResourcePhase.Exited);
        await time.Set.UntilAll(all => all.Count == 1);

        Assert.Empty(await run.StopAsync());

        Assert.Equal(1, run.Log.Events.Count(e => e == "start api"));
    }

    [Fact]
    public async Task Real_program_that_fails_twice_holds_out_the_third_time()
    {
        using var directory = new TemporaryDirectory();
        await using var run = ExecutorRun.Of(
            b => b.AddExecutable("api", "sh", directory.Path, "-c", "[ -e two ] && exec sleep 50; [ -e one ] && touch two; touch one; exit 4").WithRestartPolicy(RestartPolicy.OnFailure),
            launcher: new LinuxProcessLauncher());

        await run.Until("api", 3, ResourcePhase.Running);

        Assert.Equal([4, 4], run.Changes.Events.Select(s => s.ExitCode).OfType<int>());
        Assert.Empty(await run.StopAsync());
    }

    /// <summary>Two hundred lives always, a thousand with <c>eng/test.sh --long</c>; the figures are in the output.</summary>
    [Fact]
    public async Task Many_lives_leave_no_open_files_and_no_threads()
    {
        var lives = Environment.GetEnvironmentVariable("APPHOST_TEST_LONG") == "1" ? 1000 : 200;
        await using var run = ExecutorRun.Of(b => b.AddExecutable("api", "sleep", ".", "50"), launcher: new LinuxProcessLauncher());
        var before = (Files: 0, Threads: 0, Bytes: 0L);
        for (var life = 1; life <= lives; life++)
        {
            await run.Until("api", life, ResourcePhase.Running);
            before = life == 20 ? Now() : before;
            run.RestartResource("api");
        }

        await run.Until("api", lives + 1, ResourcePhase.Running);
        var after = Now();
        output.WriteLine($"after 20 lives {before}, after {lives} {after}");

        // Other tests run beside this one and open files and use threads, too.
        Assert.InRange(after.Files - before.Files, int.MinValue, 100);
        Assert.InRange(after.Threads - before.Threads, int.MinValue, 50);

        static (int Files, int Threads, long Bytes) Now() =>
            (Directory.GetFileSystemEntries("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static ExecutorRun Crashed(ManualTime time) => ExecutorRun.Of(
        b => b.AddExecutable("api", "scripted", ".").WithRestartPolicy(RestartPolicy.OnFailure),
        r =>
        {
            r.Processes["api"].EndsAfterLife = true;
            r.Processes["api"].Exit(1);
        },
        options: new RunOptions { Time = time });

    private static RestartEntry Entry(RestartPolicy policy, int? max) => new(ModelValue.From(policy.ToString()), ModelValue.From(max));

    private static RestartBackoff Backoff(RestartPolicy policy, double random = 0.5) => new([Entry(policy, null)], () => random);
}
