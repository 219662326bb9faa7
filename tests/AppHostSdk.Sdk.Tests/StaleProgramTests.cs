using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>A green build has built the program that it was given.</summary>
[Collection(PackedFeedTests.Name)]
public class StaleProgramTests(PackedFeed feed)
{
    private const string Program = """
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddProject<Projects.Shop_Greeter>("greeter");
        builder.Build().Run();
        """;

    [Fact]
    public async Task A_compiler_that_writes_nothing_fails_the_build_whatever_it_returns()
    {
        var solution = ConsumerSolution.Create(feed, "stale", Program);
        var compiler = Path.Combine(solution.Directory, "compiler");
        Directory.CreateDirectory(compiler);
        await File.WriteAllTextAsync(Path.Combine(compiler, "csc"), "#!/bin/sh\nexit 0\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(compiler, "csc"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        // The hosted project is built before, by the compiler of the SDK.
        await SucceedAsync("build");
        await File.AppendAllTextAsync(solution.ProgramFile, "// edited");
        await FailAsync();

        Directory.Delete(Path.Combine(solution.HostDirectory, "obj", "Debug"), recursive: true);
        await FailAsync();

        await SucceedAsync("build");
        await SucceedAsync("build");

        // An IDE asks how the compiler would be called, and compiles nothing.
        await File.AppendAllTextAsync(solution.ProgramFile, "// edited again");
        await SucceedAsync("msbuild", "-t:CoreCompile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        await SucceedAsync("build", "-p:ProduceReferenceAssembly=false");

        async Task FailAsync()
        {
            var (code, output) = await solution.DotnetAsync(
                "build", "--no-restore", "-nodeReuse:false", "-v:q", "-clp:NoSummary", "-p:BuildProjectReferences=false", $"-p:CscToolPath={compiler}", "-p:CscToolExe=csc", "-p:UseSharedCompilation=false");
            Assert.True(code != 0, output);
            var errors = output.Split('\n').Where(l => Regex.IsMatch(l, ": (error|warning) ")).Select(l => l.Trim()).Distinct();
            Assert.Contains("Shop.AppHost.csproj : error AHS4030: The compiler reported success, but wrote no Shop.AppHost.dll", Assert.Single(errors), StringComparison.Ordinal);
        }

        async Task SucceedAsync(string verb, params string[] arguments)
        {
            var (code, output) = await solution.DotnetAsync([verb, "-nodeReuse:false", "-v:q", .. arguments]);
            Assert.True(code == 0, output);
            Assert.DoesNotContain("AHS4030", output, StringComparison.Ordinal);
        }
    }
}
