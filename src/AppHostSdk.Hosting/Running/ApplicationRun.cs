using System.Reflection;
using AppHostSdk.Configuration;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Networks;
using AppHostSdk.Output;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Replication;
using AppHostSdk.Starters;
using AppHostSdk.Supervision;
using AppHostSdk.UserCode;
using Sentinel = AppHostSdk.Processes.Sentinel;

namespace AppHostSdk.Running;

/// <summary>One run of an application, from the graph to the last thing stopped.</summary>
internal sealed class ApplicationRun : IAsyncDisposable
{
    /// <summary>What left its group or session had its notice when the group did; now it gets another moment.</summary>
    private static readonly TimeSpan LeftGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LeftLimit = TimeSpan.FromSeconds(10);

    private readonly Executor _executor;
    private readonly ResourceStates _states;
    private readonly EngineAccess _engine;
    private readonly RunNetwork _network;
    private readonly HostForwards _forwards;
    private readonly DistributedApplicationBuilder _application;
    private readonly ResourceEventPublisher _program;
    private readonly ReplicaGroups _replicas;
    private readonly PortClaims _claims;
    private readonly RunIdentity _session;
    private readonly Sentinel? _sentinel;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _hurry = new();
    private Task<bool>? _stop;

    private ApplicationRun(
        Executor executor,
        ResourceStates states,
        ApplicationConsole console,
        EngineAccess engine,
        RunNetwork network,
        HostForwards forwards,
        DistributedApplicationBuilder application,
        ResourceEventPublisher program,
        ReplicaGroups replicas,
        PortClaims claims,
        RunIdentity session,
        Sentinel? sentinel)
    {
        _replicas = replicas;
        _claims = claims;
        _application = application;
        _program = program;
        _session = session;
        _sentinel = sentinel;
        _executor = executor;
        _states = states;
        _engine = engine;
        _network = network;
        _forwards = forwards;
        Console = console;
        Started = StartAsync();
    }

    /// <summary>Completes when every resource is up, or has failed.</summary>
    public Task Started { get; }

    public ApplicationConsole Console { get; }

    /// <summary>Resolves everything that can be resolved before anything starts, plans, and starts.</summary>
    public static async Task<ApplicationRun> BeginAsync(
        DistributedApplicationBuilder application,
        AppGraph graph,
        string hostDirectory,
        LazyConfiguration configuration,
        HostCommandLine commandLine,
        CancellationToken cancellation)
    {
        graph = commandLine.Only.Count > 0 ? GraphSlice.Of(graph, commandLine.Only) : graph;
        graph = commandLine.IsIsolated ? PersistentContainers.Without(graph) : graph;
        var console = ApplicationConsole.For(commandLine, Names(graph));
        application.Lines.Show = console.Line;
        application.Eventing.OnProblem = console.Error;
        console.Info("Distributed application starting.");
        console.Info($"Application host directory is: {hostDirectory}");
        foreach (var loss in ExecutableFallback.Losses(graph))
        {
            console.Warning(loss);
        }

        var session = new RunIdentity(graph.Application, hostDirectory);
        var sentinel = StartSentinel(session, console);
        try
        {
            return await BeginAsync(application, graph, hostDirectory, configuration, commandLine, console, session, sentinel, cancellation).ConfigureAwait(false);
        }
        catch
        {
            sentinel?.Dismiss();
            sentinel?.Dispose();
            console.Dispose();
            throw;
        }
    }

