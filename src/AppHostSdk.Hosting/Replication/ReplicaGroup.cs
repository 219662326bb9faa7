using System.Globalization;
using AppHostSdk.Supervision;

namespace AppHostSdk.Replication;

/// <summary>A resource behind proxies, which may run as several copies: what they are together, and where they are reached.</summary>
/// <param name="resource">The resource that the program describes.</param>
/// <param name="names">The keys of the copies; its own when there is one only.</param>
/// <param name="urls">Where they are reached, for people.</param>
internal sealed class ReplicaGroup(Model.Resource resource, IReadOnlyList<string> names, string? urls)
{
    private static readonly ResourcePhase[] NotEnded = [ResourcePhase.Starting, ResourcePhase.Waiting, ResourcePhase.Stopping, ResourcePhase.NotStarted];

    private readonly ResourceState[] _states = [.. names.Select(name => new ResourceState(name, name, ResourcePhase.NotStarted))];
    private readonly List<ReplicaPool> _pools = [];
    private ResourceState? _whole;

    public Model.Resource Resource => resource;

    public IReadOnlyList<string> Names => names;

    /// <summary>Connections are given to the copies by their state from now on.</summary>
    public void Feed(ReplicaPool pool) => _pools.Add(pool);

    /// <summary>A change of one copy. The result is the state of the whole when that has changed, too; changes come one at a time.</summary>
    public ResourceState? Note(ResourceState state)
    {
        var index = Array.FindIndex(_states, s => s.Key == state.Key);
        _states[index] = state;
        _pools.ForEach(pool => pool.Set(index, AvailabilityOf(state)));
        if (names.Count == 1)
        {
            return state;
        }

        var whole = Whole();
        if (whole == _whole)
        {
            return null;
        }

        return _whole = whole;
    }

    private static ReplicaAvailability AvailabilityOf(ResourceState state) => state switch
    {
        { Phase: ResourcePhase.Running } => state.HasBeenReady && state.IsHealthy != false ? ReplicaAvailability.Ready : ReplicaAvailability.Unwell,
        { IsFinal: true } => ReplicaAvailability.Gone,
        _ => ReplicaAvailability.Down,
    };

    /// <summary>It runs while one copy does, and is healthy when all are; it has ended when all have.</summary>
    private ResourceState Whole()
    {
        var running = _states.Where(s => s.Phase == ResourcePhase.Running).ToList();
        if (running.Count > 0)
        {
            var good = running.Count(s => s.HasBeenReady && s.IsHealthy != false);
            return good == names.Count
                ? State(ResourcePhase.Running, urls) with { IsHealthy = running[0].IsHealthy, HasRun = true, HasBeenReady = true }
                : State(ResourcePhase.Running, string.Create(CultureInfo.InvariantCulture, $"{good} of {names.Count} replicas are ready")) with { IsHealthy = false, HasRun = true };
        }

        foreach (var phase in NotEnded)
        {
            if (_states.FirstOrDefault(s => s.Phase == phase) is { } coming)
            {
                return State(coming.Phase, coming.Detail) with { IsParked = coming.IsParked };
            }
        }

        var worst = _states.MaxBy(s => (s.Phase == ResourcePhase.FailedToStart, s.IsFailure, s.Phase == ResourcePhase.Exited))!;
        return State(worst.Phase, worst.Detail is null ? null : $"{worst.Name}: {worst.Detail}") with { ExitCode = worst.ExitCode, IsFailure = worst.IsFailure, IsFinal = worst.IsFinal };
    }

    private ResourceState State(ResourcePhase phase, string? detail) => new(resource.Key, resource.Name, phase, Detail: detail);
}
