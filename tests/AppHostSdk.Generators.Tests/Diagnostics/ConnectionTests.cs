using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Mistakes in connection strings, expressions and what comes from outside, on the expression that makes them.</summary>
public class ConnectionTests
{
    private const string Types = """
        public class Made(string name) : Resource(name), IResourceWithConnectionString
        {
            public ReferenceExpression Text { get; set; } = ReferenceExpression.Create($"none");
            public ReferenceExpression ConnectionStringExpression => Text;
        }

        public class Server(string name) : ContainerResource(name), IResourceWithConnectionString
        {
            public EndpointReference Primary => new(this, "tcp");
            public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Primary.Property(EndpointProperty.HostAndPort)}");
        }
        """;

    [Fact]
    public void A_circle_of_connection_strings_is_on_the_resource_added_last_with_its_way()
    {
        var diagnostic = Expect.Only(
            Run("""
                var a = builder.AddResource(new Made("a"));
                var b = builder.AddConnectionString("b", ReferenceExpression.Create($"{a};b"));
                var c = builder.AddConnectionString("c", ReferenceExpression.Create($"{b};c"));
                a.Resource.Text = ReferenceExpression.Create($"{c:uri}");
                """),
            "AHS1020",
            "AddConnectionString");
        Assert.StartsWith("These connection strings need each other, so none of them has a value: c → b → a → c.", Expect.Message(diagnostic), StringComparison.Ordinal);
        Assert.Equal((DiagnosticSeverity.Error, "3: AddConnectionString; 2: AddResource"), (diagnostic.Severity, Expect.Also(diagnostic)));
    }

    [Fact]
    public void A_redirection_breaks_the_circle_of_the_expression_that_it_replaces() => Expect.Complete(Run("""
        var a = builder.AddResource(new Made("a"));
        a.Resource.Text = ReferenceExpression.Create($"{a}");
        a.WithConnectionStringRedirection(builder.AddConnectionString("b").Resource);
        """));

