using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.Starters;
using AppHostSdk.UserCode;

namespace AppHostSdk.Supervision;

/// <summary>Makes what brings a life of a resource about.</summary>
/// <param name="launch">The resource.</param>
/// <param name="steps">What of the plan is its.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
internal delegate IResourceStarter NewStarter(LaunchSpec launch, ResourceSteps steps, Func<CancellationToken, Task<LaunchSpec>> decide);

/// <summary>What all resources of an execution share.</summary>
/// <param name="States">The stream of changes.</param>
/// <param name="Gate">Holds up those that wait.</param>
/// <param name="Health">Asks them how they are.</param>
/// <param name="NewStarter">What brings a life of a resource about.</param>
/// <param name="Hooks">What the program has to say.</param>
/// <param name="Options">What can be set from outside.</param>
internal sealed record ExecutorServices(
    ResourceStates States,
    WaitGate Gate,
    HealthWatch Health,
    NewStarter NewStarter,
    IResourceHooks Hooks,
    RunOptions Options);

/// <summary>The steps of a plan that are those of one resource.</summary>
/// <param name="Waits">What its start waits for.</param>
/// <param name="IsPulled">Its image is pulled first.</param>
/// <param name="ExitCodes">The exit codes that those who wait for its completion expect.</param>
internal sealed record ResourceSteps(IReadOnlyCollection<PlannedWait> Waits, bool IsPulled, IReadOnlyCollection<int> ExitCodes)
{
    /// <summary>The steps of <paramref name="plan"/>, by key of their resource.</summary>
    public static IReadOnlyDictionary<string, ResourceSteps> Of(Plan plan) => plan.Nodes.GroupBy(n => n.Resource).ToDictionary(
        steps => steps.Key,
        steps => new ResourceSteps(
            [.. steps.SelectMany(n => n.Waits)],
            steps.Any(n => n.Operation == PlanOperation.PullImage),
            ExitCodesOf(steps)));

    private static List<int> ExitCodesOf(IEnumerable<PlanNode> steps)
    {
        var codes = new List<int>();
        foreach (var step in steps.Where(n => n.Operation == PlanOperation.Complete))
        {
            codes.Add(step.ExitCode);
        }

        return codes;
    }
}
