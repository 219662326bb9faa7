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
/// or open are there or not. What the program did always wins; every difference is reported.
/// </summary>
internal static class Specializer
{
    public static Specialization Specialize(AppGraph compiled, AppGraph recorded)
    {
        var disagreements = new List<Disagreement>();
        var expected = compiled.Resources.ToDictionary(r => r.Key);
        var resources = new List<Model.Resource>(recorded.Resources.Count);
        foreach (var actual in recorded.Resources)
        {
            if (expected.Remove(actual.Key, out var known))
            {
                resources.Add(Join(known, actual, compiled.IsComplete, disagreements));
                continue;
            }

            resources.Add(actual);
            if (compiled.IsComplete)
            {
                disagreements.Add(new Disagreement(0, actual.Name, null, EntryText.Of(actual)));
            }
        }

        disagreements.AddRange(
            from missing in expected.Values
            where missing.Condition.IsAlways
            orderby missing.Site
            select new Disagreement(missing.Site, missing.Name, EntryText.Of(missing), null));

        var graph = recorded with { Resources = resources.ToEquatableArray(), Projects = compiled.Projects };
        return new Specialization(graph, disagreements);
    }

    private static Model.Resource Join(Model.Resource known, Model.Resource actual, bool complete, List<Disagreement> disagreements)
    {
        if (!SameSubject(known, actual))
        {
            disagreements.Add(new Disagreement(known.Site, known.Name, EntryText.Of(known), EntryText.Of(actual)));
        }

        return actual with
        {
            Site = known.Site,
            Endpoints = Join(known.Endpoints, actual.Endpoints),
            Environment = Join(known.Environment, actual.Environment),
            Arguments = Join(known.Arguments, actual.Arguments),
            Waits = Join(known.Waits, actual.Waits),
            HealthChecks = Join(known.HealthChecks, actual.HealthChecks),
            Mounts = Join(known.Mounts, actual.Mounts),
            Relationships = Join(known.Relationships, actual.Relationships),
        };

        EquatableArray<T> Join<T>(EquatableArray<T> knownEntries, EquatableArray<T> actualEntries)
            where T : Entry
        {
            var joined = new List<T>(actualEntries.Count);
            T? displaced = null;
            foreach (var (left, right) in Alignment.Of(knownEntries, actualEntries, ValueMatch.Matches))
            {
                if (right is not null)
                {
                    joined.Add(right with { Site = left?.Site ?? 0 });
                }

                if (left is not null && right is null && left.Condition.IsAlways)
                {
                    Displace();
                    displaced = left;
                }
                else if (left is null && right is not null && (complete || displaced is not null))
                {
                    disagreements.Add(new Disagreement(
                        displaced?.Site ?? known.Site,
                        known.Name,
                        displaced is null ? null : EntryText.Of(displaced),
                        EntryText.Of(right)));
                    displaced = null;
                }
                else
                {
                    Displace();
                }
            }

            Displace();
            return joined.ToEquatableArray();

            // An expected entry without a recorded one in its place was not performed at all.
            void Displace()
            {
                if (displaced is not null)
                {
                    disagreements.Add(new Disagreement(displaced.Site, known.Name, EntryText.Of(displaced), null));
                    displaced = null;
                }
            }
        }
    }

    private static bool SameSubject(Model.Resource known, Model.Resource actual) =>
        known.Kind == actual.Kind
        && known.Name == actual.Name
        && known.Project == actual.Project
        && known.Secret == actual.Secret
        && ValueMatch.Matches(known.LaunchProfile, actual.LaunchProfile)
        && ValueMatch.Matches(known.Image, actual.Image)
        && ValueMatch.Matches(known.Tag, actual.Tag)
        && ValueMatch.Matches(known.Command, actual.Command)
        && ValueMatch.Matches(known.WorkingDirectory, actual.WorkingDirectory);
}
