using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AppHostSdk.Analyzers;

/// <summary>
/// Gives advice on an app host's program. It evaluates nothing itself: it reads the model that the generator emitted and looks
/// for what is likely a mistake.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdviceAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the name of the parameter to declare.</summary>
    public const string ParameterName = "parameter";

    /// <summary>The property of a diagnostic that holds the name that was probably meant.</summary>
    public const string Suggestion = "suggestion";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => AdviceDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var options = start.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
            var directory = Uri.UnescapeDataString(Property("_AppHostProjectDirectory")).Replace('\\', '/');
            var hasUserSecrets = Property("UserSecretsId").Length > 0;
            var model = new Lazy<EmittedModel?>(() => EmittedModel.Read(start.Compilation, hasUserSecrets));
            start.RegisterSemanticModelAction(file => Report(file, model.Value, directory));

            string Property(string name) => options.TryGetValue("build_property." + name, out var value) ? value : "";
        });
    }

    private static void Report(SemanticModelAnalysisContext context, EmittedModel? model, string projectDirectory)
    {
        if (model is null)
        {
            return;
        }

        var said = new HashSet<(string, Location, string)>();
        foreach (var advice in model.Advice)
        {
            var location = advice.Location.Site == 0
                ? CallPlace.OfCreateBuilder(context.SemanticModel.SyntaxTree, context.CancellationToken)
                : Find(advice.Location, advice.Arguments[0], advice.Text, AdviceCatalog.IsAboutOneCall(advice.Rule));

            // Setting a variable that an integration has set before is meant to change it.
            var isMeant = advice.Rule == AdviceCatalog.VariableSetTwice && advice.Related.Any(place => IsIntegrations(place));
            if (location is null || isMeant || !said.Add((advice.Rule.Id, location, advice.Message)))
            {
                continue;
            }

            var properties = advice.Rule == AdviceCatalog.LiteralSecret ? ImmutableDictionary<string, string?>.Empty.Add(ParameterName, advice.Arguments[1]) : null;
            context.ReportDiagnostic(Diagnostic.Create(
                AdviceDescriptors.Of(advice.Rule),
                location,
                advice.Related.Select(place => Find(place, "")).OfType<Location>(),
                properties,
                [.. advice.Arguments.Cast<object>(), advice.ConditionSentence]));
        }

        if (model.IsComplete
            && CallPlace.OfCreateBuilder(context.SemanticModel.SyntaxTree, context.CancellationToken) is { } created
            && !RunCalls.MayBeIn(context.SemanticModel.Compilation, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(AdviceDescriptors.Of(AdviceCatalog.NeverRun), created, ""));
        }

        foreach (var name in model.Misspelled)
        {
            if (CallPlace.TokenAt(context.SemanticModel.SyntaxTree, name.File, name.Line, name.Column, projectDirectory, context.CancellationToken) is { } token
                && token.IsKind(SyntaxKind.StringLiteralToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    AdviceDescriptors.Of(AdviceCatalog.Misspelling),
                    token.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(Suggestion, name.Suggestion),
                    name.Suggestion,
                    ""));
            }
        }

        Location? Find(SiteArgument place, string within, string? text = null, bool isOwn = false) => model.Places.TryGetValue(place.Site, out var call)
            ? CallPlace.Of(call, place.Argument, within, text, isOwn, context.SemanticModel, projectDirectory, context.CancellationToken)
            : null;

        bool IsIntegrations(SiteArgument place) => model.Places.TryGetValue(place.Site, out var call)
            && CallPlace.IsIntegrations(call, context.SemanticModel, projectDirectory, context.CancellationToken);
    }
}
