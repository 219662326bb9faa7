namespace AppHostSdk.Model;

/// <summary>Look-ups that the rules share, computed once per graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EquatableArray<ResourceEndpoint>> _endpoints = new(StringComparer.Ordinal);

    public GraphIndex(AppGraph graph)
    {
        Graph = graph;
        foreach (var resource in graph.Resources)
        {
            _resources[resource.Key] = resource;
            _endpoints[resource.Key] = resource.Endpoints();
        }
    }

    public AppGraph Graph { get; }

    public Resource? Find(string key) => _resources.TryGetValue(key, out var resource) ? resource : null;

    public EquatableArray<ResourceEndpoint> EndpointsOf(Resource resource) => _endpoints[resource.Key];
}
