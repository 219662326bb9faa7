using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Every diagnostic the generator reports: the rules over the graph, and what the evaluator cannot follow (2xxx).</summary>
internal static class DiagnosticCatalog
{
    public const string Category = "AppHost";

    /// <summary>
    /// What every error has. NotConfigurable takes it from pragmas, <c>NoWarn</c> and configuration files. Compiler takes it from
    /// SuppressMessage, which would hide the error without undoing it: the compiler returns success and writes no assembly.
    /// </summary>
    private static readonly string[] Unsuppressible = [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler];

    /// <summary>The generator itself failed.</summary>
    public static readonly DiagnosticDescriptor InternalError = Evaluation(
        "AHS2000",
        "AppHost SDK failed to evaluate the program",
        "AppHost SDK failed to evaluate the program, and no model was made. This is a defect of AppHost SDK; please report it: {0}",
        DiagnosticSeverity.Error);

    // Last in each message comes the call that led there, see CallChain.

    /// <summary>A call with a constant for which it throws. Nothing but an error: everything behind it is missing in the graph.</summary>
    public static readonly DiagnosticDescriptor GuardFails = Evaluation(
        "AHS1060",
        "The call throws for this argument",
        "{0} is {1}, so this call throws an exception and the app host ends here. Pass another value.{2}",
        DiagnosticSeverity.Error);

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

    /// <summary>A class library is a hosted project that nothing adds. Adding it is an error of its own.</summary>
    public static readonly DiagnosticDescriptor LibraryReference = new(
        "AHS3010",
        "A class library is referenced as a hosted project",
        "The project '{0}' is a class library, so it cannot be started. To use its types in the app host, set IsAppHostResource=\"false\" on its ProjectReference; to run it, set its OutputType to Exe.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink("AHS3010"));

    /// <summary>The project lists what is not an error, or not one that the running host could find.</summary>
    public static readonly DiagnosticDescriptor InvalidDowngrade = File(
        "AHS3015",
        "AppHostDowngradeErrors lists what it cannot downgrade",
        "AppHostDowngradeErrors lists '{0}', which {1}. It takes the ids of mistakes in the model, AHS0xxx and AHS1xxx: the app host finds them again when it starts.{2}");

    /// <summary>A name in <c>Projects</c> that does not exist is nearly one that does. The compiler reports the error.</summary>
    public static readonly DiagnosticDescriptor UnknownProject = new(
        "AHS3016",
        "The type of a hosted project is misspelled",
        "No hosted project has the type '{0}'. Did you mean '{1}'? The type is named after the project file: '_' stands for each character that a name cannot have, and before a part that begins with a digit.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink("AHS3016"));

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
        RuleCatalog.All.ToDictionary(rule => rule.Id, rule => Structural(rule), StringComparer.Ordinal);

    private static readonly Dictionary<string, DiagnosticDescriptor> Warnings =
        RuleCatalog.All.ToDictionary(rule => rule.Id, rule => Structural(rule, DiagnosticSeverity.Warning), StringComparer.Ordinal);

    private static readonly DiagnosticDescriptor[] Evaluations =
    [
        InternalError, GuardFails, Unsupported, UnknownValue, Escape, NeverEvaluated, TooMuch, AfterBuild,
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> Errors = Evaluations.ToDictionary(
        d => d.Id,
        d => Evaluation(d.Id, d.Title.ToString(), d.MessageFormat.ToString(), DiagnosticSeverity.Error),
        StringComparer.Ordinal);

    public static IEnumerable<DiagnosticDescriptor> All =>
        Rules.Values
            .Concat(Evaluations)
            .Concat([LibraryReference, InvalidDowngrade, UnknownProject, UnreadableLaunchFile, InvalidAddress])
            .OrderBy(d => d.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor Of(Rule rule) => Rules[rule.Id];

    /// <summary>
    /// A mistake that the build lets pass. A descriptor of its own: a diagnostic whose default is an error ends the compilation
    /// whatever its severity is, without a word.
    /// </summary>
    public static DiagnosticDescriptor AsWarning(Rule rule) => Warnings[rule.Id];

    /// <summary>A warning of the evaluation as the error that it is where the project asks for a complete graph.</summary>
    public static DiagnosticDescriptor AsError(DiagnosticDescriptor evaluation) => Errors[evaluation.Id];

    public static string HelpLink(string id) => $"https://github.com/apphostsdk/apphostsdk/blob/main/docs/diagnostics/{id}.md";

    /// <summary>Structural mistakes break the application in every run, so they cannot be switched off.</summary>
    private static DiagnosticDescriptor Structural(Rule rule, DiagnosticSeverity severity = DiagnosticSeverity.Error) => new(
        rule.Id,
        rule.Title,
        // Last comes the condition of a mistake that is made in some runs only.
        $"{rule.Message}{{{rule.ArgumentCount}}}",
        Category,
        rule.IsInformation ? DiagnosticSeverity.Info : severity,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(rule.Id),
        customTags: rule.IsInformation ? [] : Unsuppressible);

    /// <summary>Mistakes in files beside the program; located there, where nothing in the program can silence them.</summary>
    private static DiagnosticDescriptor File(string id, string title, string message) => new(
        id,
        title,
        message,
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(id),
        customTags: Unsuppressible);

    private static DiagnosticDescriptor Evaluation(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning) => new(
        id,
        title,
        message,
        Category,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(id),
        customTags: severity == DiagnosticSeverity.Error ? Unsuppressible : []);
}
