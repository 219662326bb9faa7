namespace AppHostSdk.Model;

/// <summary>Resource names are valid, and unique without regard to case among the resources that exist together.</summary>
internal static class ResourceNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var earlier = new Dictionary<string, List<Resource>>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind != ResourceKind.Open))
        {
            var name = new SiteArgument(resource.Site, "name");
            if (NameFormat.Problem(resource.Name) is { } problem)
            {
                yield return new Finding(RuleCatalog.InvalidResourceName, name, default, EquatableArray.Of(resource.Name, problem));
            }

            if (!earlier.TryGetValue(resource.Name, out var others))
            {
                earlier[resource.Name] = others = [];
            }

            foreach (var other in others)
            {
                var both = index.Conditions.And(index.When(resource), index.When(other));
                if (index.IsPossible(both))
                {
                    var spelled = other.Name == resource.Name ? "" : $" as '{other.Name}'";
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.DuplicateResourceName,
                            name,
                            EquatableArray.Of(new SiteArgument(other.Site, "name")),
                            EquatableArray.Of(resource.Name, spelled)),
                        both,
                        index.When(resource),
                        index.When(other));
                    break;
                }
            }

            others.Add(resource);
        }
    }
}
