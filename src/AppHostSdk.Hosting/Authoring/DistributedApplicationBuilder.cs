using System.Reflection;
using AppHostSdk.Binding;
using AppHostSdk.Commands;
using AppHostSdk.Configuration;
using AppHostSdk.Eventing;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Notifications;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.UserCode;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly CompiledModel _model;
    private readonly HostCommandLine _commandLine;
    private readonly Dictionary<IResource, string> _keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IResource> _byKey = [];
    private readonly List<IResource> _resources = [];
    private readonly List<(IResource Resource, string Key)> _objects = [];
    private readonly LazyConfiguration _configuration;
    private readonly Lazy<UserSecrets?> _secrets;
    private readonly DistributedApplicationOptions _options;
    private readonly UnhandledErrorReporter _mistake;

    public DistributedApplicationBuilder(CompiledModel model, DistributedApplicationOptions options)
    {
        _mistake = new(() => Supply?.Mask ?? SecretMask.None);
        _mistake.Watch(model.Assembly);
        _model = model;
        _options = options;
        _commandLine = HostCommandLine.Parse(options.Args ?? []);
        var args = _commandLine.Rest;
        AppHostDirectory = options.ProjectDirectory is { Length: > 0 } directory ? Path.GetFullPath(directory) : HostDirectory.Resolve(model.HostDirectory, "");
        ExecutionContext = new(OperationOf(args));
        _secrets = new(() => ExecutionContext.IsRunMode ? UserSecrets.Of(model.UserSecretsId, model.Assembly) : null);
        _configuration = new(() => HostConfiguration.Load(AppHostDirectory, args, _secrets.Value));
        Supply = new(_configuration, _secrets, TerminalPrompt.Find);
        ServiceProvider = new ApplicationServices(this);
        Notifications = new ResourceNotificationService(Feed, this);
        CommandService = new ResourceCommandService(this, Feed, Lines, ServiceProvider);
        Model = new DistributedApplicationModel(_resources);
    }

    public Recording Recording { get; } = new();

    public ConfigurationManager Configuration => _configuration.Value;

    public IHostEnvironment Environment => field ??= new HostEnvironment(HostConfiguration.EnvironmentOf(_commandLine.Rest), _options.AssemblyName ?? AppHostAssembly.GetName().Name ?? "", AppHostDirectory);

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public string AppHostDirectory { get; }

    public IReadOnlyList<IResource> Resources => _resources;

    public IServiceCollection Services => ServiceProvider.Collection;

    public ApplicationServices ServiceProvider { get; }

    public ApplicationEventing Eventing { get; } = new();

    IDistributedApplicationEventing IDistributedApplicationBuilder.Eventing => Eventing;

    public DistributedApplicationModel Model { get; }

    /// <summary>What is known of the resources while they run.</summary>
    public StateFeed Feed { get; } = new(TimeProvider.System);

    /// <summary>What the resources print.</summary>
    public LineFeed Lines { get; } = new();

    public ResourceNotificationService Notifications { get; }

    public ResourceCommandService CommandService { get; }

    /// <summary>What resources can be asked to do, by key and name.</summary>
    public Dictionary<(string Key, string Name), ResourceCommand> Commands { get; } = [];

    /// <summary>Where endpoints are, once the application starts.</summary>
    public Addresses? Addresses { get; set; }

    /// <summary>Has a resource that is healthy asked once more; completes when it is not healthy, has succeeded, or has ended.</summary>
    public Func<IResource, Task> AskAnew { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Supplies the values of parameters.</summary>
    public Parameters Supply { get; }

    /// <summary>Resolves values, once the application is starting.</summary>
    public ValueResolver? Values { get; set; }

    public Assembly AppHostAssembly => _model.Assembly;

    /// <summary>The key under which a resource was added, or <see langword="null"/>.</summary>
    public string? KeyOf(IResource resource) => _keys.GetValueOrDefault(resource);

    /// <summary>The resource that was added under <paramref name="key"/>.</summary>
    public IResource ResourceOf(string key) => _byKey[key];

    public void Keep(IResource resource, string key)
    {
        _keys[resource] = key;
        _byKey[key] = resource;
        _resources.Add(resource);
        Expressed.Added(resource, this, key);
        if (resource is ParameterResource { Default: { } value })
        {
            Supply.Add(key, value);
        }
    }

    /// <summary>Something that is started for a resource under a key of its own is that resource to the program, and prints its lines.</summary>
    public void KeepReplica(string key, string origin)
    {
        _byKey[key] = _byKey[origin];
        Lines.Join(key, _byKey[origin].Name);
    }

    /// <summary>Notes a resource object of the program's own, whose members are read when the application is built.</summary>
    public void ReadWhenBuilt(IResource resource, string key) => _objects.Add((resource, key));

    /// <summary>Records what the program's own resource objects say of themselves, each once: when the description of it is finished.</summary>
    public void ReadMembers()
    {
        ResourceMembers.Record(Recording, _objects);
        _objects.Clear();
    }

    /// <summary>What is wrong is from now on told by its message, if nobody catches it.</summary>
    public void ReportUnhandledErrors() => _mistake.Watch(_model.Assembly);

    /// <summary>Reads the configuration where there is some in files, which most starts do not ask for, so that all of it can be read.</summary>
    /// <exception cref="DistributedApplicationException">It cannot.</exception>
    public void CheckConfiguration()
    {
        if (HostConfiguration.HasFiles(AppHostDirectory) || (_model.UserSecretsId is { Length: > 0 } && _secrets.Value is { } secrets && HostConfiguration.IsThere(secrets.FileName)))
        {
            _ = _configuration.Value;
        }
    }

    public DistributedApplication Build()
    {
        ReportUnhandledErrors();
        ReadMembers();
        var compiled = _model.Graph();
        var specialization = Specializer.Specialize(compiled, Recording.Finish(compiled.Application), ExecutionContext.Operation, AppHostDirectory);
        var described = specialization.Graph;
        var graph = Complete(described);
        if (specialization.Disagreements.Count > 0 && graph.Resources.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1))
        {
            // A name that comes twice is a mistake of the program, and the reason why the two cannot be compared.
            Verification.Check(graph, _model, ExecutionContext.Operation);
        }

        Verification.Report(specialization.Disagreements, _model);

        // What the compiler knew, it has checked; what was late, conditional or open, or depends on the host's launch profile, is
        // checked here by the same rules; so are the launch files of projects that it was not built with, and what the project
        // did not let it refuse.
        var isConstant = compiled is { IsComplete: true, Slots.IsEmpty: true, Conditions.Nodes.IsEmpty: true };
        if (!isConstant || _model.HasDowngradedErrors || specialization.Disagreements.Count > 0 || LaunchSelection.DependsOnHost(specialization.Graph) || graph.Projects != compiled.Projects)
        {
            Verification.Check(graph, _model, ExecutionContext.Operation);
        }

        return new DistributedApplication(this, graph, AppHostDirectory, _configuration, _commandLine, BeforeStartAsync);

        // What subscribers describe is foreign: no compiler derived it, so it is no disagreement, but the same rules hold.
        async Task<AppGraph> BeforeStartAsync(CancellationToken cancellation)
        {
            var extended = await Recording.ExtendAsync(described, () => CallbackInvoker.CallAsync(
                $"A subscriber of {nameof(BeforeStartEvent)}",
                async () =>
                {
                    await Eventing.PublishAsync(new BeforeStartEvent(ServiceProvider, Model), cancellation).ConfigureAwait(false);
                    ReadMembers();
                })).ConfigureAwait(false);
            if (ReferenceEquals(extended, described))
            {
                return graph;
            }

            var complete = Complete(extended);
            Verification.Check(complete, _model, ExecutionContext.Operation);
            return complete;
        }

        AppGraph Complete(AppGraph graph)
        {
            var launched = LaunchProfiles.Apply(ProjectPaths.Bind(ExecutionContext.IsRunMode ? ExecutableFallback.Apply(graph) : graph, AppHostDirectory), _configuration);
            return _options.ContainerRegistryOverride is { Length: > 0 } registry ? RegistryOverride.Override(launched, registry) : launched;
        }
    }

    private static DistributedApplicationOperation OperationOf(string[] args)
    {
        var publish = args.Contains("--publisher")
            || args.Contains("--operation=publish")
            || Array.IndexOf(args, "--operation") is >= 0 and var at && args.ElementAtOrDefault(at + 1) == "publish";
        return publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
    }
}
