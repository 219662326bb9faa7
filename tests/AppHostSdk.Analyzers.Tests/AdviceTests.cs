using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Advice: each case is one suggestion, exactly where it belongs; what is right or may be meant gets none.</summary>
public class AdviceTests
{
    /// <summary>Id, statements with the expected span in <c>[| |]</c>, part of the message.</summary>
    public static TheoryData<string, string, string> Given => new()
    {
        { "AHS5001", """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference([|cache.GetEndpoint("http")|]);""", "'api' refers to 'cache'" },
        { "AHS5001", """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); var other = builder.AddContainer("other", "x"); builder.AddProject<Projects.Api>("api").WithReference([|cache.GetEndpoint("http")|]).WaitFor(other);""", "Add .WaitFor(cache)" },
        { "AHS5001", """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); foreach (var p in new[] { builder.AddProject<Projects.Api>("api") }) p.WithReference([|cache.GetEndpoint("http")|]).WithReference(cache.GetEndpoint("http"));""", "'api'" },
        { "AHS5002", """var job = builder.AddProject<Projects.Worker>("db-migrations"); builder.AddProject<Projects.Api>("api").[|WaitFor|](job);""", "Use WaitForCompletion" },
        { "AHS5002", """var job = builder.AddExecutable("fill", "fill", "."); var first = builder.AddProject<Projects.Api>("api").WaitForCompletion(job); builder.AddProject<Projects.Web>("web").[|WaitFor|](job);""", "'web' waits until 'fill' runs" },
        { "AHS5003", """builder.AddContainer("cache", "redis"); builder.AddProject<Projects.Api>("api").WithEnvironment("C", [|"redis://cache:6379"|]);""", "holds 'cache' as a host name" },
        { "AHS5003", """builder.AddContainer("db", "postgres"); builder.AddProject<Projects.Api>("api").WithEnvironment("C", [|"Host=db;Port=5432"|]);""", "'db'" },
        { "AHS5003", """builder.AddContainer("db", "postgres"); builder.AddContainer("gate", "dbgate").WithArgs("--server", [|"db:5432"|]);""", "'db'" },
        { "AHS5004", """builder.AddProject<Projects.Api>("api").WithEnvironment("Db__Password", [|"hunter2"|]);""", "AddParameter(\"db-password\", secret: true)" },
        { "AHS5004", """var s = "x1y2"; builder.AddProject<Projects.Api>("api").WithEnvironment("JWT_SECRET", [|s|]);""", "'JWT_SECRET'" },
        { "AHS5007", """builder.AddParameter([|"region"|]); builder.AddProject<Projects.Api>("api");""", "'region'" },
        { "AHS5009", """builder.AddProject<Projects.Api>("api").WithEnvironment("MODE", "a").WithEnvironment([|"MODE"|], "b");""", "was set to 'a' before" },
        { "AHS5009", """var api = builder.AddProject<Projects.Api>("api"); if (args.Length > 0) api.WithEnvironment("MODE", "a"); api.WithEnvironment([|"MODE"|], "b");""", "was set to 'a' before" },
        { "AHS5011", """builder.AddContainer("c", "x").[|WithExternalHttpEndpoints|]().WithHttpEndpoint(targetPort: 80);""", "Declare the endpoints before" },
        { "AHS5013", """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](web);""", "has endpoints" },
    };

