using System.Collections.Immutable;
using AppHostSdk.Analyzers;
using AppHostSdk.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AppHostSdk.Tests;

/// <summary>Runs generator and analyzer over a host, as a compiler does, and applies code fixes, as an IDE does.</summary>
internal static class AdviceRun
{
    /// <summary>The host's first lines, before what a test is about.</summary>
    public const string Before = "var builder = DistributedApplication.CreateBuilder(args);\n";

    /// <summary>What the analyzer says of a host without mistakes.</summary>
    public static Task<ImmutableArray<Diagnostic>> OnAsync(GeneratorTestDriver run, params string[] enabled)
    {
        Assert.Empty(run.Diagnostics);
        return OnFaultyAsync(run, enabled);
    }

    /// <summary>What the analyzer says of any host.</summary>
    public static async Task<ImmutableArray<Diagnostic>> OnFaultyAsync(GeneratorTestDriver run, params string[] enabled)
    {
        Assert.DoesNotContain(run.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
        var options = run.Output.Options.WithSpecificDiagnosticOptions(run.Output.Options.SpecificDiagnosticOptions.AddRange(
            enabled.Select(id => new KeyValuePair<string, ReportDiagnostic>(id, ReportDiagnostic.Info))));
        var analysis = run.Output.WithOptions(options).WithAnalyzers(
            [new AdviceAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], new GeneratorTestDriver.HostOptionsProvider(isAppHost: true, requireStaticModel: false)),
                onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer threw.", exception),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The program after the only fix of the diagnostic, or <see langword="null"/> when there is none.</summary>
    public static async Task<string?> FixedAsync(GeneratorTestDriver run, Diagnostic diagnostic)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Host",
            "Host",
            LanguageNames.CSharp,
            compilationOptions: run.Input.Options,
            parseOptions: HostCompilation.ParseOptions,
            metadataReferences: run.Input.References));
        Document? program = null;
        foreach (var tree in run.Input.SyntaxTrees)
        {
            var document = project.AddDocument(Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath);
            project = document.Project;
            program = tree.FilePath == diagnostic.Location.SourceTree!.FilePath ? document : program is null ? null : project.GetDocument(program.Id);
        }

        var actions = new List<CodeAction>();
        await new AdviceCodeFix().RegisterCodeFixesAsync(new CodeFixContext(program!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        if (actions.Count == 0)
        {
            return null;
        }

        var change = Assert.Single(await Assert.Single(actions).GetOperationsAsync(CancellationToken.None));
        var changed = ((ApplyChangesOperation)change).ChangedSolution.GetDocument(program!.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }
}
