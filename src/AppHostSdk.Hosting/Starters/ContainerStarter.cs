using System.Net;
using AppHostSdk.Builds;
using AppHostSdk.Containers;
using AppHostSdk.Launching;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.Supervision;

namespace AppHostSdk.Starters;

/// <summary>Carries out the steps of a container, from its image to its start.</summary>
/// <param name="context">What starters share.</param>
/// <param name="plan">The steps.</param>
/// <param name="launch">What is known of the container beforehand.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="onLine">Receives what it prints.</param>
internal sealed class ContainerStarter(
    StarterContext context,
    ResourcePlan plan,
    LaunchSpec launch,
    Func<CancellationToken, Task<LaunchSpec>> decide,
    Action<string, bool> onLine) : IResourceStarter
{
    private IContainerEngine? _engine;
    private string? _created;
    private string _name = "";
    private string? _built;
    private bool _isPersistent;

    public bool IsAlreadyRunning { get; private set; }

    public async Task PrepareAsync(Action<string> onStep, CancellationToken cancellation)
    {
        _engine = await context.Engine(cancellation).ConfigureAwait(false);
        await CarryOutAsync(plan.Preparation, onStep, cancellation).ConfigureAwait(false);
    }

    public Task CreateAsync(CancellationToken cancellation) => CarryOutAsync(plan.LatePreparation, _ => { }, cancellation);

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        // Whether it is healthy the program may leave to the container itself.
        var program = await TimeLimit.FinishAsync(
            RunningContainer.StartAsync(_engine!, _created!, _isPersistent, launch.HealthChecks.Count == 0, onLine, CancellationToken.None),
            context.Slack,
            $"starting container '{_name}'",
            cancellation).ConfigureAwait(false);
        _created = null;
        return program;
    }

    public async Task RollBackAsync()
    {
        if (_created is { } id && !_isPersistent)
        {
            await TimeLimit.FinishAsync(_engine!.RemoveContainerAsync(id, CancellationToken.None), context.Slack, $"removing container '{_name}'").ConfigureAwait(false);
        }
    }

    private async Task CarryOutAsync(IReadOnlyList<PlanAction> actions, Action<string> onStep, CancellationToken cancellation)
    {
        foreach (var action in actions)
        {
            try
            {
                await CarryOutAsync(action, onStep, cancellation).ConfigureAwait(false);
            }
            catch (ContainerEngineException e) when (e.IsLoss)
            {
                // An engine that is being restarted refuses connections: what was asked of it then is asked once more when it is back.
                await _engine!.ReturnedAsync(cancellation).ConfigureAwait(false);
                await CarryOutAsync(action, onStep, cancellation).ConfigureAwait(false);
            }

            context.OnDone?.Invoke(launch.Resource.Key, action);
        }
    }

    private Task CarryOutAsync(PlanAction action, Action<string> onStep, CancellationToken cancellation) => action switch
    {
        BuildImage build => BuildAsync(build, onStep, cancellation),
        PullImage pull => PullAsync(pull, onStep, cancellation),
        CreateContainer => ProvideAsync(NewAsync, cancellation),
        ReuseContainer reuse => ProvideAsync(spec => ProvideAsync(spec, reuse.Decision), cancellation),
        RecreateContainer recreate => ProvideAsync(spec => ProvideAsync(spec, recreate.Decision), cancellation),
        ProvideContainer => ProvideAsync(ReuseOrCreateAsync, cancellation),
        _ => throw new InvalidOperationException($"A container has no step '{action.Name}'."),
    };

    private async Task BuildAsync(BuildImage step, Action<string> onStep, CancellationToken cancellation)
    {
        var (build, image) = step;
        if (build.Secrets.Count > 0 && _engine!.Kind == EngineKind.Podman)
        {
            throw new DistributedApplicationException("its image is built with secrets (WithBuildSecret), for which the engine must have BuildKit, and Podman has not. Use Docker (APPHOST_CONTAINER_RUNTIME=docker), or leave the secrets out.");
        }

        onStep("building its image");
        _built = await (build.Secrets.Count > 0
            ? BuildKitBuild.RunAsync(context.Processes, _engine!.Address, build, image, line => onLine(line, false), cancellation)
            : _engine!.BuildImageAsync(build, image, line => onLine(line, false), cancellation)).ConfigureAwait(false);
    }

    private async Task PullAsync(PullImage step, Action<string> onStep, CancellationToken cancellation)
    {
        // The plan may have been made without an answer of the engine, and other resources may have the same image.
        if (step.IsForced || !await _engine!.ImageExistsAsync(step.Image, cancellation).ConfigureAwait(false))
        {
            onStep($"pulling {step.Image}");
            await _engine!.PullImageAsync(step.Image, line => onLine(line, false), cancellation).ConfigureAwait(false);
        }
    }

    private async Task ProvideAsync(Func<ContainerSpec, Task<(string Id, bool IsUp)>> provide, CancellationToken cancellation)
    {
        var spec = (await decide(cancellation).ConfigureAwait(false)).Container!;
        _name = spec.Name;
        if (_engine!.SharesFiles)
        {
            BindSources.Provide(spec, line => onLine(line, false));
        }

        // By its id: another run may give the name to another image meanwhile, and a persistent container is another one then.
        spec = spec with { Image = _built ?? spec.Image };
        if (context.Network is { } network)
        {
            spec = await network.JoinAsync(_engine, spec, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();

        // Not cancelled half way: the engine would create the container all the same, and its id would be lost.
        _isPersistent = spec.IsPersistent;
        (_created, IsAlreadyRunning) = await TimeLimit.FinishAsync(provide(spec), context.Slack, $"creating container '{_name}'", cancellation).ConfigureAwait(false);
    }

    private async Task<(string Id, bool IsUp)> ReuseOrCreateAsync(ContainerSpec spec) =>
        await ProvideAsync(spec, await PersistentContainers.DecideAsync(_engine!, spec).ConfigureAwait(false)).ConfigureAwait(false);

    private Task<(string Id, bool IsUp)> ProvideAsync(ContainerSpec spec, ContainerDecision decision) =>
        PersistentContainers.ProvideAsync(_engine!, spec, decision, line => onLine(line, false));

    private async Task<(string Id, bool IsUp)> NewAsync(ContainerSpec spec)
    {
        if (spec.IsPersistent)
        {
            // Nothing of it is there: the plan has looked.
            return await ProvideAsync(spec, new(await SpecificationText.OfAsync(spec).ConfigureAwait(false), [], null)).ConfigureAwait(false);
        }

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
}
