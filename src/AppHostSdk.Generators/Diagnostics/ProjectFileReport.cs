using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Generators;

/// <summary>Mistakes that are made in the project file of the app host, reported there.</summary>
internal static class ProjectFileReport
{
    public static IEnumerable<Diagnostic> Of(EvaluationResult? evaluation, LaunchData launch, HostOptions options) =>
        options.DowngradedErrors
            .Where(id => !RuleCatalog.All.Any(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && options.IsDowngraded(rule)))
            .Select(id => Diagnostic.Create(DiagnosticCatalog.InvalidDowngrade, At(options, options.DowngradeLine), id, WhatIsWrong(id), Suggestion(id)))
            .Concat(evaluation is { IsHalfTyped: true }
                ? []
                : launch.Projects
                    .Where(project => project.IsLibrary && evaluation?.Graph.Resources.Any(r => r.Kind == ResourceKind.Project && project.IsOf(r)) != true)
                    .Select(project => Diagnostic.Create(DiagnosticCatalog.LibraryReference, At(options, 1), project.ProjectPath)));

    private static string WhatIsWrong(string id) =>
        IsKnown(id) ? "cannot be downgraded"
        : "is not the id of an error";

    private static string Suggestion(string id) =>
        !IsKnown(id) && Spelling.Closest(id, RuleCatalog.All.Where(r => !r.IsInformation).Select(r => r.Id)) is { } meant ? $" Did you mean '{meant}'?" : "";

    /// <summary>The id of a diagnostic of another kind, by its range.</summary>
    private static bool IsKnown(string id) =>
        id.Length == 7 && id.StartsWith("AHS", StringComparison.OrdinalIgnoreCase) && id[3] is >= '2' and <= '5' && id.Skip(4).All(c => c is >= '0' and <= '9');

    private static Location At(HostOptions options, int line)
    {
        var start = new LinePosition(line - 1, 0);
        return options.ProjectFile.Length == 0 ? Location.None : Location.Create(options.ProjectFile, default, new LinePositionSpan(start, start));
    }
}
