using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>
/// What this version does not follow: one warning on the smallest expression that says it, an incomplete graph, and no guess
/// about what is missing.
/// </summary>
public class NotEvaluatedTests
{
    private const string Before = """
        var builder = DistributedApplication.CreateBuilder(args);
        var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public");
        """;

    /// <summary>Id, statements with the expected span in <c>[| |]</c>, further members of the program.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        { "AHS2001", """[|if (args.Length > 0)|] { builder.AddParameter("x"); api.WithArgs("y"); }""", "" },
        { "AHS2001", """[|if (builder.Configuration["x"] == "y")|] builder.AddParameter("x"); else builder.AddParameter("y");""", "" },
        { "AHS2001", """[|if (builder.ExecutionContext.IsRunMode)|] api.WithArgs("x");""", "" },
        { "AHS2001", """[|switch (args.Length)|] { case 0: builder.AddParameter("x"); break; default: api.WithArgs("y"); break; }""", "" },
        { "AHS2001", """[|for (var i = 0; i < 3; i++)|] { builder.AddParameter($"p{i}"); }""", "" },
        { "AHS2001", """[|foreach (var name in new[] { "a", "b" })|] builder.AddParameter(name);""", "" },
        { "AHS2001", """[|foreach (var (name, port) in new[] { ("a", 1) })|] { api.WithHttpEndpoint(port, name: name); }""", "" },
        { "AHS2001", """[|while (Environment.TickCount > 0)|] { builder.AddParameter("x"); }""", "" },
        { "AHS2001", """[|do|] { builder.AddParameter("x"); } while (Environment.TickCount < 0);""", "" },
        { "AHS2001", """[|try|] { builder.AddParameter("x"); } catch (Exception) { }""", "" },
        { "AHS2001", """[|lock (builder)|] { builder.AddParameter("x"); }""", "" },
        { "AHS2001", """[|using (var stream = new System.IO.MemoryStream())|] { builder.AddParameter("x"); }""", "" },
        { "AHS2001", "[|goto end;|]\n#pragma warning disable CS0162\nbuilder.AddParameter(\"x\");\nend: Console.WriteLine();", "" },
        { "AHS2001", "again: builder.AddParameter(\"x\");\nif (args.Length > 5) [|goto again;|]", "" },
        { "AHS2001", """var p = [|args.Length > 0 ? builder.AddParameter("x") : builder.AddParameter("y")|]; api.WithEnvironment("P", p);""", "" },
        { "AHS2001", """IResourceBuilder<ParameterResource>? none = null; var p = [|none ?? builder.AddParameter("x")|]; api.WithEnvironment("P", p);""", "" },
        { "AHS2001", """IResourceBuilder<ParameterResource>? none = null; [|none ??= builder.AddParameter("x")|]; api.WithEnvironment("P", none);""", "" },
        { "AHS2001", """[|api?.WithArgs("x")|];""", "" },
        { "AHS2001", """var p = [|args.Length switch { 0 => builder.AddParameter("x"), _ => builder.AddParameter("y") }|];""", "" },
        { "AHS2001", """var pair = [|(builder.AddParameter("x"), builder.AddParameter("y"))|]; api.WithEnvironment("P", pair.Item1);""", "" },
        { "AHS2001", """[|var (x, y) = (builder.AddParameter("x"), builder.AddParameter("y"))|];""", "" },
        { "AHS2001", "var box = [|new Box(builder)|]; box.Fill();", """class Box(IDistributedApplicationBuilder b) { public void Fill() => b.AddParameter("x"); }""" },
        { "AHS2001", "object o = builder; var box = [|new Box(o)|]; box.Fill();", """class Box(object b) { public void Fill() => ((IDistributedApplicationBuilder)b).AddParameter("x"); }""" },
        { "AHS2001", """var held = [|new { api }|]; held.api.WithArgs("x");""", "" },
        { "AHS2001", """Func<string, bool, IResourceBuilder<ParameterResource>> add = [|builder.AddParameter|]; add("x", true);""", "" },
        { "AHS2001", """var all = ([|from name in new[] { "a" } select builder.AddParameter(name)|]).ToList();""", "" },
        { "AHS2001", """dynamic anything = builder; [|AddResourceExtensions.AddParameter(anything, "x", true)|];""", "" },
        { "AHS2001", "var handles = new IResourceBuilder<ProjectResource>[1]; [|handles[0]|] = api;", "" },
        { "AHS2001", """[|Shared.Builder|] = builder; Shared.Fill(); Shared.Builder.AddParameter("y");""", """static class Shared { public static IDistributedApplicationBuilder? Builder; public static void Fill() => Builder!.AddParameter("x"); }""" },
        { "AHS2001", """[|Shared.Api|] = api; Shared.Fill(); Shared.Api.WithArgs("x").WithArgs("y"); Shared.Api.WithArgs("z");""", """static class Shared { public static IResourceBuilder<ProjectResource>? Api { get; set; } public static void Fill() => Api!.WithArgs("x"); }""" },
        { "AHS2001", """[|Shared.Fill|] = () => builder.AddParameter("x"); Shared.Fill();""", "static class Shared { public static Action? Fill; }" },
        { "AHS2002", "builder.AddParameter([|args[0]|]);", "" },
        { "AHS2002", """builder.AddContainer("x", [|builder.Configuration["image"] ?? "redis"|]).WithArgs("y");""", "" },
        { "AHS2002", """api.WithEnvironment("V", [|$"{args[0]}-x"|]);""", "" },
        { "AHS2002", """api.WithEnvironment("V", [|"x-" + args[0]|]);""", "" },
        { "AHS2002", """api.WithHttpEndpoint(port: [|args.Length > 0 ? 5000 : 6000|], name: "p");""", "" },
        { "AHS2002", """api.WithHttpEndpoint([|int.Parse("5000")|], name: "p");""", "" },
        { "AHS2002", "builder.AddParameter([|Shared.Name|]);", """static class Shared { public static readonly string Name = "x"; }""" },
        { "AHS2002", """var port = builder.Configuration.GetHashCode(); api.WithEndpoint(targetPort: [|port|], name: "p");""", "" },
        { "AHS2002", """api.WithArgs("a", [|args[0]|], "c");""", "" },
        { "AHS2002", """api.WithArgs(["a", [|args[0]|]]);""", "" },
        { "AHS2002", "api.WithArgs([|args|]);", "" },
        { "AHS2002", """api.WithArgs([|["a", .. args]|]);""", "" },
        { "AHS2002", "api.WithReference(api.GetEndpoint([|args[0]|]));", "" },
        { "AHS2002", """api.WithEndpoint(name: "p", protocol: [|(System.Net.Sockets.ProtocolType)3|]);""", "" },
        { "AHS2002", "api.WaitFor([|null|]!);", "" },
        { "AHS2002", "api.WithReference([|(EndpointReference)null!|]);", "" },
        { "AHS2002", "builder.AddParameter([|null|]!);", "" },
        { "AHS2002", """api.WithEnvironment([|null|]!, "x");""", "" },
        { "AHS2002", "IResourceBuilder<ParameterResource> dependency = null!; api.WaitFor([|dependency|]);", "" },
        { "AHS2002", """api.WaitFor([|(IResourceBuilder<IResource>)(object)"x"|]);""", "" },
        { "AHS2002", """([|(IResourceBuilder<ProjectResource>)(object)builder|]).WithArgs("x");""", "" },
        { "AHS2002", """([|(IDistributedApplicationBuilder)(object)api|]).AddParameter("x");""", "" },
        { "AHS2002", """var other = Elsewhere.Builder(); [|other|].AddParameter("x"); other.AddParameter("y"); other.Build();""", "static class Elsewhere { public static IDistributedApplicationBuilder Builder() => throw new NotSupportedException(); }" },
        { "AHS2002", """[|Elsewhere.Api()|].WithArgs("x").WithArgs("y");""", "static class Elsewhere { public static IResourceBuilder<ProjectResource> Api() => throw new NotSupportedException(); }" },
        { "AHS2002", "api.WaitFor([|Elsewhere.Api()|]);", "static class Elsewhere { public static IResourceBuilder<ProjectResource> Api() => throw new NotSupportedException(); }" },
        { "AHS2002", """[|Elsewhere.Builder|].AddParameter("x"); Elsewhere.Builder.AddParameter("y");""", "static class Elsewhere { public static readonly IDistributedApplicationBuilder Builder = null!; }" },
        { "AHS2003", "[|Fill|](builder);\nstatic void Fill(IDistributedApplicationBuilder b) => b.AddParameter(\"x\");", "" },
        { "AHS2003", "void Fill() => builder.AddParameter(\"x\");\n[|Fill|]();", "" },
        { "AHS2003", "void Fill() => builder.AddParameter(\"x\");\nvoid Outer() => Fill();\n[|Outer|]();", "" },
        { "AHS2003", "Elsewhere.[|Fill|](builder);", """static class Elsewhere { public static void Fill(IDistributedApplicationBuilder b) => b.AddParameter("x"); }""" },
        { "AHS2003", """api.[|Twice|]().WithArgs("x").WaitFor(api);""", "static class Elsewhere { public static IResourceBuilder<T> Twice<T>(this IResourceBuilder<T> b) where T : IResource => b; }" },
        { "AHS2003", "builder.[|Fill|]().Fill();", """static class Elsewhere { public static IDistributedApplicationBuilder Fill(this IDistributedApplicationBuilder b) { b.AddParameter("x"); return b; } }""" },
        { "AHS2003", """new List<string> { "a" }.[|ForEach|](name => builder.AddParameter(name));""", "" },
        { "AHS2003", """var all = new[] { "a" }.[|Select|](name => builder.AddParameter(name)).ToList(); api.WithEnvironment("P", all[0]);""", "" },
        { "AHS2003", """Action add = () => builder.AddParameter("x"); [|add|]();""", "" },
        { "AHS2003", """Elsewhere.[|Configure|](b => b.AddParameter("x"));""", "static class Elsewhere { public static void Configure(Action<IDistributedApplicationBuilder> configure) { } }" },
        { "AHS2003", "Elsewhere.[|Fill|]([api]);", "static class Elsewhere { public static void Fill(IEnumerable<IResourceBuilder<ProjectResource>> all) { } }" },
        { "AHS2003", "if (!Elsewhere.[|Fill|](builder)) return;", "static class Elsewhere { public static bool Fill(IDistributedApplicationBuilder b) => true; }" },
        { "AHS2003", """builder.AddParameter("p-" + Elsewhere.[|Name|](builder));""", """static class Elsewhere { public static string Name(IDistributedApplicationBuilder b) => ""; }""" },
        { "AHS2003", """api.WithEnvironment("V", $"{Elsewhere.[|Name|](builder)}");""", """static class Elsewhere { public static string Name(IDistributedApplicationBuilder b) => ""; }""" },
        { "AHS2003", "var list = new List<object>(); list.[|Add|](api);", "" },
        { "AHS2003", """api.[|Twice|]().Twice(builder.AddParameter("x"));""", "static class Elsewhere { public static IResourceBuilder<T> Twice<T>(this IResourceBuilder<T> b, object? o = null) where T : IResource => b; }" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Is_one_warning_on_the_smallest_expression(string id, string body, string members)
    {
        var (program, span) = Marked.Read($"{Before}\n{body}\nbuilder.Build().Run();\n{members}");
        var run = GeneratorTestDriver.Run(program);
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
            var run = GeneratorTestDriver.Run(program, requireStaticModel: true);
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
            Fill(builder);
            cache.WithReference(api.GetEndpoint("added-by-fill")).WithHttpHealthCheck("/");
            builder.AddParameter("API");
            api.WaitFor(cache);
            cache.WaitFor(api);
            static void Fill(IDistributedApplicationBuilder b) => b.AddParameter("x");
            """);
        Assert.Equal([("AHS2003", "Fill"), ("AHS0001", "\"API\""), ("AHS1002", "api")], run.Diagnostics.Select(d => (d.Id, DiagnosticText.At(d.Location))));
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

    [Theory]
    [InlineData("AHS2003", "Setup.[|Run|](args);", """static class Setup { public static void Run(string[] args) { DistributedApplication.CreateBuilder(args).AddParameter("x"); } }""")]
    [InlineData("AHS2003", "new Setup().[|Run|]();", """class Setup { readonly IDistributedApplicationBuilder b = DistributedApplication.CreateBuilder(); public void Run() => b.AddParameter("x"); }""")]
    [InlineData("AHS2001", "Run(); void Run() => DistributedApplication.[|CreateBuilder|]();", "")]
    [InlineData("AHS2001", "", "class Tests { static void Test() { var b = DistributedApplication.[|CreateBuilder|](); } }")]
    public void A_builder_created_elsewhere(string id, string body, string members)
    {
        var (program, span) = Marked.Read($"Console.WriteLine();\n{body}\n{members}");
        var run = GeneratorTestDriver.Run(program);
        Expect.Only(run, id, span);
        Assert.False(run.Graph.IsComplete);
    }

    [Fact]
    public void A_builder_created_elsewhere_and_used_here()
    {
        var run = GeneratorTestDriver.Run("var b = Setup.Create(args);\nb.AddParameter(\"x\");\nb.AddParameter(\"y\");\nb.Build().Run();\nstatic class Setup { public static IDistributedApplicationBuilder Create(string[] args) => DistributedApplication.CreateBuilder(args); }");
        Assert.Single(run.Diagnostics);
        Assert.False(run.Graph.IsComplete);
    }

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
        Expect.Only(run, "AHS2001", "b");
        Assert.False(run.Graph.IsComplete);
    }
}
