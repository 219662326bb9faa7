using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>An edit of a launch file recomputes what it changes, without an MSBuild run and without evaluating the program.</summary>
public class LaunchIncrementalityTests
{
    /// <summary>Steps that a launch file does not concern. The evaluation is asked for again and answers with what it has.</summary>
    private static readonly string[] Untouched = [StepNames.Options, StepNames.Manifest, StepNames.Evaluation, StepNames.Program, StepNames.Sites];

    [Fact]
    public void Another_port_changes_the_graph_only()
    {
        var run = Start();
        var edited = run.EditFile(LaunchHost.ApiSettings, LaunchHost.TwoProfiles.Replace("5080", "5090", StringComparison.Ordinal));
        Assert.Equal(5090, LaunchHost.Api(edited).Profiles[0].Urls[0].Port);
        AssertReason(edited, IncrementalStepRunReason.Cached, Untouched);
        AssertReason(edited, IncrementalStepRunReason.Cached, StepNames.Findings);
        AssertReason(edited, IncrementalStepRunReason.Modified, StepNames.LaunchData, StepNames.Projects, StepNames.Graph);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], FileReasons(edited));
        Assert.Equal(run.Source(SitesEmitter.HintName), edited.Source(SitesEmitter.HintName));
        Assert.NotEqual(run.Source(GraphEmitter.HintName), edited.Source(GraphEmitter.HintName));
    }

    [Theory]
    [InlineData("http://localhost:5080", " http://LOCALHOST:5080;", true)]
    [InlineData("\"commandName\"", "// comment\n\"launchBrowser\": true, \"commandName\"", false)]
    public void What_means_the_same_stops_at_its_step(string before, string after, bool differs)
    {
        var run = Start();
        var edited = run.EditFile(LaunchHost.ApiSettings, LaunchHost.TwoProfiles.Replace(before, after, StringComparison.Ordinal));
        if (differs)
        {
            // The spelling of the host is kept: what listens gets to see it.
            AssertReason(edited, IncrementalStepRunReason.Modified, StepNames.Projects);
            return;
        }

        AssertReason(edited, IncrementalStepRunReason.Cached, [StepNames.LaunchData, StepNames.Projects, StepNames.Graph, StepNames.Findings, .. Untouched]);
        Assert.Equal(run.Source(GraphEmitter.HintName), edited.Source(GraphEmitter.HintName));
    }

    [Fact]
    public void Mistake_comes_and_goes_with_the_edit()
    {
        var run = Start();
        var broken = run.EditFile(LaunchHost.ApiSettings, "{");
        Assert.Equal("AHS4001", Assert.Single(broken.Diagnostics).Id);
        AssertReason(broken, IncrementalStepRunReason.Cached, Untouched);
        var mended = broken.EditFile(LaunchHost.ApiSettings, LaunchHost.TwoProfiles);
        Assert.Empty(mended.Diagnostics);
        Assert.Equal(run.Graph, mended.Graph);
    }

    [Fact]
    public void Shifted_mistake_moves_and_leaves_the_graph_alone()
    {
        const string Wrong = """{"profiles":{"a":{"applicationUrl":"x"}}}""";
        var run = Start().EditFile(LaunchHost.ApiSettings, Wrong);
        var edited = run.EditFile(LaunchHost.ApiSettings, "\n\n" + Wrong);
        Assert.Equal(2, Assert.Single(edited.Diagnostics).Location.GetLineSpan().StartLinePosition.Line - run.Diagnostics[0].Location.GetLineSpan().StartLinePosition.Line);
        AssertReason(edited, IncrementalStepRunReason.Modified, StepNames.LaunchData);
        AssertReason(edited, IncrementalStepRunReason.Unchanged, StepNames.Projects);
        AssertReason(edited, IncrementalStepRunReason.Cached, StepNames.Graph);
    }

    [Fact]
    public void Edit_of_the_program_reads_no_launch_file()
    {
        var run = Start();
        var edited = run.Edit(run.Input.ReplaceSyntaxTree(
            run.Input.SyntaxTrees[0],
            HostCompilation.Parse("Program.cs", HostCompilation.Program("""builder.AddProject<Projects.Api>("other");"""))));
        Assert.Equal("other", Expect.Names(edited.Graph));
        AssertReason(edited, IncrementalStepRunReason.Cached, StepNames.LaunchData, StepNames.Projects);
        Assert.All(FileReasons(edited), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static GeneratorTestDriver Start() => LaunchHost.Run(
        """builder.AddProject<Projects.Api>("api").WithHttpHealthCheck();""",
        (LaunchHost.WebSettings, LaunchHost.TwoProfiles),
        (LaunchHost.ApiSettings, LaunchHost.TwoProfiles));

    private static IEnumerable<IncrementalStepRunReason> FileReasons(GeneratorTestDriver run) =>
        run.Result.TrackedSteps[StepNames.LaunchFiles].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static void AssertReason(GeneratorTestDriver run, IncrementalStepRunReason reason, params IEnumerable<string> steps) =>
        Assert.All(steps, step => Assert.Equal((step, reason), (step, run.ReasonOf(step))));
}
