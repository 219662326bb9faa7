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
internal sealed class ProcessStarter(IProcessLauncher launcher, ProcessSpec spec, Action<string, bool> onLine) : IResourceStarter
{
    public Task PrepareAsync(Action<string> onStep, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IRunningProgram> StartAsync(CancellationToken cancellation) => Task.FromResult(launcher.Start(spec, onLine));

    public Task DiscardAsync() => Task.CompletedTask;
}

/// <summary>Pulls, creates and starts a container.</summary>
/// <param name="connect">Gives the engine.</param>
/// <param name="spec">The container.</param>
/// <param name="isPulled">The engine has not got the image; known to the plan.</param>
/// <param name="onLine">Receives what it prints.</param>
/// <param name="slack">How long a call that must not be cancelled is waited for once it is not wanted any more.</param>
internal sealed class ContainerStarter(
    Func<CancellationToken, Task<IContainerEngine>> connect, ContainerSpec spec, bool isPulled, Action<string, bool> onLine, TimeSpan slack) : IResourceStarter
{
    private IContainerEngine? _engine;
    private string? _created;

    public async Task PrepareAsync(Action<string> onStep, CancellationToken cancellation)
    {
        _engine = await connect(cancellation).ConfigureAwait(false);

        // The plan may have been made without an answer of the engine.
        if (isPulled && !await _engine.ImageExistsAsync(spec.Image, cancellation).ConfigureAwait(false))
        {
            onStep($"pulling {spec.Image}");
            await _engine.PullImageAsync(spec.Image, null, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();

        // Not cancelled half way: the engine would create the container all the same, and nobody would know its id.
        _created = await Bounded.FinishAsync(_engine.CreateContainerAsync(spec, CancellationToken.None), slack, $"creating container '{spec.Name}'", cancellation).ConfigureAwait(false);
    }

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var program = await Bounded.FinishAsync(
            RunningContainer.StartAsync(_engine!, _created!, onLine, CancellationToken.None), slack, $"starting container '{spec.Name}'", cancellation).ConfigureAwait(false);
        _created = null;
        return program;
    }

    public async Task DiscardAsync()
    {
        if (_created is { } id)
        {
            await Bounded.FinishAsync(_engine!.RemoveContainerAsync(id, CancellationToken.None), slack, $"removing container '{spec.Name}'").ConfigureAwait(false);
        }
    }
}
