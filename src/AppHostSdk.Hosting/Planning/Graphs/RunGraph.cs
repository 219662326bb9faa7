using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>The graph that runs, and what of it is started.</summary>
internal sealed class RunGraph
{
    private RunGraph(AppGraph described)
    {
        Described = described;
        Started = ReplicaExpansion.Expand(LogicalDependencies.Resolve(described));
        Origins = ReplicaExpansion.Origins(described);
    }

    /// <summary>The graph that the program describes.</summary>
    public AppGraph Described { get; }

    /// <summary>The graph with replicas in place of the resources that have them, in which waits are for what is started.</summary>
    public AppGraph Started { get; }

    /// <summary>The key of the described resource that each replica is one of.</summary>
    public IReadOnlyDictionary<string, string> Origins { get; }

    /// <exception cref="DistributedApplicationException">A replica would have the name of another resource.</exception>
    public static RunGraph Of(AppGraph graph) => new(graph);

    /// <summary>The described resource that a started one is, or is a replica of.</summary>
    public Model.Resource OriginOf(Model.Resource started) => Origins.TryGetValue(started.Key, out var origin) ? Described.Find(origin)! : started;

    /// <summary>The keys of what is started for a described resource: itself, its replicas, or the resource that it is a part of.</summary>
    public IReadOnlyList<string> StartedFor(string key) => ReplicaExpansion.StartedFor(Described, key);
}
