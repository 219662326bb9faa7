using AppHostSdk.Configuration;
using AppHostSdk.Containers;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Output;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Execution;

/// <summary>Shows what a run would do, and does nothing.</summary>
internal static class PlanVerb
{
    /// <summary>Prints the steps in order, each with its cause.</summary>
    public static async Task RunAsync(AppGraph graph, string hostDirectory, HostCommandLine commandLine, CancellationToken cancellation)
    {
        if (commandLine.Problem is { } problem)
        {
            throw new DistributedApplicationException(problem);
        }

        graph = commandLine.Only.Count > 0 ? GraphSlice.Of(graph, commandLine.Only) : graph;
        Addresses addresses;
        using (var ports = new FreePorts())
        {
            addresses = Addresses.Assign(graph, ports.Take, commandLine.IsIsolated);
        }

        // Values of parameters are not asked for, so that none is shown.
        var parameters = graph.Resources.Where(r => r.Kind == ResourceKind.Parameter).ToDictionary(r => r.Key, r => $"{{{r.Name}}}");
        var values = new ValueResolver(graph, addresses, parameters, hostDirectory);
        var session = new RunIdentity(graph.Application, hostDirectory);
        var images = graph.Resources.Where(r => r.Kind == ResourceKind.Container).ToDictionary(r => r.Key, r => LaunchResolver.ImageOf(r, values, session));
        using var engine = new EngineAccess((_, _) => { }, _ => { });
        var plan = Planner.Plan(graph, r => images[r.Key], await engine.ObserveAsync([.. images.Values.Distinct()], cancellation).ConfigureAwait(false));
        using var writer = new BatchedWriter(StandardOutput.Open());
        if (!commandLine.IsJson)
        {
            await writer.WriteAsync(plan.ToString()).ConfigureAwait(false);
            return;
        }

        var started = ReplicaExpansion.Expand(graph);
        using var json = new JsonOutput(writer, TimeProvider.System);
        foreach (var node in plan.Nodes)
        {
            json.Step(node, started.Find(node.Resource)!.Name);
        }
    }
}
