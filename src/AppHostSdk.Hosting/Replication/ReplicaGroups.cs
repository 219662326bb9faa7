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
    /// <param name="proxied">What proxies stand before.</param>
    /// <param name="graph">The graph that runs.</param>
    /// <param name="addresses">Where endpoints are.</param>
    /// <param name="onProblem">Told what goes wrong while they stand.</param>
    /// <param name="onOpened">Told of each that has been opened, with the key of its resource.</param>
    public static ReplicaGroups Open(
        IEnumerable<ProxiedResource> proxied, AppGraph graph, Addresses addresses, Action<string> onProblem, Action<string, OpenProxy>? onOpened)
    {
        var groups = new ReplicaGroups();
        foreach (var (resource, programs, proxies) in proxied)
        {
            var endpoints = addresses.Of(resource.Key);
            var urls = EndpointUrls.Of(graph.LaunchOf(resource), resource, endpoints);
            var group = new ReplicaGroup(resource, programs, urls.Count == 0 ? null : string.Join(' ', urls));
            foreach (var program in programs)
            {
                groups._sets.Add(program, group);
            }

            foreach (var i in proxies)
            {
                var pool = new ReplicaPool([.. programs.Select(program => addresses.Of(program)[i].DirectPort)]);
                group.Feed(pool);
                if (groups.Listen(resource, endpoints[i], new ReplicaProxy(pool, ReplicaProxy.Patience, onProblem)))
                {
                    onOpened?.Invoke(resource.Key, ProxiedResource.StepOf(endpoints[i]));
                }
            }
        }

        return groups;
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

    private bool Listen(Model.Resource resource, EndpointAddress address, ReplicaProxy proxy)
    {
        _proxies.Add(proxy);
        var conflict = address.Conflict;
        if (conflict is null)
        {
            try
            {
                proxy.Listen(address.Bound, address.HostPort);
                return true;
            }
            catch (SocketException e)
            {
                conflict = $"its port {address.HostPort} (endpoint '{address.Endpoint.Name}') cannot be opened: {e.Message}.";
            }
        }

        _conflicts.TryAdd(resource.Key, conflict);
        return false;
    }
}
