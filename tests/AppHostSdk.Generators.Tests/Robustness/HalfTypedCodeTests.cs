using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>An editor runs the generator on every keystroke: no text may make it fail, hang or change its mind.</summary>
public class HalfTypedCodeTests
{
    internal static readonly string[] Hosts =
    [
        """
        var builder = DistributedApplication.CreateBuilder(args);
        const string Name = "cache";
        var cache = builder.AddContainer(Name, "redis", tag: "7").WithEndpoint(targetPort: 6379, name: "tcp");
        var api = builder.AddProject<Projects.Api>($"{Name}-api")
            .WithHttpEndpoint(port: 5000)
            .WithEnvironment("CACHE", cache.GetEndpoint("tcp"))
            .WithArgs(["--x", "1"])
            .WaitFor(cache);
        cache.WaitFor(api);
        builder.Build().Run();
        """,
        """
        namespace Shop;
        internal static class Program
        {
            private static async Task Main(string[] args)
            {
                var builder = DistributedApplication.CreateBuilder(args);
                var secret = builder.AddParameter("secret", secret: true);
                if (true) { builder.AddExecutable("x", "c", "..", "a", "b").WithEnvironment("S", secret); } else { return; }
                foreach (var n in new[] { "a" }) builder.AddParameter(n);
                await using var app = builder.Build();
                await app.RunAsync();
            }
        }
        """,
        """
        var builder = DistributedApplication.CreateBuilder(args);
        string[] list = ["a", args[0]];
        void Fill(IDistributedApplicationBuilder b) => b.AddParameter("p" + list.Length);
        Action<string> add = name => builder.AddParameter(name);
        var (x, y) = (builder.AddParameter("x"), 1);
        try { Fill(builder); } catch (Exception e) when (e is not null) { goto end; }
        var z = args.Length switch { > 1 => x, _ => null } ?? x;
        end: ReferenceExtensions.WithArgs(builder: builder.AddContainer("c", "i"), args: list);
        """,
        """
        using Microsoft.Extensions.Configuration;
        var builder = DistributedApplication.CreateBuilder(args);
        var all = new Dictionary<string, IResourceBuilder<ProjectResource>> { ["x"] = builder.AddProject<Projects.Api>("x") };
        void Register<P>(string name, params string[] tags) where P : IProjectMetadata, new()
        {
            if (builder.Configuration[$"Services:{name}"] is "off" or null) return;
            all[name] = builder.AddProject<P>(typeof(P).Name.ToLowerInvariant()).Tag(tags);
        }
        Register<Projects.Api>("api", "a", "b");
        Register<Projects.Web>("web");
        IResourceBuilder<IResource>? db = (builder.Configuration["Db"] ?? "pg") switch
        {
            "pg" when builder.ExecutionContext.IsRunMode => builder.AddContainer("db", "pg"),
            "none" => null,
            _ => throw new InvalidOperationException(),
        };
        foreach (var (name, p) in all) if (db is not null && p is { Resource.Name: var n }) p.WaitFor(db).WithEnvironment("N", $"{n}-{name}");
        for (var i = 0; i < 2; i++) { if (args.Length > i) break; builder.AddContainer($"c{i}", "x"); }
        builder.Build().Run();
        static class Tags { public static IResourceBuilder<T> Tag<T>(this IResourceBuilder<T> b, string[] tags) where T : IResourceWithArgs => tags.Aggregate(b, (x, t) => x.WithArgs(t)); }
        """,
        """
        var builder = DistributedApplication.CreateBuilder(args);
        var part = new Web(builder, "web") { Port = 1 };
        var (a, b) = part.Add();
        try { a?.WithArgs(part.Name); b ??= builder.AddContainer("b", "x"); } catch (Exception) when (args.Length > 0) { return; } finally { Console.WriteLine(); }
        var query = (from x in new[] { a, b } where x != null select x.Resource.Name).ToList();
        Func<string, IEnumerable<string>> names = prefix => query.Select((q, i) => prefix + q + i);
        foreach (var name in names("p")) builder.AddParameter(name);
        switch (query) { case [var only]: builder.AddParameter(only); break; case [_, .., var last]: builder.AddParameter("l" + last.Length); break; }
        builder.Build();
        abstract record Part(IDistributedApplicationBuilder Builder, string Name) { public int Port { get; init; } public abstract (IResourceBuilder<ContainerResource>?, IResourceBuilder<ContainerResource>?) Add(); }
        record Web(IDistributedApplicationBuilder Builder, string Name) : Part(Builder, Name + "-part") { public override (IResourceBuilder<ContainerResource>?, IResourceBuilder<ContainerResource>?) Add() => (Builder.AddContainer(Name, "x").WithHttpEndpoint(Port), null); }
        static class Blocks { extension(IDistributedApplicationBuilder b) { public string Prefix => b.AppHostDirectory + "/x"; } }
        """,
    ];

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("APPHOST_TEST_LONG") == "1";

