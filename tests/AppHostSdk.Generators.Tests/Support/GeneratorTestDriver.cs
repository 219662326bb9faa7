using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Tests;

/// <summary>
/// Runs the generator the way a compiler does, and checks on every run what must hold for every program: a second run over a
/// copy of the compilation recomputes nothing that is cached; cached values hold nothing of Roslyn; a program that compiles
/// still compiles with what was emitted; the emitted JSON is the graph.
/// </summary>
internal sealed class GeneratorTestDriver
{
    /// <summary>Steps whose values are cached; the others carry locations on purpose.</summary>
    public static readonly ImmutableArray<string> CachedSteps =
        [StepNames.Options, StepNames.Manifest, StepNames.LaunchData, StepNames.Projects, StepNames.Program, StepNames.Graph, StepNames.Findings, StepNames.Sites];

    /// <summary>The properties of an app host's project.</summary>
    public static AnalyzerConfigOptionsProvider Options { get; } = new HostOptionsProvider(isAppHost: true, requireStaticModel: false);

    private readonly Lazy<ImmutableArray<Diagnostic>> _compilerDiagnostics;
    private readonly ImmutableArray<AdditionalText> _files;

    private GeneratorTestDriver(CSharpCompilation input, GeneratorDriver driver, ImmutableArray<AdditionalText> files, Compilation output)
    {
        _files = files;
        Input = input;
        Driver = driver;
        Output = output;
        _compilerDiagnostics = new(() => output.GetDiagnostics());
    }

    public CSharpCompilation Input { get; }

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    /// <summary>What the compiler itself says of the program with the emitted sources.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics => _compilerDiagnostics.Value;

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>What the generator reports, in the order of the program.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
        [.. Result.Diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];

    public AppGraph Graph => (AppGraph?)Value(StepNames.Graph) ?? throw new InvalidOperationException("No graph was made.");

    public static GeneratorTestDriver Run(string program, string? manifest = null, bool requireStaticModel = false) =>
        Run(HostCompilation.Create(("Program.cs", program)), manifest, requireStaticModel);

    /// <summary>A host with a manifest and launch files; their paths are absolute or relative to the host's directory.</summary>
    public static GeneratorTestDriver Run(string program, string manifest, params (string Path, string Text)[] files)
    {
        var run = RunUnchecked(program, manifest, files);
        run.AssertInvariants();
        return run;
    }

    /// <summary>The same without the checks that compile the whole program.</summary>
    public static GeneratorTestDriver RunUnchecked(string program, string manifest, params (string Path, string Text)[] files)
    {
        ImmutableArray<AdditionalText> texts = [.. files.Select(f => File(f.Path, f.Text))];
        var compilation = HostCompilation.Create(("Program.cs", program));
        return Run(CreateDriver([new AppHostGenerator().AsSourceGenerator()], manifest).AddAdditionalTexts(texts), texts, compilation);
    }

    public static GeneratorTestDriver Run(CSharpCompilation compilation, string? manifest = null, bool requireStaticModel = false, bool isAppHost = true)
    {
        var run = RunUnchecked(compilation, manifest, requireStaticModel, isAppHost);
        run.AssertInvariants();
        return run;
    }

    /// <summary>A host of several files with a manifest and a launch file.</summary>
    public static GeneratorTestDriver Run(CSharpCompilation compilation, string manifest, (string Path, string Text) file)
    {
        ImmutableArray<AdditionalText> texts = [File(file.Path, file.Text)];
        var run = Run(CreateDriver([new AppHostGenerator().AsSourceGenerator()], manifest).AddAdditionalTexts(texts), texts, compilation);
        run.AssertInvariants();
        return run;
    }

    /// <summary>Without the checks that compile the whole program: for many programs, or ones that do not compile.</summary>
    public static GeneratorTestDriver RunUnchecked(CSharpCompilation compilation, string? manifest = null, bool requireStaticModel = false, bool isAppHost = true) =>
        Run(CreateDriver([new AppHostGenerator().AsSourceGenerator()], manifest, requireStaticModel, isAppHost), [], compilation);

