using System.Globalization;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>How a step of the plan ended.</summary>
/// <param name="Problem">Why it failed, or <see langword="null"/> when it succeeded.</param>
internal readonly record struct Outcome(string? Problem)
{
    public static Outcome Success => default;
}

/// <summary>
/// Walks a plan: every step starts the moment its dependencies have succeeded, independent ones at the same time. A step that
/// fails fails those that depend on it, with the cause; everything else goes on.
/// </summary>
internal sealed class Executor : IAsyncDisposable
{
    private static readonly TimeSpan[] UnhealthyReports = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    private readonly Plan _plan;
    private readonly IReadOnlyDictionary<string, Launch> _launches;
    private readonly IProcessLauncher _processes;
    private readonly Func<CancellationToken, Task<IContainerEngine>> _engine;
    private readonly ResourceStates _states;
    private readonly Action<string, string, bool> _onLine;
    private readonly ResourceLifecycle? _program;
    private readonly HealthProbe _probe = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IRunningProgram> _running = [];
    private readonly Dictionary<string, string> _created = [];
    private readonly Dictionary<string, Task> _supervised = [];
    private readonly Dictionary<string, Launch> _prepared = [];
    private Dictionary<int, Task<Outcome>> _steps = [];

    /// <param name="plan">What is done.</param>
    /// <param name="launches">What each resource is started with.</param>
    /// <param name="processes">Starts processes.</param>
    /// <param name="engine">Gives the container engine; asked only when there are containers.</param>
    /// <param name="states">Receives every change.</param>
    /// <param name="onLine">Receives resource name, line, and whether it is an error line, of everything resources print.</param>
    /// <param name="program">What the program has to say while resources start, or <see langword="null"/> for nothing.</param>
    public Executor(
        Plan plan,
        IReadOnlyDictionary<string, Launch> launches,
        IProcessLauncher processes,
        Func<CancellationToken, Task<IContainerEngine>> engine,
        ResourceStates states,
        Action<string, string, bool> onLine,
        ResourceLifecycle? program = null)
    {
        _program = program;
        _plan = plan;
        _launches = launches;
        _processes = processes;
        _engine = engine;
        _states = states;
        _onLine = onLine;
    }

    /// <summary>Starts walking. The task completes when every step has succeeded, failed or been cancelled.</summary>
    public Task StartAsync()
    {
        var steps = new Dictionary<int, Task<Outcome>>();
        foreach (var node in _plan.Nodes)
        {
            var dependencies = node.DependsOn.Select(id => (Node: _plan.Nodes[id - 1], Outcome: steps[id])).ToArray();
            steps.Add(node.Id, StepAsync(node, dependencies));
        }

        _steps = steps;
        return Task.WhenAll(steps.Values);
    }

    /// <summary>Completes when every step is done and everything that was started has ended.</summary>
    public async Task EndedAsync()
    {
        await Task.WhenAll(_steps.Values).ConfigureAwait(false);
        Task[] supervised;
        lock (_lock)
        {
            supervised = [.. _supervised.Values];
        }

        await Task.WhenAll(supervised).ConfigureAwait(false);
    }

