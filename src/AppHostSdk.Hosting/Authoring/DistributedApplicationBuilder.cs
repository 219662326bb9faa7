using System.Reflection;
using AppHostSdk.Binding;
using AppHostSdk.Configuration;
using AppHostSdk.Execution;
using AppHostSdk.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly CompiledModel _model;
    private readonly Dictionary<IResource, string> _keys = new(ReferenceEqualityComparer.Instance);
    private readonly List<IResource> _resources = [];
    private readonly List<(IResource Resource, string Key)> _objects = [];
    private readonly Lazy<ConfigurationManager> _configuration;
    private readonly Lazy<IHostEnvironment> _environment;

    private readonly DistributedApplicationOptions _options;

    public DistributedApplicationBuilder(CompiledModel model, DistributedApplicationOptions options)
    {
        _model = model;
        _options = options;
        var args = options.Args ?? [];
        AppHostDirectory = options.ProjectDirectory is { Length: > 0 } directory ? Path.GetFullPath(directory) : HostDirectory.Resolve(model.HostDirectory, "");
        ExecutionContext = new(OperationOf(args));
        var secrets = ExecutionContext.IsRunMode ? UserSecrets.Of(model.UserSecretsId, model.Assembly) : null;
        _configuration = new(() => HostConfiguration.Load(AppHostDirectory, args, secrets));
        _environment = new(() => new HostEnvironment(HostConfiguration.EnvironmentOf(args), options.AssemblyName ?? model.Assembly.GetName().Name ?? "", AppHostDirectory));
        Supply = new(_configuration, secrets, TerminalPrompt.Find());
    }

    public Recording Recording { get; } = new();

    public ConfigurationManager Configuration => _configuration.Value;

    public IHostEnvironment Environment => _environment.Value;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public string AppHostDirectory { get; }

    public IReadOnlyList<IResource> Resources => _resources;

    /// <summary>Supplies the values of parameters.</summary>
    public Parameters Supply { get; }

    /// <summary>Resolves values, once the application is starting.</summary>
    public ValueResolver? Values { get; set; }

    public Assembly AppHostAssembly => _model.Assembly;

    /// <summary>The key under which a resource was added, or <see langword="null"/>.</summary>
    public string? KeyOf(IResource resource) => _keys.GetValueOrDefault(resource);

    public void Keep(IResource resource, string key)
    {
        _keys[resource] = key;
        _resources.Add(resource);
        Expressed.Added(resource, this, key);
        if (resource is ParameterResource { Default: { } value })
        {
            Supply.Add(key, value);
        }
    }

    /// <summary>Notes a resource object of the program's own, whose members are read when the application is built.</summary>
    public void ReadWhenBuilt(IResource resource, string key) => _objects.Add((resource, key));

    /// <summary>Records what the program's own resource objects say of themselves; done once, before the record is finished.</summary>
    public void ReadMembers() => ResourceMembers.Record(Recording, _objects);

    public DistributedApplication Build()
    {
        ReadMembers();
        var compiled = _model.Graph();
        var specialization = Specializer.Specialize(compiled, Recording.Finish(compiled.Application), ExecutionContext.Operation, AppHostDirectory);
        Verification.Report(specialization.Disagreements, _model);

        var graph = LaunchProfiles.Apply(specialization.Graph, _configuration);

        // What the compiler knew, it has checked; what was late, conditional or open, or depends on the host's launch profile, is
        // checked here by the same rules.
        var isConstant = compiled is { IsComplete: true, Slots.IsEmpty: true, Conditions.Nodes.IsEmpty: true };
        if (!isConstant || specialization.Disagreements.Count > 0 || LaunchSelection.DependsOnHost(specialization.Graph))
        {
            Verification.Check(graph, _model);
        }

        return new DistributedApplication(
            _options.ContainerRegistryOverride is { Length: > 0 } registry ? ContainerRegistry.Override(graph, registry) : graph,
            AppHostDirectory,
            _configuration,
            ExecutionContext.Operation,
            Supply,
            values => Values = values);
    }

    private static DistributedApplicationOperation OperationOf(string[] args)
    {
        var publish = args.Contains("--publisher")
            || args.Zip(args.Skip(1)).Any(pair => pair is { First: "--operation", Second: "publish" })
            || args.Contains("--operation=publish");
        return publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
    }
}
