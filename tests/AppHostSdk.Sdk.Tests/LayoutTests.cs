namespace AppHostSdk.Tests;

/// <summary>App hosts in the layouts and by the commands that real solutions use.</summary>
[Collection(PackedFeedTests.Name)]
public class LayoutTests(PackedFeed feed)
{
    private const string Program = """
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddProject<Projects.Shop_Greeter>("greeter").WithEnvironment("WHOM", "world");
        builder.Build().Run();
        """;

    [Theory]
    [InlineData("sln")]
    [InlineData("slnx", "-graph")]
    public async Task Solution(string format, params string[] options)
    {
        var solution = ConsumerSolution.Create(feed, $"solution-{format}", Program);
        await SucceedAsync(solution.Directory, "new", "sln", "--name", "Shop", "--format", format);
        await SucceedAsync(solution.Directory, "sln", $"Shop.{format}", "add", "Shop.AppHost", "Shop.Greeter");

        var build = await SucceedAsync(solution.Directory, ["build", $"Shop.{format}", "-nodeReuse:false", "-v:q", .. options]);

        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        await GreetsAsync(solution, BuiltHost(solution));
    }

    [Fact]
    public async Task Central_package_management_where_warnings_are_errors()
    {
        var solution = ConsumerSolution.Create(feed, "central", Program);
        solution.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>
              </PropertyGroup>
            </Project>
            """);
        solution.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
              </PropertyGroup>
            </Project>
            """);

        var (code, build) = await solution.BuildAsync();

        Assert.True(code == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        await GreetsAsync(solution, BuiltHost(solution));
    }

    [Fact]
    public async Task Artifacts_in_one_directory()
    {
        var solution = ConsumerSolution.Create(feed, "artifacts", Program);
        solution.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");

        var (code, build) = await solution.BuildAsync();

        Assert.True(code == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        Assert.All([solution.HostDirectory, Path.Combine(solution.Directory, "Shop.Greeter")], project => Assert.Empty(Directory.GetDirectories(project)));
        await GreetsAsync(solution, Path.Combine(solution.Directory, "artifacts", "bin", "Shop.AppHost", "debug", "Shop.AppHost"));
    }

    [Fact]
    public async Task Design_time_build_of_a_fresh_clone_needs_nothing_built()
    {
        var solution = ConsumerSolution.Create(feed, "design-time", Program);
        Assert.Equal(0, (await solution.DotnetAsync("restore", "-v:q")).ExitCode);

        var log = Path.Combine(solution.Directory, "design.binlog");
        var (code, items) = await solution.DotnetAsync(
            "msbuild",
            "-nodeReuse:false",
            "-t:Compile",
            "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true",
            "-p:BuildProjectReferences=false",
            "-getItem:Compile",
            "-getItem:AdditionalFiles",
            $"-bl:{log}");

        Assert.True(code == 0, items);
        var intermediate = Path.Combine(solution.HostDirectory, "obj", "Debug", "net10.0");
        foreach (var file in new[] { "Projects.g.cs", "apphost.manifest.txt" }.Select(name => Path.Combine(intermediate, name)))
        {
            Assert.Contains($"\"FullPath\": \"{file}\"", items, StringComparison.Ordinal);
            Assert.Contains("Shop_Greeter", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }

        // The compiler is asked for its command line, of the host only, and nothing of ours runs.
        var tasks = BinaryLog.Read(log);
        Assert.Equal(["Shop.AppHost"], tasks.ProjectsThatRan("Csc"));
        Assert.Empty(tasks.ProjectsThatRan("CheckAppModel"));
        Assert.Empty(tasks.ProjectsThatRan("Exec"));
        Assert.Empty(Directory.GetFiles(solution.Directory, "*.dll", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(solution.Directory, "Shop.Greeter", "bin")));
    }

    [Fact]
    public async Task Publishing_is_declined_aloud_and_done_when_asked_for()
    {
        var solution = ConsumerSolution.Create(feed, "publish", Program);
        var published = Path.Combine(solution.Directory, "published");

        var declined = await SucceedAsync(solution.HostDirectory, "publish", "-nodeReuse:false", "-o", published);
        Assert.Contains("Shop.AppHost.csproj: AHS3013: ", declined, StringComparison.Ordinal);
        Assert.False(Directory.Exists(published));

        var done = await SucceedAsync(solution.HostDirectory, "publish", "-nodeReuse:false", "-o", published, "-p:IsPublishable=true");
        Assert.DoesNotContain("AHS", done, StringComparison.Ordinal);
        await GreetsAsync(solution, Path.Combine(published, "Shop.AppHost"));
    }

    [Fact]
    public async Task File_based_host_of_several_files()
    {
        var solution = ConsumerSolution.Create(feed, "included", Program);
        solution.Write("parts/Names.cs", """
            internal static class Names
            {
                public const string Greeter = "greeter";
                public const string Whom = "world";
            }
            """);
        solution.Write("parts/Extensions.cs", """
            using AppHostSdk;
            internal static class Extensions
            {
                extension(IDistributedApplicationBuilder builder)
                {
                    public IResourceBuilder<ProjectResource> AddGreeter(string name)
                    {
                        var greeter = builder.AddProject<Projects.Shop_Greeter>(name).WithEnvironment("WHOM", Names.Whom);
                        return builder.ExecutionContext.IsRunMode ? greeter.WithEnvironment("MODE", "run") : greeter;
                    }
                }
            }
            """);
        solution.Write("apphost.cs", $"""
            #!/usr/bin/env dotnet
            #:sdk AppHostSdk@{feed.Version}
            #:project Shop.Greeter/Shop.Greeter.csproj
            #:include parts/Names.cs
            #:include parts/Extensions.cs
            #:property AppHostRequireStaticModel=true
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddGreeter(Names.Greeter);
            builder.Build().Run();
            """);

        var output = await SucceedAsync(solution.Directory, "run", "apphost.cs");

        Assert.Contains("greeter | hello world from Shop.Greeter", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
    }

    private static string BuiltHost(ConsumerSolution solution) => Path.Combine(solution.HostDirectory, "bin", "Debug", "net10.0", "Shop.AppHost");

    private static async Task<string> SucceedAsync(string directory, params string[] arguments)
    {
        var (code, output) = await Command.RunAsync(directory, "dotnet", arguments);
        Assert.True(code == 0, output);
        return output;
    }

    /// <summary>The host finds its directory and its projects although it is run from elsewhere.</summary>
    private static async Task GreetsAsync(ConsumerSolution solution, string host)
    {
        var (code, output) = await Command.RunAsync(Path.GetTempPath(), host, []);
        Assert.True(code == 0, output);
        Assert.Contains($"Application host directory is: {solution.HostDirectory}\n", output, StringComparison.Ordinal);
        Assert.Contains("greeter | hello world from Shop.Greeter", output, StringComparison.Ordinal);
    }
}
