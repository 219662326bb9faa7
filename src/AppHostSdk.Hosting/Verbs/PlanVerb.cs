using System.CommandLine;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Output;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.UserCode;

namespace AppHostSdk.Verbs;

/// <summary>Shows what a run would do, and does nothing.</summary>
internal sealed class PlanVerb : IVerb
{
    public const string Word = "plan";

    public string Name => Word;

    public string Description => "show what would be started, in which order and why, and start nothing";

    /// <summary>Prints the steps in order, each with its cause.</summary>
    public async Task RunAsync(VerbContext context, ParseResult values, CancellationToken cancellation)
    {
        var plan = await PlanAsync(context.Application, RunGraph.Of(WantedGraph.Of(context.Graph, context.CommandLine)), cancellation).ConfigureAwait(false);
        using var writer = new BatchedWriter(StandardOutput.Open());
        if (!context.CommandLine.IsJson)
        {
            await writer.WriteAsync(plan.ToString()).ConfigureAwait(false);
            return;
        }

        using var json = new JsonOutput(writer, TimeProvider.System);
        foreach (var step in plan.Steps)
        {
            json.Step(step);
        }
    }

    private static async Task<Plan> PlanAsync(RunContext application, RunGraph graph, CancellationToken cancellation)
    {
        using var engine = new EngineAccess((_, _) => { }, _ => { });
        using var claims = new PortClaims();
        var identity = new RunIdentity(graph.Described.Application, application.HostDirectory);
        var preparation = await RunPreparation.BeginAsync(graph, identity, engine, claims, application.CommandLine.IsIsolated, cancellation).ConfigureAwait(false);

        // Nothing is asked for or made up. What depends on a value that is not configured is told when it has one.
        var parameters = new Dictionary<string, string>();
        var unknown = new HashSet<string>();
        foreach (var parameter in graph.Described.Resources.Where(r => r.Kind == ResourceKind.Parameter))
        {
            if (application.Parameters.Configured(parameter) is { } value)
            {
                parameters.Add(parameter.Key, value);
            }
            else
            {
                parameters.Add(parameter.Key, $"{{{parameter.Name}}}");
                unknown.Add(parameter.Key);
            }
        }

        var telemetry = OtlpEnvironment.Of(graph.Described, application.Configuration, r => r.IsPersistent ? identity.Identity : identity.Id);
        var values = new ValueResolver(graph.Described, preparation.Addresses, parameters, application.HostDirectory, telemetry, parameter => parameters[parameter.Key], preparation.Forwards.PortFor);

        // Health checks that the program registers are its own code, which a plan does not call.
        var launching = new LaunchContext(graph, preparation.Addresses, values, identity, application.HostDirectory, (_, name) => new DelegateHealthCheck(name, _ => Task.FromResult<string?>(null)));
        return (await preparation.PlanAsync(
            LaunchResolver.Resolve(launching),
            launch => ResourceEventPublisher.DecidesLate(application, launch),
            launch => RequiredParameters.Of(graph.Described, launch.Origin).Overlaps(unknown),
            cancellation).ConfigureAwait(false)).Plan;
    }
}
