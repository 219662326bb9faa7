using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.Starters;
using AppHostSdk.UserCode;

namespace AppHostSdk.Supervision;

/// <summary>Creates the starter of an incarnation.</summary>
/// <param name="launch">The resource.</param>
/// <param name="plan">Its steps.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
internal delegate IResourceStarter NewStarter(LaunchSpec launch, ResourcePlan plan, Func<CancellationToken, Task<LaunchSpec>> decide);

/// <summary>What all resources of an execution share.</summary>
/// <param name="States">The stream of changes.</param>
/// <param name="Health">Asks them how they are.</param>
/// <param name="NewStarter">Creates starters.</param>
/// <param name="Hooks">What the program has to say.</param>
/// <param name="Options">What can be set from outside.</param>
/// <param name="ReadinessOf">How a resource is found, if it runs.</param>
internal sealed record ExecutorServices(
    ResourceStates States,
    HealthWatch Health,
    NewStarter NewStarter,
    IResourceHooks Hooks,
    RunOptions Options,
    Func<string, ReadinessMonitor?> ReadinessOf)
{
    /// <summary>Told of every step that has been carried out: its resource and what was done.</summary>
    public Action<string?, PlanAction>? OnDone { get; init; }
}
