using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>A position in the source, equal by value.</summary>
internal readonly record struct SitePosition(int Site, string File, int Line, int Column);

/// <summary>
/// What an evaluation found. Only <see cref="Graph"/>, <see cref="NameOrigins"/>, <see cref="CreatesBuilder"/> and <see cref="Positions"/> flow on in the
/// pipeline; locations stay in the step that reports them.
/// </summary>
internal sealed class EvaluationResult
{
    /// <summary>The graph without what the manifest adds.</summary>
    public required AppGraph Graph { get; init; }

    /// <summary>Which resources are named after others.</summary>
    public EquatableArray<NameOrigin> NameOrigins { get; init; }

    /// <summary>The evaluated program creates an application builder.</summary>
    public required bool CreatesBuilder { get; init; }

    /// <summary>The program is no C# somewhere: what it seems to say while somebody is typing is no reason to report mistakes.</summary>
    public bool IsHalfTyped { get; init; }

    /// <summary>
    /// What was evaluated does not compile somewhere, though it is C#. Found out only when the evaluator has something to say, or has not
    /// come by a builder, which is then a consequence of what the compiler says.
    /// </summary>
    public bool DoesNotCompile { get; init; }

    public required EquatableArray<SitePosition> Positions { get; init; }

    /// <summary>What the evaluator itself has to say.</summary>
    public required ImmutableArray<EvaluationDiagnostic> Diagnostics { get; init; }

    /// <summary>Where sites and their arguments are.</summary>
    public required CallSites Sites { get; init; }

    /// <summary>The position of <paramref name="place"/>, or of its call when the argument has none of its own.</summary>
    public Place? Find(SiteArgument place) =>
        Sites.Places.TryGetValue(place, out var found) || Sites.Places.TryGetValue(place.ToWhole(), out found) || Sites.Places.TryGetValue(new SiteArgument(place.Site, null), out found)
            ? found
            : null;
}

/// <summary>A diagnostic of the evaluator, not yet created because its severity depends on the project.</summary>
internal sealed record EvaluationDiagnostic(DiagnosticDescriptor Descriptor, Place Place, ImmutableArray<object> Arguments)
{
    /// <summary>Where what is not known comes from, when that is elsewhere.</summary>
    public Location? Cause { get; init; }
}