    [Fact]
    public void A_circle_of_redirections_is_on_the_last_call()
    {
        var diagnostic = Expect.Only(
            Run("""
                var a = builder.AddConnectionString("a");
                var b = builder.AddConnectionString("b");
                a.WithConnectionStringRedirection(b.Resource);
                b.WithConnectionStringRedirection(a.Resource);
                """),
            "AHS1020",
            "a.Resource");
        Assert.Equal(4, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_circle_that_needs_two_settings_is_a_warning_with_its_condition()
    {
        var diagnostic = Expect.Only(
            Run("""
                var a = builder.AddResource(new Made("a"));
                var b = builder.AddConnectionString("b");
                if (builder.Configuration["A"] == "1") a.Resource.Text = ReferenceExpression.Create($"{b}");
                if (builder.Configuration["B"] == "1") b.WithConnectionStringRedirection(a.Resource);
                """),
            "AHS1020",
            "a.Resource");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.EndsWith("This happens when configuration 'A' is '1' and configuration 'B' is '1'.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_that_no_run_has_is_none()
    {
        var run = Run("""
            var a = builder.AddResource(new Made("a"));
            var b = builder.AddConnectionString("b");
            if (builder.ExecutionContext.IsRunMode) a.Resource.Text = ReferenceExpression.Create($"{b}");
            if (builder.ExecutionContext.IsPublishMode) b.WithConnectionStringRedirection(a.Resource);
            """);
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        ExecutedHost.InEveryWay(run);
    }

    [Theory]
    [InlineData("""api.WithEnvironment("A", $"x{api.GetEndpoint("[|admin|]")}{api.GetEndpoint("http")}");""")]
    [InlineData("""api.WithEnvironment("A", api.GetEndpoint("[|admin|]").Property(EndpointProperty.Port));""")]
    [InlineData("""api.WithArgs("x", ReferenceExpression.Create($"--url={api.GetEndpoint("http")},{api.GetEndpoint("[|admin|]").Property(EndpointProperty.Port)}"));""")]
    [InlineData("""var inner = ReferenceExpression.Create($"{api.GetEndpoint("[|admin|]")}/x"); api.WithEnvironment("A", $"{inner}{inner:uri}");""")]
    [InlineData("""builder.AddConnectionString("made", e => e.Append($"{api.GetEndpoint("[|admin|]")};x"));""")]
    [InlineData("""var x = builder.AddResource(new Made("x")); x.Resource.Text = ReferenceExpression.Create($"{api.GetEndpoint("[|admin|]")};x");""")]
    public void An_endpoint_that_does_not_exist_is_found_in_an_expression(string body)
    {
        var (program, span) = Marked.Read(HostCompilation.Program("""var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint();""" + body));
        var name = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(span.Start - 1, span.End + 1);
        Expect.Only(GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program), ("Types.cs", Types))), "AHS1003", name);
    }

    [Fact]
    public void An_endpoint_that_a_resource_type_is_wrong_about_is_where_the_type_names_it()
    {
        var diagnostic = Expect.Only(Run("""builder.AddResource(new Server("pg")).WithImage("x").WithEndpoint(targetPort: 1, name: "main");"""), "AHS1003", "\"tcp\"");
        Assert.Equal("Types.cs", Path.GetFileName(diagnostic.Location.SourceTree!.FilePath));
        Assert.Contains("'pg' has no endpoint named 'tcp'; it has 'main'.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_for_a_connection_string_waits_for_what_is_in_it()
    {
        var diagnostic = Expect.Only(
            Run("""
                var server = builder.AddResource(new Server("server")).WithImage("x").WithEndpoint(targetPort: 1, name: "tcp");
                var made = builder.AddConnectionString("made", ReferenceExpression.Create($"{server};x"));
                var api = builder.AddProject<Projects.Api>("api").WaitFor(made);
                server.WaitFor(api);
                """),
            "AHS1002",
            "api");
        Assert.Contains("server → api → made → server", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""builder.AddExternalService("x", [|"/v1"|]);""", "it is not absolute")]
    [InlineData("""builder.AddExternalService("x", [|"https://e.example.com/?a=1"|]);""", "it has a query")]
    [InlineData("""builder.AddExternalService("x", [|new Uri("https://e.example.com/#top")|]);""", "it has a fragment")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithReference("x", [|new Uri("v1", UriKind.Relative)|]);""", null)]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithReference("x", [|new Uri("https://e.example.com/?a=1")|]);""", "it has a query")]
    public void An_address_that_others_cannot_be_told(string body, string? problem)
    {
        var (program, span) = Marked.Read(HostCompilation.Program(body));
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program)));
        if (problem is null)
        {
            // Not a text that is known here: the run time looks at it.
            Assert.Empty(run.Diagnostics);
            Assert.Single(run.Graph.Slots);
            return;
        }

        Assert.Contains($"cannot be used as an address: {problem}.", Expect.Message(Expect.Only(run, "AHS1021", span)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_endpoint_with_a_port_only_is_worth_a_word()
    {
        var diagnostic = Expect.Only(Run("""builder.AddContainer("cache", "redis").WithEndpoint(port: 6379, name: "tcp").WithHttpEndpoint(80, 8080);"""), "AHS5020", "6379");
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
    }

    [Theory]
    [InlineData("""var all = new List<EndpointReference>(); foreach (var x in System.IO.Directory.GetFiles(".")) all.Add(null!); builder.AddProject<Projects.Api>("api").WithEnvironment("A", $"x{[|all[0]|]}");""")]
    [InlineData("""EndpointReference? none = null; Load(out none!); builder.AddProject<Projects.Api>("api").WithEnvironment("A", $"{"b"}{[|none|]}"); static void Load(out EndpointReference e) => e = (EndpointReference)Activator.CreateInstance(typeof(object))!;""")]
    public void A_hole_of_which_nothing_is_known_is_the_part_that_is_open(string body)
    {
        var (program, span) = Marked.Read(HostCompilation.Program(body));
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program)));
        Expect.Only(run, "AHS2002", span);
        Assert.False(run.Graph.IsComplete);
    }

    private static GeneratorTestDriver Run(string body) =>
        GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", HostCompilation.Described(body)), ("Types.cs", Types)));
}
