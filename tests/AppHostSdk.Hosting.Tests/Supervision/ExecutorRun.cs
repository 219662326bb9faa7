using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.Supervision;
using AppHostSdk.UserCode;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>The executor on a program, with scripted processes and containers unless a launcher is given.</summary>
internal sealed class ExecutorRun : IAsyncDisposable
{
    private readonly Executor _executor;

    private ExecutorRun(Action<IDistributedApplicationBuilder> program, IProcessLauncher? launcher, Func<CancellationToken, Task<IContainerEngine>>? engine, Action<ExecutorRun>? prepare, RunOptions? options, IResourceHooks? hooks, RegisteredChecks? checks)
    {
        Processes = new ScriptedLauncher(Log);
        Engine = new ScriptedEngine(Log);
        var graph = Apps.Graph(program);
        var running = RunGraph.Of(graph);
        Addresses addresses;
        using (var ports = new FreePorts())
        {
            addresses = Addresses.Assign(graph, ports.Take);
        }

        var directory = TestPrograms.ChildDirectory;
        var launches = LaunchResolver.Resolve(new LaunchContext(running, addresses, new ValueResolver(graph, addresses, new Dictionary<string, string>(), directory), new RunIdentity("Shop"), directory, (checks ?? Apps.NoChecks).Find));
        if (launcher is null)
        {
            // Tests listen themselves on the ports of programs that are not really there.
            launches = launches.ToDictionary(l => l.Key, l => l.Value with { Conflict = () => null });
        }

        var plan = Planner.Plan(new PlanInput(running, launches) { IsDecidedLate = launch => hooks?.DecidesLate(launch) == true });
        States = new ResourceStates(state => Changes.Add(state));
        _executor = new Executor(
            plan,
            launches,
            new ExecutorSetup(
                launcher ?? Processes,
                engine ?? (_ => Task.FromResult<IContainerEngine>(Engine)),
                States,
                (name, line, isError) => Lines.Add($"{name} {(isError ? '!' : '|')} {line}"))
            {
                Options = options ?? new(),
                Hooks = hooks ?? new NoHooks(),
            });
        Launches = launches;
        prepare?.Invoke(this);
        Started = _executor.StartAsync();
    }

    public ScriptedLauncher Processes { get; }

    public ScriptedEngine Engine { get; }

    public IReadOnlyDictionary<string, LaunchSpec> Launches { get; }

    /// <summary>What was done to programs and containers.</summary>
    public EventLog<string> Log { get; } = new();

    public EventLog<ResourceState> Changes { get; } = new();

    public EventLog<string> Lines { get; } = new();

    public ResourceStates States { get; }

    public Task Started { get; }

    /// <param name="program">What is run.</param>
    /// <param name="prepare">Writes the scripts before anything starts.</param>
    /// <param name="launcher">Starts processes instead of the scripted ones.</param>
    /// <param name="engine">Gives the engine instead of the scripted one.</param>
    /// <param name="options">What can be set from outside.</param>
    /// <param name="hooks">What the program has to say.</param>
    /// <param name="checks">The health checks that it registers.</param>
    public static ExecutorRun Of(
        Action<IDistributedApplicationBuilder> program,
        Action<ExecutorRun>? prepare = null,
        IProcessLauncher? launcher = null,
        Func<CancellationToken, Task<IContainerEngine>>? engine = null,
        RunOptions? options = null,
        IResourceHooks? hooks = null,
        RegisteredChecks? checks = null) => new(program, launcher, engine, prepare, options, hooks, checks);

    public Task UntilLogged(string entry) => Log.Until(e => e == entry);

    public Task Until(string resource, ResourcePhase phase) => Changes.Until(s => s.Name == resource && s.Phase == phase);

    public Task Until(string resource, int incarnation, ResourcePhase phase) =>
        Changes.Until(s => s.Name == resource && s.Incarnation == incarnation && s.Phase == phase);

    /// <summary>The phases a resource went through.</summary>
    public IEnumerable<ResourcePhase> PhasesOf(string resource) => Changes.Events.Where(s => s.Name == resource).Select(s => s.Phase);

    public ResourceState StateOf(string resource) => States.Find(resource)!;

    public Task<IReadOnlyList<string>> StopAsync(CancellationToken hurry = default) => _executor.StopAsync(Patience.Limit, hurry).InTime();

    public Task<IReadOnlyList<string>> StopAsync(TimeSpan grace) => _executor.StopAsync(grace, CancellationToken.None).InTime();

    public void StartResource(string name) => _executor.StartResource(name);

    public Task<string?> StopResourceAsync(string name, CancellationToken hurry = default) => StopResourceAsync(name, Patience.Limit, hurry);

    public Task<string?> StopResourceAsync(string name, TimeSpan grace, CancellationToken hurry = default) => _executor.StopResourceAsync(name, grace, hurry).InTime();

    public void RestartResource(string name) => _executor.RestartResource(name, Patience.Limit);

    public Task EndedAsync() => _executor.EndedAsync().InTime();

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
    }
}
