using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>No two endpoints are fixed to one port of the host, and containers say which port they listen on.</summary>
internal static class PortRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var taken = new Dictionary<(string Protocol, long Port), (Resource Resource, ResourceEndpoint Endpoint)>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var endpoint in index.EndpointsOf(resource))
            {
                if (resource.Kind == ResourceKind.Container && endpoint.TargetPort.IsNone && endpoint.Port.IsNone && index.Graph.IsComplete)
                {
                    yield return new Finding(
                        RuleCatalog.NoTargetPort,
                        new SiteArgument(endpoint.Site, null),
                        default,
                        EquatableArray.Of(endpoint.Name, resource.Name));
                }
            }

            foreach (var (port, endpoint) in Claims(resource, index.CandidatesOf(resource)))
            {
                if (!taken.TryGetValue(port, out var other))
                {
                    taken.Add(port, (resource, endpoint));
                    continue;
                }

                yield return new Finding(
                    RuleCatalog.PortConflict,
                    Location(endpoint),
                    EquatableArray.Of(Location(other.Endpoint)),
                    EquatableArray.Of(
                        port.Port.ToString(CultureInfo.InvariantCulture),
                        other.Endpoint.Name,
                        other.Resource.Name,
                        Origin(other.Resource, other.Endpoint),
                        endpoint.Name,
                        resource.Name,
                        Origin(resource, endpoint)));
            }
        }
    }

    /// <summary>
    /// The endpoints that take a port of the host in every run. With each launch profile that may be selected some endpoint must
    /// take it, and as many of them as are counted here.
    /// </summary>
    private static IEnumerable<((string Protocol, long Port) Port, ResourceEndpoint Endpoint)> Claims(
        Resource resource,
        IReadOnlyList<EquatableArray<ResourceEndpoint>> candidates)
    {
        var claims = candidates.Select(c => ClaimsOf(resource, c)).ToList();
        return claims[0].SelectMany(group => group
            .Take(claims.Min(c => c[group.Key].Count()))
            .Select(endpoint => (group.Key, endpoint)));
    }

    private static ILookup<(string Protocol, long Port), ResourceEndpoint> ClaimsOf(Resource resource, EquatableArray<ResourceEndpoint> endpoints) =>
        endpoints
            .Where(e => HostPort(resource, e) is not null && IsUnconditional(resource, e))
            .ToLookup(e => (e.Protocol, HostPort(resource, e)!.Value));

    /// <summary>The fixed port on the host: a process without proxy is reached on the port it binds.</summary>
    private static long? HostPort(Resource resource, ResourceEndpoint endpoint) =>
        endpoint.Port.AsNumber ?? (resource.Kind == ResourceKind.Container ? null : endpoint.TargetPort.AsNumber);

    private static bool IsUnconditional(Resource resource, ResourceEndpoint endpoint) =>
        resource.Condition.IsAlways
        && resource.Endpoints.OfType<EndpointDeclaration>()
            .Where(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase))
            .All(e => e.Condition.IsAlways);

    private static SiteArgument Location(ResourceEndpoint endpoint) =>
        endpoint.PortSite == 0 ? new SiteArgument(endpoint.Site, "targetPort") : new SiteArgument(endpoint.PortSite, "port");

    /// <summary>A port that no call of the program fixes comes from the project's own files.</summary>
    private static string Origin(Resource resource, ResourceEndpoint endpoint) =>
        resource.Site != 0 && endpoint.PortSite == resource.Site ? " (in its launch settings or app settings)" : "";
}
