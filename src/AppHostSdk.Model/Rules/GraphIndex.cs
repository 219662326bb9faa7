namespace AppHostSdk.Model;

/// <summary>Look-ups that the rules share, computed once per graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, (Resource Resource, int Position)> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectLaunch> _projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<EquatableArray<EndpointEntry>>> _candidates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EquatableArray<ResourceEndpoint>> _endpoints = new(StringComparer.Ordinal);
    private readonly Func<Condition, Condition> _conditions;

    public GraphIndex(AppGraph graph)
    {
        Graph = graph;
        _conditions = Conditions.Take(graph.Conditions);
        foreach (var project in graph.Projects)
        {
            _projects[project.Type] = project;
        }

        foreach (var resource in graph.Resources)
        {
            var candidates = LaunchExpansion.Candidates(resource, LaunchOf(resource));
            _resources[resource.Key] = (resource, _resources.Count);
            _candidates[resource.Key] = candidates;
            _endpoints[resource.Key] = LaunchExpansion.Union(candidates);
        }
    }

    public AppGraph Graph { get; }

    /// <summary>The diagram in which the rules compute; the conditions of the graph are numbers of another one.</summary>
    public ConditionDiagram Conditions { get; } = new();

    public Resource? Find(string key) => _resources.TryGetValue(key, out var found) ? found.Resource : null;

    /// <summary>True when each edge leads to a resource declared before the one it comes from, as most do: then they make no cycle.</summary>
    public bool LeadBack(List<WaitEdge> edges) => edges.TrueForAll(e => _resources[e.To].Position < _resources[e.From].Position);

    public ProjectLaunch? LaunchOf(Resource resource) => resource is not { Kind: ResourceKind.Project } ? null
        : resource.Project is not { } type ? Graph.LaunchOf(resource)
        : _projects.TryGetValue(type, out var project) ? project : null;

    /// <summary>The endpoints that the resource may have, whatever the condition: with some launch profile that may be selected.</summary>
    public EquatableArray<ResourceEndpoint> EndpointsOf(Resource resource) => _endpoints[resource.Key];

    /// <summary>What declares the endpoints of the resource with each of the launch profiles that may be selected; never empty.</summary>
    public IReadOnlyList<EquatableArray<EndpointEntry>> CandidatesOf(Resource resource) => _candidates[resource.Key];

    /// <summary>True when the resource may have endpoints, or more of other things, that are not known here: an open part may change it.</summary>
    public bool MayHaveMore(Resource resource) => resource.Kind == ResourceKind.Open
        || Graph.OpenParts.Any(p => p.Resource is null || p.Resource == resource.Key)
        || LaunchOf(resource) is { IsPartial: true }
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
    public Condition WhenSurelyDeclared(Resource resource, string name) => CandidatesOf(resource)
        .Select(candidate => WhenDeclared(resource, candidate, name))
        .Aggregate(Condition.Always, Conditions.And);

    private Condition WhenDeclared(Resource resource, EquatableArray<EndpointEntry> candidate, string name)
    {
        var declared = Condition.Never;
        for (var i = 0; i < candidate.Count && !declared.IsAlways; i++)
        {
            if (candidate[i] is EndpointDeclaration entry && string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                declared = Conditions.Or(declared, When(resource, entry));
            }
        }

        return declared;
    }

    public Condition Any(IEnumerable<Condition> conditions) => conditions.Aggregate(Condition.Never, Conditions.Or);

    /// <summary>True when something can go wrong under <paramref name="condition"/> and that is known, not only feared.</summary>
    public bool IsPossible(Condition condition) => !condition.IsNever && !Conditions.IsWidened(condition);

    /// <summary>
    /// The finding with its condition in words. It is certain when the condition is that of one of its parties: this party then
    /// always completes the mistake.
    /// </summary>
    public Finding Under(Finding finding, Condition condition, params Condition[] parties) => finding with
    {
        Condition = Conditions.Describe(condition),
        IsCertain = parties.Contains(condition),
    };
}
