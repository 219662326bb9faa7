namespace AppHostSdk.Tests;

/// <summary>What the build does with the graph after the compiler: checks, files, pictures.</summary>
[Collection(PackedFeedTests.Name)]
public class ModelTargetsTests(PackedFeed feed)
{
    // Leaves a trace when it runs, which no build may do.
    private const string Program = """
        System.IO.File.WriteAllText("ran.txt", "");
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddProject<Projects.Shop_Greeter>("greeter");
        builder.AddExecutable("site", "npm", "../Shop.Site", "start")
            .WithEnvironment("A", "B");
        builder.Build().Run();
        """;

    /// <summary>A directory whose name is hard on build files, with everything in it that the program needs.</summary>
    private ConsumerSolution Create(string name)
    {
        var solution = ConsumerSolution.Create(feed, $"{name} (1) & 100%", Program);
        solution.Write("Shop.Site/package.json", "{}");
        return solution;
    }

    [Fact]
    public async Task Build_writes_the_graph_and_checks_again_only_when_something_changed()
    {
        var solution = Create("checks");
        var (code, first) = await solution.BuildAsync();
        Assert.True(code == 0, first);
        Assert.Contains("\"application\": \"Shop.AppHost\"", await File.ReadAllTextAsync(Output(solution, "appmodel.json")), StringComparison.Ordinal);

        Assert.Equal((0, true), await BuildAndSeeWhetherSkippedAsync(solution));

        // A path that is gone is noticed although there is nothing to compile, and as long as it is gone.
        var site = Path.Combine(solution.Directory, "Shop.Site");
        Directory.Move(site, site + "2");
        for (var i = 0; i < 2; i++)
        {
            var (missingCode, missing) = await solution.BuildAsync();
            Assert.Equal(1, missingCode);
            var error = Assert.Single(missing.Split('\n').Where(line => line.Contains("AHS4", StringComparison.Ordinal)).Distinct());
            Assert.StartsWith($"{solution.ProgramFile}(4,9): error AHS4011: 'site' starts in '../Shop.Site', but that does not exist. There is no 'Shop.Site' in '{solution.Directory}'.", error, StringComparison.Ordinal);
        }

        // What was not checked is not up to date once it is checked again.
        Assert.Equal(0, (await solution.DotnetAsync("build", "-nodeReuse:false", "-v:q", "-p:AppHostCheckFiles=false")).ExitCode);
        Assert.Equal(1, (await solution.BuildAsync()).ExitCode);

        Directory.Move(site + "2", site);
        Assert.Equal((0, false), await BuildAndSeeWhetherSkippedAsync(solution));
        Assert.Equal((0, true), await BuildAndSeeWhetherSkippedAsync(solution));

        File.Delete(Output(solution, "appmodel.json"));
        Assert.Equal((0, false), await BuildAndSeeWhetherSkippedAsync(solution));
        Assert.True(File.Exists(Output(solution, "appmodel.json")));
        Assert.False(File.Exists(Path.Combine(solution.HostDirectory, "ran.txt")));
    }

    [Fact]
    public async Task Graph_is_drawn_without_running_the_program_and_clean_removes_it()
    {
        var solution = Create("draws");
        var (code, mermaid) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:m", "-t:AppHostGraph");
        Assert.True(code == 0, mermaid);
        Assert.Contains("[\"greeter<br/>project<br/>Shop.Greeter.csproj\"]", mermaid, StringComparison.Ordinal);
        Assert.DoesNotContain("digraph", mermaid, StringComparison.Ordinal);
        Assert.StartsWith("%% Shop.AppHost\nflowchart LR\n", await File.ReadAllTextAsync(Output(solution, "appmodel.mmd")), StringComparison.Ordinal);
        Assert.StartsWith("digraph \"Shop.AppHost\" {\n", await File.ReadAllTextAsync(Output(solution, "appmodel.dot")), StringComparison.Ordinal);

        var (dotCode, dot) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:m", "-t:AppHostGraph", "-p:AppHostGraphFormat=dot");
        Assert.True(dotCode == 0, dot);
        Assert.Contains("digraph \"Shop.AppHost\" {", dot, StringComparison.Ordinal);
        Assert.DoesNotContain("flowchart", dot, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(solution.HostDirectory, "ran.txt")));

        // A build after it keeps the pictures; clean does not.
        Assert.Equal(0, (await solution.BuildAsync()).ExitCode);
        List<string> written = [.. new[] { "json", "mmd", "dot" }.Select(e => Output(solution, "appmodel." + e)), Path.Combine(solution.HostDirectory, "obj", "Debug", "net10.0", "apphost.paths.txt")];
        Assert.All(written, file => Assert.True(File.Exists(file), file));
        Assert.Equal(0, (await solution.DotnetAsync("clean", "-nodeReuse:false", "-v:q")).ExitCode);
        Assert.All(written, file => Assert.False(File.Exists(file), file));
    }

    [Fact]
    public async Task Publishing_takes_the_graph_along_and_a_design_time_build_makes_none()
    {
        var solution = Create("publishes");
        Assert.Equal(0, (await solution.DotnetAsync("restore", "-v:q")).ExitCode);
        var (designCode, design) = await solution.DotnetAsync(
            "msbuild", "-nodeReuse:false", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BuildProjectReferences=false", "-v:n");
        Assert.True(designCode == 0, design);
        Assert.DoesNotContain("CheckAppModel", design, StringComparison.Ordinal);
        Assert.False(File.Exists(Output(solution, "appmodel.json")));

        var (code, output) = await solution.DotnetAsync("publish", "-nodeReuse:false", "-v:q", "-c", "Debug", "-p:IsPublishable=true", "-o", Path.Combine(solution.Directory, "published"));
        Assert.True(code == 0, output);
        Assert.Equal(
            await File.ReadAllTextAsync(Output(solution, "appmodel.json")),
            await File.ReadAllTextAsync(Path.Combine(solution.Directory, "published", "appmodel.json")));
    }

    [Fact]
    public async Task Host_whose_generator_did_not_run_does_not_build()
    {
        var solution = Create("ungenerated");
        solution.Write("Shop.AppHost/Directory.Build.targets", """
            <Project>
              <Target Name="WithoutGenerator" BeforeTargets="CoreCompile">
                <ItemGroup>
                  <Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'AppHostSdk.Generators'" />
                </ItemGroup>
              </Target>
            </Project>
            """);
        var (code, output) = await solution.BuildAsync();
        Assert.Equal(1, code);
        Assert.Contains("Shop.AppHost.csproj : error AHS4016: Shop.AppHost.dll has no graph.", output, StringComparison.Ordinal);
    }

    private static string Output(ConsumerSolution solution, string file) => Path.Combine(solution.HostDirectory, "bin", "Debug", "net10.0", file);

    private static async Task<(int ExitCode, bool IsSkipped)> BuildAndSeeWhetherSkippedAsync(ConsumerSolution solution)
    {
        var (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:n");
        return (exitCode, output.Contains("Skipping target \"_AppHostCheckModel\"", StringComparison.Ordinal));
    }
}
