using System.Net;
using AppHostSdk.Model;

namespace AppHostSdk.Networking;

/// <summary>Where an endpoint is found.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="HostPort">The port on the host.</param>
/// <param name="TargetPort">The port the resource itself listens on.</param>
internal sealed record EndpointAddress(ResourceEndpoint Endpoint, int HostPort, int TargetPort)
{
    private const string Loopback = "localhost";

    /// <summary>The host a process on this machine reaches it by: the loopback address unless the resource binds a certain other one.</summary>
    public string Host => IPAddress.TryParse(Endpoint.TargetHost, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        ? Endpoint.TargetHost!
        : Loopback;

    /// <summary>The URL a process on this machine uses.</summary>
    public string HostUrl => $"{Endpoint.Scheme}://{Host}:{HostPort}";

    /// <summary>The URL that the resource itself listens on.</summary>
    public string TargetUrl => $"{Endpoint.Scheme}://{Endpoint.TargetHost ?? Loopback}:{TargetPort}";
}

/// <summary>
/// The address of every endpoint, decided before anything starts: resources may refer to each other in both directions, and a
/// restarted one keeps its address.
/// </summary>
internal sealed class Addresses
{
    private readonly Dictionary<string, IReadOnlyList<EndpointAddress>> _byResource = [];

    private Addresses()
    {
    }

    public IReadOnlyList<EndpointAddress> Of(string key) => _byResource.GetValueOrDefault(key) ?? [];

    public EndpointAddress Of(string key, string endpoint) =>
        Of(key).FirstOrDefault(a => string.Equals(a.Endpoint.Name, endpoint, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"Resource '{key}' has no endpoint named '{endpoint}'.");

    /// <summary>Gives each endpoint its fixed port or a free one from <paramref name="freePort"/>.</summary>
    /// <exception cref="DistributedApplicationException">An endpoint asks for what this version cannot do.</exception>
    public static Addresses Assign(AppGraph graph, Func<string, int> freePort)
    {
        var addresses = new Addresses();
        var endpoints = graph.Resources.ToDictionary(r => r.Key, r => r.Endpoints());
        var fixedPorts = endpoints.Values.SelectMany(all => all).SelectMany(e => new[] { e.Port.AsNumber, e.TargetPort.AsNumber }).ToHashSet();
        foreach (var resource in graph.Resources)
        {
            addresses._byResource[resource.Key] = [.. endpoints[resource.Key].Select(e => Assign(resource, e, Unclaimed))];
        }

        return addresses;

        // What is free now may be what another endpoint is fixed to and takes later.
        int Unclaimed(string protocol)
        {
            int port;
            do
            {
                port = freePort(protocol);
            }
            while (fixedPorts.Contains(port));
            return port;
        }
    }

    private static EndpointAddress Assign(Model.Resource resource, ResourceEndpoint endpoint, Func<string, int> freePort)
    {
        var port = Port(resource, endpoint, endpoint.Port, "port");
        var target = Port(resource, endpoint, endpoint.TargetPort, "targetPort");
        if (resource.Kind == ResourceKind.Container)
        {
            return new EndpointAddress(
                endpoint,
                port ?? freePort(endpoint.Protocol),
                target ?? port ?? throw new DistributedApplicationException(
                    $"Endpoint '{endpoint.Name}' of container '{resource.Name}' does not say which port the container listens on. Pass targetPort."));
        }

        if (port is not null && target is not null && port != target)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of '{resource.Name}' has port {port} and targetPort {target}. A process is reached on the port it listens on; "
                + "a proxy between two ports is not available yet. "
                + (resource.Site != 0 && endpoint.PortSite == resource.Site
                    ? $"The port is that of its launch settings or app settings: leave targetPort out, or pass port: {target} as well."
                    : "Pass only one of them, or the same number twice."));
        }

        var own = port ?? target ?? freePort(endpoint.Protocol);
        return new EndpointAddress(endpoint, own, own);
    }

    private static int? Port(Model.Resource resource, ResourceEndpoint endpoint, ModelValue value, string argument) => value.AsNumber switch
    {
        null => null,
        >= 1 and <= 65535 and var port => (int)port,
        var port => throw new DistributedApplicationException(
            $"Endpoint '{endpoint.Name}' of '{resource.Name}' has {argument} {port}, which is no port. Ports are 1 to 65535."),
    };
}
