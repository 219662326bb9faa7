namespace AppHostSdk.Model;

/// <summary>Look-ups that the rules share, computed once per graph.</summary>
internal sealed class GraphIndex
{
    // Classes, not structs, are kept in collections here: for a struct, the run time compiles the collection anew at each start.
    private readonly Dictionary<string, Indexed> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectLaunch> _projects = new(StringComparer.Ordinal);
    private readonly Func<Condition, Condition> _conditions;
    private ILookup<int, Made>? _sites;

    /// <param name="graph">The graph.</param>
    /// <param name="isPublishing">True when a graph without conditions is that of an application that is published.</param>
    public GraphIndex(AppGraph graph, bool isPublishing = false)
    {
        Graph = graph;
        Running = isPublishing ? Condition.Never : graph.Conditions.Nodes.IsEmpty ? Condition.Always : Conditions.Is(Atom.Mode, "run");
        _conditions = Conditions.Take(graph.Conditions);
        foreach (var project in graph.Projects)
        {
            _projects[project.Type] = project;
        }

        foreach (var resource in graph.Resources)
        {
            var candidates = LaunchExpansion.Candidates(resource, LaunchOf(resource));
            _resources[resource.Key] = new(resource, _resources.Count, candidates, LaunchExpansion.Union(candidates));
        }
    }

    public AppGraph Graph { get; }

    /// <summary>The diagram in which the rules compute; the conditions of the graph are numbers of another one.</summary>
    public ConditionDiagram Conditions { get; } = new();

    /// <summary>When the application runs, and is not published: always where no condition says otherwise.</summary>
    public Condition Running { get; }

    public Resource? Find(string key) => _resources.TryGetValue(key, out var found) ? found.Resource : null;

    /// <summary>True when each edge leads to a resource declared before the one it comes from, as most do: then they make no cycle.</summary>
    public bool LeadBack(List<WaitEdge> edges) => edges.TrueForAll(e => _resources[e.To].Position < _resources[e.From].Position);

    public ProjectLaunch? LaunchOf(Resource resource) => resource is not { Kind: ResourceKind.Project } ? null
        : resource.Project is not { } type ? Graph.LaunchOf(resource)
        : _projects.TryGetValue(type, out var project) ? project : null;

    /// <summary>The endpoints that the resource may have, whatever the condition: with some launch profile that may be selected.</summary>
    public EquatableArray<ResourceEndpoint> EndpointsOf(Resource resource) => _resources[resource.Key].Endpoints;

    /// <summary>What declares the endpoints of the resource with each of the launch profiles that may be selected; never empty.</summary>
    public IReadOnlyList<EquatableArray<EndpointEntry>> CandidatesOf(Resource resource) => _resources[resource.Key].Candidates;

    /// <summary>True when the resource may have endpoints, or more of other things, that are not known here: an open part may change it.</summary>
    public bool MayHaveMore(Resource resource) => resource.Kind == ResourceKind.Open
        || Graph.OpenParts.Any(p => p.Resource is null || p.Resource == resource.Key)
        || LaunchOf(resource) is { IsPartial: true } or { IsLibrary: true } // the latter said by AHS1007
        || (resource.LaunchProfile is ModelValue.Text { Value: var profile } && LaunchOf(resource) is { } launch && launch.Profile(profile) is null) // said by AHS1006
        || (!resource.Setting(ResourceSetting.ProjectPath).IsNone && LaunchOf(resource) is null);

    /// <summary>When a resource exists.</summary>
    public Condition When(Resource resource) => _conditions(resource.Condition);

    /// <summary>When an entry of a resource exists.</summary>
    public Condition When(Resource resource, Entry entry) => Conditions.And(_conditions(resource.Condition), _conditions(entry.Condition));

    /// <summary>When a resource may have an endpoint called <paramref name="name"/>: with some launch profile that may be selected.</summary>
    public Condition WhenDeclared(Resource resource, string name)
    {
        var declared = Condition.Never;
        foreach (var candidate in CandidatesOf(resource))
        {
            declared = Conditions.Or(declared, WhenDeclared(resource, candidate, name));
        }

        return declared;
    }

    /// <summary>When a resource has an endpoint called <paramref name="name"/> whichever launch profile is selected.</summary>
    public Condition WhenSurelyDeclared(Resource resource, string name)
    {
        var declared = Condition.Always;
        foreach (var candidate in CandidatesOf(resource))
        {
            declared = Conditions.And(declared, WhenDeclared(resource, candidate, name));
        }

        return declared;
    }

    private Condition WhenDeclared(Resource resource, EquatableArray<EndpointEntry> candidate, string name)
    {
        var declared = Condition.Never;
        for (var i = 0; i < candidate.Count && !declared.IsAlways; i++)
        {
            if (candidate[i] is EndpointDeclaration { OnlyIfDeclared: false } entry && string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                declared = Conditions.Or(declared, When(resource, entry));
            }
        }

        return declared;
    }

