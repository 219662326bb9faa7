using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHostSdk.Model;
using AppHostSdk.Planning;

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

    /// <summary>The user chose the port on the host.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The port on the host that leads to this very resource: another one than <see cref="HostPort"/> behind a proxy.</summary>
    public int DirectPort { get; init; } = HostPort;

    /// <summary>The host that leads to this very resource.</summary>
    public string DirectHost => IsForwarded ? Loopback : Host;

    /// <summary>The URL that leads to this very resource.</summary>
    public string DirectUrl => $"{Endpoint.Scheme}://{DirectHost}:{DirectPort}";

    /// <summary>A proxy at <see cref="HostPort"/> leads to the other port that the one process behind it listens on.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>Several replicas are reached here; each listens on a port of its own.</summary>
    public bool IsShared { get; init; }

    /// <summary>The endpoint is another name for an earlier one of its resource, which listens for both.</summary>
    public bool IsAlias { get; init; }

    /// <summary>The same address under the name of <paramref name="endpoint"/>.</summary>
    public EndpointAddress As(ResourceEndpoint endpoint) => this with { Endpoint = endpoint with { TargetHost = Endpoint.TargetHost }, IsAlias = true };

    /// <summary>The addresses that are bound where people asked for the endpoint.</summary>
    public IReadOnlyList<IPAddress> Bound =>
        Endpoint.TargetHost is null or Loopback ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(Endpoint.TargetHost, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? [address]
        : Socket.OSSupportsIPv6 ? [IPAddress.IPv6Any] : [IPAddress.Any];

    /// <summary>Who is in the way of binding the fixed port, as a sentence; <see langword="null"/> for nobody.</summary>
    public string? Conflict => ConflictAt(HostPort);

    /// <summary>Who is in the way of the resource itself; <see langword="null"/> for nobody.</summary>
    public string? DirectConflict => DirectPort == HostPort || IsForwarded ? ConflictAt(DirectPort) : null;

    private string? ConflictAt(int port)
    {
        // A certain address other than loopback is left to the one who binds it: who holds the same port elsewhere is not in the way.
        var isAddress = IPAddress.TryParse(Endpoint.TargetHost, out var address);
        var isAny = isAddress && (address!.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
        var isChecked = IsFixed && (!isAddress || isAny || IPAddress.IsLoopback(address!));
        var everywhere = isAny || (!isAddress && Endpoint.TargetHost is not (null or Loopback));
        return isChecked && PortHolders.Find(port, Endpoint.Protocol, everywhere) is { } holder
            ? string.Create(CultureInfo.InvariantCulture, $"its port {port} (endpoint '{Endpoint.Name}') is taken by {holder}. End that, choose another port, or run with --isolated for free ports.")
            : null;
    }

    /// <summary>The URL that the resource itself listens on.</summary>
    public string TargetUrl => $"{Endpoint.Scheme}://{(IsForwarded ? Loopback : Endpoint.TargetHost ?? Loopback)}:{TargetPort}";
}

/// <summary>
/// The address of every endpoint, decided before anything starts: resources may refer to each other in both directions, and a
/// restarted one keeps its address.
/// </summary>
internal sealed class Addresses
{
    private readonly Dictionary<string, IReadOnlyList<EndpointAddress>> _byResource = [];

    private readonly IReadOnlyDictionary<string, string> _origins;

    private Addresses(AppGraph graph) => _origins = ReplicaExpansion.Origins(graph);

    public IReadOnlyList<EndpointAddress> Of(string key) => _byResource.GetValueOrDefault(key) ?? [];

    public EndpointAddress Of(string key, string endpoint) =>
        Of(key).FirstOrDefault(a => string.Equals(a.Endpoint.Name, endpoint, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"Resource '{key}' has no endpoint named '{endpoint}'.");

    /// <summary>An endpoint as a consumer sees it: a replica sees its own port where others see none.</summary>
    public EndpointAddress Of(string key, string endpoint, Model.Resource? consumer) =>
        consumer is not null && _origins.TryGetValue(consumer.Key, out var origin) && origin == key ? Of(consumer.Key, endpoint) : Of(key, endpoint);

    /// <summary>Whether a port of this machine is that of an endpoint.</summary>
    public bool Uses(int port) => _byResource.Values.Any(all => all.Any(a => a.HostPort == port || a.TargetPort == port));

    /// <summary>Whether an endpoint is reached at a port of this machine.</summary>
    public bool IsHostPort(int port) => _byResource.Values.Any(all => all.Any(a => a.HostPort == port));

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
        var addresses = new Addresses(graph);
        var fixedPorts = new HashSet<long>();
        foreach (var endpoint in graph.Resources.SelectMany(r => r.Endpoints()))
        {
            Note(endpoint.Port);
            Note(endpoint.TargetPort);
        }

        foreach (var resource in graph.Resources)
        {
            var own = new List<EndpointAddress>();
            foreach (var endpoint in resource.Endpoints())
            {
                own.Add(resource.Kind == ResourceKind.Project && own.Find(a => endpoint.IsListenerOf(a.Endpoint)) is { } listener
                    ? listener.As(endpoint)
                    : Assign(resource, endpoint, protocol => Kept(resource, endpoint) ?? Unclaimed(protocol), isIsolated));
            }

            var replicas = ReplicaExpansion.Of(resource);
            addresses._byResource[resource.Key] = replicas.Count == 0 ? own : [.. own.Select(a => a with { IsShared = true })];
            foreach (var replica in replicas)
            {
                var ports = new List<EndpointAddress>();
                foreach (var address in own)
                {
                    ports.Add(address.IsAlias
                        ? ports.First(p => p.HostPort == address.HostPort).As(address.Endpoint)
                        : OfReplica(address, Unclaimed(address.Endpoint.Protocol)));
                }

                addresses._byResource[replica] = ports;
            }
        }

        return addresses;

        void Note(ModelValue port)
        {
            if (port.AsNumber is { } number)
            {
                fixedPorts.Add(number);
            }
        }

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

    /// <summary>What others connect to is the port they know; the replica listens on another one, for this machine only.</summary>
    private static EndpointAddress OfReplica(EndpointAddress shared, int port) =>
        new(shared.Endpoint with { TargetHost = null }, shared.HostPort, port) { DirectPort = port };

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

        if (port is { } known && target is { } other && known != other)
        {
            var isProxied = endpoint is { IsProxied: true, Protocol: "tcp" } && resource.Setting(ResourceSetting.EndpointProxySupport).AsFlag != false;
            return isProxied
                ? new EndpointAddress(endpoint, known, other) { DirectPort = other, IsForwarded = true, IsFixed = true }
                : throw new DistributedApplicationException(
                    $"Endpoint '{endpoint.Name}' of '{resource.Name}' has port {port} and targetPort {target}, and no proxy may stand between them. "
                    + (endpoint.Protocol == "tcp" ? "Leave isProxied out, pass only one of the ports, or the same number twice." : "Proxies speak TCP only: pass only one of the ports, or the same number twice."));
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
