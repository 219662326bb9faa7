using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Analyzers;

/// <summary>The advice of <see cref="AdviceCatalog"/> as diagnostics: suggestions, configurable and silenced like any other.</summary>
internal static class AdviceDescriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        AdviceCatalog.All.ToImmutableDictionary(rule => rule.Id, Create, StringComparer.Ordinal);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. AdviceCatalog.All.Select(rule => ById[rule.Id])];

    public static DiagnosticDescriptor Of(Rule rule) => ById[rule.Id];

    private static DiagnosticDescriptor Create(Rule rule) => new(
        rule.Id,
        rule.Title,
        // Last comes the condition under which the advice holds.
        $"{rule.Message}{{{rule.ArgumentCount}}}",
        "AppHost",
        AdviceCatalog.IsWarning(rule) ? DiagnosticSeverity.Warning : AdviceCatalog.IsHidden(rule) ? DiagnosticSeverity.Hidden : DiagnosticSeverity.Info,
        isEnabledByDefault: !AdviceCatalog.IsOffByDefault(rule),
        helpLinkUri: $"https://github.com/apphostsdk/apphostsdk/blob/main/docs/diagnostics/{rule.Id}.md");
}
