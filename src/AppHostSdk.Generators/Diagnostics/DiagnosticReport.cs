using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Puts findings and evaluation diagnostics where they belong in the source.</summary>
internal static class DiagnosticReport
{
    public static ImmutableArray<Diagnostic> Of(
        EvaluationResult? evaluation,
        EquatableArray<Finding> findings,
        ImmutableArray<BuilderCallSite> calls,
        EquatableArray<LaunchMistake> mistakes,
        HostOptions options)
    {
        if (!options.IsAppHost)
        {
            return [];
        }

        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(mistakes.Select(Of));
        if (!calls.IsEmpty && evaluation is not { CreatesBuilder: true } && (evaluation is null || evaluation.Diagnostics.IsEmpty))
        {
            diagnostics.Add(Create(
                DiagnosticCatalog.Unsupported,
                calls[0].Location,
                options,
                [],
                "an application builder that is created outside the program's entry point",
                "Create the builder in Program.cs.",
                ""));
        }

        if (evaluation is not null)
        {
            var isOwn = (Func<SyntaxTree, bool>)evaluation.Sites.IsOwn;
            diagnostics.AddRange(evaluation.Diagnostics.Select(d =>
                Create(d.Descriptor, d.Place.Primary(isOwn), options, d.Place.Chain(isOwn, d.Cause), [.. d.Arguments, CallChain.Of(d.Place, isOwn)])));

            // What an endpoint reference names is said once, however often the reference is used.
            diagnostics.AddRange((evaluation.IsHalfTyped ? default : findings)
                .Select(finding => (Finding: finding, Place: evaluation.Find(finding.Location)))
                .GroupBy(f => (f.Finding.Rule, f.Finding.Arguments, Location: f.Place?.Primary(isOwn) ?? Location.None))
                .Select(group => Diagnostic.Create(
                    DiagnosticCatalog.Of(group.Key.Rule),
                    group.Key.Location,
                    group.Key.Rule.IsInformation ? DiagnosticSeverity.Info : group.First().Finding.IsCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                    group.First().Finding.Related
                        .Select(evaluation.Find)
                        .Select(place => place?.Primary(isOwn) ?? Location.None)
                        .Concat(group.First().Place?.Chain(isOwn) ?? []),
                    null,
                    [.. group.Key.Arguments.Cast<object>(), group.First().Finding.ConditionSentence + CallChain.Of(group.First().Place, isOwn)])));
        }

        return diagnostics.ToImmutable();
    }

    private static Diagnostic Of(LaunchMistake mistake) => mistake.Problem.Kind switch
    {
        LaunchFileProblemKind.Unreadable => Diagnostic.Create(
            DiagnosticCatalog.UnreadableLaunchFile, mistake.ToLocation(), Path.GetFileName(mistake.Path), mistake.Problem.Text),
        LaunchFileProblemKind.InvalidName => Diagnostic.Create(
            DiagnosticCatalog.InvalidAddress, mistake.ToLocation(), mistake.Problem.Text, "Give the endpoint another key in Kestrel:Endpoints."),
        _ => Diagnostic.Create(
            DiagnosticCatalog.InvalidAddress, mistake.ToLocation(), mistake.Problem.Text, "Write scheme, host and port, for example http://localhost:5080."),
    };

    /// <summary>What the compiler cannot follow is a warning, or an error when the project asks for a complete graph.</summary>
    private static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, HostOptions options, IEnumerable<Location> others, params object[] arguments)
    {
        var severity = options.RequireStaticModel ? DiagnosticSeverity.Error : descriptor.DefaultSeverity;
        return Diagnostic.Create(descriptor, location, severity, others, null, arguments);
    }
}
