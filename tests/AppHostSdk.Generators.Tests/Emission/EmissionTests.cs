using System.Reflection;
using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

public class EmissionTests
{
    private const string Quickstart = """
        var builder = DistributedApplication.CreateBuilder(args);

        var greeting = builder.AddParameter("greeting", secret: true);
        var migrations = builder.AddProject<Projects.Worker>("migrations");
        var cache = builder.AddContainer("cache", "redis", "7").WithEndpoint(targetPort: 6379, name: "tcp");
        var api = builder.AddProject<Projects.Api>("api")
            .WithHttpEndpoint(port: 5000)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("CACHE", cache.GetEndpoint("tcp"))
            .WithArgs("--verbose", "1")
            .WaitForCompletion(migrations, exitCode: 2)
            .WaitForStart(cache);
        builder.AddProject<Projects.Web>("web")
            .WithHttpsEndpoint(env: "PORT")
            .WithExternalHttpEndpoints()
            .WithEnvironment("GREETING", greeting)
            .WithReference(api)
            .WaitFor(api);
        builder.AddExecutable("tail", "tail", "../logs", "-f", "all.log");

        builder.Build().Run();
        """;

    [Fact]
    public void Emitted_model_is_readable()
    {
        var run = GeneratorTestDriver.Run(Quickstart);
        Assert.Empty(run.Diagnostics);
        Snapshot.Match(run.Source(GraphEmitter.HintName), extension: "cs");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void What_runs_is_what_tools_read(string body)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Program(body), Manifest);
        var assembly = run.Load();
        var json = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == JsonEmitter.MetadataKey).Value!;
        var emitted = assembly.GetType(KnownNames.GeneratedNamespace + ".AppModel")!
            .GetMethod("Graph", BindingFlags.NonPublic | BindingFlags.Static)!
            .Invoke(null, null);
        Assert.Equal(run.Graph, GraphJson.Read(json));
        Assert.Equal(run.Graph, emitted);
        Assert.Equal(GraphJson.Write(run.Graph).TrimEnd('\n'), json);
    }

    public static TheoryData<string> Programs => new()
    {
        "",
        Quickstart[(Quickstart.IndexOf(';', StringComparison.Ordinal) + 1)..Quickstart.IndexOf("builder.Build()", StringComparison.Ordinal)],
        """builder.AddProject<Projects.Api>("api").WithHttpEndpoint(5000, 5001, "public", "PORT", false).WithEndpoint(name: "u", protocol: System.Net.Sockets.ProtocolType.Udp, isExternal: true).WithHttpHealthCheck(statusCode: 204, endpointName: "public").WithTcpHealthCheck("public").WithTcpHealthCheck().WithHealthCheck("ready").WithHealthCheck(builder.Configuration["Check"]!);""",
        """builder.AddContainer("c", "registry:5000/team/app:1.2@x").WithArgs("", " ").WithEnvironment("E", (string?)null).WithEnvironment("F", "");""",
        """builder.AddParameter("p"); builder.AddParameter("P"); builder.AddParameter("p");""",
        """builder.AddParameter(args[0]); foreach (var a in args) builder.AddParameter(a);""",
    };

    /// <summary>Text of the user's reaches both forms unharmed, whatever is in it.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_text_survives(string text)
    {
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        var body = $"builder.AddExecutable(\"x\", {literal}, {literal}, {literal}).WithEnvironment(\"V\" + {literal}, {literal}).WithHttpHealthCheck({literal}).WithHealthCheck(\"k\" + {literal}).WithHttpEndpoint(env: {literal}); builder.AddContainer(\"c\", \"i\" + {literal}, {literal});";
        What_runs_is_what_tools_read(body);
        var run = GeneratorTestDriver.Run(HostCompilation.Program(body));
        Assert.Equal(text, run.Graph.Resources[0].Command.AsText);
        Assert.Equal(text, ((HttpHealthCheckEntry)run.Graph.Resources[0].HealthChecks[0]).Path);
    }

    public static TheoryData<string> Texts =>
    [
        "\"", "\\", "\\\"", "{0} {x} }} {{", "a\nb", "a\r\nb", "\r", "\t\0\u0001\u001b\u007f", "\ud800", "\udc00x", "x\ud83d", "😀", "\u2028\u2029\u0085", "*/ /*", "\"\"\"", "\"\"\"\"\"\"",
        "// x", "#if", "$\"{x}\"", "\ufeff", "\uffff", "é", "&lt;<>", "'", "\\u0041", "  ", "%0A;",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_name_compiles(string text)
    {
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        var run = GeneratorTestDriver.Run(HostCompilation.Program($"""
            var a = builder.AddProject<Projects.Api>({literal}).WithEndpoint(name: {literal}, scheme: {literal});
            builder.AddParameter({literal});
            builder.AddProject<Projects.Web>("web").WithReference(a).WithReference(a.GetEndpoint({literal})).WaitFor(a);
            """), "[host]\nname=Shop " + text + "\ndirectory=../" + text.Replace('\n', ' '));
        // What is wrong with the names and the scheme is said, and nothing else.
        Assert.All(run.Diagnostics, d => Assert.Matches("^AHS(0|105)", d.Id));
        run.Load();
    }

    [Fact]
    public void Tools_find_where_each_call_is()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("Host/Entry \"1\".cs", "class Entry {\n  static void Main() {\n    var b = DistributedApplication.CreateBuilder();\n    b.AddContainer(\"cache\", \"redis\")\n      .WithArgs(\"x\");\n  }\n}")));
        var sites = SiteTable.Read(run.Load().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == ModelMetadata.Sites).Value!);

        var cache = run.Graph.Resources.Single();
        Assert.Equal(new SitePlace(cache.Site, 4, 7, "Host/Entry \"1\".cs"), sites.Single(s => s.Site == cache.Site));
        Assert.Equal(new SitePlace(cache.Arguments[0].Site, 5, 8, "Host/Entry \"1\".cs"), sites.Single(s => s.Site == cache.Arguments[0].Site));
        Assert.DoesNotContain(ModelMetadata.Sites, run.Source(GraphEmitter.HintName) + run.Source(JsonEmitter.HintName), StringComparison.Ordinal);
    }

    [Fact]
    public void No_path_of_this_machine_is_emitted()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("Program.cs", HostCompilation.Program("builder.AddParameter(\"p\"); builder.AddParameter(args[0]); builder.AddParameter(\"p\");")),
            ("../Elsewhere/Shared.cs", "class Shared { void Use() => DistributedApplication.CreateBuilder(); }")), Manifest);
        Assert.All(run.Result.GeneratedSources, s =>
        {
            Assert.DoesNotContain("/app", s.SourceText.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(":\\", s.SourceText.ToString(), StringComparison.Ordinal);
        });
        Assert.Contains(" Program.cs\n", run.Source(SitesEmitter.HintName), StringComparison.Ordinal);
    }

    [Fact]
    public void Sites_are_read_from_the_table_that_tools_read()
    {
        var assembly = GeneratorTestDriver.Run(HostCompilation.Program("builder.AddParameter(\"p\");\nbuilder.AddParameter(\"q\");")).Load();
        var table = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == ModelMetadata.Sites).Value!;
        Assert.Equal("1 2 9 Program.cs\n2 3 9 Program.cs", table);
        var model = (Binding.CompiledModel)assembly.GetType(KnownNames.GeneratedNamespace + ".AppModel")!
            .GetProperty("Compiled", BindingFlags.NonPublic | BindingFlags.Static)!
            .GetValue(null)!;
        Assert.Equal([new(1, "Program.cs", 2, 9), new(2, "Program.cs", 3, 9)], model.Sites());
    }

    [Fact]
    public void An_incomplete_graph_says_so() =>
        Assert.Contains("// INCOMPLETE: ", GeneratorTestDriver.Run(HostCompilation.Program("builder.AddParameter(args[0]);")).Source(GraphEmitter.HintName), StringComparison.Ordinal);

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.LatestMajor)]
    [InlineData(LanguageVersion.Preview)]
    public void Compiles_in_every_language_version_with_warnings_as_errors(LanguageVersion version)
    {
        var options = HostCompilation.ParseOptions.WithLanguageVersion(version).WithDocumentationMode(Microsoft.CodeAnalysis.DocumentationMode.Diagnose);
        foreach (var nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable })
        {
            var compilation = HostCompilation.Create(options, ("Program.cs", Quickstart));
            compilation = compilation.WithOptions(compilation.Options
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithNullableContextOptions(nullable)
                .WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItem("CS1591", ReportDiagnostic.Suppress)));
            GeneratorDriver driver = GeneratorTestDriver.CreateDriver([new AppHostGenerator().AsSourceGenerator()]).WithUpdatedParseOptions(options);
            driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
            Assert.Empty(diagnostics);
            Assert.Empty(output.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden && d.Id != "CS8019"));
        }
    }

    /// <summary>Keys become method names: none may collide with another one, or with what the emitted class uses.</summary>
    [Fact]
    public void Any_keys_make_distinct_methods()
    {
        string[] names =
        [
            "a-b", "ab", "AB2", "aB", "Ab2", "A-B2", "a1-b", "class", "Graph", "sites", "compiled", "host-directory", "app-model", "equals", "get-type", "to-string", "finalize",
            "resource", "Resource2", "model-value", "resource-kind", "wait-kind", "endpoint-property", "provenance-kind", "atom-kind", "resource-lifetime", "app-graph", "endpoint-declaration",
            "environment-variable", "reference-variables", "argument-entry", "wait-entry", "health-check-entry", "slot", "open-part", "condition", "project-launch", "http-endpoints-external",
            "equatable-array", "system", "apphostsdk", "AppHostSdk", "global", "new", "interceptors", "create-builder", "main", "program",
        ];
        var body = string.Join("\n", names.Select((name, i) => $"var r{i} = builder.AddProject<Projects.Api>(\"{name}\").WithHttpEndpoint(name: \"e{i}\").WithEnvironment(\"V\", \"x\").WithArgs(\"y\").WithHttpHealthCheck(\"/\").WithExternalHttpEndpoints();"))
            + "\nvar p = builder.AddParameter(\"last\"); r0.WaitForStart(r1).WaitForCompletion(r2, 3).WithReference(r3).WithReference(r4.GetEndpoint(\"e4\")).WithEnvironment(\"P\", p);";
        What_runs_is_what_tools_read(body);
    }

    private const string Manifest = "[host]\nname=Shop\ndirectory=../../..\n[project]\ntype=Projects.Api\nproject=../Api/Api.csproj\ntarget=../Api/bin/Api.dll\ncommand=../Api/bin/Api\nworkingDirectory=../Api\nframework=net10.0\n";
}
