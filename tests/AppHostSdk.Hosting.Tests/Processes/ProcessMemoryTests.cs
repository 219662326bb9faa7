using AppHostSdk.Output;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>Beside no other test: what those keep would count.</summary>
[CollectionDefinition(nameof(ProcessMemoryTests), DisableParallelization = true)]
[Collection(nameof(ProcessMemoryTests))]
public class ProcessMemoryTests
{
    [Fact]
    public async Task Fifty_megabytes_without_line_end_arrive_and_are_not_kept()
    {
        const int Size = 50_000_000;
        var (length, longest) = (0L, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var program = new LinuxProcessLauncher().Start(ChildRun.Spec($"long={Size}"), (line, _) => (length, longest) = (length + line.Length, Math.Max(longest, line.Length)));

        Assert.Equal(0, (await program.Exited.InTime()).ExitCode);

        Assert.Equal((Size, Lines.MaxLength), (length, longest));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 10 * Lines.MaxLength);
    }
}
