using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>Compares the compiled graph with the recorded one, resource by resource, and collects what differs.</summary>
internal sealed class Comparison(AppGraph compiled, AppGraph recorded, Identities identities, Observer observer, string hostDirectory)
{
    private readonly List<Disagreement> _disagreements = [];
    private readonly List<Observation> _observations = [];
    private readonly List<Model.Resource> _resources = [];
    private readonly ValueMatch _match = new(identities, hostDirectory);

    public IReadOnlyList<Disagreement> Disagreements => _disagreements;

    /// <summary>Which compiled resource each recorded one is taken for.</summary>
    public Identities Identities => identities;

    /// <summary>What was there and what was not, in the order in which it was looked at.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    public void Run()
    {
        // Presence first: it decides which entries are possible.
        var present = new HashSet<string>();
        foreach (var actual in recorded.Resources)
        {
            if (identities.CompiledOf(actual.Key) is { } known && Observe(observer.Of(known.Condition)))
            {
                present.Add(known.Key);
            }
            else if (compiled.IsComplete)
            {
                _disagreements.Add(new Disagreement(0, actual.Name, null, EntryText.Of(actual)));
            }
        }

        var absent = new List<Disagreement>();
        foreach (var known in compiled.Resources.Where(r => r.Kind != ResourceKind.Open))
        {
            if (!present.Contains(known.Key) && identities.RecordedKeyOf(known.Key) is null && !Observe(observer.Not(observer.Of(known.Condition))))
            {
                absent.Add(new Disagreement(known.Site, known.Name, EntryText.Of(known), null));
            }
        }

        foreach (var actual in recorded.Resources)
        {
            _resources.Add(identities.CompiledOf(actual.Key) is { } known && present.Contains(known.Key) ? Join(known, actual) : actual);
        }

        _disagreements.AddRange(absent.OrderBy(d => d.Site));
    }

    public Specialization Result() => new(recorded with { Resources = _resources.ToEquatableArray(), Projects = compiled.Projects }, _disagreements);

    private bool Observe(Condition when)
    {
        var holds = observer.Observe(when);
        _observations.Add(new Observation(when, holds));
        return holds;
    }

    private Model.Resource Join(Model.Resource known, Model.Resource actual)
    {
        if (!_match.IsSameSubject(known, actual))
        {
            var (derived, done) = EntryText.Of(known, actual);
            _disagreements.Add(new Disagreement(known.Site, known.Name, derived, done));
        }

        return (actual with { Site = known.Site }).JoinEntries(known, (recordedEntries, knownEntries) => Join(known, knownEntries, recordedEntries))!;
    }

    private List<Entry> Join(Model.Resource resource, IReadOnlyList<Entry> known, IReadOnlyList<Entry> actual)
    {
        var explained = Observe(WhenExactly(known, actual));
        List<Entry> possible = [.. known.Where(e => observer.IsPossible(observer.Of(e.Condition)))];
        var joined = new List<Entry>(actual.Count);
        var found = new List<Disagreement>();
        Entry? displaced = null;
        foreach (var (left, right) in Alignment.Of(possible, actual, _match.Matches))
        {
            if (right is not null)
            {
                joined.Add(right with { Site = left?.Site ?? 0 });
            }

            if (left is not null && right is null && observer.IsCertain(observer.Of(left.Condition)))
            {
                Displace();
                displaced = left;
            }
            else if (left is null && right is not null && (compiled.IsComplete || displaced is not null))
            {
                found.Add(displaced is null ? Unexpected(right) : Different(displaced, right));
                displaced = null;
            }
            else
            {
                Displace();
            }
        }

        Displace();
        if (!explained)
        {
            // Each call by itself is possible, all of them together are not.
            _disagreements.AddRange(found.Count > 0
                ? found
                : [new Disagreement(
                    known.Select(e => e.Site).FirstOrDefault(site => site != 0, resource.Site),
                    resource.Name,
                    null,
                    string.Join(" and ", actual.Select(EntryText.Of).DefaultIfEmpty("nothing")))]);
        }

        return joined;

        Disagreement Different(Entry derived, Entry done)
        {
            var (left, right) = EntryText.Of(derived, done);
            return new Disagreement(derived.Site, resource.Name, left, right);
        }

        // A call that is known, but not for this run, is reported where it stands, and so is one in place of a call that may be reached or
        // not. Of others no place is known but the resource's.
        Disagreement Unexpected(Entry done)
        {
            var text = EntryText.Of(done);
            return known.FirstOrDefault(e => _match.Matches(e, done)) is { } itself
                ? new Disagreement(itself.Site, resource.Name, null, text)
                : known.FirstOrDefault(e => actual.All(a => !_match.Matches(e, a)) && IsLike(e, done)) is { } meant
                    ? Different(meant, done)
                    : new Disagreement(resource.Site, resource.Name, null, text);
        }

        // An expected entry without a recorded one in its place was not performed at all.
        void Displace()
        {
            if (displaced is not null)
            {
                found.Add(new Disagreement(displaced.Site, resource.Name, EntryText.Of(displaced), null));
                displaced = null;
            }
        }
    }

