namespace AppHostSdk.Model;

/// <summary>
/// Resource names are valid, and unique without regard to case among the resources that exist together. A name that is made of
/// another one, which has the mistake as well, is passed over: it is right when that one is.
/// </summary>
internal static class ResourceNameRule
{
    /// <param name="index">The graph.</param>
    /// <param name="names">Which resources are named after others.</param>
    public static IEnumerable<Finding> Check(GraphIndex index, EquatableArray<NameOrigin> names)
    {
        var (invalid, duplicates) = (Invalid(index), Duplicates(index));
        return invalid.Count + duplicates.Count == 0 ? [] : Reported(index, names, invalid, duplicates);
    }

    private static IEnumerable<Finding> Reported(GraphIndex index, EquatableArray<NameOrigin> names, List<NameMistake> invalid, List<NameMistake> duplicates)
    {
        var origins = names.ToLookup(n => n.Key, n => n.Origin, StringComparer.Ordinal);
        return Reported(index, invalid, key => origins[key])
            .Concat(Reported(index, duplicates, key => origins[key].Where(o => index.Find(o)?.Name != index.Find(key)?.Name)));
    }

    /// <summary>The mistakes but those that are made wherever the resource which this one is named after has its own.</summary>
    private static IEnumerable<Finding> Reported(GraphIndex index, List<NameMistake> mistakes, Func<string, IEnumerable<string>> origins)
    {
        var wrong = new Dictionary<string, Condition>(StringComparer.Ordinal);
        foreach (var mistake in mistakes)
        {
            wrong[mistake.Key] = wrong.TryGetValue(mistake.Key, out var before) ? index.Conditions.Or(before, mistake.When) : mistake.When;
        }

        return mistakes
            .Where(m => !index.Conditions.Implies(m.When, index.Any(origins(m.Key), key => wrong.TryGetValue(key, out var when) ? when : Condition.Never)))
            .Select(m => m.Finding);
    }

    private static List<NameMistake> Invalid(GraphIndex index)
    {
        var mistakes = new List<NameMistake>();
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Kind == ResourceKind.Open)
            {
                continue;
            }

            var when = index.When(resource);
            if (NameFormat.Problem(resource.Name) is { } problem && index.IsPossible(when))
            {
                var finding = new Finding(RuleCatalog.InvalidResourceName, new SiteArgument(resource.Site, "name"), default, EquatableArray.Of(resource.Name, problem));
                mistakes.Add(new(resource.Key, when, index.Under(finding, when, index.Reaching(resource))));
            }
        }

        return mistakes;
    }

    private static List<NameMistake> Duplicates(GraphIndex index)
    {
        var mistakes = new List<NameMistake>();
        var earlier = new Dictionary<string, List<Resource>>(StringComparer.OrdinalIgnoreCase);

        // A name that is not valid must become another one anyway.
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Kind == ResourceKind.Open || NameFormat.Problem(resource.Name) is not null)
            {
                continue;
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
                    var finding = new Finding(
                        RuleCatalog.DuplicateResourceName,
                        new SiteArgument(resource.Site, "name"),
                        EquatableArray.Of(new SiteArgument(other.Site, "name")),
                        EquatableArray.Of(resource.Name, spelled));
                    mistakes.Add(new(resource.Key, both, index.Under(finding, both, index.Reaching(resource), index.Reaching(other))));
                    break;
                }
            }

            others.Add(resource);
        }

        return mistakes;
    }

    private sealed record NameMistake(string Key, Condition When, Finding Finding);
}
