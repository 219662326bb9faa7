using System.Diagnostics.CodeAnalysis;
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
using AppHostSdk.Supervision;
using AppHostSdk.UserCode;
using Sentinel = AppHostSdk.Processes.Sentinel;

namespace AppHostSdk.Running;

/// <summary>Puts a run together: resolves everything that can be resolved before anything starts, plans, and starts.</summary>
[SuppressMessage("Design", "CA1001", Justification = "What it makes goes over to the run, and is disposed of here when there is none.")]
internal sealed class RunComposer
{
    private readonly RunContext _context;
    private readonly RunGraph _graph;
    private readonly ApplicationConsole _console;
    private readonly RunIdentity _identity;
    private readonly Sentinel? _sentinel;
    private readonly EngineAccess _engine;
    private readonly PortClaims _claims = new();
    private readonly PlanProgress? _progress;
    private ReplicaGroups? _replicas;
    private ResourceEventPublisher? _events;

    private RunComposer(RunContext context, RunGraph graph, ApplicationConsole console, RunIdentity identity, Sentinel? sentinel)
    {
        (_context, _graph, _console, _identity, _sentinel) = (context, graph, console, identity, sentinel);
        _engine = new EngineAccess(TellSentinel, console.Warning);
        _progress = context.CommandLine.IsJson ? new PlanProgress(console.Done) : null;
    }

    /// <summary>Begins a run.</summary>
    /// <param name="context">The application.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DistributedApplicationException">Something is missing to start at all, for example the value of a parameter.</exception>
    public static async Task<ApplicationRun> BeginAsync(RunContext context, AppGraph graph, CancellationToken cancellation)
    {
        graph = WantedGraph.Of(graph, context.CommandLine);
        var running = RunGraph.Of(graph);
        var console = ApplicationConsole.For(context.CommandLine, Names(running));
        context.Lines.Show = console.Line;
        context.Eventing.OnProblem = console.Error;
        console.Info("Distributed application starting.");
        console.Info($"Application host directory is: {context.HostDirectory}");
        foreach (var loss in ExecutableFallback.Losses(graph))
        {
            console.Warning(loss);
        }

        var identity = new RunIdentity(graph.Application, context.HostDirectory);
        var sentinel = StartSentinel(identity, console);
        try
        {
            var run = await new RunComposer(context, running, console, identity, sentinel).ComposeAsync(cancellation).ConfigureAwait(false);
            run.Begin();
            return run;
        }
        catch
        {
            sentinel?.Dismiss();
            sentinel?.Dispose();
            console.Dispose();
            throw;
        }
    }

    private async Task<ApplicationRun> ComposeAsync(CancellationToken cancellation)
    {
        var telemetry = OtlpEnvironment.Of(_graph.Described, _context.Configuration, r => r.IsPersistent ? _identity.Identity : _identity.Id);
        var parameters = await _context.Parameters.ReadAsync(_graph.Described, andOthers: _graph.Described.Resources.Any(CallbackInvoker.Has), cancellation).ConfigureAwait(false);
        _console.Mask = parameters.Mask.With(telemetry?.ApiKey);
        try
        {
            return await ComposeAsync(parameters, telemetry, cancellation).ConfigureAwait(false);
        }
        catch
        {
            _events?.End();
            if (_replicas is not null)
            {
                await _replicas.DisposeAsync().ConfigureAwait(false);
            }

            _claims.Dispose();
            _engine.Dispose();
            throw;
        }
    }

    private async Task<ApplicationRun> ComposeAsync(ParameterValues parameters, OtlpEnvironment? telemetry, CancellationToken cancellation)
    {
        var preparation = await RunPreparation.BeginAsync(_graph, _identity, _engine, _claims, _context.CommandLine.IsIsolated, cancellation).ConfigureAwait(false);
        var addresses = _context.Addresses = preparation.Addresses;
        if (preparation.HasPersistentContainers)
        {
            await WarnOfOtherRunAsync(cancellation).ConfigureAwait(false);
        }

        if (telemetry is not null && await telemetry.FindReceiversAsync(addresses).ConfigureAwait(false) is { } absent)
        {
            _console.Info(absent);
        }

        var replicas = _replicas = ReplicaGroups.Open(preparation.Proxied, _graph.Described, addresses, _console.Warning, _progress is null ? null : _progress.Record);
        var values = _context.Values = new ValueResolver(_graph.Described, addresses, parameters.Texts, _context.HostDirectory, telemetry, _context.Parameters.Find, preparation.Forwards.PortFor)
        {
            IsDevelopment = _graph.Described.Resources.Any(r => r.Kind == ResourceKind.Project) && HostConfiguration.IsDevelopment(_context.Configuration),
        };
        var launching = new LaunchContext(_graph, addresses, values, _identity, _context.HostDirectory, new RegisteredChecks(_context.Services).Find);
        var launches = LaunchResolver.Resolve(launching);
        var events = _events = new ResourceEventPublisher(_context, launching);
        await events.BeginAsync(cancellation).ConfigureAwait(false);
        launches = replicas.Guard(launches);
        var (plan, observed) = await preparation.PlanAsync(launches, events.DecidesLate, isUncertain: null, cancellation).ConfigureAwait(false);
        _progress?.Begin(plan);
        return Start(preparation, plan, launches, observed, events);
    }