    /// <summary>Every host of the tests and samples after each token; in a short run after each seventh, beginning with another one per host.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_prefix(int part)
    {
        var hosts = FuzzHosts.All.Where(h => !h.Name.StartsWith("random", StringComparison.Ordinal)).ToList();
        for (var i = part; i < hosts.Count; i += 4)
        {
            var (host, tokens) = (hosts[i], Tokens(hosts[i].Program));
            var errors = Errors(GeneratorTestDriver.RunUnchecked(With(host, host.Program)));
            var step = IsLong || host.Name.StartsWith("half typed", StringComparison.Ordinal) ? 1 : 7;
            for (var length = i % step; length <= tokens.Count; length += step)
            {
                Survives(host, string.Concat(tokens.Take(length)), errors);
            }
        }
    }

    /// <summary>What the evaluator cannot follow in a text that is no C# is not worth a word: the compiler says where it is none.</summary>
    [Theory]
    [InlineData("foreach (var arg in args) builder.AddParameter(arg);", "")]
    [InlineData("foreach (var arg in args) builder.AddParameter(arg);", "builder.AddContainer(\"c\", ")]
    [InlineData("foreach (var arg in args) builder.AddParameter(arg);", "if (")]
    [InlineData("builder.AddParameter(Console.ReadLine()!);", "var x = ;")]
    [InlineData("builder.Build(); builder.AddParameter(\"late\");", "}")]
    public void Nothing_is_said_about_what_is_not_followed_in_it(string body, string halfTyped)
    {
        var run = GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", HostCompilation.Program(body + "\n" + halfTyped))));

        Assert.Equal(halfTyped.Length == 0, run.Diagnostics.Any(d => d.Id.StartsWith("AHS2", StringComparison.Ordinal)));
    }

    /// <summary>A name that does not exist yet is the compiler's matter: the evaluator finds nothing that it would not have found without.</summary>
    [Fact]
    public void Nothing_is_said_about_what_follows_from_a_name_that_does_not_exist()
    {
        var found = new List<string>();
        foreach (var text in Hosts)
        {
            var known = Ids(text);
            var names = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(n => n.Ancestors().Any(a => a is BlockSyntax or GlobalStatementSyntax or ArrowExpressionClauseSyntax))
                .Select(n => n.Identifier);
            foreach (var name in names)
            {
                var changed = text.Remove(name.SpanStart, name.Span.Length).Insert(name.SpanStart, "notThere");
                if (HostCompilation.Create(("Program.cs", changed)).GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
                {
                    found.AddRange(Ids(changed).Except(known).Select(id => $"{id} '{name.ValueText}' in {name.Parent!.Parent}"));
                }
            }
        }

        Assert.True(found.Count == 0, string.Join("\n", found));

        static List<string> Ids(string program) =>
        [
            .. GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", program))).Diagnostics
                .Select(d => d.Id)
                .Where(id => id.StartsWith("AHS2", StringComparison.Ordinal))
                .Distinct(),
        ];
    }

    [Fact]
    public void Nothing_is_said_about_a_builder_that_is_not_created_in_the_entry_point_yet()
    {
        const string Text = "class Hosts { void Make() { var builder = DistributedApplication.CreateBuilder(); } }\nclass Program { static void Main() { } }";
        Assert.Contains(GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", Text))).Diagnostics, d => d.Id == "AHS2001");
        Assert.Empty(GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", Text[..^1]))).Diagnostics);
    }

    private static List<string> Tokens(string program) =>
        [.. CSharpSyntaxTree.ParseText(program).GetRoot().DescendantTokens().Select(t => t.ToFullString())];

    private static CSharpCompilation With(FuzzHost host, string program) =>
        host.Compilation.ReplaceSyntaxTree(host.Compilation.SyntaxTrees[0], HostCompilation.Parse("Program.cs", program));

    private static HashSet<string> Errors(GeneratorTestDriver run) => [.. run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)];

    private static void Survives(FuzzHost host, string program, HashSet<string> errors)
    {
        var compilation = With(host, program);
        var first = GeneratorTestDriver.RunUnchecked(compilation);
        Assert.True(first.Result.Exception is null, $"{first.Result.Exception}\n{program}");
        Assert.DoesNotContain(first.Diagnostics, d => d.Id == "AHS2000");
        Assert.All(first.Diagnostics, d => Assert.NotNull(d.Location.SourceTree));
        if (compilation.SyntaxTrees[0].GetDiagnostics().Any())
        {
            // Whoever is still typing is not told of mistakes that the finished text does not have.
            Assert.True(Errors(first).IsSubsetOf(errors), $"{host.Name}: {DiagnosticText.Of(first.Diagnostics)}\n{program}");
        }

        if (program.Length % 3 == 0)
        {
            var second = GeneratorTestDriver.RunUnchecked(compilation.Clone());
            Assert.Equal(Texts(first), Texts(second));
        }

        // With what was emitted, the compiler finds no mistake that it would not have found without.
        Assert.DoesNotContain(first.Result.GeneratedSources, s => s.SyntaxTree.GetDiagnostics().Any());
    }

    private static IEnumerable<string> Texts(GeneratorTestDriver run) =>
        run.Result.GeneratedSources.Select(s => s.SourceText.ToString()).Concat(run.Diagnostics.Select(d => d.ToString()));
}
