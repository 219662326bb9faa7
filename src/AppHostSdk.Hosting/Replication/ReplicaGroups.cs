using System.Net.Sockets;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Planning;
using AppHostSdk.Supervision;

namespace AppHostSdk.Replication;

/// <summary>All resources of a run that are reached through proxies, with those: replicas, and processes that listen on another port than is known.</summary>
internal sealed class ReplicaGroups : IAsyncDisposable
{
    private readonly Dictionary<string, ReplicaGroup> _sets = [];
    private readonly Dictionary<string, string> _conflicts = [];
    private readonly List<ReplicaProxy> _proxies = [];

    private ReplicaGroups()
    {
    }

    /// <summary>Takes the addresses of everything that proxies stand before. One that cannot be taken keeps its resource from starting.</summary>
    public static ReplicaGroups Open(AppGraph graph, Addresses addresses, Action<string> onProblem)
    {
        var sets = new ReplicaGroups();
        foreach (var resource in graph.Resources)
        {
            var endpoints = addresses.Of(resource.Key);
            IReadOnlyList<string> names = ReplicaExpansion.Of(resource) is { Count: > 0 } replicas ? replicas : [resource.Key];
            if (names.Count == 1 && !endpoints.Any(e => e.IsForwarded))
            {
                continue;
            }

            var urls = EndpointUrls.Of(graph.LaunchOf(resource), resource, endpoints);
            var set = new ReplicaGroup(resource, names, urls.Count == 0 ? null : string.Join(' ', urls));
            foreach (var name in names)
            {
                sets._sets.Add(name, set);
            }

            for (var i = 0; i < endpoints.Count; i++)
            {
                if (endpoints[i].IsAlias || (names.Count == 1 && !endpoints[i].IsForwarded))
                {
                    continue;
                }

                var pool = new ReplicaPool([.. names.Select(name => addresses.Of(name)[i].DirectPort)]);
                set.Feed(pool);
                sets.Listen(resource, endpoints[i], new ReplicaProxy(pool, ReplicaProxy.Patience, onProblem));
            }
        }

        return sets;
    }

    /// <summary>The state of the resource that the program describes, when <paramref name="state"/> changes it.</summary>
    public ResourceState? Note(ResourceState state) => _sets.TryGetValue(state.Key, out var set) ? set.Note(state) : state;

    /// <summary>The launches, of which those do not begin whose address somebody else has.</summary>
    public IReadOnlyDictionary<string, LaunchSpec> Guard(IReadOnlyDictionary<string, LaunchSpec> launches) => _conflicts.Count == 0 ? launches : launches.ToDictionary(
        l => l.Key,
        l => _conflicts.TryGetValue(l.Value.Origin.Key, out var conflict) ? l.Value with { Conflict = () => conflict } : l.Value);

    /// <summary>Connections that wait for a replica are not kept any longer: none will come.</summary>
    public void StopParking() => _proxies.ForEach(p => p.StopParking());

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Listen(Model.Resource resource, EndpointAddress address, ReplicaProxy proxy)
    {
        _proxies.Add(proxy);
        var conflict = address.Conflict;
        if (conflict is null)
        {
            try
            {
                proxy.Listen(address.Bound, address.HostPort);
                return;
            }
            catch (SocketException e)
            {
                conflict = $"its port {address.HostPort} (endpoint '{address.Endpoint.Name}') cannot be opened: {e.Message}.";
            }
        }

        _conflicts.TryAdd(resource.Key, conflict);
    }
}