    private static async Task<ApplicationRun> BeginAsync(
        DistributedApplicationBuilder application,
        AppGraph graph,
        string hostDirectory,
        LazyConfiguration configuration,
        HostCommandLine commandLine,
        ApplicationConsole console,
        RunIdentity session,
        Sentinel? sentinel,
        CancellationToken cancellation)
    {
        var telemetry = OtlpEnvironment.Of(graph, configuration, r => r.IsPersistent ? session.Identity : session.Id);
        var parameters = await application.Supply.ReadAsync(graph, andOthers: graph.Resources.Any(CallbackInvoker.Has), cancellation).ConfigureAwait(false);
        console.Mask = parameters.Mask.With(telemetry?.ApiKey);
        var engine = new EngineAccess(TellSentinel, console.Warning);
        var claims = new PortClaims();
        ReplicaGroups? opened = null;
        ResourceEventPublisher? begun = null;
        try
        {
            var addresses = application.Addresses = await AddressesAsync(graph, session, engine, claims, commandLine.IsIsolated, console, cancellation).ConfigureAwait(false);
            if (telemetry is not null && await telemetry.FindReceiversAsync(addresses).ConfigureAwait(false) is { } absent)
            {
                console.Info(absent);
            }

            var replicas = opened = ReplicaGroups.Open(graph, addresses, console.Warning);
            var forwards = new HostForwards(OperatingSystem.IsLinux() ? (host, port, isTaken) => new ForwardedPorts(session.Identity, addresses, claims).Choose(host, port, isTaken) : null);
            var values = application.Values = new ValueResolver(
                graph, addresses, parameters.Texts, hostDirectory, telemetry, application.Supply.Find, forwards.PortFor)
            {
                IsDevelopment = graph.Resources.Any(r => r.Kind == ResourceKind.Project) && HostConfiguration.IsDevelopment(configuration),
            };
            var checks = new RegisteredChecks(application.ServiceProvider);
            var launches = LaunchResolver.Resolve(graph, addresses, values, session, hostDirectory, checks);
            var program = begun = new ResourceEventPublisher(
                application,
                graph,
                addresses,
                values,
                resource => LaunchResolver.Resolve(graph, resource, addresses, values, session, hostDirectory, checks));
            await program.BeginAsync(cancellation).ConfigureAwait(false);
            launches = replicas.Guard(launches);
            var images = launches.Values.Select(l => l.Container?.Image).OfType<string>().Distinct().ToList();
            var plan = Planner.Plan(graph, r => launches[r.Key].Container!.Image, await engine.ObserveAsync(images, cancellation).ConfigureAwait(false));
            var states = new ResourceStates(state =>
            {
                console.State(state);
                if (replicas.Note(state) is { } described)
                {
                    if (described != state)
                    {
                        console.State(described);
                    }

                    program.Show(described);
                }
            });
            var options = new RunOptions
            {
                Waits = () => WaitSettings.Read(configuration.Value),
                Configuration = () => application.AppHostAssembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration,
            };
            var network = new RunNetwork(session, isKept: PersistentContainers.Any(graph), forwards, options.Slack);
            var executor = new Executor(
                plan,
                launches,
                OperatingSystem.IsWindows() ? new WindowsProcessLauncher(session.Mark) : new LinuxProcessLauncher(session.Mark, sentinel),
                engine.ConnectedAsync,
                states,
                (name, line, isError) =>
                {
                    var shown = console.Mask.Apply(line);
                    console.Line(name, shown, isError);
                    application.Lines.Add(name, shown, isError);
                },
                options,
                program,
                network);
            application.AskAnew = resource => Task.WhenAll(ReplicaExpansion.StartedFor(graph, application.KeyOf(resource)!).Select(executor.AskAnewAsync));
            return new ApplicationRun(executor, states, console, engine, network, forwards, application, program, replicas, claims, session, sentinel);
        }
        catch
        {
            begun?.End();
            if (opened is not null)
            {
                await opened.DisposeAsync().ConfigureAwait(false);
            }

            claims.Dispose();
            engine.Dispose();
            throw;
        }

        void TellSentinel(string address, ProcessIdentity? service)
        {
            sentinel?.AddEngine(address);
            if (service is { } process)
            {
                sentinel?.AddService(process, address);
            }
        }
    }

    /// <summary>The names under which something is told.</summary>
    private static List<string> Names(AppGraph graph)
    {
        var names = new List<string>();
        var known = new HashSet<string>();
        AddAll(ReplicaExpansion.Expand(graph));
        AddAll(graph);
        return names;

        void AddAll(AppGraph started)
        {
            foreach (var resource in started.Resources)
            {
                if (resource.IsStarted && known.Add(resource.Name))
                {
                    names.Add(resource.Name);
                }
            }
        }
    }

    private static async Task<Addresses> AddressesAsync(AppGraph graph, RunIdentity session, EngineAccess engine, PortClaims claims, bool isIsolated, ApplicationConsole console, CancellationToken cancellation)
    {
        IReadOnlyList<ContainerSummary> found = [];
        if (PersistentContainers.Any(graph))
        {
            found = await engine.ListAsync(RunIdentity.PersistentLabel, session.Identity, cancellation).ConfigureAwait(false);
            var others = (await engine.ListAsync(RunIdentity.IdentityLabel, session.Identity, cancellation).ConfigureAwait(false)).Select(c => session.OtherHost(c.Labels)).OfType<int>();
            if (others.Cast<int?>().FirstOrDefault() is { } pid)
            {
                console.Warning($"This app host runs already (process {pid}). Because it has persistent containers, the containers of both runs share a network, where one name may lead to either of two. End one of them, or run it with --isolated.");
            }
        }

        using var ports = new FreePorts(claims);
        return Addresses.Assign(graph, ports.Take, isIsolated, found.Count == 0 ? null : PersistentContainers.Ports(found, ports.TryTake));
    }

