using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>A solution outside the repository on the packed packages.</summary>
[Collection(PackedFeedTests.Name)]
public partial class ConsumptionTests(PackedFeed feed)
{
    private const string Greeting = """
        var builder = DistributedApplication.CreateBuilder(args);

        var first = builder.AddProject<Projects.Shop_Greeter>("first")
            .WithEnvironment("WHOM", "world");
        builder.AddProject<Projects.Shop_Greeter>("second")
            .WithEnvironment("WHOM", "moon")
            .WaitForCompletion(first);

        builder.Build().Run();
        """;

    [Fact]
    public async Task Packed_sdk_builds_and_runs_without_a_warning()
    {
        var solution = ConsumerSolution.Create(feed, "runs", Greeting);
        var (buildCode, build) = await solution.BuildAsync();
        Assert.True(buildCode == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);

        // From another directory: nothing depends on the current one.
        var (exitCode, output) = await solution.RunBuiltAsync(Path.GetTempPath());
        Assert.True(exitCode == 0, output);
        Assert.Contains(" first | hello world from Shop.Greeter", output, StringComparison.Ordinal);
        Assert.Contains("second | hello moon from Shop.Greeter", output, StringComparison.Ordinal);
        Assert.True(output.IndexOf("hello world", StringComparison.Ordinal) < output.IndexOf("hello moon", StringComparison.Ordinal), output);
        Assert.Contains("Distributed application starting.", output, StringComparison.Ordinal);
        Assert.Contains($"Application host directory is: {solution.HostDirectory}", output, StringComparison.Ordinal);
        Assert.Contains("Distributed application started. Press Ctrl+C to shut down.", output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string, string> Mistakes => new()
    {
        {
            "duplicate",
            """
            builder.AddProject<Projects.Shop_Greeter>("greeter");
            builder.AddContainer("Greeter", "busybox");
            """,
            "AHS0001",
            "\"Greeter\"",
            "already declared as 'greeter'"
        },
        {
            "cycle",
            """
            var a = builder.AddProject<Projects.Shop_Greeter>("a");
            var b = builder.AddProject<Projects.Shop_Greeter>("b").WaitFor(a);
            var c = builder.AddContainer("c", "busybox").WaitForCompletion(b);
            a.WaitForStart(c);
            """,
            "AHS1002",
            "c);",
            "a → c → b → a"
        },
        {
            "endpoint",
            """
            var a = builder.AddProject<Projects.Shop_Greeter>("a").WithHttpEndpoint();
            builder.AddProject<Projects.Shop_Greeter>("b").WithReference(a.GetEndpoint("htp"));
            """,
            "AHS1003",
            "\"htp\"",
            "'a' has no endpoint named 'htp'; it has 'http'. Did you mean 'http'?"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_is_one_build_error_on_the_expression(string name, string statements, string id, string expression, string message)
    {
        var program = $"var builder = DistributedApplication.CreateBuilder(args);\n{statements.ReplaceLineEndings("\n")}\nbuilder.Build().Run();\n";
        var solution = ConsumerSolution.Create(feed, name, program);
        var (exitCode, output) = await solution.BuildAsync();
        Assert.Equal(1, exitCode);

        var error = Assert.Single(output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct());
        var at = program.LastIndexOf(expression, StringComparison.Ordinal);
        var line = program[..at].Count(c => c == '\n') + 1;
        var column = at - program.LastIndexOf('\n', at);
        Assert.StartsWith($"{solution.ProgramFile}({line},{column}): error {id}: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains($"docs/diagnostics/{id}.md", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blank_line_leaves_the_model_unchanged_and_an_altered_model_is_noticed()
    {
        var solution = ConsumerSolution.Create(feed, "verify", Greeting);
        Assert.Equal(0, (await solution.BuildAsync()).ExitCode);
        var model = await File.ReadAllTextAsync(solution.Generated("AppModel.g.cs"));

        await File.WriteAllTextAsync(solution.ProgramFile, "\n" + Greeting);
        Assert.Equal(0, (await solution.BuildAsync()).ExitCode);
        Assert.Equal(model, await File.ReadAllTextAsync(solution.Generated("AppModel.g.cs")));

        // The emitted files, one constant altered and one wait dropped, in place of the generator.
        var altered = model.Replace("\"moon\"", "\"sun\"", StringComparison.Ordinal);
        altered = WaitsOfSecond().Replace(altered, "");
        Assert.DoesNotContain("WaitKind", altered, StringComparison.Ordinal);
        Assert.Contains("\"sun\"", altered, StringComparison.Ordinal);
        solution.Write("Shop.AppHost/Altered/AppModel.cs", altered);
        solution.Write("Shop.AppHost/Altered/Sites.cs", await File.ReadAllTextAsync(solution.Generated("AppModel.Sites.g.cs")));
        solution.Write("Shop.AppHost/Directory.Build.targets", """
            <Project>
              <Target Name="WithoutGenerator" AfterTargets="_AppHostCheckGenerator">
                <ItemGroup>
                  <Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'AppHostSdk.Generators'" />
                </ItemGroup>
              </Target>
            </Project>
            """);
        var (buildCode, build) = await solution.BuildAsync();
        Assert.True(buildCode == 0, build);

        var (exitCode, output) = await solution.RunBuiltAsync(solution.Directory);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(7,6): warning AHS2901: on 'second' the compiler derived WithEnvironment(\"WHOM\", \"sun\"), but the program did WithEnvironment(\"WHOM\", \"moon\").", output, StringComparison.Ordinal);
        Assert.Contains("AHS2901: on 'second' the program did WaitForCompletion(first), which the compiler did not derive.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistake_that_only_the_configuration_tells_is_told_with_its_place_and_nothing_else()
    {
        var solution = ConsumerSolution.Create(feed, "late-mistake", """
            var builder = DistributedApplication.CreateBuilder(args);
            var ports = builder.Configuration;
            builder.AddExecutable("one", "echo", ".", "hello").WithHttpEndpoint(port: int.Parse(ports["One"] ?? "5111"));
            builder.AddExecutable("two", "echo", ".", "hello").WithHttpEndpoint(port: int.Parse(ports["Two"] ?? "5111"));
            builder.Build().Run();
            """);
        var (buildCode, build) = await solution.BuildAsync();
        Assert.True(buildCode == 0, build);

        var (exitCode, output) = await solution.RunBuiltAsync(solution.Directory);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Program.cs(4,52): error AHS1004: Port 5111 is taken by both endpoint 'http' of 'one' and endpoint 'http' of 'two'.", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Host_without_any_project_builds_and_runs()
    {
        var solution = ConsumerSolution.Create(feed, "no-projects", """
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddExecutable("greeter", "echo", ".", "hello", "alone");
            builder.Build().Run();
            """);
        solution.Write("Shop.AppHost/Shop.AppHost.csproj", $"""
            <Project Sdk="AppHostSdk/{feed.Version}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        var (buildCode, build) = await solution.BuildAsync();
        Assert.True(buildCode == 0, build);
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        var (exitCode, output) = await solution.RunBuiltAsync(solution.Directory);
        Assert.True(exitCode == 0, output);
        Assert.Contains("greeter | hello alone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_removes_what_the_sdk_wrote()
    {
        var solution = ConsumerSolution.Create(feed, "clean", Greeting);
        Assert.Equal(0, (await solution.BuildAsync()).ExitCode);
        var written = new[] { "Projects.g.cs", "apphost.manifest.txt" }.Select(f => Path.Combine(solution.HostDirectory, "obj", "Debug", "net10.0", f)).ToList();
        Assert.All(written, file => Assert.True(File.Exists(file), file));
        Assert.DoesNotContain(solution.Directory, string.Concat(written.Select(File.ReadAllText)), StringComparison.Ordinal);

        Assert.Equal(0, (await solution.DotnetAsync("clean", "-nodeReuse:false", "-v:q")).ExitCode);
        Assert.All(written, file => Assert.False(File.Exists(file), file));
    }

    [Fact]
    public async Task Generator_that_fails_or_is_refused_is_an_error()
    {
        var solution = ConsumerSolution.Create(feed, "properties", Greeting);
        Assert.Equal(0, (await solution.DotnetAsync("restore", "-v:q")).ExitCode);
        var (exitCode, output) = await solution.DotnetAsync("msbuild", "-getProperty:WarningsAsErrors");
        Assert.Equal(0, exitCode);
        Assert.Contains("CS8785", output, StringComparison.Ordinal);
        Assert.Contains("CS9057", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s*Waits =\s*\[[^\]]*\],")]
    private static partial Regex WaitsOfSecond();
}
