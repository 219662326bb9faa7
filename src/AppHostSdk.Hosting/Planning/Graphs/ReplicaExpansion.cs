using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>
/// What is started for a resource that runs as several copies: each copy is a resource of its own, with a name, a port, an output and
/// lives of its own. Others refer to the one that the program describes.
/// </summary>
internal static class ReplicaExpansion
{
    /// <summary>The names, which are the keys too, of the copies that run for a resource; none for one that runs once.</summary>
    public static IReadOnlyList<string> Of(Model.Resource resource) => resource.Replicas().AsNumber is > 1 and var count && resource.IsStarted
        ? [.. Enumerable.Range(1, checked((int)count)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{i}"))]
        : [];

    /// <summary>The key of the resource that each copy in <paramref name="graph"/> is one of.</summary>
    public static IReadOnlyDictionary<string, string> Origins(AppGraph graph)
    {
        var origins = new Dictionary<string, string>();
        foreach (var (key, names) in Copies(graph))
        {
            foreach (var name in names)
            {
                origins.Add(name, key);
            }
        }

        return origins;
    }

    /// <summary>The keys of what is started for a resource: itself, its copies, or the resource that it is a part of.</summary>
    public static IReadOnlyList<string> StartedFor(AppGraph graph, string key)
    {
        var started = LogicalDependencies.Started(graph, key);
        return graph.Find(started) is { } resource && Of(resource) is { Count: > 0 } copies ? copies : [started];
    }

    /// <summary>The graph with the copies in place of the resource; who waits for it waits for each of them.</summary>
    /// <exception cref="DistributedApplicationException">A copy would have the name of another resource.</exception>
    public static AppGraph Expand(AppGraph graph)
    {
        var copies = Copies(graph);
        if (copies.Count == 0)
        {
            return graph;
        }

        var names = graph.Resources.Select(r => r.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, all) in copies)
        {
            if (all.FirstOrDefault(name => !names.Add(name)) is { } taken)
            {
                throw new DistributedApplicationException($"A replica of '{graph.Find(key)!.Name}' is called '{taken}', but there is a resource of that name. Give one of them another name.");
            }
        }

        return graph with
        {
            Resources = graph.Resources
                .Select(r => r with { Waits = r.Waits.SelectMany(Waits).ToEquatableArray() })
                .SelectMany(r => copies.TryGetValue(r.Key, out var all) ? all.Select(name => r with { Key = name, Name = name }) : [r])
                .ToEquatableArray(),
        };

        IEnumerable<WaitEntry> Waits(WaitEntry wait) => copies.TryGetValue(wait.Dependency, out var all) ? all.Select(name => wait with { Dependency = name }) : [wait];
    }

    /// <summary>The names of the copies by the key of their resource.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Copies(AppGraph graph)
    {
        var copies = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var resource in graph.Resources)
        {
            if (Of(resource) is { Count: > 0 } names)
            {
                copies.Add(resource.Key, names);
            }
        }

        return copies;
    }
}