    /// <summary>Before everything else: it takes its time to come up, and does so beside the rest.</summary>
    private static Sentinel? StartSentinel(RunIdentity session, ApplicationConsole console)
    {
        if (OperatingSystem.IsWindows())
        {
            // There, processes end with the job that this one is in.
            return null;
        }

        LinuxProcessLauncher.RequireLinux();
        return Sentinel.Start(session.Mark, console.Warning);
    }

    /// <summary>Waits until nothing is left running.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled before.</exception>
    public async Task UntilEndedAsync(CancellationToken stop)
    {
        var ended = _executor.EndedAsync();
        if (await Task.WhenAny(ended, Started).WaitAsync(stop).ConfigureAwait(false) == Started)
        {
            // A part of the program that failed is told now, not when everything has ended.
            await Started.ConfigureAwait(false);
        }

        await ended.WaitAsync(stop).ConfigureAwait(false);
        await Started.ConfigureAwait(false);
    }

    /// <summary>
    /// Stops everything once; false when a resource had failed or something could not be stopped. A later call waits for the first,
    /// and hastens it when it is in a hurry.
    /// </summary>
    public async Task<bool> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        using var hastening = hurry.Register(_hurry.Cancel);
        Task<bool> stop;
        lock (_lock)
        {
            stop = _stop ??= StopOnceAsync(grace, _hurry.Token);
        }

        return await stop.ConfigureAwait(false);
    }

    /// <summary>Says which resources have yet to end, and how to end them by force.</summary>
    public void ReportPendingStops()
    {
        if (_states.Stopping is { Count: > 0 } names)
        {
            Console.Info($"Waiting for {string.Join(", ", names)} to end. Press Ctrl+C once more to end everything by force.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _forwards.DisposeAsync().ConfigureAwait(false);
        _claims.Dispose();
        _sentinel?.Dispose();
        Console.Dispose();
        _engine.Dispose();
    }

    private bool IsStopping
    {
        get
        {
            lock (_lock)
            {
                return _stop is not null;
            }
        }
    }

    private async Task StartAsync()
    {
        await _executor.StartAsync().ConfigureAwait(false);
        if (IsStopping)
        {
            return;
        }

        await CallbackInvoker.CallAsync(
            $"A subscriber of {nameof(AfterResourcesCreatedEvent)}",
            () => _application.Eventing.PublishAsync(new AfterResourcesCreatedEvent(_application.ServiceProvider, _application.Model))).ConfigureAwait(false);
        if (IsStopping)
        {
            return;
        }

        Console.Info(_states.Failures is { Count: > 0 } failures
            ? $"Distributed application started, but {string.Join(", ", failures.Select(f => f.Name))} failed. Press Ctrl+C to shut down."
            : "Distributed application started. Press Ctrl+C to shut down.");
    }

    private async Task<bool> StopOnceAsync(TimeSpan grace, CancellationToken hurry)
    {
        _program.End();
        _replicas.StopParking();
        IReadOnlyList<string> problems;
        try
        {
            problems = await _executor.StopAsync(grace, hurry).ConfigureAwait(false);
        }
        finally
        {
            await _replicas.DisposeAsync().ConfigureAwait(false);
        }

        if (await _network.RemoveAsync().ConfigureAwait(false) is { } kept)
        {
            problems = [.. problems, kept];
        }

        var left = OperatingSystem.IsWindows() ? [] : await SessionProcesses.EndAsync(
            () => [.. SessionProcesses.Marked(_session.Mark.Host.StartTime).Where(p => p.Mark == _session.Mark).Select(p => p.Process)],
            hurry.IsCancellationRequested ? TimeSpan.Zero : LeftGrace,
            LeftLimit).ConfigureAwait(false);
        if (left.Count > 0)
        {
            problems = [.. problems, $"these processes could not be ended: {string.Join(", ", left.Select(p => p.Pid))}"];
        }

        // What could not be cleaned up from here, the sentinel tries again once this process is gone.
        if (problems.Count > 0 && _sentinel is not null)
        {
            _engine.LeaveService();
        }
        else
        {
            _engine.EndService();
            _sentinel?.Dismiss();
        }

        await _application.ServiceProvider.StopAsync(hurry).ConfigureAwait(false);
        foreach (var problem in problems)
        {
            Console.Error(problem);
        }

        if (_engine.IsLost)
        {
            Console.Error($"The container engine does not answer, so containers and networks with the label {RunIdentity.SessionLabel}={_session.Id} may be left. The next app host that finds the engine removes them.");
        }

        return problems.Count == 0 && !_states.AnyFailure;
    }
}
