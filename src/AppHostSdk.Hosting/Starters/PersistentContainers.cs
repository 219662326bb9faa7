using System.Globalization;
using AppHostSdk.Containers;
using AppHostSdk.Model;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Starters;

/// <summary>Containers that outlive a run and are found again by the next one.</summary>
internal static class PersistentContainers
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a container that the engine is removing is waited for.</summary>
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(30);

    /// <summary>How long a container that is started again and again has to end; it has mostly ended already.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Whether containers of the graph outlive the run.</summary>
    public static bool Any(AppGraph graph) => graph.Resources.Any(r => r is { Kind: ResourceKind.Container, IsPersistent: true });

    /// <summary>The graph in which every container lives as long as the run: copies of an application side by side must not share any.</summary>
    public static AppGraph Without(AppGraph graph) => graph with
    {
        Resources = graph.Resources.Map(r => r.IsPersistent ? r with { Container = r.Container.Where(c => c is not LifetimeEntry).ToEquatableArray() } : r),
    };

    /// <summary>The persistent containers of a resource among <paramref name="found"/>.</summary>
    public static IEnumerable<ContainerSummary> Of(ContainerSpec wanted, IEnumerable<ContainerSummary> found) => found.Where(c =>
        c.Labels.GetValueOrDefault(RunIdentity.PersistentLabel) == wanted.Labels[RunIdentity.PersistentLabel]
        && c.Labels.GetValueOrDefault(RunIdentity.ResourceLabel) == wanted.Labels[RunIdentity.ResourceLabel]);

    /// <summary>Decides between reuse and a new container, by what the engine has now.</summary>
    public static async Task<ContainerDecision> DecideAsync(IContainerEngine engine, ContainerSpec wanted)
    {
        var specification = await SpecificationText.OfAsync(wanted).ConfigureAwait(false);
        var found = await engine.ListContainersAsync(RunIdentity.PersistentLabel, wanted.Labels[RunIdentity.PersistentLabel], CancellationToken.None).ConfigureAwait(false);
        return ContainerDecision.Of(specification, Of(wanted, found));
    }

    /// <summary>Carries out a decision.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="wanted">What the container is to be made of.</param>
    /// <param name="decision">What becomes of those that are there.</param>
    /// <param name="onLine">Told why one that is there does not do.</param>
    /// <returns>Its id, and whether it runs.</returns>
    public static async Task<(string Id, bool IsUp)> ProvideAsync(IContainerEngine engine, ContainerSpec wanted, ContainerDecision decision, Action<string> onLine)
    {
        foreach (var (container, reason, isBeingRemoved) in decision.Obsolete)
        {
            if (isBeingRemoved)
            {
                onLine($"The container {container.Name} is being removed; it is recreated when that is done.");
                await UntilGoneAsync(engine, container).ConfigureAwait(false);
            }
            else
            {
                onLine($"The container {container.Name} is recreated: {reason}.");
                await engine.RemoveContainerAsync(container.Id, CancellationToken.None).ConfigureAwait(false);
            }
        }

        if (decision.Reused is { } reused)
        {
            return (reused.Id, await IsUpAsync(engine, reused, onLine).ConfigureAwait(false));
        }

        var labels = new Dictionary<string, string>(wanted.Labels) { [RunIdentity.SpecificationLabel] = decision.Specification };
        return (await engine.CreateContainerAsync(wanted with { Labels = labels }, CancellationToken.None).ConfigureAwait(false), false);
    }

    /// <summary>Takes a container as it is; true when it runs then.</summary>
    private static async Task<bool> IsUpAsync(IContainerEngine engine, ContainerSummary found, Action<string> onLine)
    {
        switch (found.State)
        {
            case ContainerSummary.Running:
                return true;
            case ContainerSummary.Paused:
                onLine($"The container {found.Name} was paused and goes on.");
                await engine.UnpauseContainerAsync(found.Id, CancellationToken.None).ConfigureAwait(false);
                return true;
            case ContainerSummary.Restarting or ContainerSummary.Stopping:
                // Between two attempts of its engine nothing can be attached to. This ends them.
                onLine($"The container {found.Name} is {found.State}; it is stopped and started again.");
                await engine.StopContainerAsync(found.Id, Grace, CancellationToken.None).ConfigureAwait(false);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Waits until a container is not there any more: its name is free then.</summary>
    private static async Task UntilGoneAsync(IContainerEngine engine, ContainerSummary found)
    {
        using var limit = new CancellationTokenSource(RemovalLimit);
        try
        {
            var pause = FirstPause;
            while (await engine.InspectContainerAsync(found.Id, limit.Token).ConfigureAwait(false) is not null)
            {
                await Task.Delay(pause, limit.Token).ConfigureAwait(false);
                pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
            }
        }
        catch (OperationCanceledException)
        {
            throw new DistributedApplicationException(string.Create(
                CultureInfo.InvariantCulture,
                $"the container {found.Name} is being removed, and has not gone within {RemovalLimit.TotalSeconds:0} s. Remove it by hand."));
        }
    }

    /// <summary>The ports of a container's endpoints, for its label.</summary>
    public static string PortsText(IEnumerable<Networking.EndpointAddress> endpoints) =>
        string.Join(' ', endpoints.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Endpoint.Name.ToLowerInvariant()}/{e.Endpoint.Protocol}={e.HostPort}")));

    /// <summary>
    /// The ports that persistent containers have on the host, by resource and endpoint: free ones that a first run chose are theirs for
    /// good, or each run would make them anew.
    /// </summary>
    /// <param name="found">The containers.</param>
    /// <param name="isFree">Whether a port can be had that its container does not hold now.</param>
    public static IReadOnlyDictionary<(string Resource, string Endpoint), int> Ports(IEnumerable<ContainerSummary> found, Func<int, string, bool> isFree)
    {
        var ports = new Dictionary<(string, string), int>();
        foreach (var container in found)
        {
            foreach (var text in (container.Labels.GetValueOrDefault(RunIdentity.PortsLabel) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (text.Split('/', '=') is [var endpoint, var protocol, var number]
                    && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                    && (container.HoldsPorts || isFree(port, protocol)))
                {
                    ports[(container.Labels.GetValueOrDefault(RunIdentity.ResourceLabel) ?? "", endpoint)] = port;
                }
            }
        }

        return ports;
    }
}
