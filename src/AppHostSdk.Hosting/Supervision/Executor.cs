using AppHostSdk.Builds;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Networks;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.Starters;
using AppHostSdk.UserCode;

namespace AppHostSdk.Supervision;

/// <summary>
/// Carries out a plan: every resource starts the moment its waits are over, independent ones at the same time. A failure fails
/// those that wait for it, with the cause; everything else goes on.
/// </summary>
internal sealed class Executor
{
    private readonly Plan _plan;
    private readonly HealthWatch _health;
    private readonly Dictionary<string, ResourceSupervisor> _supervisors;

    /// <param name="plan">What is done.</param>
    /// <param name="launches">What each resource is started with.</param>
    /// <param name="processes">Starts processes.</param>
    /// <param name="engine">Gives the container engine; asked only when there are containers.</param>
    /// <param name="states">Receives every change.</param>
    /// <param name="onLine">Receives resource name, line, and whether it is an error line, of everything resources print.</param>
    /// <param name="options">What can be set from outside.</param>
    /// <param name="hooks">What the program has to say.</param>
    /// <param name="network">The network of the containers.</param>
    public Executor(
        Plan plan,
        IReadOnlyDictionary<string, LaunchSpec> launches,
        IProcessLauncher processes,
        Func<CancellationToken, Task<IContainerEngine>> engine,
        ResourceStates states,
        Action<string, string, bool> onLine,
        RunOptions? options = null,
        IResourceHooks? hooks = null,
        RunNetwork? network = null)
    {
        options ??= new RunOptions();
        hooks ??= new NoHooks();
        _plan = plan;
        _health = new HealthWatch(options.Time);
        var builds = new ProjectBuilds(
            processes,
            options.Configuration,
            launches.Values.Where(l => !l.Resource.Lifecycle.OfType<Model.ExplicitStart>().Any()).Select(BuildOf).OfType<BuildWish>());
        var gate = new WaitGate(states, options, key => _supervisors?.GetValueOrDefault(key)?.Readiness);
        var parts = new ExecutorServices(states, gate, _health, NewStarter, hooks, options);
        var steps = ResourceSteps.Of(plan);
        _supervisors = launches.Values.ToDictionary(l => l.Resource.Key, l => new ResourceSupervisor(steps[l.Resource.Key], l, parts));

        IResourceStarter NewStarter(LaunchSpec launch, ResourceSteps steps, Func<CancellationToken, Task<LaunchSpec>> decide)
        {
            var name = launch.Resource.Name;
            return launch.Container is { } container
                ? new ContainerStarter(processes, engine, decide, container, steps.IsPulled, launch.HealthChecks.Count == 0, hooks.DecidesLate(launch), OnLine, network, options.Slack)
                : BuildOf(launch) is { } wish ? new ProjectBuildStarter(processes, builds, wish, name, launch.Process!.FileName.Length == 0, decide, OnLine)
                : new ProcessStarter(processes, decide, OnLine);

            void OnLine(string line, bool isError) => onLine(name, line, isError);
        }

        static BuildWish? BuildOf(LaunchSpec launch) =>
            launch.BuiltFrom is { } project ? new BuildWish(launch.Resource.Key, project, launch.Process!.Withheld) : null;
    }

    /// <summary>Starts everything. The task completes when every resource is up, has failed, or waits for somebody to start something.</summary>
    public Task StartAsync()
    {
        // One of them on this thread: another takes its time to start.
        ResourceSupervisor? here = null;
        foreach (var supervisor in _supervisors.Values)
        {
            if (here is null && supervisor.IsImmediate)
            {
                here = supervisor;
            }
            else
            {
                supervisor.Begin(here: false);
            }
        }

        here?.Begin(here: true);
        return Task.WhenAll(_supervisors.Values.Select(s => s.Up));
    }

    /// <summary>Starts a resource that does not run; nothing changes when it does.</summary>
    public void StartResource(string key) => _supervisors[key].Start();

    /// <summary>Stops a resource that runs, or keeps one from starting; completes when nothing of it is left, with what could not be cleaned up.</summary>
    public Task<string?> StopResourceAsync(string key, TimeSpan grace, CancellationToken hurry) => _supervisors[key].StopAsync(grace, hurry);

    /// <summary>Ends a resource's present life and begins another one.</summary>
    public void RestartResource(string key, TimeSpan grace) => _supervisors[key].Restart(grace);

    /// <summary>Has a resource that is healthy asked once more; completes with the next success, when it ends, and at once where what is known is news.</summary>
    public Task AskAnewAsync(string key) => _supervisors.GetValueOrDefault(key)?.Readiness?.AskAnew() ?? Task.CompletedTask;

    /// <summary>Completes when everything that was started has ended and nothing more is to start.</summary>
    public async Task EndedAsync()
    {
        foreach (var supervisor in _supervisors.Values)
        {
            await supervisor.IdleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Cancels what has not started and stops what has, dependents before what they depend on. Problems are returned, and do not
    /// keep the rest from being stopped.
    /// </summary>
    /// <param name="grace">How long each resource has to end by itself.</param>
    /// <param name="hurry">Ends everything by force at once.</param>
    public async Task<IReadOnlyList<string>> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        foreach (var supervisor in _supervisors.Values)
        {
            supervisor.Close();
        }

        var dependents = new Dictionary<string, HashSet<string>>();
        foreach (var node in _plan.Nodes)
        {
            foreach (var dependency in node.Waits.Select(w => w.Resource).Where(r => r != node.Resource))
            {
                (dependents.TryGetValue(dependency, out var all) ? all : dependents[dependency] = []).Add(node.Resource);
            }
        }

        var stops = new Dictionary<string, Task<string?>>();
        var problems = await Task.WhenAll(_supervisors.Keys.Select(Stop)).ConfigureAwait(false);
        return [.. problems.OfType<string>()];

        Task<string?> Stop(string key)
        {
            if (!stops.TryGetValue(key, out var stop))
            {
                stops[key] = stop = StopAfterAsync(key, Task.WhenAll((dependents.GetValueOrDefault(key) ?? []).Select(Stop)));
            }

            return stop;
        }

        async Task<string?> StopAfterAsync(string key, Task dependentsStopped)
        {
            await dependentsStopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await _supervisors[key].StopAsync(grace, hurry).ConfigureAwait(false);
        }
    }
}
