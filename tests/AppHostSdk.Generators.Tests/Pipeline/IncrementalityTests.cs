using System.Collections.Immutable;
using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>An edit recomputes what it changes, and nothing else.</summary>
public class IncrementalityTests
{
    private const string Manifest = "[host]\nname=Shop\ndirectory=../../..\n[project]\ntype=Projects.Api\nproject=../Api/Api.csproj\ntarget=../Api/bin/Api.dll\ncommand=../Api/bin/Api\nworkingDirectory=../Api\nframework=net10.0\n";

    private static readonly string Program = HostCompilation.Program("""
        var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379);
        builder.AddProject<Projects.Api>("api").WaitFor(cache);
        """);

    private static readonly ImmutableArray<IncrementalStepRunReason> Reused = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    [Fact]
    public void Another_file_changes_nothing()
    {
        var run = Start();
        var edited = run.Edit(run.Input.AddSyntaxTrees(HostCompilation.Parse("Other.cs", "class Other { int field; }")));
        AssertReused(edited, GeneratorTestDriver.CachedSteps);
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(edited, Output.Graph));
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(edited, Output.Sites));
        AssertSameSources(run, edited, GraphEmitter.HintName, JsonEmitter.HintName, SitesEmitter.HintName);
    }

    [Fact]
    public void Another_file_may_change_what_the_program_means()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("Program.cs", HostCompilation.Program("builder.AddParameter(Names.Api);")),
            ("Names.cs", "static class Names { public const string Api = \"api\"; }")));
        var edited = run.Edit(run.Input.ReplaceSyntaxTree(run.Input.SyntaxTrees[1], HostCompilation.Parse("Names.cs", "static class Names { public const string Api = \"web\"; }")));
        Assert.Equal("web", Expect.Names(edited.Graph));
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("// a comment\n")]
    [InlineData("using System.Text;\n")]
    public void A_shifted_line_changes_only_positions(string before)
    {
        var run = Start();
        var edited = Edit(run, before + Program);
        AssertReused(edited, StepNames.Options, StepNames.Manifest, StepNames.Program, StepNames.Graph, StepNames.Findings);
        Assert.Equal(IncrementalStepRunReason.Modified, edited.ReasonOf(StepNames.Sites));
        AssertSameSources(run, edited, GraphEmitter.HintName, JsonEmitter.HintName);
        Assert.NotEqual(run.Source(SitesEmitter.HintName), edited.Source(SitesEmitter.HintName));
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(edited, Output.Graph));
    }

    [Theory]
    [InlineData("AddContainer(\"cache\", \"redis\")", "AddContainer(  \"cache\",\"redis\" /* x */)")]
    [InlineData("var cache", "var renamed")]
    [InlineData("\"cache\"", "\"ca\" + \"che\"")]
    public void What_means_the_same_gives_the_same_graph(string before, string after)
    {
        var run = Start();
        var edited = Edit(run, Program.Replace(before, after, StringComparison.Ordinal).Replace("WaitFor(cache)", after == "var renamed" ? "WaitFor(renamed)" : "WaitFor(cache)", StringComparison.Ordinal));
        AssertReused(edited, StepNames.Program, StepNames.Graph, StepNames.Findings);
        AssertSameSources(run, edited, GraphEmitter.HintName, JsonEmitter.HintName);
    }

    [Fact]
    public void A_renamed_resource_changes_the_graph_only()
    {
        var run = Start();
        var edited = Edit(run, Program.Replace("\"cache\"", "\"redis\"", StringComparison.Ordinal));
        Assert.Equal(IncrementalStepRunReason.Modified, edited.ReasonOf(StepNames.Program));
        Assert.Equal(IncrementalStepRunReason.Modified, edited.ReasonOf(StepNames.Graph));
        AssertReused(edited, StepNames.Options, StepNames.Manifest, StepNames.Sites, StepNames.Findings);
        Assert.Equal(IncrementalStepRunReason.Modified, ReasonOf(edited, Output.Graph));
    }

    [Fact]
    public void The_manifest_changes_what_it_says()
    {
        var run = Start();
        var edited = run.EditManifest(Manifest.Replace("net10.0", "net11.0", StringComparison.Ordinal));
        Assert.Equal(IncrementalStepRunReason.Modified, edited.ReasonOf(StepNames.Manifest));
        Assert.Equal(IncrementalStepRunReason.Modified, edited.ReasonOf(StepNames.Graph));
        AssertReused(edited, StepNames.Options, StepNames.Program, StepNames.Sites, StepNames.Findings);
        Assert.Equal("net11.0", edited.Graph.Projects[0].TargetFramework);
        Assert.Equal(("Shop", "net10.0"), (run.Graph.Application, run.Graph.Projects[0].TargetFramework));
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(edited, Output.Sites));
    }

    [Fact]
    public void A_key_that_this_version_does_not_know_changes_nothing()
    {
        var run = Start();
        var edited = run.EditManifest(Manifest.Replace("\n", "\r\n", StringComparison.Ordinal) + "future=1\n# comment\n");
        AssertReused(edited, GeneratorTestDriver.CachedSteps);
    }

    [Fact]
    public void A_mistake_moves_with_its_line()
    {
        var program = HostCompilation.Program("builder.AddParameter(\"a\");\nbuilder.AddParameter(\"a\");");
        var run = GeneratorTestDriver.Run(program);
        var edited = Edit(run, "\n" + program);
        Assert.Equal(
            Expect.Only(run, "AHS0001", "\"a\"").Location.GetLineSpan().StartLinePosition.Line + 1,
            Expect.Only(edited, "AHS0001", "\"a\"").Location.GetLineSpan().StartLinePosition.Line);
        Assert.Same(edited.Input.SyntaxTrees[0], edited.Diagnostics[0].Location.SourceTree);
        AssertReused(edited, StepNames.Findings);
    }

    [Fact]
    public void A_cancelled_run_leaves_the_driver_usable()
    {
        var compilation = HostCompilation.Create(("Program.cs", Program));
        var driver = GeneratorTestDriver.CreateDriver([new AppHostGenerator().AsSourceGenerator()]);
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => driver.RunGenerators(compilation, before.Token));

        // Cancelled from inside, when the generator asks for a text in the middle of its work.
        using var during = new CancellationTokenSource();
        var interrupted = driver.AddAdditionalTexts([new CancellingText(during)]);
        Assert.ThrowsAny<OperationCanceledException>(() => interrupted.RunGenerators(compilation, during.Token));

        foreach (var again in new[] { driver, interrupted })
        {
            var result = again.RunGenerators(compilation).GetRunResult().Results.Single();
            Assert.Null(result.Exception);
            Assert.Equal(3, result.GeneratedSources.Length);
        }
    }

    [Fact]
    public void One_generator_serves_two_compilations()
    {
        var generator = new AppHostGenerator().AsSourceGenerator();
        var hosts = Enumerable.Range(0, 8).Select(i => HostCompilation.Create(("Program.cs", HostCompilation.Program($"builder.AddParameter(\"p{i}\");")))).ToArray();
        var texts = new string[hosts.Length];
        Parallel.For(0, hosts.Length, i =>
        {
            var result = GeneratorTestDriver.CreateDriver([generator]).RunGenerators(hosts[i]).GetRunResult().Results.Single();
            texts[i] = result.GeneratedSources.Single(s => s.HintName == JsonEmitter.HintName).SourceText.ToString();
        });
        Assert.All(texts.Select((text, i) => (text, i)), t => Assert.Contains($"\"\"key\"\": \"\"p{t.i}\"\"", t.text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("builder.AddParameter(\"a b\"); builder.AddParameter(args[0]);")]
    [InlineData("builder.AddParameter(")]
    public void Outside_an_app_host_it_is_silent(string body)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", HostCompilation.Program(body))), requireStaticModel: true, isAppHost: false);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }

    private static GeneratorTestDriver Start() => GeneratorTestDriver.Run(Program, Manifest);

    private static GeneratorTestDriver Edit(GeneratorTestDriver run, string program) =>
        run.Edit(run.Input.ReplaceSyntaxTree(run.Input.SyntaxTrees[0], HostCompilation.Parse("Program.cs", program)));

    private static void AssertReused(GeneratorTestDriver run, params IEnumerable<string> steps) =>
        Assert.All(steps, step => Assert.Contains(run.ReasonOf(step), Reused));

    private static void AssertSameSources(GeneratorTestDriver run, GeneratorTestDriver edited, params string[] hintNames) =>
        Assert.All(hintNames, name => Assert.Equal(run.Source(name), edited.Source(name)));

    /// <summary>Why an output ran; they are in the order in which the generator registers them.</summary>
    private static IncrementalStepRunReason ReasonOf(GeneratorTestDriver run, Output output) =>
        run.Result.TrackedOutputSteps.Single().Value[(int)output].Outputs.Single().Reason;

    private enum Output
    {
        Graph,
        Sites,
        Diagnostics,
    }

    private sealed class CancellingText(CancellationTokenSource source) : AdditionalText
    {
        private bool _cancelled;

        public override string Path => HostCompilation.Directory + "obj/" + KnownNames.ManifestFile;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default)
        {
            if (!_cancelled)
            {
                _cancelled = true;
                source.Cancel();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return Microsoft.CodeAnalysis.Text.SourceText.From(Manifest, System.Text.Encoding.UTF8);
        }
    }
}
