namespace AppHostSdk.Model;

/// <summary>Which resources wait for which others, with the waits that follow from those which the program writes.</summary>
internal static class WaitEdges
{
    /// <summary>All of them that are known to be there in some run, but those of a resource for itself.</summary>
    public static List<WaitEdge> Of(GraphIndex index)
    {
        var edges = new List<WaitEdge>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var wait in resource.Waits.Where(w => w.Dependency != resource.Key))
            {
                if (index.Find(wait.Dependency) is { } dependency
                    && index.Conditions.And(index.When(resource, wait), index.When(dependency)) is var when
                    && index.IsPossible(when))
                {
                    edges.Add(new WaitEdge(resource.Key, wait.Dependency, wait, when) { IsForEnd = wait.Kind == WaitKind.Completed });
                }
            }
        }

        // A wait for a part is a wait for the whole.
        foreach (var part in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Logical))
        {
            foreach (var parent in part.Relationships.Where(r => r.Kind == RelationshipEntry.Parent && index.Find(r.Other) is not null && r.Other != part.Key))
            {
                edges.Add(new WaitEdge(part.Key, parent.Other, parent, index.When(part, parent)));
            }
        }

        // A wait for a connection string made of others is a wait for those; they are not a part of it.
        foreach (var made in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Logical && !r.Relationships.Any(p => p.Kind == RelationshipEntry.Parent)))
        {
            foreach (var connection in made.Connections)
            {
                foreach (var other in connection.Value.Mentioned().Where(key => key != made.Key).Distinct().Select(index.Find).Where(r => r is { Kind: not ResourceKind.Parameter }))
                {
                    edges.Add(new WaitEdge(made.Key, other!.Key, connection, index.When(made, connection)));
                }
            }
        }

        return edges;
    }
}
