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

                if (HostPort(resource, endpoint) is not { } port || !IsUnconditional(resource, endpoint))
                {
                    continue;
                }

                if (taken.TryGetValue((endpoint.Protocol, port), out var other))
                {
                    yield return new Finding(
                        RuleCatalog.PortConflict,
                        Location(endpoint),
                        EquatableArray.Of(Location(other.Endpoint)),
                        EquatableArray.Of(
                            port.ToString(CultureInfo.InvariantCulture),
                            other.Endpoint.Name,
                            other.Resource.Name,
                            endpoint.Name,
                            resource.Name));
                }
                else
                {
                    taken.Add((endpoint.Protocol, port), (resource, endpoint));
                }
            }
        }
    }

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
}
