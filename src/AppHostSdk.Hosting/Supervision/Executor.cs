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
    private readonly Dictionary<string, ResourceSupervisor> _supervisors;

    /// <param name="plan">What is done.</param>
    /// <param name="launches">What each resource is started with.</param>
    /// <param name="setup">What it works with.</param>
    public Executor(Plan plan, IReadOnlyDictionary<string, LaunchSpec> launches, ExecutorSetup setup)
    {
        _plan = plan;
        var builds = new ProjectBuilds(
            setup.Processes,
            setup.Options.Configuration,
            launches.Values.Where(l => !l.Resource.Lifecycle.OfType<Model.ExplicitStart>().Any()).Select(BuildOf).OfType<BuildWish>());
        var starting = new StarterContext(setup.Processes, setup.Engine) { Network = setup.Network, Slack = setup.Options.Slack, OnDone = setup.OnDone };
        var services = new ExecutorServices(
            setup.States,
            new HealthWatch(setup.Options.Time),
            NewStarter,
            setup.Hooks,
            setup.Options,
            key => _supervisors?.GetValueOrDefault(key)?.Readiness) { OnDone = setup.OnDone };
        var plans = ResourcePlan.Of(plan);
        _supervisors = launches.Values.ToDictionary(l => l.Resource.Key, l => new ResourceSupervisor(plans[l.Resource.Key], l, services));

        IResourceStarter NewStarter(LaunchSpec launch, ResourcePlan steps, Func<CancellationToken, Task<LaunchSpec>> decide)
        {
            return launch.Container is not null ? new ContainerStarter(starting, steps, launch, decide, OnLine)
                : BuildOf(launch) is { } wish ? new ProjectBuildStarter(starting, builds, wish, launch, decide, OnLine)
                : new ProcessStarter(setup.Processes, decide, OnLine);

            void OnLine(string line, bool isError) => setup.OnLine(launch.Resource.Name, line, isError);
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

    /// <summary>Whether it is one of those that are started here.</summary>
    public bool Leads(string key) => _supervisors.ContainsKey(key);

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
        foreach (var step in _plan.Steps)
        {
            foreach (var dependency in step.Waits.Select(w => w.Resource).Where(r => r != step.Resource))
            {
                (dependents.TryGetValue(dependency, out var all) ? all : dependents[dependency] = []).Add(step.Resource!);
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
