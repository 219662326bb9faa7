using AppHostSdk.Containers;
using AppHostSdk.Networks;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.UserCode;

namespace AppHostSdk.Supervision;

/// <summary>What an executor works with.</summary>
/// <param name="Processes">Starts processes.</param>
/// <param name="Engine">Gives the container engine; asked only when there are containers.</param>
/// <param name="States">Receives every change.</param>
/// <param name="OnLine">Receives resource name, line, and whether it is an error line, of everything resources print.</param>
internal sealed record ExecutorSetup(
    IProcessLauncher Processes,
    Func<CancellationToken, Task<IContainerEngine>> Engine,
    ResourceStates States,
    Action<string, string, bool> OnLine)
{
    /// <summary>What can be set from outside.</summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>What the program has to say.</summary>
    public IResourceHooks Hooks { get; init; } = new NoHooks();

    /// <summary>The network of the containers; <see langword="null"/> for none.</summary>
    public RunNetwork? Network { get; init; }

    /// <summary>Told of every step of the plan that has been carried out: its resource and what was done.</summary>
    public Action<string?, PlanAction>? OnDone { get; init; }
}
