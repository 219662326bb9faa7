using AppHostSdk.Health;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Supervision;

/// <summary>Lets a resource start when what it waits for is there; says why it does not.</summary>
/// <param name="states">What is waited on.</param>
/// <param name="options">How patiently.</param>
/// <param name="readiness">How a resource is found, if it runs.</param>
internal sealed class WaitGate(ResourceStates states, RunOptions options, Func<string, ReadinessMonitor?> readiness)
{
    /// <summary>Waits for everything at once; the result is why it is in vain, or <see langword="null"/>.</summary>
    /// <param name="waits">What is waited for.</param>
    /// <param name="onWaiting">Told once it really waits, what it waits for from time to time, and whether somebody must do something first.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> PassAsync(IReadOnlyCollection<PlannedWait> waits, Action<string, bool> onWaiting, CancellationToken cancellation)
    {
        if (waits.Count == 0)
        {
            return null;
        }

        using var passage = new DependencyWait(waits, states, options, readiness, onWaiting);
        return await passage.ThroughAsync(cancellation).ConfigureAwait(false);
    }
}
