using AppHostSdk.Containers;
using AppHostSdk.Launching;
using AppHostSdk.Networking;
using AppHostSdk.Networks;
using AppHostSdk.Replication;
using AppHostSdk.Running;
using AppHostSdk.Starters;

namespace AppHostSdk.Planning;

/// <summary>What a run decides before it starts anything, and what is shown of one that is only planned.</summary>
internal sealed class RunPreparation
{
    private readonly EngineAccess _engine;
    private readonly IReadOnlyList<ContainerSummary>? _left;

    private RunPreparation(RunGraph graph, RunIdentity identity, EngineAccess engine, PortClaims claims, IReadOnlyList<ContainerSummary>? left, Addresses addresses)
    {
        (Graph, Identity, _engine, _left, Addresses) = (graph, identity, engine, left, addresses);
        Forwards = new HostForwards(OperatingSystem.IsLinux() ? (host, port, isTaken) => new ForwardedPorts(identity.Identity, addresses, claims).Choose(host, port, isTaken) : null);
        Proxied = ProxiedResource.Of(graph.Described, addresses);
    }

    public RunGraph Graph { get; }

    public RunIdentity Identity { get; }

    public Addresses Addresses { get; }

    /// <summary>How containers reach programs of this machine.</summary>
    public HostForwards Forwards { get; }

    /// <summary>What is reached through proxies.</summary>
    public IReadOnlyList<ProxiedResource> Proxied { get; }

    /// <summary>Containers outlive the run, and so does their network.</summary>
    public bool HasPersistentContainers => PersistentContainers.Any(Graph.Described);

    /// <summary>Looks for what earlier runs left, and gives each endpoint its address.</summary>
    /// <param name="graph">What is wanted.</param>
    /// <param name="identity">The run.</param>
    /// <param name="engine">The engine; asked only when containers outlive runs.</param>
    /// <param name="claims">The ports that the run takes.</param>
    /// <param name="isIsolated">Fixed ports are replaced by free ones.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<RunPreparation> BeginAsync(RunGraph graph, RunIdentity identity, EngineAccess engine, PortClaims claims, bool isIsolated, CancellationToken cancellation)
    {
        var left = PersistentContainers.Any(graph.Described)
            ? await engine.ListAsync(RunIdentity.PersistentLabel, identity.Identity, cancellation).ConfigureAwait(false)
            : null;
        using var ports = new FreePorts(claims);
        var addresses = Addresses.Assign(graph.Described, ports.Take, isIsolated, left is null ? null : PersistentContainers.Ports(left, ports.TryTake));
        return new(graph, identity, engine, claims, left, addresses);
    }

    /// <summary>Plans the start of <paramref name="launches"/>.</summary>
    /// <param name="launches">What is started, by key.</param>
    /// <param name="isDecidedLate">Whether functions of the program have a say in a resource when its turn has come.</param>
    /// <param name="isUncertain">Whether what is known of a resource may be something else when it is started; <see langword="null"/> for never.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The plan, and what it was made from.</returns>
    public async Task<PreparedPlan> PlanAsync(
        IReadOnlyDictionary<string, LaunchSpec> launches, Func<LaunchSpec, bool> isDecidedLate, Func<LaunchSpec, bool>? isUncertain, CancellationToken cancellation)
    {
        var images = new List<string>();
        foreach (var launch in launches.Values)
        {
            if (launch.Container is { } container && !images.Contains(container.Image))
            {
                images.Add(container.Image);
            }
        }

        var network = images.Count == 0 ? null : RunNetwork.NameOf(Identity, HasPersistentContainers);
        var observed = await _engine.ObserveAsync(images, HasPersistentContainers ? network : null, cancellation).ConfigureAwait(false) with { Containers = _left };
        var plan = Planner.Plan(new PlanInput(Graph, launches)
        {
            Observed = observed,
            Decisions = HasPersistentContainers ? await DecideAsync(launches.Values.Where(l => isUncertain?.Invoke(l) != true), observed).ConfigureAwait(false) : [],
            IsDecidedLate = isDecidedLate,
            Network = network,
            Forwards = network is null ? [] : Forwards.Needed,
            Proxies = ProxiedResource.Steps(Proxied, Addresses),
        });
        return new PreparedPlan(plan, observed);
    }

    /// <summary>What becomes of persistent containers, as far as it can be told: an image that is built has another id then, a network that is created, too.</summary>
    private static async Task<Dictionary<string, ContainerDecision>> DecideAsync(IEnumerable<LaunchSpec> launches, ObservedWorld observed)
    {
        var decisions = new Dictionary<string, ContainerDecision>();
        foreach (var launch in launches)
        {
            if (launch.Container is not { IsPersistent: true } wanted || observed.Containers is null)
            {
                continue;
            }

            var found = PersistentContainers.Of(wanted, observed.Containers).ToList();
            if (found.Count == 0)
            {
                decisions.Add(launch.Resource.Key, new ContainerDecision("", [], null));
            }
            else if (wanted.Build is null && observed.Network is { } network)
            {
                try
                {
                    decisions.Add(launch.Resource.Key, ContainerDecision.Of(await SpecificationText.OfAsync(RunNetwork.Join(wanted, network)).ConfigureAwait(false), found));
                }
                catch (DistributedApplicationException)
                {
                    // A file for it cannot be read now. If that is still so at its start, it fails with the reason, and nothing else does.
                }
            }
        }

        return decisions;
    }
}
