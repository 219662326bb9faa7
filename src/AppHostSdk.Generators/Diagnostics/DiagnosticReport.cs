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
        ImmutableArray<BuilderCall> calls,
        HostOptions options)
    {
        if (!options.IsAppHost)
        {
            return [];
        }

        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (!calls.IsEmpty && evaluation is not { CreatesBuilder: true } && (evaluation is null || evaluation.Diagnostics.IsEmpty))
        {
            diagnostics.Add(Create(
                DiagnosticCatalog.Unsupported,
                Location.None,
                options,
                $"the application builder created at {calls[0].Place}, outside the program's entry point",
                "Create the builder in Program.cs."));
        }

        if (evaluation is not null)
        {
            diagnostics.AddRange(evaluation.Diagnostics.Select(d => Create(d.Descriptor, d.Location, options, [.. d.Arguments])));
            diagnostics.AddRange(findings.Select(f => Diagnostic.Create(
                DiagnosticCatalog.Of(f.Rule),
                evaluation.Find(f.Location),
                f.Related.Select(evaluation.Find),
                [.. f.Arguments.Cast<object>()])));
        }

        return diagnostics.ToImmutable();
    }

    /// <summary>What the compiler cannot follow is a warning, or an error when the project asks for a complete graph.</summary>
    private static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, HostOptions options, params object[] arguments)
    {
        var severity = options.RequireStaticModel ? DiagnosticSeverity.Error : descriptor.DefaultSeverity;
        return Diagnostic.Create(descriptor, location, severity, null, null, arguments);
    }
}
