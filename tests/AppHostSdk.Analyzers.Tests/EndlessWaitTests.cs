using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Waits that certainly never end are warnings; those that may end are suggestions at most.</summary>
public class EndlessWaitTests
{
    /// <summary>Waits that never end: id, statements with the expected span in <c>[| |]</c>, part of the message.</summary>
    public static TheoryData<string, string, string> Endless => new()
    {
        { "AHS5014", """var tool = builder.AddContainer("tool", "x").WithExplicitStart(); builder.AddProject<Projects.Api>("api").WaitFor([|tool|]);""", "'api' never starts, except in a run that names 'tool' with --only" },
        { "AHS5014", """var tool = builder.AddContainer("tool", "x").WithExplicitStart(); builder.AddProject<Projects.Api>("api").WaitForCompletion([|tool|]);""", "'api' never starts" },
        { "AHS5014", """var tool = builder.AddContainer("tool", "x"); if (args.Contains("manual")) tool.WithExplicitStart(); builder.AddProject<Projects.Api>("api").WaitForStart([|tool|]);""", "This happens when args.Contains(\"manual\")" },
        { "AHS5030", """var web = builder.AddProject<Projects.Web>("web").WithHttpEndpoint().WithHttpHealthCheck("/health"); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](web);""", "'web' has endpoints and a health check" },
        { "AHS5030", """var web = builder.AddContainer("web", "x").WithHttpEndpoint(targetPort: 80).WithHealthCheck("ready"); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](web);""", "'web' has endpoints and a health check" },
        { "AHS5030", """var db = builder.AddContainer("db", "postgres:17"); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](db);""", "'db' runs the image 'postgres', whose program is a server" },
        { "AHS5030", """var db = builder.AddContainer("db", "docker.io/library/redis", "7").WithEndpoint(targetPort: 6379); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](db, 1);""", "Use WaitFor." },
        { "AHS5030", """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); if (args.Contains("check")) web.WithHttpHealthCheck("/"); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](web);""", "This happens when args.Contains(\"check\")" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task A_wait_that_never_ends_is_one_warning_at_its_place(string id, string body, string message)
    {
        var (program, span) = Marked.Read($"{AdviceRun.Before}{body}\nbuilder.Build().Run();");
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(GeneratorTestDriver.Run(program)));
        Assert.Equal((id, span, DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""var db = one;""")]
    [InlineData("""var db = builder.AddResource(new Database("db", "x", one.Resource));""")]
    public async Task Who_waits_for_the_end_of_a_database_waits_for_the_end_of_its_server(string body)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("Program.cs", $"{AdviceRun.Before}var one = builder.AddResource(new Server(\"one\")).WithImage(\"x\").WithEndpoint(targetPort: 1, name: \"tcp\");\n{body}\nbuilder.AddProject<Projects.Api>(\"api\").WaitForCompletion(db);\nbuilder.Build().Run();"),
            ("Databases.cs", "using AppHostSdk;\n" + AdviceTests.Databases)));
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run));
        Assert.Equal(("AHS5030", "WaitForCompletion"), (diagnostic.Id, DiagnosticText.At(diagnostic.Location)));
        Assert.Contains("is a server that others connect to", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>Endpoints alone do not prove that a program never ends, and what an image does can be changed.</summary>
    [Theory]
    [InlineData("""var job = builder.AddProject<Projects.Worker>("job").WithHttpEndpoint();""", "AHS5013")]
    [InlineData("""var job = builder.AddProject<Projects.Worker>("job").WithHealthCheck("ready");""", "AHS5013")]
    [InlineData("""var job = builder.AddContainer("job", "postgres").WithArgs("psql", "--version").WithEndpoint(targetPort: 1);""", "AHS5013")]
    [InlineData("""var job = builder.AddContainer("job", "postgres").WithEntrypoint("pg_dump");""", null)]
    [InlineData("""var job = builder.AddContainer("job", "postgres").WithContainerRuntimeArgs("--entrypoint", "true");""", null)]
    [InlineData("""var job = builder.AddContainer("job", "postgres").WithDockerfile(".");""", null)]
    [InlineData("""var job = builder.AddContainer("job", "postgres").WithImage("team/postgres");""", null)]
    [InlineData("""var job = builder.AddContainer("job", "x").WithRestartPolicy(RestartPolicy.Always);""", null)]
    [InlineData("""var job = builder.AddContainer("job", "x").WithLifetime(ContainerLifetime.Persistent);""", null)]
    public async Task A_wait_that_may_end_is_a_suggestion_at_most(string job, string? id)
    {
        var advice = await AdviceRun.OnAsync(GeneratorTestDriver.Run($"{AdviceRun.Before}{job}\nbuilder.AddProject<Projects.Api>(\"api\").WaitForCompletion(job);\nbuilder.Build().Run();"));
        Assert.Equal(id, advice.SingleOrDefault()?.Id);
        Assert.All(advice, d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
    }
}