    /// <summary>A host whose project says more, by the names that the compiler gets.</summary>
    public static GeneratorTestDriver Run(CSharpCompilation compilation, string? manifest, params (string Name, string Value)[] properties)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new AppHostGenerator().AsSourceGenerator()],
            manifest is null ? [] : [Manifest(manifest)],
            HostCompilation.ParseOptions,
            new HostOptionsProvider(isAppHost: true, requireStaticModel: false, properties),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var run = Run(driver, [], compilation);
        run.AssertInvariants();
        return run;
    }

    /// <summary>A driver that has not run yet.</summary>
    public static GeneratorDriver CreateDriver(IEnumerable<ISourceGenerator> generators, string? manifest = null, bool requireStaticModel = false, bool isAppHost = true) =>
        CSharpGeneratorDriver.Create(
            generators,
            manifest is null ? [] : [Manifest(manifest)],
            HostCompilation.ParseOptions,
            new HostOptionsProvider(isAppHost, requireStaticModel),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The text of an emitted file.</summary>
    public string Source(string hintName) =>
        Result.GeneratedSources.Single(s => s.HintName == hintName).SourceText.ToString();

    /// <summary>The same driver on an edited compilation.</summary>
    public GeneratorTestDriver Edit(CSharpCompilation compilation) => Run(Driver, _files, compilation);

    /// <summary>The same driver on the same program with another manifest.</summary>
    public GeneratorTestDriver EditManifest(string manifest) => Run(Driver.ReplaceAdditionalTexts([Manifest(manifest), .. _files]), _files, Input);

    /// <summary>The same driver on the same program with another text in a launch file; the manifest and the other files stay.</summary>
    public GeneratorTestDriver EditFile(string path, string text)
    {
        var (old, file) = (_files.Single(f => f.Path == File(path, "").Path), File(path, text));
        return Run(Driver.ReplaceAdditionalText(old, file), _files.Replace(old, file), Input);
    }

    /// <summary>Why the outputs of a step are there.</summary>
    public IncrementalStepRunReason ReasonOf(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? runs.Single().Outputs.Single().Reason : throw new InvalidOperationException($"Step {step} did not run.");

    /// <summary>Why each emitted file is there, by the order of the outputs.</summary>
    public ImmutableArray<IncrementalStepRunReason> SourceOutputReasons =>
        [.. Result.TrackedOutputSteps.SelectMany(o => o.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>The emitted program as a loadable assembly.</summary>
    public Assembly Load() => Assembly.Load(Image());

    /// <summary>The emitted program as a file.</summary>
    public byte[] Image()
    {
        using var image = new MemoryStream();
        var result = Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    private static GeneratorTestDriver Run(GeneratorDriver driver, ImmutableArray<AdditionalText> files, CSharpCompilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorTestDriver(compilation, driver, files, output);
    }

    private static InMemoryText Manifest(string text) => new(HostCompilation.Directory + "obj/" + KnownNames.ManifestFile, text);

    private static InMemoryText File(string path, string text) => new(path.StartsWith('/') ? path : HostCompilation.Directory + path, text);

    private object? Value(string step) => Result.TrackedSteps[step].Single().Outputs.Single().Value;

    private void AssertInvariants()
    {
        Assert.Null(Result.Exception);

        // The compiler goes by the default: with an error as the default of a warning it writes no assembly, and says nothing.
        Assert.All(Result.Diagnostics, d => Assert.Equal(d.DefaultSeverity, d.Severity));
        AssertSecondRunRecomputesNothing();
        foreach (var step in CachedSteps)
        {
            AssertFreeOfRoslyn(Value(step), step, []);
        }

        if (Input.GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error))
        {
            var written = Result.GeneratedSources.Select(s => s.SyntaxTree).ToHashSet();
            var problems = CompilerDiagnostics
                .Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && written.Contains(tree)))
                .ToList();
            Assert.True(problems.Count == 0, $"The emitted sources do not compile:\n{string.Join('\n', problems)}\n\n{string.Join("\n\n", Result.GeneratedSources.Select(s => s.SourceText))}");
        }

        if (Result.GeneratedSources.Any(s => s.HintName == GraphEmitter.HintName))
        {
            Assert.Equal(Graph, GraphJson.Read(GraphJson.Write(Graph)));
        }
    }

    private void AssertSecondRunRecomputesNothing()
    {
        var again = Driver.RunGenerators(Input.Clone()).GetRunResult().Results.Single();
        foreach (var step in CachedSteps)
        {
            Assert.All(
                again.TrackedSteps[step].SelectMany(s => s.Outputs),
                output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step} was {output.Reason}"));
        }

        Assert.Equal(
            Result.GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString())),
            again.GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString())));
    }

    /// <summary>Walks an object and fails on anything that would keep a compilation alive.</summary>
    private static void AssertFreeOfRoslyn(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value is string || value is Enum || !seen.Add(value))
        {
            return;
        }

        Assert.False(value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or SemanticModel or IOperation or Diagnostic, $"{path} holds {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                AssertFreeOfRoslyn(item, path + "[]", seen);
            }
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertFreeOfRoslyn(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
    }

    /// <summary>What MSBuild tells a compiler about an app host.</summary>
    internal sealed class HostOptionsProvider(bool isAppHost, bool requireStaticModel, params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(new(properties.Select(p => KeyValuePair.Create(p.Name, p.Value)))
        {
            [KnownNames.IsAppHostProperty] = isAppHost ? "true" : "",
            [KnownNames.RequireStaticModelProperty] = requireStaticModel ? "true" : "false",
            [KnownNames.ProjectDirectoryProperty] = Uri.EscapeDataString(HostCompilation.Directory),
        });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
