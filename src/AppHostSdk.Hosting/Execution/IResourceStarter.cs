using AppHostSdk.Containers;
using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>Brings one life of a resource about.</summary>
internal interface IResourceStarter
{
    /// <summary>Does what need not wait for other resources.</summary>
    /// <param name="onStep">Told what is being done when it may take long.</param>
    /// <param name="cancellation">Gives up.</param>
    Task PrepareAsync(Action<string> onStep, CancellationToken cancellation);

    /// <summary>Starts it; called once, after <see cref="PrepareAsync"/>.</summary>
    Task<IRunningProgram> StartAsync(CancellationToken cancellation);

    /// <summary>Takes back what was prepared and not started.</summary>
    Task DiscardAsync();
}

/// <summary>Starts a program on the host.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="onLine">Receives what it prints.</param>
internal sealed class ProcessStarter(IProcessLauncher launcher, Func<CancellationToken, Task<Launch>> decide, Action<string, bool> onLine) : IResourceStarter
{
    public Task PrepareAsync(Action<string> onStep, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var launch = await decide(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return launcher.Start(launch.Process!, onLine);
    }

    public Task DiscardAsync() => Task.CompletedTask;
}

/// <summary>Pulls, creates and starts a container.</summary>
/// <param name="connect">Gives the engine.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="container">What is known of the container beforehand: its image.</param>
/// <param name="isPulled">The engine has not got the image; known to the plan.</param>
/// <param name="isDecidedLate">What is created is known only when its turn to start has come.</param>
/// <param name="onLine">Receives what it prints.</param>
/// <param name="network">The network that it joins, if any.</param>
/// <param name="slack">How long a call that must not be cancelled is waited for once it is not wanted any more.</param>
internal sealed class ContainerStarter(
    Func<CancellationToken, Task<IContainerEngine>> connect,
    Func<CancellationToken, Task<Launch>> decide,
    ContainerSpec container,
    bool isPulled,
    bool isDecidedLate,
    Action<string, bool> onLine,
    SessionNetwork? network,
    TimeSpan slack) : IResourceStarter
{
    private IContainerEngine? _engine;
    private string? _created;
    private string _name = "";

    public async Task PrepareAsync(Action<string> onStep, CancellationToken cancellation)
    {
        _engine = await connect(cancellation).ConfigureAwait(false);

        // The plan may have been made without an answer of the engine.
        var image = container.Image;
        if (isPulled && (container.PullPolicy == ImagePullPolicy.Always || !await _engine.ImageExistsAsync(image, cancellation).ConfigureAwait(false)))
        {
            onStep($"pulling {image}");
            await _engine.PullImageAsync(image, null, cancellation).ConfigureAwait(false);
        }

        if (!isDecidedLate)
        {
            await CreateAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(CancellationToken cancellation)
    {
        var spec = (await decide(cancellation).ConfigureAwait(false)).Container!;
        _name = spec.Name;
        CreateSources(spec);
        if (network is not null)
        {
            spec = await network.JoinAsync(_engine!, spec, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();

        // Not cancelled half way: the engine would create the container all the same, and nobody would know its id.
        _created = await Bounded.FinishAsync(_engine!.CreateContainerAsync(spec, CancellationToken.None), slack, $"creating container '{_name}'", cancellation).ConfigureAwait(false);
    }

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        if (isDecidedLate)
        {
            await CreateAsync(cancellation).ConfigureAwait(false);
        }

        var program = await Bounded.FinishAsync(
            RunningContainer.StartAsync(_engine!, _created!, onLine, CancellationToken.None), slack, $"starting container '{_name}'", cancellation).ConfigureAwait(false);
        _created = null;
        return program;
    }

    public async Task DiscardAsync()
    {
        if (_created is { } id)
        {
            await Bounded.FinishAsync(_engine!.RemoveContainerAsync(id, CancellationToken.None), slack, $"removing container '{_name}'").ConfigureAwait(false);
        }
    }

    /// <summary>Directories that the container keeps its data in need not be there in a fresh clone.</summary>
    private static void CreateSources(ContainerSpec container)
    {
        foreach (var mount in container.Mounts)
        {
            if (mount is { IsVolume: false, IsReadOnly: false, Source: { } path } && !Path.Exists(path))
            {
                try
                {
                    Directory.CreateDirectory(path);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new DistributedApplicationException($"{path}, which it mounts, does not exist and cannot be created: {e.Message}", e);
                }
            }
        }
    }
}
