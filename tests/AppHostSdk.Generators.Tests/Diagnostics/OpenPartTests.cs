using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>A part that is not known silences the rules about what it may change, and no others.</summary>
public class OpenPartTests
{
    private const string Before = """
        var builder = DistributedApplication.CreateBuilder(args);
        var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public");
        var web = builder.AddProject<Projects.Web>("web").WithHttpEndpoint(name: "public");
        """;

    [Theory]
    [InlineData("builder.Build(); builder.[|AddContainer|](\"c\", \"x\");")]
    [InlineData("var app = builder.Build(); foreach (var name in new[] { \"a\", \"b\" }) Add(name); app.Run(); void Add(string name) => builder.[|AddParameter|](name);")]
    [InlineData("if (args.Length > 0) { builder.Build().Run(); web.[|WaitFor|](api); return; }")]
    public void A_call_after_Build_is_said(string statements)
    {
        var (program, span) = Marked.Read($"{Before}\n{statements}\nbuilder.Build().Run();");
        var run = GeneratorTestDriver.Run(program);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("AHS2006", DiagnosticSeverity.Warning, span), (diagnostic.Id, diagnostic.Severity, diagnostic.Location.SourceSpan));
        Assert.True(run.Graph.IsComplete);
    }

    [Theory]
    [InlineData("if (args.Length > 0) builder.Build(); web.WaitFor(api);")]
    [InlineData("web.WithEnvironment(context => { api.WithReplicas(2); }); var app = builder.Build(); var url = api.GetEndpoint(\"public\"); app.Run();")]
    public void A_call_that_may_come_before_Build_is_not(string statements) =>
        Assert.DoesNotContain(GeneratorTestDriver.Run($"{Before}\n{statements}\nbuilder.Build().Run();").Diagnostics, d => d.Id == "AHS2006");

    [Theory]
    [InlineData("foreach (var name in names) builder.AddContainer(name, \"x\");")]
    [InlineData("while (missing) builder.AddContainer(\"c\", \"x\");")]
    [InlineData("string name = 5; builder.AddContainer(name, \"x\");")]
    [InlineData("int port = \"80\"; api.WithHttpEndpoint(port: port, name: \"other\");")]
    [InlineData("var names = Names(); builder.AddContainer(names[0], \"x\");")]
    [InlineData("web.WithReference(api.GetEndpoint(\"public\")).WithEnvironment(missing, \"x\");")]
    [InlineData("builder.AddContainer(missing ?? \"c\", \"x\").WaitFor(absent);")]
    public void What_does_not_compile_is_left_to_the_compiler(string statement)
    {
        var run = GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", $"{Before}\n{statement}\nbuilder.Build().Run();")));
        Assert.Empty(run.Diagnostics);
        Assert.Contains(run.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.False(run.Graph.IsComplete);
    }

    [Theory]
    [InlineData("api.WithHttpEndpoint(name: args[0]);")]
    [InlineData("api.WithEnvironment(args[0], \"x\");")]
    [InlineData("builder.AddContainer(args[0], \"x\").WithHttpEndpoint(targetPort: 80, name: \"admin\");")]
    [InlineData("api.WithReference(api.GetEndpoint(args[0]));")]
    [InlineData("foreach (var i in new[] { 1, 2 }) api.WithHttpEndpoint(name: args[0] + \"x\");")]
    public void The_others_are_checked(string open)
    {
        var (program, span) = Marked.Read($"{Before}\n{open}\nbuilder.AddContainer(\"c\", \"x\").WithEnvironment(\"A\", api.GetEndpoint(\"public\")).WithEnvironment(\"W\", web.GetEndpoint([|\"admin\"|]));\nbuilder.Build().Run();");
        var run = GeneratorTestDriver.Run(program);
        var mistake = Assert.Single(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(("AHS1003", span), (mistake.Id, mistake.Location.SourceSpan));
        Assert.All(run.Graph.OpenParts, part => Assert.NotNull(part.Resource));
    }

    [Theory]
    [InlineData("web.WithHttpEndpoint(name: args[0]);")]
    [InlineData("foreach (var service in new[] { api, web }) service.WithHttpEndpoint(name: args[0]);")]
    [InlineData("void Add(IResourceBuilder<ProjectResource> service) => service.WithHttpEndpoint(name: args[0]); Add(api); Add(web);")]
    [InlineData("foreach (var name in args) web.WithHttpEndpoint(name: name);")]
    [InlineData("foreach (var resource in builder.Resources) builder.CreateResourceBuilder((ProjectResource)resource).WithHttpEndpoint(name: \"admin\");")]
    [InlineData("var both = new List<IResourceBuilder<ProjectResource>> { api, web }; both[args.Length].WithHttpEndpoint(name: \"admin\");")]
    [InlineData("var names = new Dictionary<string, IResourceBuilder<ProjectResource>> { [\"w\"] = web }; names[args[0]].WithHttpEndpoint(name: \"admin\");")]
    [InlineData("Action<EndpointAnnotation> change = args.Length > 0 ? e => e.Port = 1 : null!; web.WithEndpoint(args[0], change);")]
    [InlineData("builder.CreateResourceBuilder<ProjectResource>(builder.Resources.OfType<ProjectResource>().Last()).WithHttpEndpoint(name: \"admin\");")]
    public void What_it_may_change_is_not(string open)
    {
        var run = GeneratorTestDriver.Run($"{Before}\n{open}\nbuilder.AddContainer(\"c\", \"x\").WithEnvironment(\"W\", web.GetEndpoint(\"admin\"));\nbuilder.Build().Run();");
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }
}
