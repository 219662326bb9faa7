using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Processes;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Many real processes at once, and stops at bad moments.</summary>
public class CrowdTests
{
    [Fact]
    public async Task Fifty_resources_start_together_print_a_lot_and_end()
    {
        var names = Enumerable.Range(0, 50).Select(i => $"r{i}").ToList();
        await using var run = ExecutorRun.Of(
            b => names.ForEach(n => b.AddExecutable(n, "sh", ".", "-c", $"i=0; while [ $i -lt 500 ]; do i=$((i+1)); echo {n} $i; done; echo end >&2")),
            launcher: new LinuxProcessLauncher());

        await run.EndedAsync();

        Assert.All(names, n => Assert.Equal((ResourcePhase.Finished, 0), (run.StateOf(n).Phase, run.StateOf(n).ExitCode)));
        var lines = run.Lines.Events.ToLookup(l => l.Split(' ')[0]);
        Assert.All(names, n => Assert.Equal(
            Enumerable.Range(1, 500).Select(i => $"{n} | {n} {i}"),
            lines[n].Where(l => !l.Contains('!', StringComparison.Ordinal))));
        Assert.All(names, n => Assert.Contains($"{n} ! end", lines[n]));
    }

    [Fact]
    public async Task Fifty_resources_are_stopped_together()
    {
        await using var run = ExecutorRun.Of(
            b => Enumerable.Range(0, 50).ToList().ForEach(i => b.AddExecutable($"r{i}", "sleep", ".", "50")),
            launcher: new LinuxProcessLauncher());
        await run.Started.InTime();

        Assert.Empty(await run.StopAsync());

        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal((ResourcePhase.Exited, 143), (run.StateOf($"r{i}").Phase, run.StateOf($"r{i}").ExitCode)));
    }

    [Fact]
    public async Task Stop_in_the_middle_of_the_start_leaves_no_process()
    {
        for (var round = 0; round < 15; round++)
        {
            var mark = Guid.NewGuid().ToString("N");
            await using var run = ExecutorRun.Of(
                b =>
                {
                    IResourceBuilder<ExecutableResource>? previous = null;
                    for (var i = 0; i < 12; i++)
                    {
                        var next = b.AddExecutable($"r{i}", "sleep", ".", "50").WithEnvironment("APPHOST_TEST_MARK", mark);
                        if (previous is not null && i % 3 == 0)
                        {
                            next.WaitFor(previous);
                        }

                        previous = next;
                    }
                },
                launcher: new LinuxProcessLauncher());

            // The moment of the stop is another one each time.
            await run.Until($"r{round % 12}", ResourcePhase.Starting);
            Assert.Empty(await run.StopAsync());

            Assert.Empty(Processes.Processes.Marked($"APPHOST_TEST_MARK={mark}"));
            Assert.False(run.States.AnyFailure);
        }
    }

    [Fact]
    public async Task Resource_that_starts_when_another_ends_is_stopped_too()
    {
        for (var round = 0; round < 15; round++)
        {
            var mark = Guid.NewGuid().ToString("N");
            await using var run = ExecutorRun.Of(
                b =>
                {
                    var job = b.AddExecutable("job", "true", ".");
                    b.AddExecutable("next", "sleep", ".", "50").WithEnvironment("APPHOST_TEST_MARK", mark).WaitForCompletion(job);
                },
                launcher: new LinuxProcessLauncher());

            await run.Until("job", ResourcePhase.Finished);
            Assert.Empty(await run.StopAsync());

            Assert.Empty(Processes.Processes.Marked($"APPHOST_TEST_MARK={mark}"));
        }
    }
}
