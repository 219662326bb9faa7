using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

public class ProcessStopTests
{
    private const int Terminated = 128 + 15;
    private const int Killed = 128 + 9;

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$", Terminated)]
    [InlineData("kill -KILL $$", Killed)]
    [InlineData("kill -SEGV $$", 128 + 11)]
    public async Task Exit_code_is_the_programs_or_that_of_its_signal(string script, int code)
    {
        await using var run = ChildRun.Shell(script);

        Assert.Equal(code, await run.Exited);
    }

    [Fact]
    public async Task Stop_asks_and_waits_for_the_program_to_end_in_its_own_way()
    {
        await using var run = ChildRun.Start("on-term=42", "out=ready", "forever");
        await run.UntilPrinted("ready");

        await run.StopAsync();

        Assert.Equal(42, await run.Exited);
        Assert.Equal(["ready", "SIGTERM received"], run.Output);
    }

    [Fact]
    public async Task Program_that_does_not_listen_is_killed_after_its_grace()
    {
        await using var run = ChildRun.Start("ignore-term", "out=ready", "forever");
        await run.UntilPrinted("ready");

        await run.StopAsync(TimeSpan.FromMilliseconds(300));

        Assert.Equal(Killed, await run.Exited);
        Assert.Contains("SIGTERM ignored", run.Output);
    }

    [Fact]
    public async Task Hurry_kills_at_once()
    {
        await using var run = ChildRun.Start("ignore-term", "out=ready", "forever");
        await run.UntilPrinted("ready");
        using var hurry = new CancellationTokenSource();

        // The grace is longer than the test waits.
        var stop = run.StopAsync(TimeSpan.FromHours(1), hurry.Token);
        await run.UntilPrinted("SIGTERM ignored");
        Assert.False(stop.IsCompleted);
        await hurry.CancelAsync();
        await stop;

        Assert.Equal(Killed, await run.Exited);
    }

    [Fact]
    public async Task Hurry_from_the_start_kills_at_once()
    {
        await using var run = ChildRun.Start("ignore-term", "out=ready", "forever");
        await run.UntilPrinted("ready");

        await run.StopAsync(TimeSpan.FromHours(1), new CancellationToken(canceled: true));

        Assert.Equal(Killed, await run.Exited);
    }

    [Fact]
    public async Task Stopped_program_can_be_stopped_and_disposed_again()
    {
        var run = ChildRun.Shell("exit 3");
        await run.Exited;

        await run.StopAsync();
        await run.DisposeAsync();
        await run.StopAsync();
        await run.DisposeAsync();

        Assert.Equal(3, await run.Exited);
    }

    [Fact]
    public async Task Stop_right_after_the_start_does_not_miss_the_program()
    {
        // A group exists only some time after the program was started.
        for (var i = 0; i < 60; i++)
        {
            await using var run = ChildRun.Shell("exec sleep 50");

            await run.StopAsync(TimeSpan.FromHours(1));

            Assert.Equal(Terminated, await run.Exited);
        }
    }

    [Fact]
    public async Task Disposing_right_after_the_start_does_not_miss_the_program()
    {
        var runs = Enumerable.Range(0, 60).Select(_ =>
        {
            var run = ChildRun.Shell("exec sleep 50");
            return (run, Ended: run.DisposeAsync().AsTask());
        }).ToList();

        await Task.WhenAll(runs.Select(r => r.Ended)).InTime();

        Assert.All(await Task.WhenAll(runs.Select(r => r.run.Exited)), code => Assert.Equal(Killed, code));
    }

    [Fact]
    public async Task Grandchild_in_the_group_is_stopped_with_it()
    {
        await using var run = ChildRun.Shell("sleep 50 & echo grandchild $!; wait");
        var grandchild = await run.UntilPrintedPid("grandchild");

        await run.StopAsync();

        await Processes.UntilGone(grandchild);
    }

    [Fact]
    public async Task Grandchild_in_the_group_that_ignores_the_signal_dies_with_its_leader()
    {
        await using var run = ChildRun.Shell("(trap '' TERM; echo grandchild $(exec sh -c 'echo $PPID'); sleep 50; sleep 50) & wait");
        var grandchild = await run.UntilPrintedPid("grandchild");

        await run.StopAsync();

        await Processes.UntilGone(grandchild);
    }

    [Fact]
    public async Task Grandchild_in_the_group_dies_when_the_leader_exits_by_itself()
    {
        await using var run = ChildRun.Shell("sleep 50 & echo grandchild $!; exit 5");

        Assert.Equal(5, await run.Exited);

        Assert.Matches("^grandchild [0-9]+$", run.Output.Single());
        var pid = int.Parse(run.Output.Single().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        if (ProcessIdentity.Of(pid) is { } grandchild)
        {
            await Processes.UntilGone(grandchild);
        }
    }

    [Fact]
    public async Task Grandchild_that_left_the_group_does_not_hold_up_the_exit()
    {
        using var directory = new TemporaryDirectory();
        ProcessIdentity? escaped = null;
        try
        {
            await using var run = ChildRun.Start(ChildRun.Spec() with
            {
                FileName = "sh",
                Arguments = ["-c", "setsid sh -c 'echo escaped $$; touch gone; exec sleep 50' & until [ -e gone ]; do sleep 0.01; done; exit 6"],
                WorkingDirectory = directory.Path,
            });
            escaped = await run.UntilPrintedPid("escaped");

            Assert.Equal(6, await run.Exited);

            Assert.True(Processes.IsAlive(escaped!));
        }
        finally
        {
            if (escaped is { } process)
            {
                Processes.Kill(process);
            }
        }
    }

    [Fact]
    public async Task Program_with_a_grandchild_that_left_the_group_can_be_stopped_and_frees_its_pipes()
    {
        ProcessIdentity? escaped = null;
        try
        {
            var run = ChildRun.Shell("setsid sh -c 'echo escaped $$; exec sleep 50' & exec sleep 50");
            escaped = await run.UntilPrintedPid("escaped");
            string[] pipes = [.. new[] { 1, 2 }.Select(n => new FileInfo($"/proc/{escaped!.Pid}/fd/{n}").LinkTarget!)];
            Assert.All(pipes, pipe => Assert.Contains(pipe, OpenFiles()));

            await run.StopAsync();
            Assert.Equal(Terminated, await run.Exited);
            await run.DisposeAsync();

            Assert.True(Processes.IsAlive(escaped!));
            Assert.All(pipes, pipe => Assert.DoesNotContain(pipe, OpenFiles()));
        }
        finally
        {
            if (escaped is { } process)
            {
                Processes.Kill(process);
            }
        }
    }

    /// <summary>What this process has open.</summary>
    private static IEnumerable<string?> OpenFiles() => new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(file => file.LinkTarget);
}
