using System.Text.Json;

namespace AppHostSdk.Tests;

/// <summary>Advice as users of the packages get it: in builds that ask for it, in SARIF, repaired by the format command.</summary>
[Collection(PackedFeedTests.Name)]
public class AdviceTests(PackedFeed feed)
{
    private const string Program = """
        var builder = DistributedApplication.CreateBuilder(args);
        var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp");
        builder.AddProject<Projects.Shop_Greeter>("greeter")
            .WithReference(cache.GetEndpoint("tcp"));
        builder.Build().Run();
        """;

    [Fact]
    public async Task Is_silent_until_asked_for_and_repaired_by_dotnet_format()
    {
        var solution = ConsumerSolution.Create(feed, "advice", Program);
        var (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false", "-p:ErrorLog=advice.sarif");
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AHS5", output, StringComparison.Ordinal);
        using (var sarif = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(solution.HostDirectory, "advice.sarif"))))
        {
            var result = Assert.Single(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray(), r => r.GetProperty("ruleId").GetString() == "AHS5001");
            Assert.Equal("note", result.GetProperty("level").GetString());
        }

        solution.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AHS5001.severity = warning\n");
        (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"Program\.cs\(4,20\): warning AHS5001: 'greeter' refers to 'cache' and may be started before it is ready\. Add \.WaitFor\(cache\)", output);

        (exitCode, output) = await solution.DotnetAsync("format", "analyzers", "--no-restore", "--diagnostics", "AHS5001");
        Assert.True(exitCode == 0, output);
        Assert.Contains("\n    .WithReference(cache.GetEndpoint(\"tcp\"))\n    .WaitFor(cache);", await File.ReadAllTextAsync(solution.ProgramFile), StringComparison.Ordinal);
        (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
    }
}
