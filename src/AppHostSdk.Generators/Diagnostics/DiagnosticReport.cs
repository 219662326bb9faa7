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
        LaunchData launch,
        HostOptions options)
    {
        if (!options.IsAppHost)
        {
            return [];
        }

        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(launch.Mistakes.Select(Of));
        diagnostics.AddRange(ProjectFileReport.Of(evaluation, launch, options));

        // Half-typed code is left to the compiler: what it seems to say changes with the next key.
        var isHalfTyped = evaluation is { IsHalfTyped: true }
            || calls.Any(c => c.Location.SourceTree is { } tree && SourceBodies.IsHalfTyped(tree));
        if (!calls.IsEmpty
            && !isHalfTyped
            && evaluation is not ({ CreatesBuilder: true } or { DoesNotCompile: true })
            && (evaluation is null || evaluation.Diagnostics.IsEmpty))
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
            var isForCompiler = isHalfTyped || evaluation.DoesNotCompile;
            var said = evaluation.Diagnostics.Where(d => !isForCompiler || d.Descriptor == DiagnosticCatalog.InternalError);
            diagnostics.AddRange(said.Select(d =>
                Create(d.Descriptor, d.Place.Primary(isOwn), options, d.Place.Chain(isOwn, d.Cause), [.. d.Arguments, CallChain.Of(d.Place, isOwn)])));

            // What an endpoint reference names is said once, however often the reference is used.
            diagnostics.AddRange((isHalfTyped ? default : findings)
                .Select(finding => (Finding: finding, Place: evaluation.Find(finding.Location)))
                .GroupBy(f => (f.Finding.Rule, f.Finding.Arguments, Location: f.Place?.Primary(isOwn) ?? Location.None))
                .Select(group => Diagnostic.Create(
                    DescriptorOf(group.First().Finding, options),
                    group.Key.Location,
                    group.First().Finding.Related
                        .Select(evaluation.Find)
                        .Select(place => place?.Primary(isOwn) ?? Location.None)
                        .Concat(group.First().Place?.Chain(isOwn) ?? []),
                    null,
                    [
                        .. group.Key.Arguments.Cast<object>(),
                        group.First().Finding.ConditionSentence
                            + DowngradeSentence(group.First().Finding, options)
                            + CallChain.Of(group.First().Place, isOwn),
                    ])));
        }

        return diagnostics.ToImmutable();
    }

    private static DiagnosticDescriptor DescriptorOf(Finding finding, HostOptions options) =>
        finding.IsCertain && !options.IsDowngraded(finding.Rule) ? DiagnosticCatalog.Of(finding.Rule) : DiagnosticCatalog.AsWarning(finding.Rule);

    private static string DowngradeSentence(Finding finding, HostOptions options) =>
        finding.IsCertain && options.IsDowngraded(finding.Rule)
            ? " AppHostDowngradeErrors makes this a warning of the build; the app host refuses to start with it."
            : "";

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
    private static Diagnostic Create(
        DiagnosticDescriptor descriptor, Location location, HostOptions options, IEnumerable<Location> others, params object[] arguments) =>
        Diagnostic.Create(options.RequireStaticModel ? DiagnosticCatalog.AsError(descriptor) : descriptor, location, others, null, arguments);
}