    [Theory]
    [MemberData(nameof(Given))]
    public async Task Is_one_suggestion_at_its_place(string id, string body, string message)
    {
        var (program, span) = Marked.Read($"{AdviceRun.Before}{body}\nbuilder.Build().Run();");
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(GeneratorTestDriver.Run(program)));
        Assert.Equal((id, span, DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WaitFor(cache);""")]
    [InlineData("""var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); var api = builder.AddProject<Projects.Api>("api").WaitFor(cache); builder.AddProject<Projects.Web>("web").WithReference(cache.GetEndpoint("http")).WaitFor(api);""")]
    [InlineData("""var tool = builder.AddContainer("tool", "x").WithHttpEndpoint(targetPort: 80); var api = builder.AddProject<Projects.Api>("api").WithReference(tool.GetEndpoint("http")); tool.WaitFor(api);""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.AddProject<Projects.Web>("web").WithReference(api);""")]
    [InlineData("""var job = builder.AddProject<Projects.Worker>("migrations"); builder.AddProject<Projects.Api>("api").WaitForCompletion(job);""")]
    [InlineData("""var seed = builder.AddProject<Projects.Worker>("seed-service").WithHttpEndpoint().WithHttpHealthCheck("/"); builder.AddProject<Projects.Api>("api").WaitFor(seed);""")]
    [InlineData("""builder.AddContainer("cache", "redis"); builder.AddProject<Projects.Api>("api").WithEnvironment("NAME", "cache").WithEnvironment("PATH2", "/var/cache").WithEnvironment("A", "memcache:1").WithEnvironment("B", "https://cache.example.com").WithArgs("cache");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithEnvironment("URL", "http://api:80");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithEnvironment("TOKEN_LIFETIME", "3600").WithEnvironment("SECRET_NAME", "x").WithEnvironment("PASSWORD", "").WithEnvironment("USE_TOKEN", "true").WithEnvironment("API_KEY", builder.AddParameter("k", secret: true)).WithEnvironment("SECRET", builder.Configuration["s"]);""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api"); if (builder.ExecutionContext.IsRunMode) api.WithEnvironment("MODE", "a"); else api.WithEnvironment("MODE", "b");""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api").WithEnvironment("MODE", "a"); if (args.Length > 0) api.WithEnvironment("MODE", "b");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithEnvironment("MODE", "a").WithEnvironment("MODE", "a").WithEnvironment("mode", "b");""")]
    [InlineData("""builder.AddContainer("c", "x").WithHttpEndpoint(targetPort: 80).WithExternalHttpEndpoints(); builder.AddContainer("latest", "x");""")]
    [InlineData("""var p = builder.AddParameter("p"); foreach (var arg in args) Console.WriteLine(p.Resource.Name); builder.AddProject<Projects.Api>("api").WithEnvironment("P", p);""")]
    [InlineData("""var p = builder.AddParameter("p"); builder.AddProject<Projects.Api>("api").WithEnvironment(c => c.EnvironmentVariables["P"] = p);""")]
    [InlineData("""var p = builder.AddParameter("p"); builder.AddProject<Projects.Api>("api").OnResourceReady((_, _, _) => Task.CompletedTask);""")]
    public async Task What_is_right_or_may_be_meant_gets_none(string body) =>
        Assert.Empty(await AdviceRun.OnAsync(GeneratorTestDriver.Run($"{AdviceRun.Before}{body}\nbuilder.Build().Run();")));

    [Fact]
    public async Task Project_that_is_no_resource_is_said_at_the_builder()
    {
        const string Manifest = """
            [host]
            name=Host
            directory=../
            [project]
            type=Projects.Api
            project=../Api/Api.csproj
            target=../Api/bin/Api.dll
            command=../Api/bin/Api
            [project]
            type=Projects.Worker
            project=../Worker/Worker.csproj
            target=../Worker/bin/Worker.dll
            command=../Worker/bin/Worker
            """;
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddProject<Projects.Api>(\"api\");\nbuilder.Build().Run();", Manifest);
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run));
        Assert.Equal(("AHS5008", "CreateBuilder"), (diagnostic.Id, DiagnosticText.At(diagnostic.Location)));
        Assert.Contains("../Worker/Worker.csproj", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_image_is_a_matter_only_when_asked_for()
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddContainer(\"a\", \"redis\"); builder.AddContainer(\"b\", \"redis\", \"7\"); builder.AddContainer(\"c\", \"redis:7\"); builder.AddContainer(\"d\", \"redis\").WithImageTag(\"7\");\nbuilder.Build().Run();");
        Assert.Empty(await AdviceRun.OnAsync(run));
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run, "AHS5006"));
        Assert.Equal(("AHS5006", "\"redis\""), (diagnostic.Id, DiagnosticText.At(diagnostic.Location)));
    }

    [Fact]
    public async Task Nothing_is_said_about_what_is_missing_while_a_part_is_open()
    {
        var run = GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", $$"""
            {{AdviceRun.Before}}
            builder.AddParameter("p");
            var cache = builder.AddContainer("cache", "redis", "7").WithHttpEndpoint(targetPort: 80);
            var api = builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http"));
            foreach (var arg in args) builder.AddParameter(arg);
            """)));
        Assert.Equal("AHS2001", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(GraphAdvice.Check(run.Graph));
    }

    /// <summary>Id, program, program after the fix.</summary>
    public static TheoryData<string, string, string> Fixes => new()
    {
        {
            "AHS5001",
            """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WithArgs("x");""",
            """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WaitFor(cache).WithArgs("x");"""
        },
        {
            "AHS5001",
            """
            var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80);
            builder.AddProject<Projects.Api>("api")
                .WithReference(cache.GetEndpoint("http"));
            """,
            """
            var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80);
            builder.AddProject<Projects.Api>("api")
                .WithReference(cache.GetEndpoint("http"))
                .WaitFor(cache);
            """
        },
        {
            "AHS5002",
            """var job = builder.AddProject<Projects.Worker>("migrations"); builder.AddProject<Projects.Api>("api").WaitFor(job).WithArgs("x");""",
            """var job = builder.AddProject<Projects.Worker>("migrations"); builder.AddProject<Projects.Api>("api").WaitForCompletion(job).WithArgs("x");"""
        },
        {
            "AHS5013",
            """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").WaitForCompletion(web, 0);""",
            """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").WaitFor(web);"""
        },
        {
            "AHS5004",
            """builder.AddProject<Projects.Api>("api").WithEnvironment("API_KEY", "abc");""",
            """builder.AddProject<Projects.Api>("api").WithEnvironment("API_KEY", builder.AddParameter("api-key", secret: true));"""
        },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Is_repaired_by_one_edit(string id, string before, string after)
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}{before}\nbuilder.Build().Run();");
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run));
        Assert.Equal(id, diagnostic.Id);
        var repaired = await AdviceRun.FixedAsync(run, diagnostic);
        Assert.Equal($"{AdviceRun.Before}{after}\nbuilder.Build().Run();", repaired);
        Assert.Empty(await AdviceRun.OnAsync(GeneratorTestDriver.Run(repaired!)));
    }

    [Fact]
    public async Task What_would_be_done_twice_is_not_offered()
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddProject<Projects.Api>(\"api\").WithReference(builder.AddContainer(\"cache\", \"redis\").WithHttpEndpoint(targetPort: 80).GetEndpoint(\"http\"));\nbuilder.Build().Run();");
        Assert.Null(await AdviceRun.FixedAsync(run, Assert.Single(await AdviceRun.OnAsync(run))));
    }
}
