using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>
/// Says which of the compiled resources each recorded one is. A name may have alternatives that exclude each other; the program
/// numbers only those that it added.
/// </summary>
internal sealed class Identities
{
    private readonly Dictionary<string, string> _recordedKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Model.Resource> _compiled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open;

    /// <summary>The compiled resource that was recorded under <paramref name="recordedKey"/>, or <see langword="null"/>.</summary>
    public Model.Resource? CompiledOf(string recordedKey) => _compiled.GetValueOrDefault(recordedKey);

    /// <summary>The key under which the compiled resource was recorded, or <see langword="null"/> when it was not.</summary>
    public string? RecordedKeyOf(string compiledKey) => _recordedKeys.GetValueOrDefault(compiledKey);

    /// <summary>
    /// True when the resource recorded under <paramref name="recordedKey"/> can be the compiled one. What the compiler knows
    /// nothing of may be any.
    /// </summary>
    public bool IsSame(string compiledKey, string recordedKey) => _open.Contains(compiledKey) || RecordedKeyOf(compiledKey) == recordedKey;

    /// <summary>
    /// All ways to tell them apart that what is known of the run allows, the likeliest first; at least one. A choice in one place
    /// is an observation for the next: with correlated alternatives few ways are left.
    /// </summary>
    public static IEnumerable<Identities> Of(AppGraph compiled, AppGraph recorded, Observer observer)
    {
        var open = compiled.Resources.Where(r => r.Kind == ResourceKind.Open).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var names = compiled.Resources.Where(r => r.Kind != ResourceKind.Open).GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.OrdinalIgnoreCase);
        var groups = new List<(List<Model.Resource> Compiled, List<Model.Resource> Recorded)>();
        var known = observer.Copy();
        foreach (var group in recorded.Resources.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (names.Remove(group.Key, out var candidates))
            {
                groups.Add((candidates, [.. group]));
            }
        }

        groups.AddRange(names.Values.Select(absent => (absent, new List<Model.Resource>())));

        // What has one meaning only is observed first, so that it decides about the rest.
        var sorted = groups.OrderBy(g => g.Compiled.Count > 1 && g.Recorded.Count > 0).ToList();
        return Choose(sorted, 0, [], known).Select(pairs => new Identities(pairs, open));
    }

    private static IEnumerable<List<(Model.Resource Compiled, Model.Resource Recorded)>> Choose(
        List<(List<Model.Resource> Compiled, List<Model.Resource> Recorded)> groups,
        int index,
        List<(Model.Resource Compiled, Model.Resource Recorded)> pairs,
        Observer known)
    {
        while (index < groups.Count && Ways(groups[index]).Take(2).Count() == 1)
        {
            // Without a choice there is nothing to come back to, and no need to go deeper.
            var only = Ways(groups[index]).First();
            known = known.Copy();
            Observe(groups[index].Compiled, only, known);
            pairs = [.. pairs, .. only.Select((compiled, i) => (compiled, groups[index].Recorded[i]))];
            index++;
        }

        if (index == groups.Count)
        {
            yield return pairs;
            yield break;
        }

        var found = false;
        foreach (var way in Ways(groups[index]).OrderByDescending(way => way.Zip(groups[index].Recorded).Count(p => p.First.Kind == p.Second.Kind)))
        {
            var next = known.Copy();
            if (Observe(groups[index].Compiled, way, next))
            {
                found = true;
                foreach (var rest in Choose(groups, index + 1, [.. pairs, .. way.Select((compiled, i) => (compiled, groups[index].Recorded[i]))], next))
                {
                    yield return rest;
                }
            }
        }

        if (!found)
        {
            // None is possible: the comparison will say so.
            var way = Ways(groups[index]).First();
            foreach (var rest in Choose(groups, index + 1, [.. pairs, .. way.Select((compiled, i) => (compiled, groups[index].Recorded[i]))], known))
            {
                yield return rest;
            }
        }
    }

    /// <summary>The ways to pick as many compiled resources as were recorded, in order.</summary>
    private static IEnumerable<List<Model.Resource>> Ways((List<Model.Resource> Compiled, List<Model.Resource> Recorded) group)
    {
        var count = Math.Min(group.Recorded.Count, group.Compiled.Count);
        return Pick(0, count);

        IEnumerable<List<Model.Resource>> Pick(int from, int left)
        {
            if (left == 0)
            {
                yield return [];
                yield break;
            }

            for (var i = from; i <= group.Compiled.Count - left; i++)
            {
                foreach (var rest in Pick(i + 1, left - 1))
                {
                    yield return [group.Compiled[i], .. rest];
                }
            }
        }
    }

    private static bool Observe(List<Model.Resource> alternatives, List<Model.Resource> present, Observer known) =>
        alternatives.TrueForAll(r => known.Observe(present.Contains(r) ? known.Of(r.Condition) : known.Not(known.Of(r.Condition))));

    private Identities(IEnumerable<(Model.Resource Compiled, Model.Resource Recorded)> pairs, HashSet<string> open)
    {
        _open = open;
        foreach (var (compiled, recorded) in pairs)
        {
            _recordedKeys[compiled.Key] = recorded.Key;
            _compiled[recorded.Key] = compiled;
        }
    }
}
