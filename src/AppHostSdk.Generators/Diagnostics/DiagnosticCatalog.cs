using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Every diagnostic the generator reports: the rules over the graph, and what the evaluator cannot follow (2xxx).</summary>
internal static class DiagnosticCatalog
{
    public const string Category = "AppHost";

    /// <summary>The generator itself failed.</summary>
    public static readonly DiagnosticDescriptor InternalError = Evaluation(
        "AHS2000",
        "AppHost SDK failed to evaluate the program",
        "AppHost SDK failed to evaluate the program, and no model was made. This is a defect of AppHost SDK; please report it: {0}",
        DiagnosticSeverity.Error);

    // Last in each message comes the call that led there, see CallChain.

    /// <summary>A statement or expression whose effect on the model is not evaluated.</summary>
    public static readonly DiagnosticDescriptor Unsupported = Evaluation(
        "AHS2001",
        "The compiler does not follow this construct",
        "The model depends on {0}, which the compiler does not follow, so the graph is incomplete: mistakes in this part are found only when the app host runs. {1}{2}");

    /// <summary>A value that the model needs is not known.</summary>
    public static readonly DiagnosticDescriptor UnknownValue = Evaluation(
        "AHS2002",
        "The value is not known when compiling",
        "The value of '{0}' ({1}) is not known when compiling, so the graph is incomplete: mistakes in this part are found only when the app host runs. {2}{3}");

    /// <summary>Code that is not evaluated gets hold of a builder.</summary>
    public static readonly DiagnosticDescriptor Escape = Evaluation(
        "AHS2003",
        "The model is handed to code that the compiler does not follow",
        "{0} can change the model, and the compiler does not follow it, so the graph is incomplete: mistakes in this part are found only when the app host runs. Call it directly, or compile its source into the host (IsAppHostIntegration).{1}");

    /// <summary>A model call was never reached by the evaluation.</summary>
    public static readonly DiagnosticDescriptor NeverEvaluated = Evaluation(
        "AHS2004",
        "A call that changes the model was not evaluated",
        "'{0}' changes the model, but the compiler did not evaluate this call, so the graph is incomplete: mistakes in this part are found only when the app host runs. Call it directly in the program.{1}");

    /// <summary>The budget of the evaluation is spent.</summary>
    public static readonly DiagnosticDescriptor TooMuch = Evaluation(
        "AHS2005",
        "The program is too deep or too long to evaluate",
        "{0} calls itself or repeats too often for the compiler to follow, so the graph is incomplete: mistakes in this part are found only when the app host runs. End the recursion or loop after fewer steps.{1}");

    /// <summary>A model call that comes too late to change anything.</summary>
    public static readonly DiagnosticDescriptor AfterBuild = Evaluation(
        "AHS2006",
        "A call that changes the model comes after Build",
        "'{0}' comes after the application was built, so it changes nothing. Move it before Build().{1}");

    /// <summary>A file that says how a hosted project is launched is not what it should be.</summary>
    public static readonly DiagnosticDescriptor UnreadableLaunchFile = File(
        "AHS4001",
        "A launch file cannot be read",
        "'{0}' cannot be read: {1}. The app host takes endpoints, variables and arguments from it, so they are not known until it is corrected.");

    /// <summary>An address in a launch file is none, or its endpoint cannot have a name.</summary>
    public static readonly DiagnosticDescriptor InvalidAddress = File(
        "AHS4002",
        "Invalid address in a launch file",
        "{0}. {1}");

    private static readonly Dictionary<string, DiagnosticDescriptor> Rules =
        RuleCatalog.All.ToDictionary(rule => rule.Id, Structural, StringComparer.Ordinal);

    public static IEnumerable<DiagnosticDescriptor> All =>
        Rules.Values.Concat([InternalError, Unsupported, UnknownValue, Escape, NeverEvaluated, TooMuch, AfterBuild, UnreadableLaunchFile, InvalidAddress]).OrderBy(d => d.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor Of(Rule rule) => Rules[rule.Id];

    public static string HelpLink(string id) => $"https://github.com/apphostsdk/apphostsdk/blob/main/docs/diagnostics/{id}.md";

    /// <summary>Structural mistakes break the application in every run, so they cannot be switched off.</summary>
    private static DiagnosticDescriptor Structural(Rule rule) => new(
        rule.Id,
        rule.Title,
        // Last comes the condition of a mistake that is made in some runs only.
        $"{rule.Message}{{{rule.ArgumentCount}}}",
        Category,
        rule.IsInformation ? DiagnosticSeverity.Info : DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(rule.Id),
        customTags: rule.IsInformation ? [] : [WellKnownDiagnosticTags.NotConfigurable]);

    /// <summary>Mistakes in files beside the program; located there, where nothing in the program can silence them.</summary>
    private static DiagnosticDescriptor File(string id, string title, string message) => new(
        id,
        title,
        message,
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(id),
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Evaluation(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning) => new(
        id,
        title,
        message,
        Category,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(id),
        customTags: severity == DiagnosticSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []);
}
