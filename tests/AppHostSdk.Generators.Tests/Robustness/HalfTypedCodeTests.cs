using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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

    private static readonly CSharpCompilation Empty = HostCompilation.Create(("Program.cs", ""));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_prefix(int host)
    {
        var tokens = Tokens(Hosts[host]);
        for (var length = 0; length <= tokens.Count; length++)
        {
            Survives(string.Concat(tokens.Take(length)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutants(int host)
    {
        // Seeded: the same mutants in every run.
#pragma warning disable CA5394
        var random = new Random(20251121 + host);
        var original = Tokens(Hosts[host]);
        for (var i = 0; i < 100; i++)
        {
            var tokens = original.ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var (at, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
                switch (random.Next(4))
                {
                    case 0:
                        tokens.RemoveAt(at);
                        break;
                    case 1:
                        tokens.Insert(at, tokens[at]);
                        break;
                    case 2:
                        tokens.Insert(at, tokens[other]);
                        break;
                    default:
                        (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                        break;
                }
            }

            Survives(string.Concat(tokens));
        }
#pragma warning restore CA5394
    }

    private static List<string> Tokens(string program) =>
        [.. CSharpSyntaxTree.ParseText(program).GetRoot().DescendantTokens().Select(t => t.ToFullString())];

    private static void Survives(string program)
    {
        var compilation = Empty.ReplaceSyntaxTree(Empty.SyntaxTrees[0], HostCompilation.Parse("Program.cs", program));
        var first = GeneratorTestDriver.RunUnchecked(compilation);
        Assert.True(first.Result.Exception is null, $"{first.Result.Exception}\n{program}");
        Assert.DoesNotContain(first.Diagnostics, d => d.Id == "AHS2000");
        Assert.All(first.Diagnostics, d => Assert.NotNull(d.Location.SourceTree));

        var second = GeneratorTestDriver.RunUnchecked(compilation.Clone());
        Assert.Equal(Texts(first), Texts(second));

        // With what was emitted, the compiler finds no mistake that it would not have found without.
        Assert.DoesNotContain(first.Result.GeneratedSources, s => s.SyntaxTree.GetDiagnostics().Any());
    }

    private static IEnumerable<string> Texts(GeneratorTestDriver run) =>
        run.Result.GeneratedSources.Select(s => s.SourceText.ToString()).Concat(run.Diagnostics.Select(d => d.ToString()));
}
