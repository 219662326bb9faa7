using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>
/// The pipeline and nothing else: options and manifest in, evaluation of the entry point, graph, rules; out come sources and
/// diagnostics. The evaluation runs on every edit, because any file may change what the program means; everything after it is
/// equal by value and stops there when nothing changed. Diagnostics carry real locations and are therefore never cached, which
/// keeps them in the right place and lets <c>#pragma</c> work (the two-pipeline form of dotnet/runtime#124994).
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AppHostGenerator : IIncrementalGenerator
{
    /// <summary>What was evaluated in a compilation, for as long as somebody else holds that.</summary>
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxNode, EvaluationResult>> Evaluations = new();

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider
            .Select((provider, _) => HostOptions.Read(provider.GlobalOptions))
            .WithTrackingName(StepNames.Options);

        var failures = options.Select((_, _) => default(EquatableArray<string>));

        var manifest = context.AdditionalTextsProvider
            .Where(file => Path.GetFileName(file.Path) == KnownNames.ManifestFile)
            .Select((file, cancellation) => Outcome.Of(() => HostManifest.Parse(file.GetText(cancellation)?.ToString() ?? ""), null!))
            .Collect()
            .SelectAll(ref failures)
            .Select((manifests, _) => manifests.IsEmpty ? null : manifests[0])
            .WithTrackingName(StepNames.Manifest);

        var launchFiles = context.AdditionalTextsProvider
            .Where(file => LaunchFile.IsOne(file.Path))
            .Select((file, cancellation) => Outcome.Of(() => LaunchFile.Read(file.Path, file.GetText(cancellation)?.ToString()), LaunchFile.Read(file.Path, null)))
            .WithTrackingName(StepNames.LaunchFiles)
            .Collect()
            .SelectAll(ref failures);

        var launchData = manifest
            .Combine(launchFiles)
            .Combine(options)
            .SelectSafely(
                all => LaunchFiles.Join(all.Left.Left?.Projects ?? default, all.Left.Right, all.Right.ProjectDirectory),
                new LaunchData(default, default),
                StepNames.LaunchData,
                ref failures);

        var projects = launchData
            .Select((data, _) => data.Projects)
            .WithTrackingName(StepNames.Projects);

        var evaluation = context.SyntaxProvider
            .CreateSyntaxProvider(IsEntryPoint, Evaluate)
            .Collect()
            .Select((results, _) => results.FirstOrDefault(r => r is { CreatesBuilder: true }) ?? results.FirstOrDefault(r => r is not null))
            .WithTrackingName(StepNames.Evaluation);

        var callSites = context.SyntaxProvider
            .CreateSyntaxProvider(IsCreateBuilder, (call, cancellation) => Outcome.Of(() => BuilderCallOf(call, cancellation), null))
            .Where(call => call is not { Value: null, Failure: null })
            .Collect()
            .SelectAll(ref failures)
            .Select((all, _) => all.RemoveAll(site => site is null));

        var misspelledProjects = context.SyntaxProvider
            .CreateSyntaxProvider(ProjectTypeNames.MayBeOne, (name, cancellation) => Outcome.Of(() => ProjectTypeNames.Misspelled(name, cancellation), null))
            .Where(name => name is not { Value: null, Failure: null })
            .Collect()
            .SelectAll(ref failures);

        var calls = callSites.Select((all, _) => all.Select(site => site!.Call).ToEquatableArray());

        var program = evaluation
            .Combine(calls)
            .SelectSafely(pair => ProgramGraph(pair.Left, pair.Right), null, StepNames.Program, ref failures);

        var graph = program
            .Combine(manifest)
            .Combine(projects)
            .SelectSafely(all => Join(all.Left.Left, all.Left.Right, all.Right), null, StepNames.Graph, ref failures);

        var findings = graph
            .Combine(evaluation.Select((result, _) => result?.NameOrigins ?? default))
            .SelectSafely(all => all.Left is { } joined ? GraphRules.Check(joined, all.Right) : default, default, StepNames.Findings, ref failures);

        var sites = evaluation
            .Select((result, _) => result?.Positions ?? default)
            .WithTrackingName(StepNames.Sites);

        var diagnostics = evaluation
            .Combine(findings)
            .Combine(callSites)
            .Combine(launchData)
            .Combine(options)
            .SelectSafely(
                all =>
                {
                    var ((((evaluated, found), sites), launch), hostOptions) = all;
                    return DiagnosticReport.Of(evaluated, found, sites!, launch, hostOptions);
                },
                [],
                StepNames.Diagnostics,
                ref failures);

        var graphTexts = graph
            .Combine(manifest.Select((m, _) => m?.Directory ?? ""))
            .Combine(options)
            .SelectSafely(
                all => all.Left.Left is { } joined && all.Right.IsAppHost
                    ? EquatableArray.Of(new EmittedText(GraphEmitter.HintName, GraphEmitter.Emit(joined, all.Left.Right)), new EmittedText(JsonEmitter.HintName, JsonEmitter.Emit(joined)))
                    : default,
                default,
                StepNames.GraphTexts,
                ref failures);

        var spelling = evaluation
            .Combine(findings)
            .Combine(options)
            .SelectSafely(all => SpellingEmitter.Of(all.Left.Left, all.Left.Right, all.Right), default, StepNames.Spelling, ref failures);

        var siteTexts = sites
            .Combine(calls)
            .Combine(options)
            .Combine(spelling)
            .SelectSafely(
                all =>
                {
                    var (((positions, created), hostOptions), misspelled) = all;
                    return created.IsEmpty || !hostOptions.IsAppHost ? default
                        : misspelled.IsEmpty ? EquatableArray.Of(new EmittedText(SitesEmitter.HintName, SitesEmitter.Emit(positions, created, hostOptions)))
                        : EquatableArray.Of(new EmittedText(SitesEmitter.HintName, SitesEmitter.Emit(positions, created, hostOptions)), SpellingEmitter.Emit(misspelled));
                },
                default,
                StepNames.SiteTexts,
                ref failures);

        context.RegisterSourceOutput(graphTexts, Add);
        context.RegisterSourceOutput(siteTexts, Add);
        context.RegisterSourceOutput(diagnostics, (output, all) =>
        {
            foreach (var diagnostic in all)
            {
                output.ReportDiagnostic(diagnostic);
            }
        });
        context.RegisterSourceOutput(misspelledProjects.Combine(options), (output, all) =>
        {
            foreach (var name in all.Left)
            {
                if (name is not null && all.Right.IsAppHost)
                {
                    output.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalog.UnknownProject, name.Location, name.Written, name.Meant));
                }
            }
        });
        context.RegisterSourceOutput(failures.Combine(callSites).Combine(options), (output, all) =>
        {
            if (!all.Left.Left.IsEmpty && all.Right.IsAppHost)
            {
                output.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalog.InternalError, all.Left.Right.FirstOrDefault()?.Location, all.Left.Left[0]));
            }
        });
    }

    private static void Add(SourceProductionContext output, EquatableArray<EmittedText> texts)
    {
        foreach (var text in texts)
        {
            output.AddSource(text.HintName, text.Text);
        }
    }

    /// <summary>One node per host: the compilation unit with top-level statements, or a method that may be the entry point.</summary>
    private static bool IsEntryPoint(SyntaxNode node, CancellationToken cancellation) => node switch
    {
        CompilationUnitSyntax unit => unit.Members.Any(SyntaxKind.GlobalStatement),
        MethodDeclarationSyntax { Identifier.ValueText: "Main" } method => method.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static EvaluationResult? Evaluate(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var (node, model) = (context.Node, context.SemanticModel);
        if (model.Compilation.GetTypeByMetadataName(KnownNames.Application) is null)
        {
            return null;
        }

        if (node is MethodDeclarationSyntax method
            && !SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(method, cancellation), model.Compilation.GetEntryPoint(cancellation)))
        {
            return null;
        }

        // The compiler asks again after every edit. When only another kind of file was edited, the program is the same object.
        var known = Evaluations.GetOrCreateValue(model.Compilation);
        return known.GetOrAdd(node, _ => EvaluationFailure.Guard(node, () => Evaluator.Evaluate(node, model, cancellation)));
    }

    private static bool IsCreateBuilder(SyntaxNode node, CancellationToken cancellation) =>
        node is InvocationExpressionSyntax { Expression: var expression } && expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => null,
        } == "CreateBuilder";

    private static BuilderCallSite? BuilderCallOf(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (context.SemanticModel.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || MethodModel.Read(method)?.Kind != OperationKind.CreateBuilder
            || context.SemanticModel.GetInterceptableLocation(call, cancellation) is not { } location)
        {
            return null;
        }

        var name = call.Expression is MemberAccessExpressionSyntax member ? member.Name : call.Expression;
        var place = location.GetDisplayLocation();
        return new BuilderCallSite(
            new BuilderCall(
                location.Version,
                location.Data,
                Path.GetFileName(call.SyntaxTree.FilePath) + place.Substring(place.LastIndexOf('(')),
                method.Parameters switch
                {
                    [] => BuilderCallForm.Plain,
                    [{ Type: IArrayTypeSymbol }] => BuilderCallForm.Arguments,
                    _ => BuilderCallForm.Options,
                }),
            name.GetLocation());
    }

    /// <summary>The graph of the program; incomplete when the builder is created where the evaluation does not come by.</summary>
    private static AppGraph? ProgramGraph(EvaluationResult? evaluation, EquatableArray<BuilderCall> calls)
    {
        if (calls.IsEmpty)
        {
            return null;
        }

        if (evaluation is { CreatesBuilder: true })
        {
            return evaluation.Graph;
        }

        var graph = evaluation?.Graph ?? new AppGraph { Application = "" };
        return graph with { OpenParts = graph.OpenParts.Add(new OpenPart(0, DiagnosticCatalog.Unsupported.Id, "a builder that is not created in the entry point")) };
    }

    private static AppGraph? Join(AppGraph? program, HostManifest? manifest, EquatableArray<ProjectLaunch> projects) => program is null || manifest is null
        ? program
        : program with { Application = manifest.Name.Length > 0 ? manifest.Name : program.Application, Projects = projects };
}
