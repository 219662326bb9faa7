using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>What the program did differently from what the compiler derived.</summary>
/// <param name="Site">The site the compiler had in mind, for an operation it did not derive that of the resource, or 0.</param>
/// <param name="Resource">The resource's name.</param>
/// <param name="Compiled">The operation the compiler derived, in words, or <see langword="null"/> when it derived none.</param>
/// <param name="Recorded">The operation the program performed, in words, or <see langword="null"/> when it performed none.</param>
internal sealed record Disagreement(int Site, string Resource, string? Compiled, string? Recorded);

/// <summary>A graph without conditions and slots, and where the compiled graph said otherwise.</summary>
internal sealed record Specialization(AppGraph Graph, IReadOnlyList<Disagreement> Disagreements);

/// <summary>
/// Joins the compiled graph with what the program really did: values that were late are filled in, parts that were conditional
/// or open are there or not. Which of them are there are observations; together they must be possible, or compiler and program
/// disagree. What the program did always wins; every difference is reported.
/// </summary>
internal static class Specializer
{
    // More ways to tell alternatives apart than these are not tried.
    private const int MostTries = 256;

    // More contradictions than these are not tried as the truth.
    private const int MostExplanations = 16;

    /// <param name="compiled">What the compiler derived.</param>
    /// <param name="recorded">What the program did.</param>
    /// <param name="operation">What the application is described for.</param>
    /// <param name="hostDirectory">The absolute path of the app host's directory.</param>
    public static Specialization Specialize(AppGraph compiled, AppGraph recorded, DistributedApplicationOperation operation, string hostDirectory)
    {
        if (SameGraph.IsSame(compiled, recorded))
        {
            return new Specialization(recorded with { Resources = compiled.Resources, Projects = compiled.Projects }, []);
        }

        var observer = new Observer(compiled, operation);
        Comparison? best = null;
        foreach (var identities in Identities.Of(compiled, recorded, observer).Take(MostTries))
        {
            var comparison = Compare(identities, observer.Copy());
            if (comparison.Disagreements.Count == 0)
            {
                return comparison.Result();
            }

            best = best is null || comparison.Disagreements.Count < best.Disagreements.Count ? comparison : best;
        }

        return Explanations(observer, best!.Observations).Select(known => Compare(best.Identities, known)).Prepend(best).MinBy(c => c.Disagreements.Count)!.Result();

        Comparison Compare(Identities identities, Observer known)
        {
            var comparison = new Comparison(compiled, recorded, identities, known, hostDirectory);
            comparison.Run();
            return comparison;
        }
    }

    /// <summary>
    /// Other ways to explain what was seen: an observation that contradicted what came before it may be the right one, and the one
    /// before it the difference. Otherwise one difference would be told of everything that depends on the same condition.
    /// </summary>
    private static IEnumerable<Observer> Explanations(Observer observer, IReadOnlyList<Observation> observations)
    {
        foreach (var contradiction in observations.Where(o => !o.Holds && !o.When.IsNever).Select(o => o.When).Distinct().Take(MostExplanations))
        {
            var known = observer.Copy();
            if (known.Observe(contradiction))
            {
                foreach (var other in observations)
                {
                    known.Observe(other.When);
                }

                yield return known;
            }
        }
    }
}
