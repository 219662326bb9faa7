using System.Net;
using AppHostSdk.Containers;
using AppHostSdk.Launching;
using AppHostSdk.Networks;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.Supervision;

namespace AppHostSdk.Starters;

/// <summary>Pulls, creates and starts a container.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="connect">Gives the engine.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="container">What is known of the container beforehand: its image.</param>
/// <param name="isPulled">The engine has not got the image; known to the plan.</param>
/// <param name="isHealthAsked">The program does not say how to see that it is healthy; the container itself may.</param>
/// <param name="isDecidedLate">What is created is known only when its turn to start has come.</param>
/// <param name="onLine">Receives what it prints.</param>
/// <param name="network">The network that it joins, if any.</param>
/// <param name="slack">How long a call that must not be cancelled is waited for once it is not wanted any more.</param>
internal sealed class ContainerStarter(
    IProcessLauncher launcher,
    Func<CancellationToken, Task<IContainerEngine>> connect,
    Func<CancellationToken, Task<LaunchSpec>> decide,
    ContainerSpec container,
    bool isPulled,
    bool isHealthAsked,
    bool isDecidedLate,
    Action<string, bool> onLine,
    RunNetwork? network,
    TimeSpan slack) : IResourceStarter
{
    private IContainerEngine? _engine;
    private string? _created;
    private string _name = "";
    private string? _built;
    private bool _isPersistent;
    private bool _isMadeLate = isDecidedLate;

    public bool IsAlreadyRunning { get; private set; }

    private bool SharesFiles => _engine!.SharesFiles;

    public async Task PrepareAsync(Action<string> onStep, CancellationToken cancellation)
    {
        _engine = await connect(cancellation).ConfigureAwait(false);
        await DespiteLossAsync(() => PrepareOnceAsync(onStep, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>An engine that is being restarted refuses connections: what was asked of it then is asked once more when it is back.</summary>
    private async Task DespiteLossAsync(Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (ContainerEngineException e) when (e.IsLoss)
        {
            await _engine!.ReturnedAsync(cancellation).ConfigureAwait(false);
            await act().ConfigureAwait(false);
        }
    }

    private async Task PrepareOnceAsync(Action<string> onStep, CancellationToken cancellation)
    {
        var engine = _engine!;

        // The plan may have been made without an answer of the engine.
        var image = container.Image;
        if (container.Build is { } build)
        {
            if (build.Secrets.Count > 0 && engine.Kind == EngineKind.Podman)
            {
                throw new DistributedApplicationException("its image is built with secrets (WithBuildSecret), for which the engine must have BuildKit, and Podman has not. Use Docker (APPHOST_CONTAINER_RUNTIME=docker), or leave the secrets out.");
            }

            onStep("building its image");
            _built = await (build.Secrets.Count > 0
                ? BuildKitBuild.RunAsync(launcher, engine.Address, build, image, line => onLine(line, false), cancellation)
                : engine.BuildImageAsync(build, image, line => onLine(line, false), cancellation)).ConfigureAwait(false);
        }
        else if (isPulled && (container.PullPolicy == ImagePullPolicy.Always || !await engine.ImageExistsAsync(image, cancellation).ConfigureAwait(false)))
        {
            onStep($"pulling {image}");
            await engine.PullImageAsync(image, line => onLine(line, false), cancellation).ConfigureAwait(false);
        }

        // What it waits for may make what it mounts.
        _isMadeLate |= SharesFiles && BindSources.AreMissing(container);
        if (!_isMadeLate)
        {
            await CreateContainerAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task CreateContainerAsync(CancellationToken cancellation)
    {
        var spec = (await decide(cancellation).ConfigureAwait(false)).Container!;
        _name = spec.Name;
        if (SharesFiles)
        {
            BindSources.Provide(spec, line => onLine(line, false));
        }

        // By its id: another run may give the name to another image meanwhile, and a persistent container is another one then.
        spec = spec with { Image = _built ?? spec.Image };
        if (network is not null)
        {
            spec = await network.JoinAsync(_engine!, spec, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();

        // Not cancelled half way: the engine would create the container all the same, and nobody would know its id.
        _isPersistent = spec.IsPersistent;
        (_created, IsAlreadyRunning) = await TimeLimit.FinishAsync(
            _isPersistent ? PersistentContainers.FindOrCreateAsync(_engine!, spec, line => onLine(line, false)) : NewAsync(spec),
            slack,
            $"creating container '{_name}'",
            cancellation).ConfigureAwait(false);
    }

    private async Task<(string Id, bool IsUp)> NewAsync(ContainerSpec spec)
    {
        try
        {
            return (await _engine!.CreateContainerAsync(spec, CancellationToken.None).ConfigureAwait(false), false);
        }
        catch (ContainerEngineException e) when (e.StatusCode == (int)HttpStatusCode.Conflict)
        {
            // The container of an earlier life, which the engine did not remove because it was not there; not that of another resource.
            var ours = await _engine!.ListContainersAsync(RunIdentity.SessionLabel, spec.Labels[RunIdentity.SessionLabel], CancellationToken.None).ConfigureAwait(false);
            if (ours.FirstOrDefault(c => c.Name == spec.Name && c.Labels.GetValueOrDefault(RunIdentity.ResourceLabel) == spec.Labels[RunIdentity.ResourceLabel]) is not { } left)
            {
                throw;
            }

            await _engine.RemoveContainerAsync(left.Id, CancellationToken.None).ConfigureAwait(false);
            return (await _engine.CreateContainerAsync(spec, CancellationToken.None).ConfigureAwait(false), false);
        }
    }

    public Task CreateAsync(CancellationToken cancellation) => _isMadeLate ? DespiteLossAsync(() => CreateContainerAsync(cancellation), cancellation) : Task.CompletedTask;

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var program = await TimeLimit.FinishAsync(
            RunningContainer.StartAsync(_engine!, _created!, _isPersistent, isHealthAsked, onLine, CancellationToken.None), slack, $"starting container '{_name}'", cancellation).ConfigureAwait(false);
        _created = null;
        return program;
    }

    public async Task RollBackAsync()
    {
        if (_created is { } id && !_isPersistent)
        {
            await TimeLimit.FinishAsync(_engine!.RemoveContainerAsync(id, CancellationToken.None), slack, $"removing container '{_name}'").ConfigureAwait(false);
        }
    }
}
