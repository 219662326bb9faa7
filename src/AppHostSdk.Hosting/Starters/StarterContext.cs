using AppHostSdk.Containers;
using AppHostSdk.Networks;
using AppHostSdk.Planning;
using AppHostSdk.Processes;

namespace AppHostSdk.Starters;

/// <summary>What the starters of a run share.</summary>
/// <param name="Processes">Starts processes.</param>
/// <param name="Engine">Gives the container engine.</param>
internal sealed record StarterContext(IProcessLauncher Processes, Func<CancellationToken, Task<IContainerEngine>> Engine)
{
    /// <summary>The network of the containers; <see langword="null"/> for none.</summary>
    public RunNetwork? Network { get; init; }

    /// <summary>How long a call that must not be cancelled is waited for once it is not wanted any more.</summary>
    public required TimeSpan Slack { get; init; }

    /// <summary>Told of every step of a plan that has been carried out: its resource and what was done.</summary>
    public Action<string?, PlanAction>? OnDone { get; init; }
}
