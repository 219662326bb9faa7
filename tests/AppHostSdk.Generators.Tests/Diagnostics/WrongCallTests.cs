using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AppHostSdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Tests;

/// <summary>
/// Authoring calls used wrongly, one at a time: the build says one thing, at the expression that is wrong. What it says of all of
/// them is in one file, to be read as somebody reads it who has never seen this product.
/// </summary>
public class WrongCallTests
{
    private const string Manifest = "[host]\n[project]\ntype=Projects.Api\nproject=../Api/Api.csproj\n[project]\ntype=Projects.Web\nproject=../Web/Web.csproj\n";

    /// <summary>
    /// The call, the id, and statements with the expected span in <c>[| |]</c>: exactly that, or where a whole statement is marked, which
    /// is so for calls of integrations, something in it.
    /// </summary>
    private static readonly (string Call, string Id, string Body)[] Mistakes =
    [
        ("AddProject", "AHS0002", """builder.AddProject<Projects.Api>([|"my api"|]);"""),
        ("AddProject (launch profile)", "AHS1006", """builder.AddProject<Projects.Api>("api", [|"htps"|]);"""),
        ("AddProject (path)", "AHS1052", """builder.AddProject("api", [|""|]);"""),
        ("AddCSharpApp", "AHS1052", """builder.AddCSharpApp("tool", [|""|]);"""),
        ("AddContainer", "AHS1013", """builder.AddContainer("cache", [|"Redis"|]);"""),
        ("AddContainer (tag)", "AHS1013", """builder.AddContainer("cache", "redis", [|""|]);"""),
        ("AddDockerfile", "AHS0001", """builder.AddContainer("web", "nginx"); builder.AddDockerfile([|"Web"|], ".");"""),
        ("AddExecutable", "AHS1052", """builder.AddExecutable("tool", [|""|], ".");"""),
        ("AddParameter", "AHS1022", """builder.AddParameter("key", "abc", publishValueAsDefault: [|true|], secret: true);"""),
        ("AddParameterFromConfiguration", "AHS1052", """builder.AddParameterFromConfiguration("key", [|""|]);"""),
        ("CreateDefaultPasswordParameter", "AHS1056", """builder.CreateDefaultPasswordParameter("key", special: false, minSpecial: [|1|]);"""),
        ("AddConnectionString", "AHS1051", """builder.AddConnectionString("db", [|"DB=main"|]);"""),
        ("AddExternalService", "AHS1021", """builder.AddExternalService("billing", [|"billing.example.com"|]);"""),
        ("AddResource", "AHS1059", """builder.[|AddResource|](new ContainerResource("cache"));"""),
        ("WithImage", "AHS1013", """builder.AddContainer("cache", "redis").WithImage([|"valkey:"|]);"""),
        ("WithImageTag", "AHS1013", """builder.AddContainer("cache", "redis").WithImageTag([|"7 alpine"|]);"""),
        ("WithImageRegistry", "AHS1013", """builder.AddContainer("cache", "redis").WithImageRegistry([|"https://ghcr.io"|]);"""),
        ("WithImageSHA256", "AHS1013", """builder.AddContainer("cache", "redis").WithImageSHA256([|"abc"|]);"""),
        ("WithBuildArg", "AHS1046", """var key = builder.AddParameter("key", secret: true); builder.AddDockerfile("web", ".").WithBuildArg("KEY", [|key|]);"""),
        ("WithBuildSecret", "AHS1045", """var key = builder.AddParameter("key", secret: true); builder.AddContainer("web", "nginx").[|WithBuildSecret|]("KEY", key);"""),
        ("WithVolume", "AHS1050", """builder.AddContainer("db", "postgres").WithVolume("shop-data", [|"data"|]);"""),
        ("WithVolume (name)", "AHS1042", """builder.AddContainer("db", "postgres").WithVolume([|"./data"|], "/data");"""),
        ("WithBindMount", "AHS1052", """builder.AddContainer("db", "postgres").WithBindMount([|""|], "/data");"""),
        ("WithBindMount (target)", "AHS1014", """builder.AddContainer("db", "postgres").WithVolume("/data").WithBindMount(".", [|"/data"|]);"""),
        ("WithContainerFiles", "AHS1050", """builder.AddContainer("db", "postgres").WithContainerFiles([|"init"|], "./init");"""),
        ("WithEntrypoint", "AHS1052", """builder.AddContainer("db", "postgres").WithEntrypoint([|""|]);"""),
        ("RunAsExecutable", "AHS1052", """builder.AddContainer("db", "postgres").RunAsExecutable([|" "|]);"""),
        ("WithContainerName", "AHS1042", """builder.AddContainer("db", "postgres").WithContainerName([|"my db"|]);"""),
        ("WithMemoryLimit", "AHS1061", """builder.AddContainer("db", "postgres").WithMemoryLimit([|"512mb"|]);"""),
        ("WithCpuLimit", "AHS1061", """builder.AddContainer("db", "postgres").WithCpuLimit([|0|]);"""),
        ("WithContainerNetworkAlias", "AHS1047", """builder.AddContainer("db", "postgres"); builder.AddContainer("old", "postgres").WithContainerNetworkAlias([|"db"|]);"""),
        ("WithContainerNetworkAlias (name)", "AHS1042", """builder.AddContainer("db", "postgres").WithContainerNetworkAlias([|"http://db"|]);"""),
        ("WithEnvironment", "AHS1051", """builder.AddProject<Projects.Api>("api").WithEnvironment([|"MODE=fast"|], "");"""),
        ("WithArgs", "AHS1053", """builder.AddProject<Projects.Api>("api").[|WithArgs|]("a\0b");"""),
        ("WithEndpoint", "AHS1054", """builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, scheme: [|"redis://"|]);"""),
        ("WithEndpoint (env)", "AHS1051", """builder.AddProject<Projects.Api>("api").WithEndpoint(name: "grpc", env: [|""|]);"""),
        ("WithEndpoint (isProxied)", "AHS1048", """builder.AddExecutable("web", "node", ".").WithEndpoint(8080, 3000, isProxied: [|false|]);"""),
        ("WithEndpointProxySupport", "AHS1048", """builder.AddExecutable("web", "node", ".").WithHttpEndpoint(8080, 3000).WithEndpointProxySupport([|false|]);"""),
        ("WithHttpEndpoint", "AHS1012", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint(port: [|70000|]);"""),
        ("WithHttpEndpoint (container)", "AHS1005", """builder.AddContainer("web", "nginx").[|WithHttpEndpoint|]();"""),
        ("WithHttpsEndpoint", "AHS1004", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint(5001).WithHttpsEndpoint([|5001|]);"""),
        ("WithHttpHealthCheck", "AHS1003", """builder.AddProject<Projects.Api>("api").[|WithHttpHealthCheck|]("/health");"""),
        ("WithHttpHealthCheck (path)", "AHS1043", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpHealthCheck([|"http://"|]);"""),
        ("WithTcpHealthCheck", "AHS1003", """builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp").WithTcpHealthCheck([|"tpc"|]);"""),
        ("WithHealthCheck", "AHS1049", """builder.AddProject<Projects.Api>("api").WithHealthCheck("ready").WithHealthCheck([|"ready"|]);"""),
        ("WithHealthCheck (parameter)", "AHS1030", """builder.AddParameter("key").WithHealthCheck([|"ready"|]);"""),
        ("WithReplicas", "AHS1031", """builder.AddProject<Projects.Api>("api").WithReplicas([|0|]);"""),
        ("WithReplicas (port)", "AHS1032", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint(targetPort: [|80|]).WithReplicas(2);"""),
        ("WithRestartPolicy", "AHS1057", """builder.AddProject<Projects.Api>("api").WithRestartPolicy(RestartPolicy.Always, [|-1|]);"""),
        ("WithExplicitStart", "AHS5014", """var tool = builder.AddContainer("tool", "tool").WithExplicitStart(); builder.AddProject<Projects.Api>("api").WaitFor([|tool|]);"""),
        ("WaitFor", "AHS1001", """var api = builder.AddProject<Projects.Api>("api"); api.WaitFor([|api|]);"""),
        ("WaitForStart", "AHS1002", """var api = builder.AddProject<Projects.Api>("api"); var web = builder.AddProject<Projects.Web>("web").WaitForStart(api); api.WaitForStart([|web|]);"""),
        ("WaitForCompletion", "AHS5030", """var db = builder.AddContainer("db", "postgres:17"); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](db);"""),
        ("WaitForCompletion (exit code)", "AHS1058", """var job = builder.AddContainer("job", "job"); builder.AddProject<Projects.Api>("api").WaitForCompletion(job, [|-1|]);"""),
        ("GetEndpoint", "AHS1003", """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint([|"htpp"|]));"""),
        ("WithReference (endpoints)", "AHS1040", """builder.AddProject<Projects.Web>("web").WithReference("billing", new Uri("http://a")).WithReference([|"billing"|], new Uri("http://b"));"""),
        ("WithReference (address)", "AHS1021", """builder.AddProject<Projects.Web>("web").WithReference("billing", [|new Uri("https://billing.example.com?v=1")|]);"""),
        ("WithConnectionProperty", "AHS1052", """builder.AddConnectionString("db").WithConnectionProperty([|""|], "x");"""),
        ("WithConnectionStringRedirection", "AHS1020", """var db = builder.AddConnectionString("db"); db.WithConnectionStringRedirection([|db.Resource|]);"""),
        ("WithParentRelationship", "AHS1010", """var a = builder.AddContainer("a", "x"); var b = builder.AddContainer("b", "x").WithParentRelationship(a); a.WithParentRelationship([|b|]);"""),
        ("WithRelationship", "AHS1052", """var a = builder.AddContainer("a", "x"); builder.AddContainer("b", "x").WithRelationship(a.Resource, [|""|]);"""),
        ("WithUrl", "AHS1052", """builder.AddProject<Projects.Api>("api").WithUrl([|""|]);"""),
        ("WithIconName", "AHS1052", """builder.AddProject<Projects.Api>("api").WithIconName([|""|]);"""),
        ("WithCommand", "AHS1052", """builder.AddProject<Projects.Api>("api").WithCommand([|""|], "Reset", _ => Task.FromResult(CommandResults.Success()));"""),
        ("WithHttpCommand", "AHS1003", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpCommand("/reset", "Reset", endpointName: [|"admin"|]);"""),
        ("Build", "AHS2006", """builder.Build().Run(); builder.[|AddProject<Projects.Api>|]("api");"""),
        ("AddPostgres", "AHS5030", """var db = builder.AddPostgres("pg").AddDatabase("db"); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](db);"""),
        ("AddRedis", "AHS1003", """var cache = builder.AddRedis("cache"); builder.AddProject<Projects.Api>("api").WithEnvironment("CACHE", cache.GetEndpoint([|"redis"|]));"""),
        ("AddRabbitMQ", "AHS1044", """builder.AddRabbitMQ("queue").WithHttpHealthCheck("/", endpointName: [|"tcp"|]);"""),
        ("AddViteApp", "AHS1003", """builder.AddViteApp("web", "../web").WithHttpHealthCheck("/", endpointName: [|"https"|]);"""),
        ("AddNodeApp", "AHS1060", """[|builder.AddNodeApp("web", "../web", "")|];"""),
        ("AddJavaScriptApp", "AHS1060", """[|builder.AddJavaScriptApp("web", "../web", "")|];"""),
        ("WithInitFiles", "AHS1052", """[|builder.AddPostgres("pg").WithInitFiles("")|];"""),
        ("WithDataBindMount", "AHS1052", """[|builder.AddPostgres("pg").WithDataBindMount("")|];"""),
        ("WithCreationScript", "AHS1060", """[|builder.AddPostgres("pg").AddDatabase("db").WithCreationScript("")|];"""),
    ];

    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<Diagnostic>>>> Said = new();

    public static TheoryData<string> Calls => [.. Mistakes.Select(m => m.Call)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_one_diagnostic_at_what_is_wrong(string call)
    {
        var (_, id, body) = Mistakes.Single(m => m.Call == call);
        var (program, span) = Program(body);
        var said = await SaidAsync(program);
        Assert.True(said.Count == 1, $"{call}: expected one diagnostic, got {said.Count}:\n{DiagnosticText.Of([.. said])}");
        Assert.Equal(id, said[0].Id);
        Assert.Equal("Program.cs", Path.GetFileName(said[0].Location.SourceTree?.FilePath));
        if (body.StartsWith("[|", StringComparison.Ordinal))
        {
            Assert.True(span.Contains(said[0].Location.SourceSpan), DiagnosticText.Of([.. said]));
        }
        else
        {
            Assert.Equal((program.Substring(span.Start, span.Length), span), (DiagnosticText.At(said[0].Location), said[0].Location.SourceSpan));
        }
    }

    [Fact]
    public void There_are_more_than_forty_different_calls() => Assert.True(Mistakes.Select(m => m.Call.Split(' ')[0]).Distinct().Count() > 40);

    /// <summary>In the order of the list above, which begins with what a host begins with.</summary>
    [Fact]
    public async Task What_is_said()
    {
        var text = new StringBuilder();
        foreach (var (call, _, body) in Mistakes)
        {
            var (program, _) = Program(body);
            text.Append(CultureInfo.InvariantCulture, $"{call}\n    {program.Split('\n')[1]}\n");
            foreach (var diagnostic in await SaidAsync(program))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n");
            }

            text.Append('\n');
        }

        Snapshot.Match(text.ToString().TrimEnd());
    }

    private static (string Program, TextSpan Span) Program(string body) =>
        Marked.Read(body.Contains("Build()", StringComparison.Ordinal) ? "var builder = DistributedApplication.CreateBuilder(args);\n" + body : HostCompilation.Program(body));

    private static Task<IReadOnlyList<Diagnostic>> SaidAsync(string program) => Said.GetOrAdd(program, p => new(() => ComputeAsync(p))).Value;

    /// <summary>What a build prints: suggestions are for editors.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> ComputeAsync(string program)
    {
        var usesIntegration = new[] { "Postgres", "Redis(", "RabbitMQ", "NodeApp", "ViteApp", "JavaScriptApp" }.Any(program.Contains);
        var run = GeneratorTestDriver.RunUnchecked(
            HostCompilation.Create([("Program.cs", program), .. usesIntegration ? RepositoryIntegrations.Files : []]),
            Manifest);
        Assert.DoesNotContain(run.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
        var analysis = run.Output.WithAnalyzers([new AdviceAnalyzer()], new AnalyzerOptions([], GeneratorTestDriver.Options));
        return [.. run.Diagnostics.Concat(await analysis.GetAnalyzerDiagnosticsAsync()).Where(d => d.Severity > DiagnosticSeverity.Info)];
    }
}
