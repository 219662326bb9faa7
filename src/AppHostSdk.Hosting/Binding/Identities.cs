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

    // More ways to tell alternatives of one name apart than these are not tried.
    private const int MostWays = 64;

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
        var groups = new List<Group>();
        var known = observer.Copy();
        foreach (var group in recorded.Resources.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (names.Remove(group.Key, out var candidates))
            {
                groups.Add(new(candidates, [.. group]));
            }
        }

        groups.AddRange(names.Values.Select(absent => new Group(absent, [])));

        // What has one meaning only is observed first, so that it decides about the rest.
        List<Group> sorted = [.. groups.Where(g => !g.IsChoice), .. groups.Where(g => g.IsChoice)];
        return Choose(sorted, 0, [], known, compiled.IsComplete).Select(pairs => new Identities(pairs, open));
    }

    private static IEnumerable<List<Pair>> Choose(
        List<Group> groups,
        int index,
        List<Pair> pairs,
        Observer known,
        bool isComplete)
    {
        for (; index < groups.Count; index++)
        {
            var (compiled, recorded) = groups[index];
            var ways = Ways(compiled, recorded, known, isComplete).Take(MostWays).ToList();
            if (ways.Count > 1)
            {
                foreach (var (way, next) in ways.OrderByDescending(w => w.Picks.Zip(recorded).Count(p => p.First?.Kind == p.Second.Kind)))
                {
                    foreach (var rest in Choose(groups, index + 1, [.. pairs, .. Pairs(way, recorded)], next, isComplete))
                    {
                        yield return rest;
                    }
                }

                yield break;
            }

            // Without a choice there is nothing to come back to, and no need to go deeper. Where none is possible the comparison
            // will say so.
            pairs = [.. pairs, .. Pairs(ways.Count == 1 ? ways[0].Picks : [.. compiled.Take(recorded.Count)], recorded)];
            known = ways.Count == 1 ? ways[0].Known : known;
        }

        yield return pairs;
    }

    private static List<Pair> Pairs(List<Model.Resource?> way, List<Model.Resource> recorded)
    {
        var pairs = new List<Pair>();
        for (var i = 0; i < Math.Min(way.Count, recorded.Count); i++)
        {
            if (way[i] is { } compiled)
            {
                pairs.Add(new(compiled, recorded[i]));
            }
        }

        return pairs;
    }

    /// <summary>
    /// The ways to say which compiled resource each recorded one is, in order, that what is known allows, and what is known then. One
    /// that the compiler does not know of is none.
    /// </summary>
    private static IEnumerable<Way> Ways(List<Model.Resource> compiled, List<Model.Resource> recorded, Observer known, bool isComplete)
    {
        return Pick(0, 0, known);

        IEnumerable<Way> Pick(int from, int index, Observer before)
        {
            var skipped = before.Copy();
            if (index == recorded.Count)
            {
                if (compiled.Skip(from).All(r => skipped.Observe(skipped.Not(skipped.Of(r.Condition)))))
                {
                    yield return new([], skipped);
                }

                yield break;
            }

            for (var i = from; i < compiled.Count; i++)
            {
                var present = skipped.Copy();
                if (present.Observe(present.Of(compiled[i].Condition)))
                {
                    foreach (var (rest, after) in Pick(i + 1, index + 1, present))
                    {
                        yield return new([compiled[i], .. rest], after);
                    }
                }

                if (!skipped.Observe(skipped.Not(skipped.Of(compiled[i].Condition))))
                {
                    break;
                }
            }

            if (!isComplete)
            {
                foreach (var (rest, after) in Pick(from, index + 1, before))
                {
                    yield return new([null, .. rest], after);
                }
            }
        }
    }

    // Classes, because collections of structs are compiled anew at each start.
    private sealed record Pair(Model.Resource Compiled, Model.Resource Recorded);

    private sealed record Group(List<Model.Resource> Compiled, List<Model.Resource> Recorded)
    {
        public bool IsChoice => Compiled.Count > 1 && Recorded.Count > 0;
    }

    private sealed record Way(List<Model.Resource?> Picks, Observer Known);

    private Identities(IEnumerable<Pair> pairs, HashSet<string> open)
    {
        _open = open;
        foreach (var (compiled, recorded) in pairs)
        {
            _recordedKeys[compiled.Key] = recorded.Key;
            _compiled[recorded.Key] = compiled;
        }
    }
}
