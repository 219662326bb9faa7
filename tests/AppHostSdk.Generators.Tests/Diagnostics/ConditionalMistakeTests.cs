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
