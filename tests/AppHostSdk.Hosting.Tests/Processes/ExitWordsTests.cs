using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Processes;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>Exit codes that mean something are explained where they are told.</summary>
public class ExitWordsTests
{
    [Fact]
    public async Task Program_whose_framework_is_missing_says_so()
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(TestPrograms.ChildDirectory, "TestChild*"))
        {
            File.Copy(file, directory[Path.GetFileName(file)]);
        }

        directory.Write("TestChild.runtimeconfig.json", """{"runtimeOptions":{"tfm":"net99.0","framework":{"name":"Microsoft.NETCore.App","version":"99.0.0"}}}""");
        await using var run = ExecutorRun.Of(b => b.AddExecutable("api", directory["TestChild"], directory.Path, "exit=0"), launcher: new LinuxProcessLauncher());

        await run.Until("api", ResourcePhase.Exited);

        Assert.Equal(
            (150, "the .NET run time that it needs is not installed; its error output says which: https://aka.ms/dotnet/download"),
            (run.StateOf("api").ExitCode, run.StateOf("api").Detail));
        Assert.Contains(run.Lines.Events, l => l.Contains("99.0.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kill -SEGV $$", 139, "ended by SIGSEGV")]
    [InlineData("exec /bin", 126, "the program could not be executed; its error output says why")]
    [InlineData("no-such-tool", 127, "a program was not found; its error output says which")]
    [InlineData("exit 3", 3, null)]
    public async Task Conventions_of_shells_and_signals_are_known(string script, int code, string? words)
    {
        await using var run = ExecutorRun.Of(b => b.AddExecutable("job", "sh", ".", "-c", script), launcher: new LinuxProcessLauncher());

        await run.Until("job", ResourcePhase.Exited);

        Assert.Equal((code, words), (run.StateOf("job").ExitCode, run.StateOf("job").Detail));
    }
}
