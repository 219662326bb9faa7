using System.Reflection;
using AppHostSdk.Binding;
using AppHostSdk.Configuration;
using AppHostSdk.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly CompiledModel _model;
    private readonly HostCommandLine _commandLine;
    private readonly Dictionary<IResource, string> _keys = new(ReferenceEqualityComparer.Instance);
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
    }

    public Recording Recording { get; } = new();

    public ConfigurationManager Configuration => _configuration.Value;

    public IHostEnvironment Environment => _environment.Value;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public string AppHostDirectory { get; }

    public IReadOnlyList<IResource> Resources => _resources;

    public Assembly AppHostAssembly => _model.Assembly;

    /// <summary>The key under which a resource was added, or <see langword="null"/>.</summary>
    public string? KeyOf(IResource resource) => _keys.GetValueOrDefault(resource);

    public void Keep(IResource resource, string key)
    {
        _keys[resource] = key;
        _resources.Add(resource);
    }

    public DistributedApplication Build()
    {
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

        return new DistributedApplication(graph, AppHostDirectory, _configuration, ExecutionContext.Operation, _commandLine);
    }

    private static DistributedApplicationOperation OperationOf(string[] args)
    {
        var publish = args.Contains("--publisher")
            || args.Zip(args.Skip(1)).Any(pair => pair is { First: "--operation", Second: "publish" })
            || args.Contains("--operation=publish");
        return publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
    }
}