    private ApplicationRun Start(RunPreparation preparation, Plan plan, IReadOnlyDictionary<string, LaunchSpec> launches, ObservedWorld observed, ResourceEventPublisher events)
    {
        var replicas = _replicas!;
        var states = new ResourceStates(state =>
        {
            _console.State(state);
            if (replicas.Note(state) is { } described)
            {
                if (described != state)
                {
                    _console.State(described);
                }

                events.Show(described);
            }
        });
        var options = new RunOptions
        {
            Waits = () => WaitSettings.Read(_context.Configuration.Value),
            Configuration = () => _context.Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration,
        };
        if (_progress is { } progress)
        {
            preparation.Forwards.OnOpened = forward => progress.Record(null, forward);
        }

        var network = new RunNetwork(_identity, preparation.HasPersistentContainers, preparation.Forwards, options.Slack)
        {
            Found = observed.Network,
            OnDone = _progress is null ? null : action => _progress.Record(null, action),
        };
        IProcessLauncher processes = OperatingSystem.IsWindows() ? new WindowsProcessLauncher(_identity.Mark) : new LinuxProcessLauncher(_identity.Mark, _sentinel);
        var executor = new Executor(plan, launches, new ExecutorSetup(processes, _engine.ConnectedAsync, states, Print)
        {
            Options = options,
            Hooks = events,
            Network = network,
            OnDone = _progress is null ? null : _progress.Record,
        });
        _context.Lives = new Commands.LifeCommands(executor, resource => _graph.StartedFor(_context.Resources.KeyOf(resource)!), DistributedApplication.DefaultGrace);
        _context.AskAnew = resource => Task.WhenAll(_graph.StartedFor(_context.Resources.KeyOf(resource)!).Select(executor.AskAnewAsync));
        return new ApplicationRun
        {
            Context = _context,
            Identity = _identity,
            Console = _console,
            Executor = executor,
            States = states,
            Events = events,
            Replicas = replicas,
            Engine = _engine,
            Network = network,
            Forwards = preparation.Forwards,
            Claims = _claims,
            Sentinel = _sentinel,
        };
    }

    /// <summary>A line that a resource prints: masked once, for all that show or keep it.</summary>
    private void Print(string name, string line, bool isError)
    {
        var shown = _console.Mask.Apply(line);
        _console.MaskedLine(name, shown, isError);
        _context.Lines.Add(name, shown, isError);
    }

    private async Task WarnOfOtherRunAsync(CancellationToken cancellation)
    {
        var running = await _engine.ListAsync(RunIdentity.IdentityLabel, _identity.Identity, cancellation).ConfigureAwait(false) ?? [];
        if (running.Select(c => _identity.OtherHost(c.Labels)).FirstOrDefault(pid => pid is not null) is { } pid)
        {
            _console.Warning($"This app host runs already (process {pid}). Because it has persistent containers, the containers of both runs share a network, where one name may lead to either of two. End one of them, or run it with --isolated.");
        }
    }

    private void TellSentinel(string address, ProcessIdentity? service)
    {
        _sentinel?.AddEngine(address);
        if (service is { } process)
        {
            _sentinel?.AddService(process, address);
        }
    }

    /// <summary>The names under which something is told.</summary>
    private static List<string> Names(RunGraph graph)
    {
        var names = new List<string>();
        var known = new HashSet<string>();
        AddAll(graph.Started);
        AddAll(graph.Described);
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

    /// <summary>Before everything else: it takes its time to come up, and does so beside the rest.</summary>
    private static Sentinel? StartSentinel(RunIdentity identity, ApplicationConsole console)
    {
        if (OperatingSystem.IsWindows())
        {
            // There, processes end with the job that this one is in.
            return null;
        }

        LinuxProcessLauncher.RequireLinux();
        return Sentinel.Start(identity.Mark, console.Warning);
    }
}
