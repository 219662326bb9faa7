namespace AppHostSdk.Model;

/// <summary>Resource names are valid, and unique without regard to case.</summary>
internal static class ResourceNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var first = new Dictionary<string, Resource>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in index.Graph.Resources)
        {
            var name = new SiteArgument(resource.Site, "name");
            if (NameFormat.Problem(resource.Name) is { } problem)
            {
                yield return new Finding(RuleCatalog.InvalidResourceName, name, default, EquatableArray.Of(resource.Name, problem));
            }

            if (!resource.Condition.IsAlways)
            {
                continue;
            }

            if (first.TryGetValue(resource.Name, out var other))
            {
                var spelled = other.Name == resource.Name ? "" : $" as '{other.Name}'";
                yield return new Finding(
                    RuleCatalog.DuplicateResourceName,
                    name,
                    EquatableArray.Of(new SiteArgument(other.Site, "name")),
                    EquatableArray.Of(resource.Name, spelled));
            }
            else
            {
                first.Add(resource.Name, resource);
            }
        }
    }
}
