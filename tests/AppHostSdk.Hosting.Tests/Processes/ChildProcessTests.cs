using AppHostSdk.Hosting.Tests.Applications;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>Programs start and end alike with an old C library, an old kernel, and under a parent that ignores the ends of children.</summary>
public class ChildProcessTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Program_runs_where_and_as_it_was_told(bool usesFile, bool changesDirectory)
    {
        using var directory = new TemporaryDirectory();
        var lines = new EventLog<string>();
        using var output = OutputPipe.Open(lines.Add, out var writer);

        var child = ChildProcess.Start(
            new("/bin/sh", ["-c", "pwd; echo \"$0|$1|$ONE\"; ps -o sid= -o pgid= -p $$ | tr -d ' \\n'; exit 7", "a b", ""], new Dictionary<string, string> { ["ONE"] = "1 = ü", ["PATH"] = "/usr/bin:/bin" }, directory.Path) { Output = writer },
            usesFile,
            changesDirectory);
        writer.Dispose();

        Assert.Equal(7, (await child.Exited.InTime()).ExitCode);
        await output.Ended.InTime();
        Assert.Equal([directory.Path, "a b||1 = ü", $"{child.Pid}{child.Pid}"], lines.Events);
        Assert.False(child.Signal(ProcessGroup.Terminate));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_left_in_the_group_ends_with_its_leader(bool usesFile)
    {
        var lines = new EventLog<string>();
        using var output = OutputPipe.Open(lines.Add, out var writer);
        var child = ChildProcess.Start(new("/bin/sh", ["-c", "sleep 5000 &"], new Dictionary<string, string>(), "/") { Output = writer }, usesFile);
        writer.Dispose();

        Assert.Equal(0, (await child.Exited.InTime()).ExitCode);

        // The other program holds the pipe, too, and sleeps: that there is an end of the output is its end.
        await output.Ended.InTime();
    }

    [Fact]
    public async Task What_a_service_started_goes_on_without_it()
    {
        var lines = new EventLog<string>();
        using var output = OutputPipe.Open(lines.Add, out var writer);
        var child = ChildProcess.Start(new("/bin/sh", ["-c", "sleep 50 & echo $!"], new Dictionary<string, string>(), "/") { Output = writer, EndsGroup = false });
        writer.Dispose();

        Assert.Equal(0, (await child.Exited.InTime()).ExitCode);

        await lines.Until(_ => true);
        var left = ProcessIdentity.Of(int.Parse(Assert.Single(lines.Events), System.Globalization.CultureInfo.InvariantCulture));
        Assert.NotNull(left);
        ProcessGroup.SignalLeader(left, ProcessGroup.Kill);
        await output.Ended.InTime();
    }

    [Fact]
    public async Task Nothing_of_this_process_is_inherited_but_what_is_said()
    {
        using var file = new TemporaryDirectory();
        await using var open = File.Create(file["open"]);
        var lines = new EventLog<string>();
        using var output = OutputPipe.Open(lines.Add, out var writer);
        using var others = OutputPipe.Open(_ => { }, out var other);
        var pipe = new FileInfo($"/proc/self/fd/{other.DangerousGetHandle()}").LinkTarget!;

        var child = ChildProcess.Start(new("/bin/sh", ["-c", "for f in /proc/$$/fd/*; do readlink $f; done; env"], new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["PWD"] = "/" }, "/") { Output = writer });
        writer.Dispose();
        other.Dispose();

        Assert.Equal(0, (await child.Exited.InTime()).ExitCode);
        await output.Ended.InTime();
        Assert.Equal(("/dev/null", "/dev/null"), (lines.Events[0], lines.Events[2]));
        Assert.StartsWith("pipe:", lines.Events[1], StringComparison.Ordinal);
        Assert.DoesNotContain(pipe, lines.Events);
        Assert.DoesNotContain(file["open"], lines.Events);
        Assert.Equal(["PATH=/usr/bin:/bin", "PWD=/"], lines.Events.Where(l => l.Contains('=', StringComparison.Ordinal) && !l.StartsWith('_')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task End_of_a_program_that_a_debugger_has_holds_nobody_up()
    {
        var lines = new EventLog<string>();
        using var pipe = OutputPipe.Open(lines.Add, out var end);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string)v.Value!);
        var traced = ChildProcess.Start(new(TestPrograms.Child, ["traceable", "out=traceable", "forever"], environment, "/") { Output = end });
        end.Dispose();
        EventLoop.Output.Begin();
        await lines.Until(l => l == "traceable");
        using var tracer = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(TestPrograms.Child, [$"trace={traced.Pid}", "out=traces", "forever"]) { RedirectStandardOutput = true })!;
        Assert.Equal("traces", await tracer.StandardOutput.ReadLineAsync().InTime());
        var other = ChildProcess.Start(new("/bin/sh", ["-c", "exit 3"], new Dictionary<string, string>(), "/"));

        Assert.True(traced.Signal(ProcessGroup.Kill));

        // The debugger is told of the end first, and does not look.
        Assert.Equal(3, (await other.Exited.InTime()).ExitCode);
        var after = ChildProcess.Start(new("/bin/sh", ["-c", "exit 4"], new Dictionary<string, string>(), "/"));
        Assert.Equal(4, (await after.Exited.InTime()).ExitCode);
        Assert.False(traced.Exited.IsCompleted);

        tracer.Kill();
        Assert.Equal(128 + 9, (await traced.Exited.InTime()).ExitCode);
    }

    [Fact]
    public async Task Exit_code_is_known_to_a_host_whose_parent_ignores_the_ends_of_children()
    {
        await using var host = HostRun.Under("trap '' CHLD", "crashing");

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains(host.Lines.Events, l => l.Contains("exit code 3", StringComparison.Ordinal));
    }
}
