using AppHostSdk.Containers;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.Supervision;

namespace AppHostSdk.Networks;

/// <summary>
/// The network of a run, in which its containers find each other by name. It is made with the first container, and removed after the
/// last; but where containers outlive the run, their network does, and the next run finds both.
/// </summary>
/// <param name="session">The run that has it.</param>
/// <param name="isKept">It outlives the run: all runs of the app host have it.</param>
/// <param name="forwards">How containers reach processes of this machine.</param>
/// <param name="slack">How long the engine has to finish what must not be cancelled.</param>
internal sealed class RunNetwork(RunIdentity session, bool isKept, HostForwards forwards, TimeSpan slack)
{
    private readonly Lock _lock = new();
    private IContainerEngine? _engine;
    private Task<ContainerNetwork>? _created;

    /// <summary>The one that an earlier run left; <see langword="null"/> when none was found.</summary>
    public ContainerNetwork? Found { get; init; }

    /// <summary>Told when it is there.</summary>
    public Action<PlanAction>? OnDone { get; init; }

    /// <summary>The name of the network of a run.</summary>
    /// <param name="session">The run.</param>
    /// <param name="isKept">It outlives the run.</param>
    public static string NameOf(RunIdentity session, bool isKept) => isKept ? session.PersistentNetworkName : session.NetworkName;

    private string Name => NameOf(session, isKept);

    /// <summary>A container as one of a network.</summary>
    public static ContainerSpec Join(ContainerSpec container, ContainerNetwork network) =>
        container with { Network = network.Name, NetworkId = network.Id, ExtraHosts = [.. container.ExtraHosts, HostForwards.HostLine(network)] };

    /// <summary>Puts a container that is to be created into the network.</summary>
    public async Task<ContainerSpec> JoinAsync(IContainerEngine engine, ContainerSpec container, CancellationToken cancellation)
    {
        var network = await TimeLimit.FinishAsync(CreatedAsync(engine), slack, $"creating network '{Name}'", cancellation).ConfigureAwait(false);
        forwards.Open(network);
        return Join(container, network);
    }

    /// <summary>Removes the network when there is one.</summary>
    /// <returns>What went wrong.</returns>
    public async Task<string?> RemoveAsync()
    {
        Task<ContainerNetwork>? created;
        lock (_lock)
        {
            created = _created;
        }

        try
        {
            if (created is not null && !isKept)
            {
                await TimeLimit.FinishAsync(RemoveAsync(created), slack, $"removing network '{Name}'").ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception e) when (e is ContainerEngineException or TimeoutException)
        {
            return e.Message;
        }
    }

    private async Task RemoveAsync(Task<ContainerNetwork> created)
    {
        await ((Task)created).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (created.IsCompletedSuccessfully)
        {
            await _engine!.RemoveNetworkAsync(await created.ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task<ContainerNetwork> CreatedAsync(IContainerEngine engine)
    {
        lock (_lock)
        {
            // A container that is started again may find an engine that is willing by then.
            if (_created is null or { IsFaulted: true })
            {
                _engine = engine;

                // Not cancelled half way: the engine would make it all the same, and nobody would know its id.
                _created = isKept ? FindOrCreateAsync(engine) : CreateAsync(engine, session.Labels());
            }

            return _created;
        }
    }

    private async Task<ContainerNetwork> FindOrCreateAsync(IContainerEngine engine)
    {
        if (Found is { } known)
        {
            return Reused(known);
        }

        if (await engine.FindNetworkAsync(Name, CancellationToken.None).ConfigureAwait(false) is { } found)
        {
            return Reused(found);
        }

        try
        {
            return await CreateAsync(engine, session.PersistentLabels()).ConfigureAwait(false);
        }
        catch (ContainerEngineException)
        {
            // Another run may have been faster.
            if (await engine.FindNetworkAsync(Name, CancellationToken.None).ConfigureAwait(false) is { } other)
            {
                return Reused(other);
            }

            throw;
        }
    }

    private async Task<ContainerNetwork> CreateAsync(IContainerEngine engine, IReadOnlyDictionary<string, string> labels)
    {
        var network = await engine.CreateNetworkAsync(Name, labels, CancellationToken.None).ConfigureAwait(false);
        OnDone?.Invoke(new CreateNetwork(Name));
        return network;
    }

    private ContainerNetwork Reused(ContainerNetwork network)
    {
        OnDone?.Invoke(new ReuseNetwork(Name));
        return network;
    }
}
