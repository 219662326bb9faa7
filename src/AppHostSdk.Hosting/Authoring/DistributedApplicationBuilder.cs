using System.Reflection;
using AppHostSdk.Binding;
using AppHostSdk.Commands;
using AppHostSdk.Configuration;
using AppHostSdk.Eventing;
using AppHostSdk.Execution;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Notifications;
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
    private readonly Lazy<ConfigurationManager> _configuration;
    private readonly Lazy<IHostEnvironment> _environment;

    public DistributedApplicationBuilder(CompiledModel model, string[] args)
    {
        _model = model;
        AppHostDirectory = HostDirectory.Resolve(model.HostDirectory, "");
        _commandLine = HostCommandLine.Parse(args);
        args = _commandLine.Rest;
        _configuration = new(() => HostConfiguration.Load(AppHostDirectory, args));
        _environment = new(() => new HostEnvironment(HostConfiguration.EnvironmentOf(args), model.Assembly.GetName().Name ?? "", AppHostDirectory));
        ExecutionContext = new(OperationOf(args));
        ServiceProvider = new ApplicationServices(this);
        Notifications = new ResourceNotificationService(Feed, this);
        CommandService = new ResourceCommandService(this, Feed, Lines, ServiceProvider);
        Model = new DistributedApplicationModel(_resources);
    }

    public Recording Recording { get; } = new();

    public ConfigurationManager Configuration => _configuration.Value;

    public IHostEnvironment Environment => _environment.Value;

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
    }

    public DistributedApplication Build()
    {
        var compiled = _model.Graph();
        var specialization = Specializer.Specialize(compiled, Recording.Finish(compiled.Application), ExecutionContext.Operation, AppHostDirectory);
        Verification.Report(specialization.Disagreements, _model);

        var described = specialization.Graph;
        var graph = LaunchProfiles.Apply(described, _configuration);

        // What the compiler knew, it has checked; what was late, conditional or open, or depends on the host's launch profile, is
        // checked here by the same rules.
        var isConstant = compiled is { IsComplete: true, Slots.IsEmpty: true, Conditions.Nodes.IsEmpty: true };
        if (!isConstant || specialization.Disagreements.Count > 0 || LaunchSelection.DependsOnHost(specialization.Graph))
        {
            Verification.Check(graph, _model);
        }

        return new DistributedApplication(this, graph, AppHostDirectory, _configuration, _commandLine, BeforeStartAsync);

        // What subscribers describe is foreign: no compiler derived it, so it is no disagreement, but the same rules hold.
        async Task<AppGraph> BeforeStartAsync(CancellationToken cancellation)
        {
            var extended = await Recording.ExtendAsync(described, () => RunTimeCallbacks.CallAsync(
                $"A subscriber of {nameof(BeforeStartEvent)}",
                () => Eventing.PublishAsync(new BeforeStartEvent(ServiceProvider, Model), cancellation))).ConfigureAwait(false);
            if (ReferenceEquals(extended, described))
            {
                return graph;
            }

            var complete = LaunchProfiles.Apply(extended, _configuration);
            Verification.Check(complete, _model);
            return complete;
        }
    }

    private static DistributedApplicationOperation OperationOf(string[] args)
    {
        var publish = args.Contains("--publisher")
            || args.Zip(args.Skip(1)).Any(pair => pair is { First: "--operation", Second: "publish" })
            || args.Contains("--operation=publish");
        return publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
    }
}
