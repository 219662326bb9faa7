using AppHostSdk.Generators;

namespace AppHostSdk.Tests;

/// <summary>Every form of entry point that the language has.</summary>
public class EntryPointTests
{
    private const string Body = """
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddContainer("cache", "redis");
        """;

    [Theory]
    [InlineData(Body + "builder.Build().Run();")]
    [InlineData(Body + "await builder.Build().RunAsync();")]
    [InlineData(Body + "await builder.Build().RunAsync().ConfigureAwait(false);")]
    [InlineData(Body + "using var app = builder.Build(); app.Run();")]
    [InlineData(Body + "await using var app = builder.Build(); await app.RunAsync(CancellationToken.None);")]
    [InlineData(Body + "var app = builder.Build(); await app.StartAsync(); await app.StopAsync(); return 0;")]
    [InlineData("DistributedApplication.CreateBuilder().AddContainer(\"cache\", \"redis\");")]
    [InlineData("using static AppHostSdk.DistributedApplication;\nCreateBuilder(args).AddContainer(\"cache\", \"redis\");")]
    [InlineData("using App = AppHostSdk.DistributedApplication;\nApp.CreateBuilder(args: args).AddContainer(\"cache\", \"redis\");")]
    [InlineData("using Aspire.Hosting;\n" + Body + "builder.Build().Run();")]
    [InlineData("var options = new string[] { \"--x\" };\nvar builder = DistributedApplication.CreateBuilder(options);\nbuilder.AddContainer(\"cache\", \"redis\");")]
    [InlineData("class Program { static void Main(string[] args) { " + Body + "builder.Build().Run(); } }")]
    [InlineData("static class Program { private static int Main() { string[] args = []; " + Body + "builder.Build().Run(); return 0; } }")]
    [InlineData("class Program { static async Task Main(string[] args) { " + Body + "await builder.Build().RunAsync(); } }")]
    [InlineData("class Program { static async Task<int> Main(string[] args) { " + Body + "await builder.Build().RunAsync(); return 0; } }")]
    [InlineData("namespace My.Host;\ninternal sealed class Starter { public static void Main(string[] args) { " + Body + "builder.Build().Run(); } }")]
    [InlineData("namespace My { namespace Host { class Outer { class Inner { static void Main(string[] args) { " + Body + " } } } } }")]
    [InlineData("class Program { static void Main() => DistributedApplication.CreateBuilder().AddContainer(\"cache\", \"redis\").WithArgs(); }")]
    [InlineData("class Program { static void Main(string[] args) { " + Body + " } static void Main(int other) { } class Nested { void Main() { } } }")]
    public void Is_evaluated(string program)
    {
        var run = GeneratorTestDriver.Run("using System.Threading;\n" + program);
        Assert.Equal("cache", Expect.Names(Expect.Complete(run)));
        Assert.Single(run.Source(SitesEmitter.HintName).Split('\n'), line => line.TrimStart().StartsWith("[global::System.Runtime.CompilerServices.InterceptsLocation(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_entry_point_may_be_in_any_file()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("A.cs", "class A { static int Main = 1; static void Use() => Main++; }"),
            ("Host/Entry.cs", "class Entry { static void Main() { " + Body.Replace("args", "", StringComparison.Ordinal) + " } }"),
            ("Z.cs", "namespace Z { class Z { void Main(string[] args) { } } }")));
        Assert.Equal("cache", Expect.Names(Expect.Complete(run)));
        Assert.Contains(" Host/Entry.cs\"", run.Source(SitesEmitter.HintName), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_creates_no_builder_gets_nothing()
    {
        var run = GeneratorTestDriver.Run("Console.WriteLine(args.Length);");
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void Another_CreateBuilder_is_none_of_ours()
    {
        var run = GeneratorTestDriver.Run("Other.CreateBuilder(args);\nstatic class Other { public static void CreateBuilder(string[] args) { } }");
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void An_empty_host_has_an_empty_graph() =>
        Assert.True(Expect.Graph("").Resources.IsEmpty);
}
