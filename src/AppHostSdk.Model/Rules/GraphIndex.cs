namespace AppHostSdk.Model;

/// <summary>Look-ups that the rules share, computed once per graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EquatableArray<ResourceEndpoint>> _endpoints = new(StringComparer.Ordinal);
    private readonly Func<Condition, Condition> _conditions;

    public GraphIndex(AppGraph graph)
    {
        Graph = graph;
        _conditions = Conditions.Take(graph.Conditions);
        foreach (var resource in graph.Resources)
        {
            _resources[resource.Key] = resource;
            _endpoints[resource.Key] = resource.Endpoints();
        }
    }

    public AppGraph Graph { get; }

    /// <summary>The diagram in which the rules compute; the conditions of the graph are numbers of another one.</summary>
    public ConditionDiagram Conditions { get; } = new();

    public Resource? Find(string key) => _resources.TryGetValue(key, out var resource) ? resource : null;

    /// <summary>What may exist, whatever the condition.</summary>
    public EquatableArray<ResourceEndpoint> EndpointsOf(Resource resource) => _endpoints[resource.Key];

    /// <summary>When a resource exists.</summary>
    public Condition When(Resource resource) => _conditions(resource.Condition);

    /// <summary>When an entry of a resource exists.</summary>
    public Condition When(Resource resource, Entry entry) => Conditions.And(_conditions(resource.Condition), _conditions(entry.Condition));

    /// <summary>When a resource has an endpoint called <paramref name="name"/>.</summary>
    public Condition WhenDeclared(Resource resource, string name) => Any(
        resource.Endpoints.OfType<EndpointDeclaration>()
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
