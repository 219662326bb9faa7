namespace AppHostSdk.Model;

/// <summary>
/// No two references of a resource set one variable: only the value of the last would be there. What the program sets itself
/// afterwards is its own decision, and what functions and open parts do to the variables is not known.
/// </summary>
internal static class ReferenceVariableRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Environment.Count < 2
                || resource.Environment.Count(e => e is ReferenceVariables or UriVariables) < 2
                || resource.Environment.Any(e => e is EnvironmentCallback)
                || index.MayHaveMore(resource))
            {
                continue;
            }

            var earlier = new Dictionary<string, List<(EnvironmentEntry Entry, VariableClaim Claim)>>(StringComparer.Ordinal);
            foreach (var (entry, place) in resource.Environment.Select((e, i) => (e, i)))
            {
                var claims = VariableClaims.Of(index, resource, entry).ToList();
                if (claims.Select(c => Clash(index, resource, entry, place, c, earlier)).FirstOrDefault(f => f is not null) is { } finding)
                {
                    yield return finding;
                }

                foreach (var claim in claims)
                {
                    if (!earlier.TryGetValue(claim.Key, out var others))
                    {
                        earlier[claim.Key] = others = [];
                    }

                    others.Add((entry, claim));
                }
            }
        }
    }

    private static Finding? Clash(
        GraphIndex index,
        Resource resource,
        EnvironmentEntry entry,
        int place,
        VariableClaim claim,
        Dictionary<string, List<(EnvironmentEntry Entry, VariableClaim Claim)>> earlier)
    {
        if (!earlier.TryGetValue(claim.Key, out var others))
        {
            return null;
        }

        foreach (var (other, before) in others)
        {
            // Two resources under one name of a service are two addresses of it. One resource twice is the same value twice.
            if ((claim.Service is not null && claim.Service == before.Service) || Origin(index, entry) == Origin(index, other))
            {
                continue;
            }

            var replaced = index.Any(resource.Environment.Skip(place + 1).OfType<EnvironmentVariable>().Where(v => v.Name == claim.Name), v => index.When(resource, v));
            var both = index.Conditions.And(index.Conditions.And(claim.When, before.When), index.Conditions.Not(replaced));
            if (index.IsPossible(both))
            {
                return index.Under(
                    new Finding(
                        RuleCatalog.VariableFromTwoReferences,
                        Place(entry),
                        EquatableArray.Of(Place(other)),
                        EquatableArray.Of(claim.Name, resource.Name, Words(index, other), Words(index, entry))),
                    both,
                    index.Reaching(resource, entry),
                    index.Reaching(resource, other));
            }
        }

        return null;
    }

    /// <summary>What decides about the value. That two resources have one name is another mistake.</summary>
    private static (string?, ModelValue?) Origin(GraphIndex index, EnvironmentEntry entry) =>
        entry is ReferenceVariables reference ? (index.Find(reference.Source)?.Name.ToUpperInvariant(), null) : (null, (entry as UriVariables)?.Uri);

    private static SiteArgument Place(EnvironmentEntry entry) => new(entry.Site, entry is UriVariables ? "name" : "source");

    private static string Words(GraphIndex index, EnvironmentEntry entry) => entry switch
    {
        UriVariables address => $"'{address.Uri.AsText ?? address.Name}'",
        ReferenceVariables { Endpoint: { } endpoint } reference => $"endpoint '{endpoint}' of '{index.Find(reference.Source)!.Name}'",
        ReferenceVariables reference => $"'{index.Find(reference.Source)!.Name}'",
        _ => "",
    };
}
