using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>A part of an application: some resources and everything that they need, and nothing else.</summary>
internal static class GraphSlice
{
    /// <summary>The graph of the resources called <paramref name="names"/> and what they wait for, refer to or are parts of.</summary>
    /// <exception cref="DistributedApplicationException">A name is that of no resource.</exception>
    public static AppGraph Of(AppGraph graph, IReadOnlyList<string> names)
    {
        var named = new HashSet<string>();
        foreach (var name in names)
        {
            var found = graph.Resources.Where(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count == 0)
            {
                throw new DistributedApplicationException(
                    $"--only names '{name}', but there is no such resource. There are: {string.Join(", ", graph.Resources.Select(r => r.Name).Distinct())}.");
            }

            named.UnionWith(found.Select(r => r.Key));
        }

        var kept = new HashSet<string>();
        var open = new Queue<string>(named);
        while (open.TryDequeue(out var key))
        {
            if (kept.Add(key) && graph.Find(key) is { } resource)
            {
                foreach (var other in NeededBy(resource))
                {
                    open.Enqueue(other);
                }
            }
        }

        return graph with
        {
            // What is named is wanted now, even if it is usually started by hand.
            Resources = graph.Resources.Where(r => kept.Contains(r.Key))
                .Select(r => named.Contains(r.Key) ? r with { Lifecycle = r.Lifecycle.Where(e => e is not ExplicitStart).ToEquatableArray() } : r)
                .ToEquatableArray(),
        };
    }

    private static IEnumerable<string> NeededBy(Model.Resource resource) =>
        resource.Waits.Select(w => w.Dependency)
            .Concat(resource.Environment.OfType<ReferenceVariables>().Select(r => r.Source))
            .Concat(resource.Relationships.Where(r => resource.Kind == ResourceKind.Logical && r.Kind == RelationshipEntry.Parent).Select(r => r.Other))
            .Concat(resource.Values().SelectMany(value => value.Mentioned()));
}
