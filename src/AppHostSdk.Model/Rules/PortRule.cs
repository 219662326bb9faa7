using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>No two endpoints that exist together are fixed to one port of the host, and containers say which port they listen on.</summary>
internal static class PortRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var taken = new Dictionary<(string Protocol, long Port), List<(Resource Resource, Fixed Port)>>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var endpoint in index.EndpointsOf(resource))
            {
                if (NoTargetPort(index, resource, endpoint) is { } finding)
                {
                    yield return finding;
                }
            }

            foreach (var port in Claims(index, resource))
            {
                if (!taken.TryGetValue((port.Protocol, port.Number), out var others))
                {
                    taken[(port.Protocol, port.Number)] = others = [];
                }

                foreach (var (otherResource, other) in others)
                {
                    var both = index.Conditions.And(port.When, other.When);
                    if (index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(
                                RuleCatalog.PortConflict,
                                port.Place,
                                EquatableArray.Of(other.Place),
                                EquatableArray.Of(
                                    port.Number.ToString(CultureInfo.InvariantCulture),
                                    other.Endpoint,
                                    otherResource.Name,
                                    Origin(otherResource, other),
                                    port.Endpoint,
                                    resource.Name,
                                    Origin(resource, port))),
                            both,
                            port.Declared,
                            other.Declared);
                        break;
                    }
                }

                others.Add((resource, port));
            }
        }
    }

    // When the port is the endpoint's, and when the call that fixes it is there: a later one may change it.
    private readonly record struct Fixed(string Endpoint, string Protocol, long Number, Condition When, Condition Declared, SiteArgument Place);

    /// <summary>A port that no call of the program fixes comes from the project's own files.</summary>
    private static string Origin(Resource resource, Fixed port) =>
        resource.Site != 0 && port.Place.Site == resource.Site ? " (in its launch settings or app settings)" : "";

    private static Finding? NoTargetPort(GraphIndex index, Resource resource, ResourceEndpoint endpoint)
    {
        if (resource.Kind != ResourceKind.Container || !index.Graph.IsComplete)
        {
            return null;
        }

        var declarations = DeclarationsOf(index, resource, resource.Endpoints, endpoint.Name);
        var exists = index.Any(declarations.Select(d => d.When));
        var given = index.Any(declarations.Where(d => !d.Declaration.TargetPort.IsNone || !d.Declaration.Port.IsNone).Select(d => d.When));
        var missing = index.Conditions.And(exists, index.Conditions.Not(given));
        return index.IsPossible(missing)
            ? index.Under(
                new Finding(RuleCatalog.NoTargetPort, new SiteArgument(endpoint.Site, null), default, EquatableArray.Of(endpoint.Name, resource.Name)),
                missing,
                [exists, .. declarations.Select(d => d.When)])
            : null;
    }

    /// <summary>
    /// The ports of the host that the resource takes with each launch profile that may be selected. With each of them some endpoint
    /// must take the port, and as many of them as are counted here.
    /// </summary>
    private static IEnumerable<Fixed> Claims(GraphIndex index, Resource resource)
    {
        var claims = index.CandidatesOf(resource)
            .Select(entries => EndpointFold.Fold(entries).SelectMany(e => PortsOf(index, resource, entries, e)).ToLookup(p => (p.Protocol, p.Number)))
            .ToList();
        foreach (var group in claims[0])
        {
            foreach (var (port, position) in group.Select((port, i) => (port, i)).Take(claims.Min(c => c[group.Key].Count())))
            {
                // In every candidate, so in the runs in which all of them do.
                yield return port with
                {
                    When = claims.Select(c => c[group.Key].ElementAt(position).When).Aggregate(index.Conditions.And),
                };
            }
        }
    }

    private static List<(EndpointDeclaration Declaration, Condition When)> DeclarationsOf(GraphIndex index, Resource resource, EquatableArray<EndpointEntry> entries, string name) =>
        [.. entries.OfType<EndpointDeclaration>()
            .Where(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(e => (e, index.When(resource, e)))];

    /// <summary>
    /// The fixed ports of an endpoint on the host, each with the condition under which no later declaration changes it. A process
    /// without proxy is reached on the port it binds.
    /// </summary>
    private static List<Fixed> PortsOf(GraphIndex index, Resource resource, EquatableArray<EndpointEntry> entries, ResourceEndpoint endpoint)
    {
        var declarations = DeclarationsOf(index, resource, entries, endpoint.Name);
        var open = Condition.Always;
        var found = new List<Fixed>();
        Collect(d => d.Port, "port");
        if (resource.Kind != ResourceKind.Container)
        {
            Collect(d => d.TargetPort, "targetPort");
        }

        found.Reverse();
        return found;

        void Collect(Func<EndpointDeclaration, ModelValue> portOf, string argument)
        {
            foreach (var (declaration, when) in Enumerable.Reverse(declarations))
            {
                var port = portOf(declaration);
                var effective = index.Conditions.And(when, open);
                if (port.IsNone || effective.IsNever)
                {
                    continue;
                }

                if (port.AsNumber is { } number)
                {
                    found.Add(new Fixed(endpoint.Name, endpoint.Protocol, number, effective, when, new SiteArgument(declaration.Site, argument)));
                }

                open = index.Conditions.And(open, index.Conditions.Not(when));
            }
        }
    }
}
