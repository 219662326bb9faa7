namespace AppHostSdk.Model;

/// <summary>A part belongs to one whole, which is not a part of it in turn, and need not wait for it.</summary>
internal static class ParentRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var parent in ParentsOf(resource))
            {
                if (index.Find(parent.Other) is not { } whole)
                {
                    continue;
                }

                var related = index.Conditions.And(index.When(resource, parent), index.When(whole));
                // What is only shown below another resource, for example its administration, may well wait for it.
                foreach (var wait in resource.Waits.Where(w => resource.Kind == ResourceKind.Logical && w.Dependency == whole.Key && w.Dependency != resource.Key))
                {
                    var both = index.Conditions.And(related, index.When(resource, wait));
                    if (index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(
                                RuleCatalog.WaitForParent,
                                new SiteArgument(wait.Site, "dependency"),
                                EquatableArray.Of(new SiteArgument(parent.Site, "parent")),
                                EquatableArray.Of(resource.Name, whole.Name)),
                            both,
                            index.Reaching(resource, wait),
                            index.Reaching(resource, parent),
                            [related]);
                    }
                }

                if (!reported.Contains(resource.Key) && Cycle(index, resource, parent) is var (path, when, parents))
                {
                    reported.UnionWith(path.Select(p => p.Key));
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.ParentCycle,
                            new SiteArgument(parent.Site, "parent"),
                            default,
                            EquatableArray.Of(string.Join(" → ", path.Append(resource).Select(r => r.Name)))),
                        when,
                        [.. path.Zip(parents, index.Reaching)]);
                }
            }
        }
    }

    /// <summary>The way from a resource over its wholes back to itself, and when it is there.</summary>
    private static (List<Resource> Path, Condition When, List<RelationshipEntry> Parents)? Cycle(GraphIndex index, Resource start, RelationshipEntry first)
    {
        var pending = new Stack<(List<Resource> Path, string Next, Condition When, List<RelationshipEntry> Parents)>();
        pending.Push(([start], first.Other, index.When(start, first), [first]));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (pending.Count > 0)
        {
            var (path, key, when, parents) = pending.Pop();
            if (!index.IsPossible(when))
            {
                continue;
            }

            if (key == start.Key)
            {
                return (path, when, parents);
            }

            if (index.Find(key) is { } next && seen.Add(key))
            {
                foreach (var parent in ParentsOf(next))
                {
                    pending.Push(([.. path, next], parent.Other, index.Conditions.And(when, index.When(next, parent)), [.. parents, parent]));
                }
            }
        }

        return null;
    }

    private static IEnumerable<RelationshipEntry> ParentsOf(Resource resource) => resource.Relationships.Where(r => r.Kind == RelationshipEntry.Parent);
}
