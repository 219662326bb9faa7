namespace AppHostSdk.Execution;

/// <summary>The one stream of state changes, and the latest state of each resource.</summary>
internal sealed class ResourceStates(Action<ResourceState> onChange)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceState> _latest = [];

    /// <summary>True when some resource went wrong.</summary>
    public bool AnyFailure
    {
        get
        {
            lock (_lock)
            {
                return _latest.Values.Any(s => s.IsFailure);
            }
        }
    }

    /// <summary>The resources that went wrong, by name.</summary>
    public IReadOnlyList<ResourceState> Failures
    {
        get
        {
            lock (_lock)
            {
                return [.. _latest.Values.Where(s => s.IsFailure).OrderBy(s => s.Name, StringComparer.Ordinal)];
            }
        }
    }

    public ResourceState? Find(string key)
    {
        lock (_lock)
        {
            return _latest.GetValueOrDefault(key);
        }
    }

    /// <summary>Changes are seen by everyone in the same order. A resource that has failed or ended stays so.</summary>
    public void Publish(ResourceState state)
    {
        lock (_lock)
        {
            if (_latest.GetValueOrDefault(state.Key) is { Phase: ResourcePhase.Finished or ResourcePhase.Exited or ResourcePhase.FailedToStart })
            {
                return;
            }

            _latest[state.Key] = state;
            onChange(state);
        }
    }
}
