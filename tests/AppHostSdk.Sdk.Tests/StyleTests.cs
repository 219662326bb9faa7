namespace AppHostSdk.Tests;

/// <summary>The ways to name the SDK other than beside Microsoft.NET.Sdk, which the other tests do.</summary>
[Collection(PackedFeedTests.Name)]
public class StyleTests(PackedFeed feed)
{
    private const string Program = """
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddProject<Projects.Shop_Greeter>("greeter").WithEnvironment("WHOM", "world");
        builder.Build().Run();
        """;

    [Theory]
    [InlineData("attribute", true)]
    [InlineData("global-json", false)]
    public async Task Only_sdk_of_the_project(string name, bool hasVersion)
    {
        var solution = ConsumerSolution.Create(feed, name, Program);
        solution.Write("Shop.AppHost/Shop.AppHost.csproj", $"""
            <Project Sdk="AppHostSdk{(hasVersion ? "/" + feed.Version : "")}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Shop.Greeter/Shop.Greeter.csproj" />
              </ItemGroup>
            </Project>
            """);
        if (!hasVersion)
        {
            solution.Write("Shop.AppHost/global.json", $$"""{ "msbuild-sdks": { "AppHostSdk": "{{feed.Version}}" } }""");
        }

        var (buildCode, build) = await solution.BuildAsync();
        Assert.True(buildCode == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        var (exitCode, output) = await solution.RunBuiltAsync(solution.Directory);
        Assert.True(exitCode == 0, output);
        Assert.Contains("greeter | hello world from Shop.Greeter", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_based_program()
    {
        var solution = ConsumerSolution.Create(feed, "file", Program);
        solution.Write("apphost.cs", $"#:sdk AppHostSdk@{feed.Version}\n#:project Shop.Greeter/Shop.Greeter.csproj\n{Program}");

        var (exitCode, output) = await Command.RunAsync(solution.Directory, "dotnet", ["run", "apphost.cs"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"Application host directory is: {solution.Directory}", output, StringComparison.Ordinal);
        Assert.Contains("greeter | hello world from Shop.Greeter", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AHS", output, StringComparison.Ordinal);
    }
}
