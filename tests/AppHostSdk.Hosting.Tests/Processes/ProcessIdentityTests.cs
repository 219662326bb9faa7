using System.ComponentModel;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

public class ProcessIdentityTests
{
    [Fact]
    public void This_process_knows_itself()
    {
        Assert.Equal(Environment.ProcessId, ProcessIdentity.Current.Pid);
        Assert.True(ProcessIdentity.Current.StartTime > 0);
        Assert.Equal(ProcessIdentity.Current, ProcessIdentity.Of(Environment.ProcessId));
    }

    [Fact]
    public void Number_of_no_process_has_no_identity()
    {
        Assert.Null(ProcessIdentity.Of(int.MaxValue));
        Assert.Null(ProcessIdentity.Of(0));
    }

    [Fact]
    public async Task Name_with_spaces_and_parentheses_does_not_confuse()
    {
        using var directory = new TemporaryDirectory();
        File.CreateSymbolicLink(directory["a) S 1 (b"], "/bin/sleep");
        await using var run = ChildRun.Start(ChildRun.Spec("50") with { FileName = directory["a) S 1 (b"] });

        // The program takes its name when it replaces setsid.
        var stat = $"/proc/{run.Pid}/stat";
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!(await File.ReadAllTextAsync(stat, patience.Token)).Contains("(a) S 1 (b)", StringComparison.Ordinal))
        {
            await Task.Delay(5, patience.Token);
        }

        Assert.Equal(run.Pid, ProcessIdentity.Of(run.Pid)!.Pid);
        Assert.True(ProcessIdentity.Of(run.Pid)!.StartTime >= ProcessIdentity.Current.StartTime);
    }

    [Fact]
    public async Task Zombie_counts_as_dead()
    {
        // The shell becomes a program that never asks how its child ended.
        await using var run = ChildRun.Shell("sleep 50 & echo zombie $!; exec sleep 50");
        var zombie = await run.UntilPrintedPid("zombie");
        await Processes.UntilNamed(run.Pid, "sleep");
        Assert.True(ProcessGroup.SignalLeader(zombie, ProcessGroup.Kill));

        await Processes.UntilGone(zombie);

        Assert.StartsWith("Z", (await File.ReadAllTextAsync($"/proc/{zombie.Pid}/stat")).Split(") ")[^1], StringComparison.Ordinal);
        Assert.Null(ProcessIdentity.Of(zombie.Pid));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Groups_that_mean_others_are_never_signalled(int group) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessGroup.Signal(group, ProcessGroup.Terminate));

    [Fact]
    public async Task Group_that_is_gone_is_told_from_one_that_is_there()
    {
        await using var run = ChildRun.Shell("echo ready; exec sleep 50");
        await run.UntilPrinted("ready");

        Assert.False(ProcessGroup.Signal(int.MaxValue, 0));
        Assert.True(ProcessGroup.Signal(run.Pid, 0));
        Assert.Throws<Win32Exception>(() => ProcessGroup.Signal(run.Pid, 9999));
    }

    [Fact]
    public async Task Process_that_took_the_number_of_another_is_not_signalled()
    {
        await using var run = ChildRun.Shell("echo ready; exec sleep 50");
        await run.UntilPrinted("ready");
        var process = ProcessIdentity.Of(run.Pid)!;

        Assert.False(ProcessGroup.SignalLeader(process with { StartTime = process.StartTime - 1 }, ProcessGroup.Kill));
        Assert.True(ProcessGroup.SignalLeader(process, 0));
    }
}
