using AppHostSdk.Binding;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests;

/// <summary>The launches of a program, with free ports that count up from 40001.</summary>
internal sealed class ResolvedLaunches
{
    public const string HostDirectory = "/host";

    /// <summary>What the port of a process becomes for containers: that much more.</summary>
    public const int Forwarded = 10000;

    private ResolvedLaunches(AppGraph graph, IReadOnlyDictionary<string, LaunchSpec> launches)
    {
        Graph = graph;
        Launches = launches;
    }

    public AppGraph Graph { get; }

    public IReadOnlyDictionary<string, LaunchSpec> Launches { get; }

    public LaunchSpec this[string resource] => Launches[resource];

    public static ResolvedLaunches Of(Action<IDistributedApplicationBuilder> program, params (string Key, string Value)[] parameters)
    {
        return Of(Apps.Graph(program) with { Projects = [Child.Launch, LibraryChild.Launch] }, parameters);
    }

    /// <summary>The launches of a program as it is built with a project's launch data and the host's command line.</summary>
    public static ResolvedLaunches Of(ProjectLaunch project, Action<IDistributedApplicationBuilder> program, params string[] args)
    {
        var builder = CompiledApplication.CreateBuilder(Apps.OpenModel(projects: project), args);
        program(builder);
        using var application = builder.Build();
        return Of(application.Graph);
    }

    public static ResolvedLaunches Of(AppGraph graph, params (string Key, string Value)[] parameters)
    {
        var nextPort = 40000;
        var addresses = Addresses.Assign(graph, _ => ++nextPort);
        var values = new ValueResolver(graph, addresses, parameters.ToDictionary(p => p.Key, p => p.Value), HostDirectory, forwardedPort: (_, port) => port + Forwarded);
        return new ResolvedLaunches(graph, LaunchResolver.Resolve(new LaunchContext(RunGraph.Of(graph), addresses, values, new RunIdentity("Shop"), HostDirectory, Apps.NoChecks.Find)));
    }

    /// <summary>The variables of <paramref name="resource"/> as <c>NAME=value</c>, in ordinal order.</summary>
    public string[] Environment(string resource) =>
        [.. (this[resource].Process?.Environment ?? this[resource].Container!.Environment.AsEnumerable())
            .Select(v => $"{v.Key}={v.Value}")
            .Order(StringComparer.Ordinal)];

    public static string Refusal(Action<IDistributedApplicationBuilder> program) =>
        Assert.Throws<DistributedApplicationException>(() => Of(program)).Message;
}
