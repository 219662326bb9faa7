namespace AppHostSdk.Supervision;

/// <summary>What is wanted of a resource. Commands change it, and each incarnation looks at it before it goes on.</summary>
internal sealed class ResourceIntent
{
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isWanted;
    private volatile bool _isClosed;

    /// <summary>Guards it, and what is decided by it.</summary>
    public Lock Lock { get; } = new();

    /// <summary>Completes when the resource is up for the first time, has failed for good, or will not come up on its own.</summary>
    public Task Up => _up.Task;

    /// <summary>Nothing is started any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Another incarnation follows the present one.</summary>
    public bool IsWanted
    {
        get
        {
            lock (Lock)
            {
                return _isWanted;
            }
        }
    }

    /// <summary>Wants it to run; false when nothing is started any more.</summary>
    public bool Want()
    {
        lock (Lock)
        {
            _isWanted = !_isClosed;
            return _isWanted;
        }
    }

    /// <summary>Wants it not to run.</summary>
    public void Unwant()
    {
        lock (Lock)
        {
            _isWanted = false;
        }
    }

    /// <summary>From now on nothing is started any more.</summary>
    public void Close()
    {
        lock (Lock)
        {
            _isClosed = true;
            _isWanted = false;
        }

        SignalUp();
    }

    /// <summary>No other incarnation follows this one, unless something else was said to it meanwhile.</summary>
    public void GiveUp(Incarnation? incarnation = null)
    {
        lock (Lock)
        {
            if (incarnation is not { IsStopped: true })
            {
                _isWanted = false;
            }
        }
    }

    /// <summary>It is up, or will not come up on its own.</summary>
    public void SignalUp() => _up.TrySetResult();

    /// <summary>A defect kept it from coming up.</summary>
    public void SignalDefect(Exception defect) => _up.TrySetException(defect);
}
