using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
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

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => AdviceDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var directory = start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var project) ? project : "";
            var model = new Lazy<EmittedModel?>(() => EmittedModel.Read(start.Compilation));
            start.RegisterSemanticModelAction(file => Report(file, model.Value, directory.Replace('\\', '/')));
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
                : Find(advice.Location, advice.Arguments[0]);
            if (location is null || !said.Add((advice.Rule.Id, location, advice.Message)))
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

        Location? Find(SiteArgument place, string within) => model.Places.TryGetValue(place.Site, out var call)
            ? CallPlace.Of(call, place.Argument, within, context.SemanticModel, projectDirectory, context.CancellationToken)
            : null;
    }
}
