using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Errors cannot be switched off; warnings can, and the graph stays incomplete all the same.</summary>
public class SuppressionTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "AHS0001", """builder.AddParameter("a"); builder.AddParameter([|"a"|]);""" },
        { "AHS0002", """builder.AddParameter([|"a b"|]);""" },
        { "AHS0003", """builder.AddProject<Projects.Api>("a").WithHttpEndpoint(name: [|"a b"|]);""" },
        { "AHS1001", """var a = builder.AddContainer("a", "x"); a.WaitFor([|a|]);""" },
        { "AHS1002", """var a = builder.AddContainer("a", "x"); var b = builder.AddContainer("b", "x").WaitFor(a); a.WaitFor([|b|]);""" },
        { "AHS1003", """builder.AddProject<Projects.Api>("a").[|WithHttpHealthCheck|]("/");""" },
        { "AHS1004", """builder.AddProject<Projects.Api>("a").WithHttpEndpoint(1).WithHttpsEndpoint([|1|]);""" },
        { "AHS1005", """builder.AddContainer("a", "x").[|WithHttpEndpoint|]();""" },
        { "AHS1006", """builder.AddProject<Projects.Api>("a", [|"x"|]);""" },
        { "AHS1007", """builder.[|AddProject<Projects.Library>|]("a");""" },
        { "AHS1010", """var a = builder.AddContainer("a", "x"); var b = builder.AddContainer("b", "x").WithParentRelationship(a); a.WithParentRelationship([|b|]);""" },
        { "AHS1011", """var a = builder.AddContainer("a", "x"); builder.AddResource(new Projects.Part("b", a.Resource)).WaitFor([|a|]);""" },
        { "AHS1012", """builder.AddProject<Projects.Api>("a").WithHttpEndpoint([|70000|]);""" },
        { "AHS1013", """builder.AddContainer("a", [|"Redis"|]);""" },
        { "AHS1014", """builder.AddContainer("a", "x").WithVolume("v", "/data").WithVolume("w", [|"/data"|]);""" },
        { "AHS1020", """var a = builder.[|AddResource|](new Made("a")); a.Resource.Text = ReferenceExpression.Create($"{a}"); class Made(string name) : Resource(name), IResourceWithConnectionString { public ReferenceExpression Text { get; set; } = null!; public ReferenceExpression ConnectionStringExpression => Text; }""" },
        { "AHS1021", """builder.AddExternalService("a", [|"/api"|]);""" },
        { "AHS1022", """builder.AddParameter("a", "x", publishValueAsDefault: [|true|], secret: true);""" },
        { "AHS1030", """builder.AddParameter("a").WithHealthCheck([|"ready"|]);""" },
        { "AHS1031", """builder.AddProject<Projects.Api>("a").WithReplicas([|0|]);""" },
        { "AHS1032", """builder.AddProject<Projects.Api>("a").WithHttpEndpoint(targetPort: [|80|]).WithReplicas(2);""" },
        { "AHS1040", """builder.AddContainer("a", "x").WithReference("b", new Uri("http://b")).WithReference([|"b"|], new Uri("http://c"));""" },
        { "AHS1041", """builder.AddContainer("a", "x").WithContainerName("c"); builder.AddContainer("b", "x").WithContainerName([|"c"|]);""" },
        { "AHS1042", """builder.AddContainer("a", "x").WithVolume([|"./v"|], "/data");""" },
        { "AHS1043", """builder.AddContainer("a", "x").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck("/", [|20|]);""" },
        { "AHS1044", """builder.AddContainer("a", "x").WithEndpoint(targetPort: 80, name: "e").WithHttpHealthCheck("/", endpointName: [|"e"|]);""" },
        { "AHS1045", """builder.AddContainer("a", "x").[|WithBuildArg|]("V", "1");""" },
        { "AHS1046", """var p = builder.AddParameter("p", secret: true); builder.AddDockerfile("a", ".").WithBuildArg("P", [|p|]);""" },
        { "AHS1047", """builder.AddContainer("a", "x"); builder.AddContainer("b", "x").WithContainerNetworkAlias([|"a"|]);""" },
        { "AHS1048", """builder.AddExecutable("a", "x", ".").WithEndpoint(8080, 3000, isProxied: [|false|]);""" },
        { "AHS1049", """builder.AddContainer("a", "x").WithHealthCheck("k").WithHealthCheck([|"k"|]);""" },
        { "AHS1050", """builder.AddContainer("a", "x").WithVolume("v", [|"data"|]);""" },
        { "AHS1051", """builder.AddContainer("a", "x").WithEnvironment([|"A=B"|], "c");""" },
        { "AHS1052", """builder.AddExecutable("a", [|""|], ".");""" },
        { "AHS1053", """builder.AddContainer("a", "x").WithEnvironment("A", [|"\0"|]);""" },
        { "AHS1054", """builder.AddContainer("a", "x").WithEndpoint(targetPort: 80, scheme: [|"http://"|]);""" },
        { "AHS1055", """builder.AddDockerfile("a", ".").WithBuildArg([|"V=1"|], "");""" },
        { "AHS1056", """builder.CreateDefaultPasswordParameter("p", special: false, minSpecial: [|1|]);""" },
        { "AHS1057", """builder.AddContainer("a", "x").WithRestartPolicy(RestartPolicy.Always, [|-1|]);""" },
        { "AHS1058", """var a = builder.AddContainer("a", "x"); builder.AddContainer("b", "x").WaitForCompletion(a, [|256|]);""" },
        { "AHS1059", """builder.[|AddResource|](new ContainerResource("a")).WithImageTag("1");""" },
        { "AHS1061", """builder.AddContainer("a", "x").WithMemoryLimit([|"1m"|]);""" },
        { "AHS4022", """builder.AddProject<Projects.Tool>("a", [|"tool"|]);""" },
    };

    /// <summary>Each is one error at its place whatever pragmas, attributes, <c>NoWarn</c> and <c>.editorconfig</c> say. <c>RunAnalyzers</c> is not for generators.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Nothing_silences_a_mistake(string id, string body)
    {
        var types = body.IndexOf(" class ", StringComparison.Ordinal);
        var (statements, own) = types < 0 ? (body, "") : (body[..types], body[types..]);
        var (program, span) = Marked.Read($"#pragma warning disable\n#pragma warning disable {id}\n" + HostCompilation.Program(statements) + own);
        var compilation = HostCompilation.Create(
            ("Program.cs", program),
            ("Library.cs", "namespace Projects { public sealed class Library : AppHostSdk.IProjectMetadata { public string ProjectPath => \"\"; } public sealed class Tool : AppHostSdk.IProjectMetadata { public string ProjectPath => \"\"; } public sealed class Part(string name, AppHostSdk.IResource parent) : AppHostSdk.Resource(name), AppHostSdk.IResourceWithParent, AppHostSdk.IResourceWithWaitSupport { public AppHostSdk.IResource Parent => parent; } }"));
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            compilation.Options.SpecificDiagnosticOptions.SetItem(id, ReportDiagnostic.Suppress)).WithSyntaxTreeOptionsProvider(new Silent()));

        compilation = compilation.AddSyntaxTrees(HostCompilation.Parse("GlobalSuppressions.cs", SuppressMessages(id)));

        var diagnostic = Assert.Single(GeneratorTestDriver.Run(compilation, "[host]\n[project]\ntype=Projects.Api\nproject=../Api/Api.csproj\n[project]\ntype=Projects.Library\nproject=../Library/Library.csproj\nlibrary=True\n[project]\ntype=Projects.Tool\nproject=../Tool/Tool.csproj\n", ("/app/Tool/Properties/launchSettings.json", """{"profiles":{"tool":{"commandName":"Executable"}}}""")).Diagnostics);

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.False(diagnostic.IsSuppressed);
        Assert.Equal(("Program.cs", span), (Path.GetFileName(diagnostic.Location.SourceTree?.FilePath), diagnostic.Location.SourceSpan));
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, diagnostic.Descriptor.CustomTags);
    }

    /// <summary>What the compiler cannot follow is a warning that attributes silence, and an error that they do not where a complete graph is asked for.</summary>
    [Theory]
    [InlineData("AHS2001", "foreach (var name in System.IO.Directory.GetFiles(\".\")) builder.AddParameter(name);")]
    [InlineData("AHS2002", "builder.AddParameter(args[0]);")]
    public void An_incomplete_graph_cannot_be_hidden_where_it_must_be_complete(string id, string body)
    {
        var compilation = HostCompilation.Create(
            ("Program.cs", $"#pragma warning disable\n#pragma warning disable {id}\n" + HostCompilation.Program(body)),
            ("GlobalSuppressions.cs", SuppressMessages(id)));
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            compilation.Options.SpecificDiagnosticOptions.SetItem(id, ReportDiagnostic.Suppress)).WithSyntaxTreeOptionsProvider(new Silent()));

        Assert.DoesNotContain(GeneratorTestDriver.Run(compilation).Diagnostics, d => !d.IsSuppressed);

        var error = Assert.Single(GeneratorTestDriver.Run(compilation, requireStaticModel: true).Diagnostics, d => d.Id == id);
        Assert.Equal((DiagnosticSeverity.Error, false), (error.Severity, error.IsSuppressed));
    }

    /// <summary>Every error has the tags that keep all ways of switching diagnostics off from it.</summary>
    [Fact]
    public void Every_error_is_beyond_attributes_and_configuration() =>
        Assert.All(
            DiagnosticCatalog.All.Where(d => d.DefaultSeverity == DiagnosticSeverity.Error),
            d => Assert.Superset(new HashSet<string> { WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler }, d.CustomTags.ToHashSet()));

    [Fact]
    public void Every_rule_has_its_mistake_here() =>
        Assert.Equal(RuleCatalog.All.Where(r => !r.IsInformation).Select(r => r.Id), Mistakes.Select(m => (string)m[0]));

    [Fact]
    public void A_warning_can_be_silenced_but_the_graph_is_incomplete()
    {
        var run = GeneratorTestDriver.Run("#pragma warning disable AHS2002\n" + HostCompilation.Program("builder.AddParameter(args[0]);"));
        Assert.DoesNotContain(run.Diagnostics, d => !d.IsSuppressed);
        Assert.False(run.Graph.IsComplete);
    }

    /// <summary>The attribute wherever it has an effect on top-level statements, and on what they are compiled to.</summary>
    private static string SuppressMessages(string id) => string.Concat(
        new[]
        {
            "", ", Scope = \"module\"", ", Scope = \"namespaceanddescendants\", Target = \"~N:\"", ", Scope = \"type\", Target = \"~T:Program\"",
            ", Scope = \"member\", Target = \"~M:Program.<Main>$(System.String[])\"",
        }.SelectMany(scope => new[] { "assembly", "module" }.Select(
            target => $"[{target}: System.Diagnostics.CodeAnalysis.SuppressMessage(\"x\", \"{id}:any\"{scope})]\n")));

    /// <summary>An <c>.editorconfig</c> that sets the severity of everything to none.</summary>
    private sealed class Silent : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            (severity = ReportDiagnostic.Suppress) == ReportDiagnostic.Suppress;

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            TryGetDiagnosticValue(null!, diagnosticId, cancellationToken, out severity);
    }
}
