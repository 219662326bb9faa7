namespace AppHostSdk.Model;

/// <summary>Look-ups that the rules share, computed once per graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectLaunch> _projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<EquatableArray<ResourceEndpoint>>> _candidates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EquatableArray<ResourceEndpoint>> _endpoints = new(StringComparer.Ordinal);

    public GraphIndex(AppGraph graph)
    {
        Graph = graph;
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

    public Resource? Find(string key) => _resources.TryGetValue(key, out var resource) ? resource : null;

    public ProjectLaunch? LaunchOf(Resource resource) =>
        resource is { Kind: ResourceKind.Project, Project: { } type } && _projects.TryGetValue(type, out var project) ? project : null;

    /// <summary>The endpoints that the resource may have: with some launch profile that may be selected.</summary>
    public EquatableArray<ResourceEndpoint> EndpointsOf(Resource resource) => _endpoints[resource.Key];

    /// <summary>The endpoints that the resource has with each of the launch profiles that may be selected; never empty.</summary>
    public IReadOnlyList<EquatableArray<ResourceEndpoint>> CandidatesOf(Resource resource) => _candidates[resource.Key];

    /// <summary>True when the resource may have endpoints that are not known here.</summary>
    public bool MayHaveMore(Resource resource) => !Graph.IsComplete || LaunchOf(resource) is { IsPartial: true };
}
