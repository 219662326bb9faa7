using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>
/// What the compiler does not follow: one warning on the smallest expression that says it, an incomplete graph, and no guess
/// about what is missing.
/// </summary>
public class NotEvaluatedTests
{
    private const string Before = """
        var builder = DistributedApplication.CreateBuilder(args);
        var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public");
        """;

    /// <summary>A compiled library that knows the authoring API: what it does is not known.</summary>
    private static readonly MetadataReference Toolbox = HostCompilation.Library("Toolbox", """
        using AppHostSdk;
        namespace Toolbox { public static class Tools {
            public static void Keep(object anything) { }
        } }
        public static class ToolExtensions {
            public static IResourceBuilder<ContainerResource> AddTools(this IDistributedApplicationBuilder builder) => builder.AddContainer("tools", "tools");
            public static async System.Threading.Tasks.Task<IResourceBuilder<ContainerResource>> AddToolsAsync(this IDistributedApplicationBuilder builder) { await System.Threading.Tasks.Task.Yield(); return builder.AddContainer("tools", "tools"); }
            public static IResourceBuilder<T> WithTools<T>(this IResourceBuilder<T> builder) where T : IResourceWithArgs => builder.WithArgs("tools");
            public static bool HasTools(this IDistributedApplicationBuilder builder) => true;
        }
        """);

