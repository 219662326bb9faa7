using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Mistakes that are made in some runs only: what excludes each other is legal, the rest says when.</summary>
public class ConditionalMistakeTests
{
    [Theory]
    [InlineData("""if (builder.ExecutionContext.IsRunMode) builder.AddContainer("db", "x"); else builder.AddParameter("db");""")]
    [InlineData("""if (builder.ExecutionContext.IsRunMode) builder.AddContainer("db", "x"); if (builder.ExecutionContext.IsPublishMode) builder.AddParameter("db");""")]
    [InlineData("""IResourceBuilder<IResource> db = builder.Configuration["Db"] == "x" ? builder.AddContainer("db", "x") : builder.AddParameter("db");""")]
    [InlineData("""switch (builder.Configuration["Db"]) { case "a": builder.AddContainer("db", "a"); break; case "b": builder.AddContainer("db", "b"); break; case "c": builder.AddParameter("db"); break; default: builder.AddExecutable("db", "x", "."); break; }""")]
    [InlineData("""IResourceBuilder<ContainerResource>? x = null; if (builder.Configuration["X"] == "1") x = builder.AddContainer("x", "x"); if (x is null) builder.AddParameter("x");""")]
    [InlineData("""void Add(string kind) { if (builder.Configuration["KIND"] != kind) return; builder.AddContainer("db", kind); } Add("a"); Add("b"); Add("c");""")]
    [InlineData("""string Kind() => builder.Configuration["Db:Kind"] ?? "a"; if (Kind() == "a") builder.AddContainer("db", "a"); if (builder.Configuration.GetSection("db")["kind"] == "b") builder.AddContainer("db", "b");""")]
    [InlineData("""var n = args.Length; if (n > 3) builder.AddContainer("db", "a"); if (3 >= args.Length) builder.AddContainer("db", "b");""")]
    public void Alternatives_of_one_name_are_legal(string body)
    {
        var run = Run(body);
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.True(run.Graph.IsComplete);
    }

