namespace AppHostSdk.Replication;

/// <summary>Whether connections are given to a replica.</summary>
internal enum ReplicaAvailability
{
    /// <summary>It has ended and will not come back by itself.</summary>
    Gone,

    /// <summary>It is not there yet, or not any more: nothing new is given to it, what it has it keeps.</summary>
    Down,

    /// <summary>It runs, but is not healthy yet or any more: given something only when nobody else is there.</summary>
    Unwell,

    /// <summary>It is ready.</summary>
    Ready,
}

/// <summary>The replicas behind one address, and which of them is next.</summary>
internal sealed class ReplicaPool
{
    private readonly Lock _lock = new();
    private readonly Replica[] _replicas;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _last = -1;

    /// <param name="ports">The port of each replica.</param>
    public ReplicaPool(IReadOnlyList<int> ports) => _replicas = [.. ports.Select(port => new Replica(port))];

    /// <summary>Completes when the availability of a replica changes from what it is now.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _change.Task;
            }
        }
    }

    /// <summary>Nobody is there, and nobody will come by himself.</summary>
    public bool IsHopeless
    {
        get
        {
            lock (_lock)
            {
                return Array.TrueForAll(_replicas, r => r.Availability == ReplicaAvailability.Gone);
            }
        }
    }

    public void Set(int replica, ReplicaAvailability availability)
    {
        TaskCompletionSource change;
        lock (_lock)
        {
            if (_replicas[replica].Availability == availability)
            {
                return;
            }

            _replicas[replica].Availability = availability;
            change = _change;
            _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        change.SetResult();
    }

    /// <summary>
    /// The replica that a connection goes to: of those that are ready, the one with the fewest; of several, the one whose turn it is.
    /// <see langword="null"/> when nobody is there but those that were tried.
    /// </summary>
    public Lease? Take(IReadOnlySet<int> tried)
    {
        lock (_lock)
        {
            int? best = null;
            for (var step = 1; step <= _replicas.Length; step++)
            {
                var i = (_last + step) % _replicas.Length;
                var replica = _replicas[i];
                if (replica.Availability >= ReplicaAvailability.Unwell
                    && !tried.Contains(i)
                    && (best is not { } b || replica.Availability > _replicas[b].Availability
                        || (replica.Availability == _replicas[b].Availability && replica.Connections < _replicas[b].Connections)))
                {
                    best = i;
                }
            }

            if (best is not { } chosen)
            {
                return null;
            }

            _last = chosen;
            _replicas[chosen].Connections++;
            return new Lease(this, chosen);
        }
    }

    /// <summary>A connection that a replica has until this is disposed of.</summary>
    public sealed class Lease(ReplicaPool pool, int replica) : IDisposable
    {
        public int Replica => replica;

        public int Port => pool._replicas[replica].Port;

        public void Dispose()
        {
            lock (pool._lock)
            {
                pool._replicas[replica].Connections--;
            }
        }
    }

    private sealed class Replica(int port)
    {
        public int Port => port;

        public ReplicaAvailability Availability { get; set; } = ReplicaAvailability.Down;

        public int Connections { get; set; }
    }
}