    /// <summary>Id, statements with the expected span in <c>[| |]</c>, further members of the program.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        { "AHS2001", """[|while (Environment.TickCount > 0)|] { builder.AddParameter("x"); }""", "" },
        { "AHS2001", """[|do|] { builder.AddParameter("x"); } while (Environment.TickCount < 0);""", "" },
        { "AHS2001", "[|goto end;|]\n#pragma warning disable CS0162\nbuilder.AddParameter(\"x\");\nend: Console.WriteLine();", "" },
        { "AHS2001", "again: builder.AddParameter(\"x\");\nif (args.Length > 5) [|goto again;|]", "" },
        { "AHS2001", """dynamic anything = builder; [|ParameterResourceBuilderExtensions.AddParameter(anything, "x", true)|];""", "" },
        { "AHS2002", "builder.AddParameter([|args[0]|]);", "" },
        { "AHS2002", "api.WithReference(api.GetEndpoint([|args[0]|]));", "" },
        { "AHS2002", """api.WithEndpoint(name: "p", protocol: [|(System.Net.Sockets.ProtocolType)3|]);""", "" },
        { "AHS2002", "api.WaitFor([|null|]!);", "" },
        { "AHS2002", "api.WithReference([|(EndpointReference)null!|]);", "" },
        { "AHS2002", "builder.AddParameter([|null|]!);", "" },
        { "AHS2002", """api.WithEnvironment([|null|]!, "x");""", "" },
        { "AHS2002", "IResourceBuilder<ParameterResource> dependency = null!; api.WaitFor([|dependency|]);", "" },
        { "AHS2002", """api.WaitFor([|(IResourceBuilder<IResource>)(object)"x"|]);""", "" },
        { "AHS2001", """[|foreach (var name in args)|] builder.AddParameter(name);""", "" },
        { "AHS2001", """[|foreach (var section in Microsoft.Extensions.Configuration.ConfigurationExtensions.AsEnumerable(builder.Configuration))|] { api.WithEnvironment(section.Key, "x"); }""", "" },
        { "AHS2001", """[|for (var i = 0; i < args.Length; i++)|] { builder.AddParameter($"p{i}"); }""", "" },
        { "AHS2001", """[|for (var i = 0; i < 3 && args.Length > i; i++)|] { builder.AddParameter($"p{i}"); }""", "" },
        { "AHS2005", """[|for (var i = 0; i < 100000; i++)|] { builder.AddParameter($"p{i}"); }""", "" },
        { "AHS2005", """Add(0); void Add(int n) { builder.AddParameter($"p{n}"); [|Add|](n + 1); }""", "" },
        { "AHS2001", """var own = [|new System.Threading.ThreadLocal<IResourceBuilder<ParameterResource>>(() => builder.AddParameter("x"))|]; api.WithEnvironment("P", own.Value!);""", "" },
        { "AHS2002", """[|Elsewhere.Builder|].AddParameter("x");""", "static class Elsewhere { public static readonly IDistributedApplicationBuilder Builder = null!; }" },
        { "AHS2002", """foreach (var name in new[] { "x", args[0] }) builder.AddParameter([|name|]);""", "" },
        { "AHS2003", """System.Threading.Tasks.Task.[|Run|](() => builder.AddParameter("x")).Wait();""", "" },
        { "AHS2003", """var names = new SortedSet<string>(args); System.Array.[|ForEach|](new[] { "a" }, name => builder.AddParameter(name));""", "" },
        { "AHS2003", "builder.[|AddTools|]();", "" },
        { "AHS2003", """builder.[|AddTools|]().WithArgs("x").WithArgs("y"); api.WithArgs("z");""", "" },
        { "AHS2003", """var tools = builder.[|AddTools|](); api.WaitFor(tools).WithReference(tools.GetEndpoint("x")); if (tools is IResourceBuilder<ProjectResource>) tools.WithArgs(tools.Resource.Name);""", "" },
        { "AHS2003", """api.[|WithTools|]().WithHttpEndpoint(name: "late").WithReference(api.GetEndpoint("late"));""", "" },
        { "AHS2003", """var tools = await builder.[|AddToolsAsync|](); api.WaitFor(tools);""", "" },
        { "AHS2003", """foreach (var b in new[] { builder }) b.[|AddTools|]();""", "" },
        { "AHS2003", "if (!builder.[|HasTools|]()) return;", "" },
        { "AHS2003", """object o = builder; Toolbox.Tools.[|Keep|](o);""", "" },
        { "AHS2003", """var anything = new { Builder = (object)builder }; Toolbox.Tools.[|Keep|](anything);""", "" },
        { "AHS2002", """([|(IResourceBuilder<ProjectResource>)(object)builder|]).WithArgs("x");""", "" },
        { "AHS2002", """([|(IDistributedApplicationBuilder)(object)api|]).AddParameter("x");""", "" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Is_one_warning_on_the_smallest_expression(string id, string body, string members)
    {
        var (program, span) = Marked.Read($"{Before}\n{body}\nbuilder.Build().Run();\n{members}");
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program)).AddReferences(Toolbox));
        var diagnostic = Expect.Only(run, id, span);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.False(run.Graph.IsComplete);
        Assert.Equal("api", run.Graph.Resources[0].Key);
    }

    [Fact]
    public void Is_an_error_where_the_graph_must_be_complete()
    {
        foreach (var (id, body, members) in Forms.Select(f => ((string)f[0], (string)f[1], (string)f[2])).DistinctBy(f => f.Item1))
        {
            var (program, span) = Marked.Read($"{Before}\n{body}\n{members}");
            var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program)).AddReferences(Toolbox), requireStaticModel: true);
            Assert.Equal(DiagnosticSeverity.Error, Expect.Only(run, id, span).Severity);
            Assert.False(run.Graph.IsComplete);
        }
    }

    [Fact]
    public void What_is_missing_is_not_guessed_but_what_is_wrong_is_found()
    {
        var run = GeneratorTestDriver.Run($"""
            {Before}
            var cache = builder.AddContainer("cache", "redis").WithEndpoint(name: "tcp");
            var names = builder.Configuration["Names"]!;
            foreach (var name in names) builder.AddParameter("p" + name);
            cache.WithReference(api.GetEndpoint("added-by-fill")).WithHttpHealthCheck("/");
            builder.AddParameter("API");
            api.WaitFor(cache);
            cache.WaitFor(api);
            """);
        Assert.Equal([("AHS2001", "foreach (var name in names)"), ("AHS0001", "\"API\""), ("AHS1002", "api")], run.Diagnostics.Select(d => (d.Id, DiagnosticText.At(d.Location))));
    }

    /// <summary>What does not reach the model is nobody's business.</summary>
    [Theory]
    [InlineData("foreach (var arg in args) { Console.WriteLine(arg); }")]
    [InlineData("for (var i = 0; i < 3; i++) { if (i == 1) continue; Console.WriteLine(builder.Configuration[\"x\"]); }")]
    [InlineData("while (Console.KeyAvailable) { Console.ReadKey(); }")]
    [InlineData("var connection = builder.Configuration[\"x\"] ?? \"none\"; Console.WriteLine(connection);")]
    [InlineData("if (args.Length > 3) { Console.WriteLine(\"usage\"); return; }")]
    [InlineData("if (string.IsNullOrEmpty(builder.Configuration[\"x\"])) throw new InvalidOperationException();")]
    [InlineData("try { Console.WriteLine(); } finally { Console.WriteLine(); }")]
    [InlineData("switch (args.Length) { case 0: Console.WriteLine(); break; default: goto case 0; }")]
    [InlineData("var names = from a in args where a.Length > 0 select a; Console.WriteLine(names.Count());")]
    [InlineData("Console.CancelKeyPress += (_, e) => e.Cancel = true;")]
    [InlineData("ArgumentNullException.ThrowIfNull(builder); if (api is null) throw new Exception();")]
    [InlineData("Console.WriteLine($\"{builder.AppHostDirectory}: {api.Resource.Name} {nameof(builder)}\");")]
    [InlineData("var x = (1, args.Length); x.Item1++; Console.WriteLine(x);")]
    [InlineData("void Log(string text) => Console.WriteLine(text + builder.AppHostDirectory); Log(\"x\");")]
    [InlineData("var mode = builder.ExecutionContext.IsRunMode ? \"run\" : \"publish\"; Console.WriteLine(mode);")]
    [InlineData("builder.Configuration[\"x\"] = \"y\"; builder.Configuration.Sources.Clear();")]
    [InlineData("var i = 0; again: i++; while (i < 3) { if (i == 2) goto done; i++; done: i++; }")]
    public void What_does_not_touch_the_model_is_legal(string body) =>
        Expect.Complete(GeneratorTestDriver.Run($"{Before}\n{body}\nbuilder.Build().Run();"));

    [Fact]
    public void A_second_builder()
    {
        var run = GeneratorTestDriver.Run($"{Before}\nvar second = DistributedApplication.CreateBuilder(args);\nsecond.AddParameter(\"x\");\nsecond.Build().Run();");
        var diagnostic = Expect.Only(run, "AHS2001", "CreateBuilder");
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("api", Expect.Names(run.Graph));
    }

    [Fact]
    public void A_builder_created_where_the_evaluation_does_not_come_by()
    {
        var (program, span) = Marked.Read("Console.WriteLine();\nclass Tests { static void Test() { var b = DistributedApplication.[|CreateBuilder|](); } }");
        var run = GeneratorTestDriver.Run(program);
        Expect.Only(run, "AHS2001", span);
        Assert.False(run.Graph.IsComplete);
    }

    [Theory]
    [InlineData("Setup.Run(args);", """static class Setup { public static void Run(string[] args) { DistributedApplication.CreateBuilder(args).AddParameter("x"); } }""")]
    [InlineData("new Setup().Run();", """class Setup { readonly IDistributedApplicationBuilder b = DistributedApplication.CreateBuilder(); public void Run() => b.AddParameter("x"); }""")]
    [InlineData("Run(); void Run() => DistributedApplication.CreateBuilder().AddParameter(\"x\");", "")]
    [InlineData("var b = Setup.Create(args); b.AddParameter(\"x\");", "static class Setup { public static IDistributedApplicationBuilder Create(string[] args) => DistributedApplication.CreateBuilder(args); }")]
    public void A_builder_created_in_a_function(string body, string members) =>
        Assert.Equal("x", Expect.Names(Expect.Complete(GeneratorTestDriver.Run($"{body}\n{members}"))));

    [Fact]
    public void CreateBuilder_as_a_delegate()
    {
        var run = GeneratorTestDriver.Run("Func<string[], IDistributedApplicationBuilder> create = DistributedApplication.CreateBuilder;\nvar b = create(args);\nb.AddParameter(\"x\");");
        Expect.Only(run, "AHS2001", "DistributedApplication.CreateBuilder");
    }

    [Fact]
    public void The_builder_in_a_field()
    {
        var run = GeneratorTestDriver.Run("class Program { static IDistributedApplicationBuilder b = null!; static void Main() { b = DistributedApplication.CreateBuilder(); b.AddParameter(\"x\"); Fill(); b.Build().Run(); } static void Fill() => b.AddParameter(\"y\"); }");
        Assert.Equal("x y", Expect.Names(Expect.Complete(run)));
    }
}
