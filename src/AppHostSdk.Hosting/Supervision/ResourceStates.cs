namespace AppHostSdk.Supervision;

/// <summary>The one stream of state changes, the latest state of each resource, and waits for either.</summary>
/// <param name="onChange">Gets every change, one at a time and in order.</param>
internal sealed class ResourceStates(Action<ResourceState> onChange)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceState> _latest = [];
    private readonly Dictionary<string, List<Func<ResourceState, bool>>> _watches = [];

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

    /// <summary>The names of the resources that were told to end and have not.</summary>
    public IReadOnlyList<string> Stopping
    {
        get
        {
            lock (_lock)
            {
                return [.. _latest.Values.Where(s => s.Phase == ResourcePhase.Stopping).Select(s => s.Name).Order(StringComparer.Ordinal)];
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

    /// <summary>
    /// Changes are seen by everyone in the same order. What an earlier life of a resource still has to say comes too late, and
    /// so does anything after the end of this one.
    /// </summary>
    public void Publish(ResourceState state)
    {
        lock (_lock)
        {
            if (_latest.GetValueOrDefault(state.Key) is { } latest
                && (state.Incarnation < latest.Incarnation || (state.Incarnation == latest.Incarnation && latest.IsFinal)))
            {
                return;
            }

            _latest[state.Key] = state;
            onChange(state);
            if (_watches.TryGetValue(state.Key, out var watches))
            {
                watches.RemoveAll(watch => watch(state));
            }
        }
    }

    /// <summary>Shows each state of a resource, from the present one on, until it is the one that was waited for.</summary>
    /// <param name="key">The resource.</param>
    /// <param name="watch">Sees the states, quickly and one at a time; true when it needs no more.</param>
    public void Show(string key, Func<ResourceState, bool> watch)
    {
        lock (_lock)
        {
            if (_latest.GetValueOrDefault(key) is { } latest && watch(latest))
            {
                return;
            }

            if (!_watches.TryGetValue(key, out var watches))
            {
                _watches[key] = watches = [];
            }

            watches.Add(watch);
        }
    }

    /// <summary>Shows no more.</summary>
    public void Hide(string key, Func<ResourceState, bool> watch)
    {
        lock (_lock)
        {
            _watches.GetValueOrDefault(key)?.Remove(watch);
        }
    }
}
