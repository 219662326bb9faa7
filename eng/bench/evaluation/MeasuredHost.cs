using System.Collections.Immutable;
using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Bench;

/// <summary>What was edited since the generator ran last.</summary>
internal enum Edit
{
    /// <summary>It has not run yet.</summary>
    Cold,

    /// <summary>A file that the host does not use.</summary>
    Unrelated,

    /// <summary>A line feed at the top of the program.</summary>
    Whitespace,

    /// <summary>The name of a resource.</summary>
    Rename,
}

/// <summary>One host, to be bound by the compiler alone and to be run through the generator.</summary>
internal sealed class MeasuredHost
{
    private readonly string _program;
    private readonly CSharpCompilation _start;
    private readonly GeneratorDriver _cold;
    private readonly GeneratorDriver _warm;
    private int _edits;

    public MeasuredHost(HostKind kind, int count)
    {
        _program = HostText.Of(kind, count);
        _start = CSharpCompilation.Create(
            "Host",
            [Parse("Program.cs", _program), Parse("Helpers.cs", HostText.HelperFile), Parse("Other.cs", Other(0)), Parse("Implicit.cs", HostText.Implicit)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        _cold = CSharpGeneratorDriver.Create([new AppHostGenerator().AsSourceGenerator()], [], ParseOptions, new HostProperties());
        _warm = _cold.RunGenerators(_start);
        var result = _warm.GetRunResult().Results.Single();
        if (result.Exception is not null || !result.Diagnostics.IsEmpty || result.GeneratedSources.Length != 3)
        {
            throw new InvalidOperationException($"{kind} {count}: {result.Exception}{string.Join('\n', result.Diagnostics.Take(5))}");
        }

        Emitted = result.GeneratedSources.Sum(s => s.SourceText.Length);
    }

    /// <summary>The size of what is emitted, in characters.</summary>
    public int Emitted { get; }

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name is "netstandard.dll" or "AppHostSdk.Hosting.dll" or "AppHostSdk.Model.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static CSharpParseOptions ParseOptions { get; } = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", "AppHostSdk.Generated")]);

    /// <summary>A compilation of which nothing is bound yet.</summary>
    public CSharpCompilation Edited(Edit edit)
    {
        _edits++;
        var edited = edit switch
        {
            Edit.Unrelated => _start.ReplaceSyntaxTree(_start.SyntaxTrees[2], Parse("Other.cs", Other(_edits))),
            Edit.Whitespace => _start.ReplaceSyntaxTree(_start.SyntaxTrees[0], Parse("Program.cs", "\n" + _program)),
            Edit.Rename => _start.ReplaceSyntaxTree(_start.SyntaxTrees[0], Parse("Program.cs", _program.Replace("\"r1\"", $"\"s{_edits}\"", StringComparison.Ordinal))),
            _ => _start.Clone(),
        };

        // What every consumer of a compilation pays once: declarations and entry point.
        edited.GetEntryPoint(default);
        return edited;
    }

    /// <summary>Binds all bodies of the host and makes their operations, as the compiler would for anyone who asks.</summary>
    /// <param name="compilation">The host.</param>
    /// <param name="program">The semantic model of its program when it is to be used afterwards.</param>
    public static int Bind(CSharpCompilation compilation, SemanticModel? program = null)
    {
        var count = 0;
        foreach (var tree in compilation.SyntaxTrees.Take(2))
        {
            var model = tree == program?.SyntaxTree ? program : compilation.GetSemanticModel(tree);
            var root = tree.GetCompilationUnitRoot();
            IEnumerable<SyntaxNode> bodies = root.Members.OfType<GlobalStatementSyntax>().Any() ? [root] : root.DescendantNodes().OfType<MethodDeclarationSyntax>();
            foreach (var body in bodies)
            {
                count += model.GetOperation(body)!.DescendantsAndSelf().Count();
            }
        }

        return count;
    }

    /// <summary>Runs the generator: evaluation, graph, rules, emission.</summary>
    public GeneratorDriver Generate(CSharpCompilation compilation, Edit edit) =>
        (edit == Edit.Cold ? _cold : _warm).RunGenerators(compilation);

    private static SyntaxTree Parse(string name, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, "/app/host/" + name, System.Text.Encoding.UTF8);

    private static string Other(int edit) => $"class Other {{ int Value() {{ var x = {edit}; return x + 1; }} }}";

    private sealed class HostProperties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    /// <summary>The properties of an app host's project.</summary>
    internal sealed class Properties : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch
            {
                "build_property.IsAppHost" => "true",
                "build_property._AppHostProjectDirectory" => "/app/host/",
                _ => "",
            };
            return value.Length > 0;
        }
    }
}
