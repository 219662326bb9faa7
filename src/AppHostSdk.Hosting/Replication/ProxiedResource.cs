using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Planning;

namespace AppHostSdk.Replication;

/// <summary>A resource that is reached through proxies: it has replicas, or its process listens on another port than is known.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Programs">The keys of what runs for it.</param>
/// <param name="Endpoints">The indices of the endpoints that proxies stand before.</param>
internal sealed record ProxiedResource(Model.Resource Resource, IReadOnlyList<string> Programs, IReadOnlyList<int> Endpoints)
{
    /// <summary>All of a graph.</summary>
    public static List<ProxiedResource> Of(AppGraph graph, Addresses addresses)
    {
        var all = new List<ProxiedResource>();
        foreach (var resource in graph.Resources)
        {
            var endpoints = addresses.Of(resource.Key);
            IReadOnlyList<string> programs = ReplicaExpansion.Of(resource) is { Count: > 0 } replicas ? replicas : [resource.Key];
            if (programs.Count == 1 && !endpoints.Any(e => e.IsForwarded))
            {
                continue;
            }

            var proxied = new List<int>();
            for (var i = 0; i < endpoints.Count; i++)
            {
                if (!endpoints[i].IsAlias && (programs.Count > 1 || endpoints[i].IsForwarded))
                {
                    proxied.Add(i);
                }
            }

            all.Add(new(resource, programs, proxied));
        }

        return all;
    }

    /// <summary>The steps that open the proxies.</summary>
    public static List<ProxyStep> Steps(IEnumerable<ProxiedResource> all, Addresses addresses)
    {
        var steps = new List<ProxyStep>();
        foreach (var (resource, _, endpoints) in all)
        {
            foreach (var i in endpoints)
            {
                steps.Add(new(resource.Key, StepOf(addresses.Of(resource.Key)[i])));
            }
        }

        return steps;
    }

    /// <summary>The step that opens the proxy of an endpoint.</summary>
    public static OpenProxy StepOf(EndpointAddress address) => new(address.Endpoint.Name, address.HostPort);
}