    /// <summary>
    /// Cancels what has not started and stops what has, dependents before what they depend on. Problems are returned, and do not
    /// keep the rest from being stopped.
    /// </summary>
    /// <param name="grace">How long each resource has to end by itself.</param>
    /// <param name="hurry">Ends everything by force at once.</param>
    public async Task<IReadOnlyList<string>> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);

        // Steps tell their problems as outcomes; one that threw has told so to whoever awaits the start, and must not keep the rest running.
        await ((Task)Task.WhenAll(_steps.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var resourceOf = _plan.Nodes.ToDictionary(n => n.Id, n => n.Resource);
        var dependents = _plan.Nodes
            .SelectMany(n => n.DependsOn.Select(d => (Dependency: resourceOf[d], Dependent: n.Resource)))
            .Where(e => e.Dependency != e.Dependent)
            .Distinct()
            .ToLookup(e => e.Dependency, e => e.Dependent);
        var stops = new Dictionary<string, Task<string?>>();
        var problems = await Task.WhenAll(_launches.Keys.Select(Stop)).ConfigureAwait(false);
        return [.. problems.OfType<string>()];

        Task<string?> Stop(string key)
        {
            if (!stops.TryGetValue(key, out var stop))
            {
                stops[key] = stop = StopAfterAsync(key, Task.WhenAll(dependents[key].Select(Stop)), grace, hurry);
            }

            return stop;
        }
    }

    public ValueTask DisposeAsync()
    {
        _probe.Dispose();
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Outcome> StepAsync(PlanNode node, (PlanNode Node, Task<Outcome> Outcome)[] dependencies)
    {
        await Task.Yield();
        var launch = LaunchOf(node.Resource);
        if (dependencies.Any(d => d.Node.Resource != node.Resource && !d.Outcome.IsCompleted))
        {
            Publish(launch, ResourcePhase.Waiting, detail: node.Cause);
        }

        await foreach (var done in Task.WhenEach(dependencies.Select(d => d.Outcome)).ConfigureAwait(false))
        {
            if ((await done.ConfigureAwait(false)).Problem is not { } problem)
            {
                continue;
            }

            var dependency = dependencies.First(d => d.Outcome == done).Node;
            if (dependency.Resource == node.Resource || _stopping.IsCancellationRequested)
            {
                return new Outcome(problem);
            }

            return Fail(launch, $"it waits for {_launches[dependency.Resource].Resource.Name}, which failed: {problem}");
        }

        if (_stopping.IsCancellationRequested)
        {
            return new Outcome("the app host is stopping");
        }

        try
        {
            return await PerformAsync(node, LaunchOf(node.Resource)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return new Outcome("the app host is stopping");
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException)
        {
            return Fail(launch, e.Message);
        }
    }

    private async Task<Outcome> PerformAsync(PlanNode node, Launch launch)
    {
        var name = launch.Resource.Name;
        switch (node.Operation)
        {
            case PlanOperation.PullImage:
                Publish(launch, ResourcePhase.Starting, detail: $"pulling {launch.Container!.Image}");
                var puller = await _engine(_stopping.Token).ConfigureAwait(false);
                await puller.PullImageAsync(launch.Container!.Image, null, _stopping.Token).ConfigureAwait(false);
                return Outcome.Success;

            case PlanOperation.CreateContainer:
                launch = await PrepareAsync(launch).ConfigureAwait(false);
                CreateSources(launch.Container!);

                // Not cancelled half way: the engine would create the container all the same, and nobody would know its id.
                var creator = await _engine(_stopping.Token).ConfigureAwait(false);
                var id = await creator.CreateContainerAsync(launch.Container!, CancellationToken.None).ConfigureAwait(false);
                lock (_lock)
                {
                    _created[node.Resource] = id;
                }

                return Outcome.Success;

            case PlanOperation.StartContainer:
                Publish(launch, ResourcePhase.Starting);
                string created;
                lock (_lock)
                {
                    created = _created[node.Resource];
                }

                var engine = await _engine(_stopping.Token).ConfigureAwait(false);
                Started(launch, await RunningContainer.StartAsync(engine, created, (line, error) => _onLine(name, line, error), CancellationToken.None).ConfigureAwait(false));
                return Outcome.Success;

            case PlanOperation.StartProcess:
                Publish(launch, ResourcePhase.Starting);
                launch = await PrepareAsync(launch).ConfigureAwait(false);
                Started(launch, _processes.Start(launch.Process!, (line, error) => _onLine(name, line, error)));
                return Outcome.Success;

            case PlanOperation.BecomeHealthy:
                return await BecomeHealthyAsync(launch).ConfigureAwait(false);

            case PlanOperation.BecomeReady:
                return await BecomeReadyAsync(launch).ConfigureAwait(false);

            default:
                var exitCode = await Running(node.Resource).Exited.WaitAsync(_stopping.Token).ConfigureAwait(false);
                return exitCode == node.ExitCode
                    ? Outcome.Success
                    : new Outcome(string.Create(CultureInfo.InvariantCulture, $"it exited with code {exitCode}, expected {node.ExitCode}"));
        }
    }

    /// <summary>What the resource is started with, which functions of the program may decide now that its turn has come.</summary>
    private async Task<Launch> PrepareAsync(Launch launch)
    {
        if (_program is null)
        {
            return launch;
        }

        var prepared = await _program.PrepareAsync(launch, _stopping.Token).WaitAsync(_stopping.Token).ConfigureAwait(false);
        lock (_lock)
        {
            return _prepared[launch.Resource.Key] = prepared;
        }
    }

    private Launch LaunchOf(string key)
    {
        lock (_lock)
        {
            return _prepared.GetValueOrDefault(key) ?? _launches[key];
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

    /// <summary>The resource runs on when the program fails here, but what waits for it does not start.</summary>
    private async Task<Outcome> BecomeReadyAsync(Launch launch)
    {
        try
        {
            await _program!.ReadyAsync(launch, _stopping.Token).WaitAsync(_stopping.Token).ConfigureAwait(false);
            return Outcome.Success;
        }
        catch (DistributedApplicationException e)
        {
            _states.Publish(new ResourceState(launch.Resource.Key, launch.Resource.Name, ResourcePhase.Running, Detail: e.Message) { IsFailure = true });
            return new Outcome(e.Message);
        }
    }

    private void Started(Launch launch, IRunningProgram program)
    {
        // Before the first state is published: a program that ends at once must not be seen as running afterwards.
        Publish(launch, ResourcePhase.Running, launch.HealthUrls.Count > 0 ? false : null, detail: launch.HealthUrls.Count > 0 ? null : Urls(launch));
        lock (_lock)
        {
            _running[launch.Resource.Key] = program;
            _supervised[launch.Resource.Key] = SuperviseAsync(launch, program);
        }
    }

    private async Task SuperviseAsync(Launch launch, IRunningProgram program)
    {
        await ObserveEndAsync(launch, program).ConfigureAwait(false);
        if (_program is not null)
        {
            await _program.StoppedAsync(launch).ConfigureAwait(false);
        }
    }

    private async Task ObserveEndAsync(Launch launch, IRunningProgram program)
    {
        int exitCode;
        try
        {
            exitCode = await program.Exited.ConfigureAwait(false);
        }
        catch (ContainerEngineException e)
        {
            _states.Publish(new ResourceState(launch.Resource.Key, launch.Resource.Name, ResourcePhase.Exited, Detail: e.Message)
            {
                IsFailure = !_stopping.IsCancellationRequested,
            });
            return;
        }

        if (_stopping.IsCancellationRequested)
        {
            _states.Publish(new ResourceState(launch.Resource.Key, launch.Resource.Name, ResourcePhase.Exited, ExitCode: exitCode));
            return;
        }

        var expected = _plan.Nodes
            .Where(n => n.Resource == launch.Resource.Key && n.Operation == PlanOperation.Complete)
            .Select(n => n.ExitCode)
            .DefaultIfEmpty(0)
            .Contains(exitCode);
        _states.Publish(new ResourceState(launch.Resource.Key, launch.Resource.Name, expected ? ResourcePhase.Finished : ResourcePhase.Exited, ExitCode: exitCode)
        {
            IsFailure = !expected,
        });
    }

    private async Task<Outcome> BecomeHealthyAsync(Launch launch)
    {
        var program = Running(launch.Resource.Key);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var lastProblem = "no answer yet";
        var healthy = Task.WhenAll(launch.HealthUrls.Select(check =>
            _probe.UntilHealthyAsync(check.Url, check.StatusCode, problem => lastProblem = problem, ended.Token)));
        var reports = ReportUnhealthyAsync(launch, () => lastProblem, ended.Token);
        var first = await Task.WhenAny(healthy, program.Exited).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await reports.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first == healthy)
        {
            await healthy.ConfigureAwait(false);
            Publish(launch, ResourcePhase.Running, true, Urls(launch));
            return Outcome.Success;
        }

        await healthy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var exitCode = await program.Exited.ConfigureAwait(false);
        return _stopping.IsCancellationRequested
            ? new Outcome("the app host is stopping")
            : new Outcome(string.Create(CultureInfo.InvariantCulture, $"it exited with code {exitCode} before it was healthy ({lastProblem})"));
    }

    private async Task ReportUnhealthyAsync(Launch launch, Func<string> problem, CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            await Task.Delay(UnhealthyReports[Math.Min(i, UnhealthyReports.Length - 1)], cancellation).ConfigureAwait(false);
            Publish(launch, ResourcePhase.Running, false, $"not healthy yet: {problem()}");
        }
    }

    private async Task<string?> StopAfterAsync(string key, Task dependents, TimeSpan grace, CancellationToken hurry)
    {
        await dependents.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IRunningProgram? program;
        string? created;
        lock (_lock)
        {
            program = _running.GetValueOrDefault(key);
            created = _created.GetValueOrDefault(key);
        }

        var launch = LaunchOf(key);
        try
        {
            if (program is not null)
            {
                if (!program.Exited.IsCompleted)
                {
                    Publish(launch, ResourcePhase.Stopping);
                }

                try
                {
                    await program.StopAsync(grace, hurry).ConfigureAwait(false);
                }
                finally
                {
                    // Ends by force what could not be stopped, and removes what was made for it.
                    await program.DisposeAsync().ConfigureAwait(false);
                }

                await _supervised[key].ConfigureAwait(false);
            }
            else if (created is not null)
            {
                var engine = await _engine(CancellationToken.None).ConfigureAwait(false);
                await engine.RemoveContainerAsync(created, CancellationToken.None).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or System.ComponentModel.Win32Exception)
        {
            return $"'{launch.Resource.Name}' could not be stopped: {e.Message}";
        }
    }

    private IRunningProgram Running(string key)
    {
        lock (_lock)
        {
            return _running[key];
        }
    }

    private Outcome Fail(Launch launch, string problem)
    {
        _states.Publish(new ResourceState(launch.Resource.Key, launch.Resource.Name, ResourcePhase.FailedToStart, Detail: problem) { IsFailure = true });
        return new Outcome(problem);
    }

    private void Publish(Launch launch, ResourcePhase phase, bool? healthy = null, string? detail = null) =>
        _states.Publish(new ResourceState(launch.Resource.Key, launch.Resource.Name, phase, healthy, Detail: detail));

    private static string? Urls(Launch launch) => launch.Urls.Count == 0 ? null : string.Join(' ', launch.Urls);
}
