using AppHostSdk.Planning;
using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>The container engine, connected to once and only when something needs it.</summary>
/// <param name="onConnected">Told the engine's address before anything is asked of it, and the process that listens there when it was started for this run.</param>
/// <param name="onContact">Told when the engine does not answer any more, and when it does again.</param>
internal sealed class EngineAccess(Action<string, ProcessIdentity?> onConnected, Action<string> onContact) : IDisposable
{
    /// <summary>An engine that does not answer must not hold up the start of what does not need it.</summary>
    private static readonly TimeSpan ObservingTime = TimeSpan.FromSeconds(1);

    /// <summary>A container that is not found would be made anew, with what is in it lost.</summary>
    private static readonly TimeSpan ListingTime = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private DockerEngine? _engine;
    private PodmanService? _service;
    private Task<IContainerEngine>? _connected;

    /// <summary>The engine.</summary>
    /// <exception cref="ContainerEngineException">No engine answers.</exception>
    public Task<IContainerEngine> ConnectedAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            // What is started again may find an engine that was not there before.
            return (_connected is null or { IsFaulted: true } ? _connected = ConnectAsync() : _connected).WaitAsync(cancellation);
        }
    }

    /// <summary>
    /// What the engine has of <paramref name="images"/>. Without an engine that is nothing, and an image that it refuses to look
    /// for is not there: the container resources then fail one by one with the reason, and what does not depend on them runs.
    /// </summary>
    /// <param name="images">The images that are used.</param>
    /// <param name="network">The name of a network that an earlier run may have left; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ObservedWorld> ObserveAsync(IReadOnlyList<string> images, string? network, CancellationToken cancellation)
    {
        if (images.Count == 0)
        {
            return ObservedWorld.Unknown;
        }

        IContainerEngine engine;
        try
        {
            engine = await FirstConnectedAsync(cancellation).WaitAsync(ObservingTime, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ContainerEngineException or TimeoutException)
        {
            return ObservedWorld.Unknown;
        }

        var present = await Task.WhenAll(images.Select(image => IsThereAsync(engine, image, cancellation))).ConfigureAwait(false);
        return new ObservedWorld
        {
            IsKnown = true,
            SharesFiles = engine.SharesFiles,
            Images = images.Where((_, i) => present[i]).ToHashSet(),
            Network = network is null ? null : await FoundAsync(engine, network, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>All containers with a label of this value; <see langword="null"/> when no engine answers.</summary>
    public async Task<IReadOnlyList<ContainerSummary>?> ListAsync(string label, string value, CancellationToken cancellation)
    {
        try
        {
            var engine = await FirstConnectedAsync(cancellation).ConfigureAwait(false);
            return await engine.ListContainersAsync(label, value, cancellation).WaitAsync(ListingTime, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ContainerEngineException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Lets go of the engine. A service that was started for this run is ended, unless <see cref="LeaveService"/> was called.</summary>
    public void Dispose()
    {
        _engine?.Dispose();
        EndService();
    }

    /// <summary>Ends the service that was started for this run, if there is one: nobody has anything more to ask.</summary>
    public void EndService() => Interlocked.Exchange(ref _service, null)?.Dispose();

    /// <summary>It was connected to, and does not answer now as far as anybody has noticed.</summary>
    public bool IsLost => _engine?.IsLost == true;

    /// <summary>Leaves the service that was started for this run to the sentinel, which has yet to ask something of it.</summary>
    public void LeaveService() => _service = null;

    /// <summary>The engine, or why the first attempt to find one failed: who only looks does not wait for another.</summary>
    private Task<IContainerEngine> FirstConnectedAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return (_connected ??= ConnectAsync()).WaitAsync(cancellation);
        }
    }

    private static async Task<ContainerNetwork?> FoundAsync(IContainerEngine engine, string network, CancellationToken cancellation)
    {
        try
        {
            return await engine.FindNetworkAsync(network, cancellation).WaitAsync(ObservingTime, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ContainerEngineException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task<bool> IsThereAsync(IContainerEngine engine, string image, CancellationToken cancellation)
    {
        try
        {
            return await engine.ImageExistsAsync(image, cancellation).WaitAsync(ObservingTime, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ContainerEngineException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<IContainerEngine> ConnectAsync()
    {
        EndService();
        var candidates = EngineCandidates.Of(EngineSurroundings.Current);
        _engine = await EngineDiscovery.ConnectAsync(
            candidates,
            service =>
            {
                _service = service;
                onConnected(service.Address.Text, service.Identity);
            },
            CancellationToken.None).ConfigureAwait(false);
        _engine.OnContact = onContact;
        if (_service is null)
        {
            onConnected(_engine.Address, null);
        }

        return _engine;
    }
}
