using AppHostSdk.Model;

namespace AppHostSdk.Execution;

/// <summary>Nothing is started for a logical resource: who waits for it waits for the resource it is a part of.</summary>
internal static class LogicalWaits
{
    public static AppGraph Resolve(AppGraph graph) => graph.Resources.Any(r => r.Kind == ResourceKind.Logical)
        ? graph with
        {
            Resources = graph.Resources.Map(r => r with
            {
                Waits = r.Waits.Select(w => w with { Dependency = Started(graph, w.Dependency) }).Where(w => w.Dependency != r.Key).Distinct().ToEquatableArray(),
            }),
        }
        : graph;

    /// <summary>The key of the resource that is started for the one with <paramref name="key"/>.</summary>
    public static string Started(AppGraph graph, string key)
    {
        var seen = new HashSet<string>();
        while (seen.Add(key)
            && graph.Find(key) is { Kind: ResourceKind.Logical } part
            && part.Relationships.FirstOrDefault(r => r.Kind == RelationshipEntry.Parent) is { } parent)
        {
            key = parent.Other;
        }

        return key;
    }
}
