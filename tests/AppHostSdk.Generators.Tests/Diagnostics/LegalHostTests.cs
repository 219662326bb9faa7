using AppHostSdk.Analyzers;
using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AppHostSdk.Tests;

/// <summary>Hosts without mistakes: the samples, and every host that tests execute (random ones have mistakes). What is said of them is advice at most.</summary>
public class LegalHostTests
{
    public static TheoryData<string> Names => [.. FuzzHosts.All.Where(h => !h.Name.StartsWith("half typed ", StringComparison.Ordinal) && !h.Name.StartsWith("random ", StringComparison.Ordinal)).Select(h => h.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_above_a_suggestion_is_said(string name)
    {
        var host = FuzzHosts.All.Single(h => h.Name == name);
        var compilation = host.Compilation;
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(t => t.FilePath.EndsWith("/Program.cs", StringComparison.Ordinal)), HostCompilation.Parse("Program.cs", host.Program));
        var run = GeneratorTestDriver.RunUnchecked(compilation);
        var analysis = run.Output.WithAnalyzers(
            [new AdviceAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], GeneratorTestDriver.Options),
                onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer threw.", exception),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));

        // Hosts that are executed up to Build() are not meant to run; some are about what comes after it.
        var said = run.Diagnostics.RemoveAll(d => d.Id == "AHS2006" && name.Contains("Build", StringComparison.Ordinal)).AddRange((await analysis.GetAnalyzerDiagnosticsAsync()).Where(d => d.Id != "AHS5021" || host.Program.Contains(".Run()", StringComparison.Ordinal)));
        Assert.DoesNotContain(run.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Contains(run.Result.GeneratedSources, s => s.HintName == GraphEmitter.HintName);
        Assert.True(said.All(d => d.Severity <= DiagnosticSeverity.Info), DiagnosticText.Of(said));
    }
}
