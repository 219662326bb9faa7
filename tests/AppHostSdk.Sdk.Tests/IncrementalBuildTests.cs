namespace AppHostSdk.Tests;

/// <summary>An edit costs the compilation of what it touches, and nothing more.</summary>
[Collection(PackedFeedTests.Name)]
public class IncrementalBuildTests(PackedFeed feed)
{
    [Fact]
    public async Task Only_what_an_edit_touches_is_compiled()
    {
        var solution = ConsumerSolution.Create(feed, "incremental", """
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddProject<Projects.Shop_Greeter>("greeter");
            builder.Build().Run();
            """);
        WriteLaunchSettings(solution, 5100);

        var first = await BuildAsync(solution);
        Assert.Equal(["Shop.AppHost", "Shop.Greeter"], first.ProjectsThatRan("Csc"));
        Assert.Equal(["Shop.AppHost"], first.ProjectsThatRan("CheckAppModel"));

        var unchanged = await BuildAsync(solution);
        Assert.Empty(unchanged.ProjectsThatRan("Csc"));
        Assert.Empty(unchanged.ProjectsThatRan("CheckAppModel"));

        // A hosted project's program is none of the host's business.
        solution.Write("Shop.Greeter/Program.cs", """System.Console.WriteLine("hi");""");
        var hosted = await BuildAsync(solution);
        Assert.Equal(["Shop.Greeter"], hosted.ProjectsThatRan("Csc"));
        Assert.Empty(hosted.ProjectsThatRan("CheckAppModel"));

        // Its launch profiles are.
        WriteLaunchSettings(solution, 5200);
        var launch = await BuildAsync(solution);
        Assert.Equal(["Shop.AppHost"], launch.ProjectsThatRan("Csc"));
        Assert.Equal(["Shop.AppHost"], launch.ProjectsThatRan("CheckAppModel"));
        var graph = await File.ReadAllTextAsync(Path.Combine(solution.HostDirectory, "bin", "Debug", "net10.0", "appmodel.json"));
        Assert.Contains("5200", graph, StringComparison.Ordinal);
        Assert.DoesNotContain("5100", graph, StringComparison.Ordinal);

        Assert.Empty((await BuildAsync(solution)).ProjectsThatRan("Csc"));
    }

    private static void WriteLaunchSettings(ConsumerSolution solution, int port) => solution.Write("Shop.Greeter/Properties/launchSettings.json", $$"""
        { "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:{{port}}" } } }
        """);

    private static async Task<BinaryLog> BuildAsync(ConsumerSolution solution)
    {
        var log = Path.Combine(solution.Directory, "build.binlog");
        var (code, output) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:q", $"-bl:{log}");
        Assert.True(code == 0, output);
        return BinaryLog.Read(log);
    }
}
