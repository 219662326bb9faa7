namespace AppHostSdk.Model;

/// <summary>
/// What a container is called in the network of the application's containers is a name that can be looked up, and leads to this one
/// only. Letter case does not count there.
/// </summary>
internal static class NetworkNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        if (!index.Graph.Resources.Any(r => r.Details.Any(d => d.Detail == ResourceDetail.NetworkAlias)))
        {
            yield break;
        }

        var taken = new Dictionary<string, List<NetworkName>>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container))
        {
            foreach (var own in new[] { resource.Name, resource.Name + ".dev.internal" })
            {
                Take(own, new NetworkName(resource, null, index.Conditions.And(index.When(resource), InNetwork(index, resource))));
            }
        }

        foreach (var resource in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container))
        {
            foreach (var alias in resource.Details.Where(d => d.Detail == ResourceDetail.NetworkAlias))
            {
                var declared = index.When(resource, alias);
                if (alias.Value.AsText is not { } name || !index.IsPossible(declared))
                {
                    continue;
                }

                if (Problem(name) is { } problem)
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.InvalidEngineName,
                            new SiteArgument(alias.Site, "value"),
                            default,
                            EquatableArray.Of(name, $"container '{resource.Name}' in the network", problem, "")),
                        declared,
                        index.Reaching(resource, alias));
                    continue;
                }

                var own = new NetworkName(resource, alias, index.Conditions.And(declared, InNetwork(index, resource)));
                if (Others(name).Select(other => Clash(index, name, own, other)).FirstOrDefault(f => f is not null) is { } clash)
                {
                    yield return clash;
                }

                Take(name, own);
            }
        }

        List<NetworkName> Others(string name) => taken.TryGetValue(name, out var others) ? others : [];

        void Take(string name, NetworkName claim)
        {
            if (!taken.TryGetValue(name, out var others))
            {
                taken[name] = others = [];
            }

            others.Add(claim);
        }
    }

    /// <summary>A name under which a container is found: its own, or an alias.</summary>
    private sealed record NetworkName(Resource Resource, DetailEntry? Alias, Condition When);

    private static Finding? Clash(GraphIndex index, string name, NetworkName own, NetworkName other)
    {
        var both = index.Conditions.And(own.When, other.When);
        return other.Resource.Key != own.Resource.Key && index.IsPossible(both)
            ? index.Under(
                new Finding(
                    RuleCatalog.NetworkNameTwice,
                    new SiteArgument(own.Alias!.Site, "value"),
                    EquatableArray.Of(new SiteArgument(other.Alias?.Site ?? other.Resource.Site, other.Alias is null ? "name" : "value")),
                    EquatableArray.Of(name, other.Resource.Name, own.Resource.Name)),
                both,
                index.Reaching(own.Resource, own.Alias),
                other.Alias is null ? index.Reaching(other.Resource) : index.Reaching(other.Resource, other.Alias))
            : null;
    }

    /// <summary>A container that runs as a program of this machine is in no network.</summary>
    private static Condition InNetwork(GraphIndex index, Resource resource) => index.Conditions.Not(
        index.Any(resource.Settings.Where(s => s.Setting == ResourceSetting.Executable), s => index.When(resource, s)));

    /// <summary>The engines take any text; a program that looks the name up does not.</summary>
    private static string? Problem(string name) =>
        name.Length == 0 ? "it is empty"
        : NameFormat.Containing(name, c => !IsAllowed(c)) is { } wrong ? wrong
        : name[0] is '-' or '.' ? "it does not start with a letter or digit"
        : name[name.Length - 1] == '.' || name.Contains("..") ? "a part of it is empty"
        : name.Split('.').Any(part => part.Length > 63) ? "a part of it has more than 63 characters"
        : null;

    private static bool IsAllowed(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.';
}
