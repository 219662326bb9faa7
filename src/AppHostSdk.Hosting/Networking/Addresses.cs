using System.Globalization;
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
    /// <summary>The user chose the port on the host.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Who is in the way of binding the fixed port, as a sentence; <see langword="null"/> for nobody.</summary>
    public string? Conflict
    {
        get
        {
            // A certain address other than loopback is left to the one who binds it: who holds the same port elsewhere is not in the way.
            var isAddress = IPAddress.TryParse(Endpoint.TargetHost, out var address);
            var isAny = isAddress && (address!.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
            var isChecked = IsFixed && (!isAddress || isAny || IPAddress.IsLoopback(address!));
            var everywhere = isAny || (!isAddress && Endpoint.TargetHost is not (null or Loopback));
            return isChecked && PortHolders.Find(HostPort, Endpoint.Protocol, everywhere) is { } holder
                ? string.Create(CultureInfo.InvariantCulture, $"its port {HostPort} (endpoint '{Endpoint.Name}') is taken by {holder}. End that, choose another port, or run with --isolated for free ports.")
                : null;
        }
    }

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

    /// <summary>Whether a port of this machine is that of an endpoint.</summary>
    public bool Uses(int port) => _byResource.Values.Any(all => all.Any(a => a.HostPort == port || a.TargetPort == port));

    /// <summary>Gives each endpoint its fixed port or a free one from <paramref name="freePort"/>.</summary>
    /// <param name="graph">The resources.</param>
    /// <param name="freePort">Gives a free port for a protocol.</param>
    /// <param name="isIsolated">Fixed ports on the host are replaced by free ones, so that several copies of an application run side by side.</param>
    /// <param name="kept">The ports that persistent containers have, by resource and endpoint in lower case.</param>
    /// <exception cref="DistributedApplicationException">An endpoint asks for what this version cannot do.</exception>
    public static Addresses Assign(
        AppGraph graph,
        Func<string, int> freePort,
        bool isIsolated = false,
        IReadOnlyDictionary<(string Resource, string Endpoint), int>? kept = null)
    {
        var addresses = new Addresses();
        var endpoints = graph.Resources.ToDictionary(r => r.Key, r => r.Endpoints());
        var fixedPorts = endpoints.Values.SelectMany(all => all).SelectMany(e => new[] { e.Port.AsNumber, e.TargetPort.AsNumber }).ToHashSet();
        foreach (var resource in graph.Resources)
        {
            addresses._byResource[resource.Key] = [.. endpoints[resource.Key].Select(e => Assign(resource, e, protocol => Kept(resource, e) ?? Unclaimed(protocol), isIsolated))];
        }

        return addresses;

        int? Kept(Model.Resource resource, ResourceEndpoint endpoint) =>
            resource is { Kind: ResourceKind.Container, IsPersistent: true } && kept is not null && kept.TryGetValue((resource.Name, endpoint.Name.ToLowerInvariant()), out var port)
            && !fixedPorts.Contains(port)
                ? port
                : null;

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

    private static EndpointAddress Assign(Model.Resource resource, ResourceEndpoint endpoint, Func<string, int> freePort, bool isIsolated)
    {
        var given = Port(resource, endpoint, endpoint.Port, "port");
        var target = Port(resource, endpoint, endpoint.TargetPort, "targetPort");
        var port = isIsolated && (resource.Kind == ResourceKind.Container || given != target) ? null : given;
        if (resource.Kind == ResourceKind.Container)
        {
            return new EndpointAddress(
                endpoint,
                port ?? freePort(endpoint.Protocol),
                target ?? given ?? throw new DistributedApplicationException(
                    $"Endpoint '{endpoint.Name}' of container '{resource.Name}' does not say which port the container listens on. Pass targetPort."))
            {
                IsFixed = port is not null,
            };
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
        return new EndpointAddress(endpoint, own, own) { IsFixed = (port ?? target) is not null };
    }

    private static int? Port(Model.Resource resource, ResourceEndpoint endpoint, ModelValue value, string argument) => value.AsNumber switch
    {
        null => null,
        >= 1 and <= 65535 and var port => (int)port,
        var port => throw new DistributedApplicationException(
            $"Endpoint '{endpoint.Name}' of '{resource.Name}' has {argument} {port}, which is no port. Ports are 1 to 65535."),
    };
}
