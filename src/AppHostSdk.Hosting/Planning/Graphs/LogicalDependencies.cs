using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>
/// Nothing is started for a logical resource: who waits for it waits for the resource it is a part of. Who waits for a connection
/// string that is made of others waits for what it waits for itself, and until the others run.
/// </summary>
internal static class LogicalDependencies
{
    public static AppGraph Resolve(AppGraph graph) => graph.Resources.Any(r => r.Kind == ResourceKind.Logical)
        ? graph with
        {
            Resources = graph.Resources.Map(r => r with
            {
                Waits = r.Waits.SelectMany(w => Started(graph, w, [])).Where(w => w.Dependency != r.Key).Distinct().ToEquatableArray(),
            }),
        }
        : graph;

    /// <summary>The key of the resource that is started for the one with <paramref name="key"/>; its own when it is a part of none.</summary>
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

    private static IEnumerable<WaitEntry> Started(AppGraph graph, WaitEntry wait, HashSet<string> seen)
    {
        if (graph.Find(wait.Dependency) is not { Kind: ResourceKind.Logical } part)
        {
            return [wait];
        }

        if (!seen.Add(part.Key))
        {
            return [];
        }

        if (part.Relationships.FirstOrDefault(r => r.Kind == RelationshipEntry.Parent) is { } parent)
        {
            return Started(graph, wait with { Dependency = parent.Other }, seen);
        }

        return part.Connections
            .SelectMany(connection => connection.Value.Mentioned())
            .Distinct()
            .Select(key => new WaitEntry(WaitKind.Started, key) { Site = wait.Site })
            .Concat(part.Waits)
            .SelectMany(w => Started(graph, w, seen));
    }
}
