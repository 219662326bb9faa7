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
using AppHostSdk.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly CompiledModel _model;
    private readonly List<(IResource Resource, string Key)> _objects = [];
    private readonly Queue<Action> _beforeBuild = [];
    private readonly Lazy<UserSecrets?> _secrets;
    private readonly DistributedApplicationOptions _options;
    private readonly UnhandledErrorReporter _errors;
    private (int Calls, AppGraph Graph)? _described;

    public DistributedApplicationBuilder(CompiledModel model, DistributedApplicationOptions options)
    {
        _errors = new(() => Context?.Parameters.Mask ?? SecretMask.None);
        _errors.Watch(model.Assembly);
        _model = model;
        _options = options;
        var commandLine = HostCommandLine.Parse(options.Args ?? []);
        var args = commandLine.Rest;
        var directory = options.ProjectDirectory is { Length: > 0 } given ? Path.GetFullPath(given) : HostDirectory.Resolve(model.HostDirectory, "");
        var operation = new DistributedApplicationExecutionContext(OperationOf(args));
        _secrets = new(() => operation.IsRunMode ? UserSecrets.Of(model.UserSecretsId, model.Assembly) : null);
        var configuration = new LazyConfiguration(() => HostConfiguration.Load(directory, args, _secrets.Value));
        Context = new RunContext
        {
            Assembly = model.Assembly,
            HostDirectory = directory,
            CommandLine = commandLine,
            Configuration = configuration,
            ExecutionContext = operation,
            Parameters = new(configuration, _secrets, TerminalPrompt.Find),
            ApplicationName = options.AssemblyName,
            CallbackOf = Recording.CallbackOf,
            Described = Described,
            BuilderOf = (resource, key) => new ResourceBuilder<IResource>(this, resource, key),
        };
        operation.AllServices = Context.Services;
    }

    /// <summary>What the application is while it runs.</summary>
    public RunContext Context { get; }

    public Recording Recording { get; } = new();

    public ConfigurationManager Configuration => Context.Configuration.Value;

    public IHostEnvironment Environment => Context.Environment;

    public DistributedApplicationExecutionContext ExecutionContext => Context.ExecutionContext;

    public string AppHostDirectory => Context.HostDirectory;

    public IReadOnlyList<IResource> Resources => Context.Resources.All;

    public IServiceCollection Services => Context.Services.Collection;

    public IDistributedApplicationEventing Eventing => Context.Eventing;

    public IUserSecretsManager UserSecretsManager => new KeptSecrets(_secrets);

    public Assembly AppHostAssembly => Context.Assembly;

    public void Keep(IResource resource, string key)
    {
        Context.Resources.Add(resource, key);
        Expressed.Added(resource, Context, key);
        if (resource is ParameterResource { Default: { } value })
        {
            Context.Parameters.Add(key, value);
        }
    }

    /// <summary>Notes a resource object of the program's own, whose members are read when the application is built.</summary>
    public void ReadWhenBuilt(IResource resource, string key) => _objects.Add((resource, key));

    /// <summary>Records what the program's own resource objects say of themselves, each once: when the description of it is finished.</summary>
    public void ReadMembers()
    {
        ResourceMembers.Record(Recording, _objects);
        _objects.Clear();
    }

    /// <summary>Calls a function when the application is built.</summary>
    public void CallBeforeBuild(Action callback) => _beforeBuild.Enqueue(callback);

    public DistributedApplication Build()
    {
        ReportUnhandledErrors();
        while (_beforeBuild.TryDequeue(out var callback))
        {
            callback();
        }

        ReadMembers();
        return new DistributedApplication(Context, new ApplicationDescription(_model, Context, Recording, _options.ContainerRegistryOverride, ReadMembers), OnStarting);
    }

    /// <summary>What was described so far, with the endpoints that launch files give to projects; made when it is asked for.</summary>
    private AppGraph Described()
    {
        if (_described is not { } known || known.Calls != Recording.Count)
        {
            var compiled = _model.Graph();
            var graph = Recording.SoFar(compiled.Application) with { Projects = compiled.Projects };
            _described = known = (Recording.Count, LaunchProfiles.Apply(ProjectPaths.Bind(graph, AppHostDirectory), Context.Configuration));
        }

        return known.Graph;
    }

    private void OnStarting()
    {
        ReportUnhandledErrors();
        CheckConfiguration();
    }

    /// <summary>From here on, unhandled errors of the description are printed as messages.</summary>
    private void ReportUnhandledErrors() => _errors.Watch(_model.Assembly);

    /// <summary>Reads the configuration where there is some in files, which most starts do not ask for, so that all of it can be read.</summary>
    /// <exception cref="DistributedApplicationException">It cannot.</exception>
    private void CheckConfiguration()
    {
        if (HostConfiguration.HasFiles(AppHostDirectory, Context.CommandLine.Rest) || (_model.UserSecretsId is { Length: > 0 } && _secrets.Value is { } secrets && HostConfiguration.IsThere(secrets.FileName)))
        {
            _ = Context.Configuration.Value;
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