    /// <summary>
    /// Entries of which the last one counts, each with the condition under which it does: it is there, and no later one is. The last
    /// one first; those that never count are left out.
    /// </summary>
    public IEnumerable<(T Entry, Condition When)> Counting<T>(Resource resource, IEnumerable<T> entries)
        where T : Entry
    {
        var open = Condition.Always;
        foreach (var entry in entries.Reverse())
        {
            var declared = When(resource, entry);
            var when = Conditions.And(declared, open);
            open = Conditions.And(open, Conditions.Not(declared));
            if (!when.IsNever)
            {
                yield return (entry, when);
            }
        }
    }

    /// <summary>Entries that clash with an earlier one: each with the first of these, and when both are there.</summary>
    /// <param name="resource">The resource that has them.</param>
    /// <param name="entries">The entries, in order.</param>
    /// <param name="clash">Whether an entry cannot be there beside an earlier one.</param>
    public IEnumerable<Clash<T>> Clashes<T>(Resource resource, IEnumerable<T> entries, Func<T, T, bool> clash)
        where T : Entry
    {
        var earlier = new List<T>();
        foreach (var entry in entries)
        {
            foreach (var other in earlier.Where(e => clash(entry, e)))
            {
                var both = Conditions.And(When(resource, entry), When(resource, other));
                if (IsPossible(both))
                {
                    yield return new(entry, other, both);
                    break;
                }
            }

            earlier.Add(entry);
        }
    }

    /// <summary>When one of <paramref name="items"/> exists.</summary>
    public Condition Any<T>(IEnumerable<T> items, Func<T, Condition> when)
    {
        var any = Condition.Never;
        foreach (var item in items)
        {
            any = Conditions.Or(any, when(item));
        }

        return any;
    }

    /// <summary>True when a text is made of the name of a resource that is not a valid name: AHS0002 says what is wrong with it.</summary>
    public static bool IsOfInvalidName(Resource resource, string text) =>
        resource.Name.Length > 0 && text.Contains(resource.Name) && NameFormat.Problem(resource.Name) is not null;

    /// <summary>True when something can go wrong under <paramref name="condition"/> and that is known, not only feared.</summary>
    public bool IsPossible(Condition condition) => !condition.IsNever && !Conditions.IsWidened(condition);

    /// <summary>
    /// The finding with its condition in words. It is certain when the condition is that of one of its parties: this party then
    /// always completes the mistake.
    /// </summary>
    /// <param name="finding">The finding.</param>
    /// <param name="condition">When the mistake is made.</param>
    /// <param name="parties">When each of the expressions is reached that make it together; see <see cref="Reaching(Resource, Entry)"/>.</param>
    public Finding Under(Finding finding, Condition condition, params IEnumerable<Condition>[] parties) => finding with
    {
        Condition = Conditions.Describe(condition),
        IsCertain = condition.IsAlways || parties.Any(party => party.Contains(condition)),
    };

    /// <summary>
    /// The finding about something that is wrong when the application runs: <paramref name="condition"/> implies that. The words mention it
    /// only where a test of the program does.
    /// </summary>
    public Finding WhenRunning(Finding finding, Condition condition, params IEnumerable<Condition>[] parties)
    {
        var reached = parties.SelectMany(party => party).ToList();
        var found = Under(finding, condition, reached.Select(c => Conditions.And(c, Running)));
        return reached.Exists(c => Conditions.Implies(c, Running))
            ? found
            : found with { Condition = Conditions.Describe(Conditions.Within(condition, Running)) };
    }

    /// <summary>
    /// When each of the expressions is reached that make an entry: the call, and what is chosen for it. A call whose resource and
    /// arguments are chosen by several tests makes its entries under all of them, but no expression is reached under all of them.
    /// </summary>
    public IEnumerable<Condition> Reaching(Resource resource, Entry entry)
    {
        var made = Sites[entry.Site].Where(m => m.Entry?.GetType() == entry.GetType()).ToList();
        if (entry.Site == 0 || made.Count < 2)
        {
            yield return When(resource, entry);
            yield break;
        }

        yield return Any(made, m => m.When);
        yield return Any(made.Where(m => m.Resource.Key == resource.Key), m => m.When);
        foreach (var piece in EntryPieces.Of(entry))
        {
            yield return Any(made.Where(m => EntryPieces.Of(m.Entry!).Contains(piece)), m => m.When);
        }
    }

    /// <summary>The same for the call that adds a resource.</summary>
    public IEnumerable<Condition> Reaching(Resource resource)
    {
        var made = Sites[resource.Site].Where(m => m.Entry is null).ToList();
        if (resource.Site == 0 || made.Count < 2)
        {
            yield return When(resource);
            yield break;
        }

        yield return Any(made, m => m.When);
        foreach (var piece in EntryPieces.Of(resource))
        {
            yield return Any(made.Where(m => EntryPieces.Of(m.Resource).Contains(piece)), m => m.When);
        }
    }

    /// <summary>What each call made: resources and entries.</summary>
    private ILookup<int, Made> Sites => _sites ??= Graph.Resources
        .SelectMany(r => r.Entries().Select(e => new Made(r, e, When(r, e))).Prepend(new Made(r, null, When(r))))
        .ToLookup(m => m.Entry?.Site ?? m.Resource.Site);

    private sealed record Made(Resource Resource, Entry? Entry, Condition When);

    private sealed record Indexed(Resource Resource, int Position, IReadOnlyList<EquatableArray<EndpointEntry>> Candidates, EquatableArray<ResourceEndpoint> Endpoints);
}
