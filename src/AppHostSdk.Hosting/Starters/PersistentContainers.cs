using System.Globalization;
using AppHostSdk.Containers;
using AppHostSdk.Model;
using AppHostSdk.Running;

namespace AppHostSdk.Starters;

/// <summary>Containers that outlive a run and are found again by the next one.</summary>
internal static class PersistentContainers
{
    private const string Running = "running";
    private const string Paused = "paused";
    private const string Restarting = "restarting";

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
        Resources = graph.Resources.Map(r => r.IsPersistent ? r with { Settings = r.Settings.Where(s => s.Setting != ResourceSetting.Lifetime).ToEquatableArray() } : r),
    };

    /// <summary>The container that an earlier run left when it is just the one that is wanted; otherwise a new one.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="wanted">What it is to be made of.</param>
    /// <param name="onLine">Told why one that is there does not do.</param>
    /// <returns>Its id, and whether it runs.</returns>
    public static async Task<(string Id, bool IsUp)> FindOrCreateAsync(IContainerEngine engine, ContainerSpec wanted, Action<string> onLine)
    {
        var specification = await SpecificationText.OfAsync(wanted).ConfigureAwait(false);
        foreach (var found in await engine.ListContainersAsync(RunIdentity.PersistentLabel, wanted.Labels[RunIdentity.PersistentLabel], CancellationToken.None).ConfigureAwait(false))
        {
            if (found.Labels.GetValueOrDefault(RunIdentity.ResourceLabel) != wanted.Labels[RunIdentity.ResourceLabel])
            {
                continue;
            }

            if (found.State == "removing")
            {
                onLine($"The container {found.Name} is being removed; it is made anew when that is done.");
                await UntilGoneAsync(engine, found).ConfigureAwait(false);
                continue;
            }

            if (found.State == "dead")
            {
                onLine($"The container {found.Name} is made anew: it is dead; its engine could not remove it, and cannot start it any more.");
                await engine.RemoveContainerAsync(found.Id, CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            var before = found.Labels.GetValueOrDefault(RunIdentity.SpecificationLabel) ?? "";
            if (before == specification)
            {
                return (found.Id, await IsUpAsync(engine, found, onLine).ConfigureAwait(false));
            }

            onLine($"The container {found.Name} is made anew: {SpecificationText.Difference(before, specification)}.");
            await engine.RemoveContainerAsync(found.Id, CancellationToken.None).ConfigureAwait(false);
        }

        var labels = new Dictionary<string, string>(wanted.Labels) { [RunIdentity.SpecificationLabel] = specification };
        return (await engine.CreateContainerAsync(wanted with { Labels = labels }, CancellationToken.None).ConfigureAwait(false), false);
    }

    /// <summary>Takes a container as it is; true when it runs then.</summary>
    private static async Task<bool> IsUpAsync(IContainerEngine engine, ContainerSummary found, Action<string> onLine)
    {
        switch (found.State)
        {
            case Running:
                return true;
            case Paused:
                onLine($"The container {found.Name} was paused and goes on.");
                await engine.UnpauseContainerAsync(found.Id, CancellationToken.None).ConfigureAwait(false);
                return true;
            case Restarting or "stopping":
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

    /// <summary>Its ports are taken by itself.</summary>
    private static bool HoldsPorts(ContainerSummary container) => container.State is Running or Paused or Restarting or "stopping";

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
                    && (HoldsPorts(container) || isFree(port, protocol)))
                {
                    ports[(container.Labels.GetValueOrDefault(RunIdentity.ResourceLabel) ?? "", endpoint)] = port;
                }
            }
        }

        return ports;
    }
}
