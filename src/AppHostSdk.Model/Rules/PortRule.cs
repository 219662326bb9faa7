using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>No two endpoints that exist together are fixed to one port of the host, and containers say which port they listen on.</summary>
internal static class PortRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var taken = new Dictionary<HostPort, List<Taker>>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var finding in OutOfRange(index, resource).Concat(NoTargetPorts(index, resource)))
            {
                yield return finding;
            }

            foreach (var claim in PortClaims.Of(index, resource))
            {
                if (!taken.TryGetValue(claim.Port, out var others))
                {
                    taken[claim.Port] = others = [];
                }

                foreach (var (otherResource, other) in others)
                {
                    var both = index.Conditions.And(claim.When, other.When);
                    if (index.IsPossible(both))
                    {
                        yield return index.Under(Conflict(otherResource, other, resource, claim), both, claim.Declared, other.Declared);
                        break;
                    }
                }

                others.Add(new(resource, claim));
            }
        }
    }

    private sealed record Taker(Resource Resource, PortClaim Claim);

    private static Finding Conflict(Resource otherResource, PortClaim other, Resource resource, PortClaim claim) => new(
        RuleCatalog.PortConflict,
        claim.Place,
        EquatableArray.Of(other.Place),
        EquatableArray.Of(
            claim.Number.ToString(CultureInfo.InvariantCulture),
            other.Endpoint.Name,
            otherResource.Name,
            Origin(otherResource, other),
            claim.Endpoint.Name,
            resource.Name,
            Origin(resource, claim)));

    /// <summary>A port that no call of the program fixes comes from the project's own files.</summary>
    private static string Origin(Resource resource, PortClaim claim) =>
        resource.Site != 0 && claim.Place.Site == resource.Site ? " (in its launch settings or app settings)" : "";

    private static IEnumerable<Finding> OutOfRange(GraphIndex index, Resource resource)
    {
        foreach (var endpoint in resource.Endpoints)
        {
            if (endpoint is not EndpointDeclaration declared || !(IsNone(declared.Port) || IsNone(declared.TargetPort)) || !index.IsPossible(index.When(resource, declared)))
            {
                continue;
            }

            foreach (var (port, argument) in new[] { (declared.Port, "port"), (declared.TargetPort, "targetPort") })
            {
                if (IsNone(port))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.PortOutOfRange,
                            new SiteArgument(endpoint.Site, argument),
                            default,
                            EquatableArray.Of(declared.Name, resource.Name, port.AsNumber!.Value.ToString(CultureInfo.InvariantCulture))),
                        index.When(resource, endpoint),
                        index.When(resource, endpoint));
                }
            }
        }
    }

    private static bool IsNone(ModelValue port) => port.AsNumber is < 0 or > 65535;

    private static IEnumerable<Finding> NoTargetPorts(GraphIndex index, Resource resource)
    {
        if (resource.Kind != ResourceKind.Container
            || index.MayHaveMore(resource)
            || resource.Endpoints.All(e => e is not EndpointDeclaration { TargetPort.IsNone: true }))
        {
            yield break;
        }

        foreach (var endpoint in index.EndpointsOf(resource))
        {
            var declarations = resource.Endpoints.OfType<EndpointDeclaration>()
                .Where(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase))
                .Select(e => (Declaration: e, When: index.When(resource, e)))
                .ToList();
            var exists = index.Any(declarations, d => d.When);
            var given = index.Any(declarations.Where(d => !d.Declaration.TargetPort.IsNone || d.Declaration is { Port.IsNone: false, IsAnyPort: false }), d => d.When);
            var missing = index.Conditions.And(exists, index.Conditions.Not(given));
            var assumed = declarations.Where(d => d.Declaration is { TargetPort.IsNone: true, Port.AsNumber: >= 1 and <= 65535 }).Select(d => d.Declaration).FirstOrDefault();
            if (assumed is not null && missing.IsNever && declarations.TrueForAll(d => d.Declaration.TargetPort.IsNone))
            {
                yield return new Finding(
                    RuleCatalog.AssumedTargetPort,
                    new SiteArgument(assumed.Site, "port"),
                    default,
                    EquatableArray.Of(endpoint.Name, resource.Name, assumed.Port.AsNumber!.Value.ToString(CultureInfo.InvariantCulture)));
            }

            if (index.IsPossible(missing))
            {
                yield return index.Under(
                    new Finding(RuleCatalog.NoTargetPort, new SiteArgument(endpoint.Site, null), default, EquatableArray.Of(endpoint.Name, resource.Name)),
                    missing,
                    [exists, .. declarations.Select(d => d.When)]);
            }
        }
    }
}
