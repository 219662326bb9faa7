namespace AppHostSdk.Model;

/// <summary>Look-ups that the rules share, computed once per graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
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
            _resources[resource.Key] = resource;
            _candidates[resource.Key] = candidates;
            _endpoints[resource.Key] = LaunchExpansion.Union(candidates);
        }
    }

    public AppGraph Graph { get; }

    /// <summary>The diagram in which the rules compute; the conditions of the graph are numbers of another one.</summary>
    public ConditionDiagram Conditions { get; } = new();

    public Resource? Find(string key) => _resources.TryGetValue(key, out var resource) ? resource : null;

    public ProjectLaunch? LaunchOf(Resource resource) => resource is not { Kind: ResourceKind.Project } ? null
        : resource.Project is not { } type ? Graph.LaunchOf(resource)
        : _projects.TryGetValue(type, out var project) ? project : null;

    /// <summary>The endpoints that the resource may have, whatever the condition: with some launch profile that may be selected.</summary>
    public EquatableArray<ResourceEndpoint> EndpointsOf(Resource resource) => _endpoints[resource.Key];

    /// <summary>What declares the endpoints of the resource with each of the launch profiles that may be selected; never empty.</summary>
    public IReadOnlyList<EquatableArray<EndpointEntry>> CandidatesOf(Resource resource) => _candidates[resource.Key];

    /// <summary>True when the resource may have endpoints that are not known here.</summary>
    public bool MayHaveMore(Resource resource) => !Graph.IsComplete
        || LaunchOf(resource) is { IsPartial: true }
        || (!resource.Setting(ResourceSetting.ProjectPath).IsNone && LaunchOf(resource) is null);

    /// <summary>When a resource exists.</summary>
    public Condition When(Resource resource) => _conditions(resource.Condition);

    /// <summary>When an entry of a resource exists.</summary>
    public Condition When(Resource resource, Entry entry) => Conditions.And(_conditions(resource.Condition), _conditions(entry.Condition));

    /// <summary>When a resource may have an endpoint called <paramref name="name"/>: with some launch profile that may be selected.</summary>
    public Condition WhenDeclared(Resource resource, string name) => Any(
        CandidatesOf(resource)
            .SelectMany(candidate => candidate.OfType<EndpointDeclaration>())
            .Where(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(e => When(resource, e)));

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