    [Theory]
    [InlineData("""builder.AddContainer("db", "x"); if (builder.ExecutionContext.IsPublishMode) builder.AddParameter([|"db"|]);""", DiagnosticSeverity.Error, "publishing")]
    [InlineData("""IResourceBuilder<IResource> db = builder.Configuration["Db"] == "x" ? builder.AddContainer("db", "x") : builder.AddParameter("other"); if (builder.ExecutionContext.IsRunMode) builder.AddParameter([|"db"|]);""", DiagnosticSeverity.Warning, "running and configuration 'Db' is 'x'")]
    [InlineData("""switch (builder.Configuration["Db"]) { case "a": builder.AddContainer("db", "a"); break; case "b": builder.AddContainer("db", "b"); break; } if (builder.Configuration["Db"] != "a") builder.AddParameter([|"db"|]);""", DiagnosticSeverity.Error, "configuration 'Db' is 'b'")]
    [InlineData("""IResourceBuilder<ContainerResource>? x = null; if (builder.Configuration["X"] == "1") x = builder.AddContainer("x", "x"); if (builder.Configuration["Y"] is null) builder.AddParameter([|"x"|]);""", DiagnosticSeverity.Warning, "configuration 'X' is '1' and configuration 'Y' is not set")]
    public void One_that_does_not_exclude_the_other_is_a_mistake(string body, DiagnosticSeverity severity, string condition)
    {
        var (program, span) = Marked.Read("using Microsoft.Extensions.Configuration;\n" + HostCompilation.Program(body));
        var diagnostic = Expect.Only(GeneratorTestDriver.Run(program), "AHS0001", span);
        Assert.Equal(severity, diagnostic.Severity);
        Assert.EndsWith($" This happens when {condition}.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    /// <summary>
    /// Id and statements about which two tests decide, <c>one</c> and <c>two</c>: both together make the mistake, and no expression is
    /// reached under both.
    /// </summary>
    public static TheoryData<string, string> ByTwoTests => new()
    {
        {
            "AHS1003",
            """
            var idp = one ? builder.AddProject<Projects.Api>("idp-a").WithHttpsEndpoint() : builder.AddProject<Projects.Worker>("idp-b").WithHttpEndpoint().WithHttpsEndpoint();
            builder.AddProject<Projects.Web>("web").WithReference(idp.GetEndpoint(two ? "http" : "https"));
            """
        },
        {
            "AHS1003",
            """
            var idp = one ? builder.AddProject<Projects.Api>("idp-a").WithHttpsEndpoint() : builder.AddProject<Projects.Worker>("idp-b").WithHttpEndpoint().WithHttpsEndpoint();
            var endpoint = idp.GetEndpoint(two ? "http" : "https");
            builder.AddProject<Projects.Web>("web").WithEnvironment("URL", $"{endpoint}/v1");
            """
        },
        { "AHS1003", """(one ? a : b.WithHttpEndpoint(targetPort: 1, name: "x")).WithHttpHealthCheck(endpointName: two ? "x" : "http");""" },
        { "AHS1002", """(one ? a : b).WaitFor(two ? c : builder.AddContainer("d", "x")); c.WaitFor(a);""" },
        { "AHS1001", """(one ? a : b).WaitFor(two ? a : c);""" },
        { "AHS1014", """a.WithVolume("v", "/x"); (one ? a : b).WithVolume("w", two ? "/x" : "/y");""" },
        { "AHS1043", """a.WithHttpHealthCheck("/h"); (one ? a : b).WithHttpHealthCheck("/h", statusCode: two ? 201 : 200);""" },
        { "AHS1044", """a.WithEndpoint(targetPort: 1, name: "x"); b.WithHttpEndpoint(targetPort: 1, name: "x"); (one ? a : b).WithHttpHealthCheck(endpointName: two ? "x" : "http");""" },
        { "AHS1032", """var p = builder.AddProject<Projects.Api>("p").WithHttpEndpoint(targetPort: 81); var q = builder.AddProject<Projects.Web>("q"); (one ? p : q).WithReplicas(two ? 2 : 1);""" },
        { "AHS1041", """c.WithContainerName("c1"); (one ? a : c).WithContainerName(two ? "c1" : "c2");""" },
        { "AHS1004", """c.WithHttpEndpoint(port: 5000, targetPort: 80); (one ? a : c).WithHttpEndpoint(port: two ? 5000 : 5001);""" },
    };

    private static string OfTwoTests(string body, string one, string two) => "using Microsoft.Extensions.Configuration;\n" + HostCompilation.Program($$"""
        var (one, two) = ({{one}}, {{two}});
        var a = builder.AddContainer("a", "x").WithHttpEndpoint(targetPort: 80);
        var b = builder.AddContainer("b", "x").WithHttpEndpoint(targetPort: 80);
        var c = builder.AddContainer("c", "x");
        {{body}}
        """);

    [Theory]
    [MemberData(nameof(ByTwoTests))]
    public void What_it_takes_two_conditions_for_is_a_warning_and_what_one_expression_completes_an_error(string id, string body)
    {
        const string One = "builder.Configuration[\"One\"] == \"1\"";
        const string Two = "builder.Configuration[\"Two\"] == \"1\"";
        Check(One, Two, DiagnosticSeverity.Warning, "configuration 'One' is '1' and configuration 'Two' is '1'");
        Check(One, "true", DiagnosticSeverity.Error, "configuration 'One' is '1'");
        Check("true", Two, DiagnosticSeverity.Error, "configuration 'Two' is '1'");
        Check("true", "true", DiagnosticSeverity.Error, null);
        Check(One, "false", null, null);
        Check("false", Two, null, null);

        void Check(string one, string two, DiagnosticSeverity? severity, string? condition)
        {
            var diagnostics = GeneratorTestDriver.Run(OfTwoTests(body, one, two)).Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info).ToList();
            if (severity is null)
            {
                Assert.True(diagnostics.Count == 0, DiagnosticText.Of([.. diagnostics]));
                return;
            }

            Assert.True(diagnostics.Count == 1, $"{one} {two}: {DiagnosticText.Of([.. diagnostics])}");
            Assert.Equal((id, severity), (diagnostics[0].Id, diagnostics[0].Severity));
            Assert.EndsWith(condition is null ? "" : $" This happens when {condition}.", Expect.Message(diagnostics[0]), StringComparison.Ordinal);
        }
    }

    private const string Extension = """
        static class Waits
        {
            public static IResourceBuilder<T> WaitUnless<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> other, bool skip)
                where T : IResourceWithWaitSupport
            {
                if (skip) return builder;
                return builder.WaitFor(other);
            }
        }
        """;

    private static string ThreeWay(string third) => $$"""
        using Microsoft.Extensions.Configuration;
        var builder = DistributedApplication.CreateBuilder(args);
        var all = new Dictionary<string, IResourceBuilder<ContainerResource>>();
        void Add(string name) => all[name] = builder.AddContainer(name, "x");
        Add("a");
        Add("b");
        Add("c");
        void Connect(string from, string to) => all[from].WaitFor(all[to]);
        Connect("a", "b");
        all["b"].WaitUnless(all["c"], skip: false);
        {{third}}
        builder.Build().Run();
        """;

    [Fact]
    public void A_cycle_through_functions_and_a_dictionary()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", ThreeWay("""Connect("c", "a");""")), ("Waits.cs", Extension)));
        var diagnostic = Expect.Only(run, "AHS1002", "all[to]");
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains("would start: c → a → b → c. ", Expect.Message(diagnostic), StringComparison.Ordinal);
        Snapshot.Match(DiagnosticText.Of(run.Diagnostics));
    }

    [Theory]
    [InlineData("""if (builder.Configuration["Strict"] == "1") Connect("c", "a");""", DiagnosticSeverity.Error)]
    [InlineData("""if (builder.Configuration["Strict"] != "1") Connect("c", "a"); if (builder.Configuration["strict"] == "1") all["c"].WaitFor(all["a"]);""", DiagnosticSeverity.Error)]
    public void A_cycle_that_one_wait_always_completes_is_an_error(string third, DiagnosticSeverity severity)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", ThreeWay(third)), ("Waits.cs", Extension)));
        Assert.Equal(severity, Assert.Single(run.Diagnostics).Severity);
    }

    [Fact]
    public void A_cycle_whose_third_wait_excludes_the_second_is_none()
    {
        var program = ThreeWay("""string? Read() => builder.Configuration.GetSection("Strict").Value; if (Read() != "1") Connect("c", "a");""")
            .Replace("skip: false", "skip: builder.Configuration[\"strict\"] != \"1\"", StringComparison.Ordinal);
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program), ("Waits.cs", Extension)));
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.True(run.Graph.IsComplete);
    }

    [Fact]
    public void A_cycle_under_independent_conditions_is_a_warning()
    {
        var program = ThreeWay("""if (builder.Configuration["Other"] == "1") Connect("c", "a");""")
            .Replace("skip: false", "skip: builder.Configuration[\"strict\"] != \"1\"", StringComparison.Ordinal);
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program), ("Waits.cs", Extension)));
        var diagnostic = Expect.Only(run, "AHS1002", "all[to]");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Contains(" This happens when configuration 'Other' is '1' and configuration 'strict' is '1'.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_file_that_came_with_a_package_the_mistake_is_where_the_user_calls_it()
    {
        const string Package = """
            // <auto-generated/>
            static class Packaged
            {
                public static IResourceBuilder<ContainerResource> AddTool(this IDistributedApplicationBuilder builder) => AddIt(builder);
                static IResourceBuilder<ContainerResource> AddIt(IDistributedApplicationBuilder builder) => builder.AddContainer("tool", "x");
            }
            """;
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", HostCompilation.Program("builder.AddTool();\nbuilder.AddTool();")), ("Packaged.cs", Package)));
        var diagnostic = Expect.Only(run, "AHS0001", "AddTool");
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("2: AddTool; 5: \"tool\"; 4: AddIt", Expect.Also(diagnostic));
    }

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.Run("using Microsoft.Extensions.Configuration;\n" + HostCompilation.Described(body));
}
