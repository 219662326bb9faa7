using System.Reflection;
using AppHostSdk.Commands;
using AppHostSdk.Configuration;
using AppHostSdk.Eventing;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Notifications;
using AppHostSdk.Verbs;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk.Running;

/// <summary>What a described application is while it runs: what its builder has filled and what it is known by from then on.</summary>
internal sealed class RunContext
{
    private IHostEnvironment? _environment;

    public RunContext()
    {
        Services = new ApplicationServices(this);
        Notifications = new ResourceNotificationService(this);
        CommandService = new ResourceCommandService(this);
        Model = new DistributedApplicationModel(Resources.All);
    }

    /// <summary>The assembly of the app host.</summary>
    public required Assembly Assembly { get; init; }

    public required string HostDirectory { get; init; }

    public required HostCommandLine CommandLine { get; init; }

    public required LazyConfiguration Configuration { get; init; }

    public required DistributedApplicationExecutionContext ExecutionContext { get; init; }

    /// <summary>Supplies the values of parameters.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>The name of the application, unless it is that of the assembly.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>A function that the program gave, by what stands for it in the graph.</summary>
    public required Func<ModelValue.Callback, Delegate> CallbackOf { get; init; }

    /// <summary>Made when it is asked for.</summary>
    public IHostEnvironment Environment =>
        _environment ??= new HostEnvironment(HostConfiguration.EnvironmentOf(CommandLine.Rest), ApplicationName ?? Assembly.GetName().Name ?? "", HostDirectory);

    public ResourceRegistry Resources { get; } = new();

    public ApplicationServices Services { get; }

    public ApplicationEventing Eventing { get; } = new();

    public DistributedApplicationModel Model { get; }

    /// <summary>What is known of the resources while they run.</summary>
    public StateFeed Feed { get; } = new(TimeProvider.System);

    /// <summary>What the resources print.</summary>
    public LineFeed Lines { get; } = new();

    public ResourceNotificationService Notifications { get; }

    public ResourceCommandService CommandService { get; }

    /// <summary>What resources can be asked to do, by key and name.</summary>
    public Dictionary<(string Key, string Name), ResourceCommand> Commands { get; } = [];

    /// <summary>Starts and stops resources on request, once the application runs.</summary>
    public LifeCommands? Lives { get; set; }

    /// <summary>The builder of a resource, by its key.</summary>
    public required Func<IResource, string, IResourceBuilder<IResource>> BuilderOf { get; init; }

    /// <summary>What the program has described so far.</summary>
    public required Func<AppGraph> Described { get; init; }

    /// <summary>Where endpoints are, once the application starts.</summary>
    public Addresses? Addresses { get; set; }

    /// <summary>Resolves values, once the application is starting.</summary>
    public ValueResolver? Values { get; set; }

    /// <summary>Has a resource that is healthy asked once more; completes when it is not healthy, has succeeded, or has ended.</summary>
    public Func<IResource, Task> AskAnew { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Something that is started for a resource under a key of its own is that resource to the program, and prints its lines.</summary>
    public void AddReplica(string key, string origin)
    {
        Resources.AddReplica(key, origin);
        Lines.Join(key, Resources[origin].Name);
    }
}
