using System.Globalization;
using AppHostSdk.Model;
using AppHostSdk.Supervision;

namespace AppHostSdk.Planning;

/// <summary>What a start waits for: a step of another resource.</summary>
/// <param name="Step">The number of the step in the plan.</param>
/// <param name="Resource">Key of the resource waited for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What of it is waited for.</param>
/// <param name="Words">For example <c>api to be healthy</c>.</param>
/// <param name="ExitCode">For <see cref="WaitKind.Completed"/>: the exit code that counts as success.</param>
/// <param name="KeepsWaiting">When the resource has failed for good, go on waiting: somebody may start it again.</param>
internal sealed record PlannedWait(int Step, string Resource, string Name, WaitKind Kind, string Words, int ExitCode, bool KeepsWaiting)
{
    public bool IsSatisfiedBy(ResourceState state) => Kind switch
    {
        WaitKind.Completed => IsOver(state) && state.ExitCode == ExitCode,
        WaitKind.Healthy => state.HasBeenReady && state is { Phase: ResourcePhase.Running, IsHealthy: not false } or { Phase: ResourcePhase.Finished },
        _ => state.HasRun && !IsLost(state),
    };

    /// <summary>It will not be satisfied unless somebody starts the resource again.</summary>
    public bool IsHopelessAfter(ResourceState state) => (state.IsFinal || (state.IsUnusable && Kind == WaitKind.Healthy)) && !IsSatisfiedBy(state);

    /// <summary>Why it will not be, said of "it".</summary>
    public string ProblemOf(ResourceState state) => Kind == WaitKind.Completed && IsOver(state) && state.ExitCode is { } code
        ? string.Create(CultureInfo.InvariantCulture, $"it exited with code {code}, expected {ExitCode}")
        : state.Problem ?? "it has ended";

    private static bool IsOver(ResourceState state) => state.Phase is ResourcePhase.Finished or ResourcePhase.Exited;

    /// <summary>It was there and is not any more; one that ended as it should has been there for those that come later.</summary>
    private static bool IsLost(ResourceState state) => state is { IsFinal: true, Phase: not ResourcePhase.Finished };
}