    /// <summary>Both say the same thing of a resource, in different ways.</summary>
    private static bool IsLike(Entry left, Entry right) => left.GetType() == right.GetType() && Subject(left) == Subject(right);

    /// <summary>What an entry is about, where a resource may have several of its kind.</summary>
    private static string? Subject(Entry entry) => entry switch
    {
        EnvironmentVariable e => e.Name,
        EndpointDeclaration e => e.Name,
        UriVariables e => e.Name,
        ReferenceVariables e => e.Source,
        ConnectionPropertyEntry e => e.Name,
        CommandEntry e => e.Name,
        MountEntry e => e.Target,
        ContainerFilesEntry e => e.Target,
        DetailEntry e => $"{e.Detail} {e.Name}",
        SettingEntry e => e.Setting.ToString(),
        HandlerEntry e => e.Event,
        RelationshipEntry e => e.Kind,
        WaitEntry e => e.Dependency,
        _ => null,
    };

    /// <summary>
    /// The condition on which the compiled entries come to exactly the recorded ones, in order: over all ways to leave out
    /// conditional entries. An incomplete graph allows more than it says.
    /// </summary>
    private Condition WhenExactly(IReadOnlyList<Entry> known, IReadOnlyList<Entry> actual)
    {
        // After the known entries so far: for each number of recorded entries explained, when.
        var explained = new SortedDictionary<int, Condition> { [0] = Condition.Always };
        AllowMore(explained);
        foreach (var entry in known)
        {
            var when = observer.Of(entry.Condition);
            var next = new SortedDictionary<int, Condition>();
            foreach (var (count, condition) in explained)
            {
                Add(next, count, observer.And(condition, observer.Not(when)));
                if (ValueMatch.IsMany(entry))
                {
                    for (var any = count; any <= actual.Count; any++)
                    {
                        Add(next, any, observer.And(condition, when));
                    }
                }
                else if (count < actual.Count && _match.Matches(entry, actual[count]))
                {
                    Add(next, count + 1, observer.And(condition, when));
                }
            }

            explained = next;
            AllowMore(explained);
        }

        return explained.GetValueOrDefault(actual.Count, Condition.Never);

        void Add(SortedDictionary<int, Condition> counts, int count, Condition condition)
        {
            if (!condition.IsNever)
            {
                counts[count] = counts.TryGetValue(count, out var other) ? observer.Or(other, condition) : condition;
            }
        }

        void AllowMore(SortedDictionary<int, Condition> counts)
        {
            for (var count = 0; !compiled.IsComplete && count < actual.Count; count++)
            {
                if (counts.TryGetValue(count, out var condition))
                {
                    Add(counts, count + 1, condition);
                }
            }
        }
    }
}

/// <summary>What was seen of a run.</summary>
/// <param name="When">The condition on which it is so.</param>
/// <param name="Holds">False when that contradicts what was seen before.</param>
internal sealed record Observation(Condition When, bool Holds);
