using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Model;

namespace AppHostSdk.Supervision;

/// <summary>
/// Leads one resource through its lives, one after the other. Commands only say what is wanted; the one loop that acts looks
/// at what is wanted last, so a stop during a start, or a restart during a stop, has one outcome.
/// </summary>
internal sealed class ResourceSupervisor
{
    private readonly ResourceSteps _steps;
    private readonly LaunchSpec _launch;
    private readonly ExecutorServices _parts;
    private readonly RestartBackoff _backoff;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _activity;
    private bool _isWanted;
    private volatile bool _isClosed;
    private volatile IncarnationRunner? _course;
    private Incarnation? _life;
    private int _incarnation;
    private string? _left;

    public ResourceSupervisor(ResourceSteps steps, LaunchSpec launch, ExecutorServices parts)
    {
        _steps = steps;
        _launch = launch;
        _parts = parts;
        _backoff = new RestartBackoff(launch.Resource.Lifecycle, Random.Shared.NextDouble);
    }

    /// <summary>Completes when it is up for the first time, has failed for good, or will not come up by itself.</summary>
    public Task Up => _up.Task;

    /// <summary>How what runs is found; <see langword="null"/> before it runs.</summary>
    public ReadinessMonitor? Readiness => _course?.Readiness;

    /// <summary>Nothing is started any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Another life shall follow the present one.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_lock)
            {
                return _isWanted;
            }
        }
    }

    /// <summary>Wants it to run. Nothing changes when it runs or is on its way.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (Activity() is { } activity)
            {
                _ = Task.Run(() => ActAsync(activity));
            }
        }
    }

    /// <summary>A program of this machine that waits for nothing, with no function to be called before or when it has started.</summary>
    public bool IsImmediate => _steps.Waits.Count == 0
        && _launch is { Process: not null, Container: null, BuiltFrom: null, Resource.Urls.IsEmpty: true, HealthChecks.Count: 0 }
        && !_parts.Hooks.DecidesLate(_launch);

    /// <summary>Starts it with the application, or leaves it alone until somebody starts it.</summary>
    /// <param name="here">On this thread, as far as it goes without waiting.</param>
    public void Begin(bool here)
    {
        if (!_launch.Resource.Lifecycle.OfType<ExplicitStart>().Any())
        {
            if (!here)
            {
                Start();
                return;
            }

            TaskCompletionSource? activity;
            lock (_lock)
            {
                activity = Activity();
            }

            if (activity is not null)
            {
                _ = ActAsync(activity);
            }

            return;
        }

        _parts.States.Publish(new ResourceState(_launch.Resource.Key, _launch.Resource.Name, ResourcePhase.NotStarted, Detail: "waits to be started by hand") { IsParked = true });
        _up.TrySetResult();
    }

    /// <summary>Ends the present life and begins another one.</summary>
    public void Restart(TimeSpan grace)
    {
        lock (_lock)
        {
            _ = _isClosed ? null : _life?.StopAsync(grace, CancellationToken.None);
            Start();
        }
    }

    /// <summary>Wants it not to run; completes when nothing of it is left, with what could not be cleaned up or <see langword="null"/>.</summary>
    public async Task<string?> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        Incarnation? life;
        string? left;
        lock (_lock)
        {
            _isWanted = false;
            (life, left) = (_life, _left);
        }

        return life is null ? left : await life.StopAsync(grace, hurry).ConfigureAwait(false);
    }

    /// <summary>From now on nothing is started any more; what runs goes on until it is stopped.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _isWanted = false;
            _life?.Abandon();
        }

        _up.TrySetResult();
    }

    /// <summary>Completes when nothing is left of it and nothing is to come.</summary>
    public async Task IdleAsync()
    {
        while (true)
        {
            TaskCompletionSource? activity;
            lock (_lock)
            {
                activity = _activity;
            }

            if (activity is null)
            {
                return;
            }

            await activity.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Wants it to run; the activity that is to be led when there was none.</summary>
    private TaskCompletionSource? Activity()
    {
        if (_isClosed)
        {
            return null;
        }

        _isWanted = true;
        return _activity is null ? _activity = new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    private async Task ActAsync(TaskCompletionSource activity)
    {
        try
        {
            while (Next() is { } life)
            {
                await LeadAsync(life).ConfigureAwait(false);
            }

            activity.SetResult();
        }
        catch (Exception e)
        {
            activity.SetException(e);
        }
    }

    private async Task LeadAsync(Incarnation life)
    {
        Exception? defect = null;
        var course = _course = new IncarnationRunner(life, _steps, _launch, _parts, _backoff, this);
        try
        {
            await course.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (life.IsStopped && life.HasRun)
        {
            defect = e; // told to whoever stops it
        }
        catch (Exception e)
        {
            // A defect of ours, or of a part of the program that is called: the others go on.
            _up.TrySetException(e);
            GiveUp();
            course.Fail($"internal error: {e.GetType().Name}: {e.Message}");
        }

        lock (_lock)
        {
            // What one life left is gone when another has begun to run: it would have been in its way.
            _left = life.Trouble ?? (life.HasRun ? null : _left);
            _life = null;
        }

        life.End(defect);
    }

    private Incarnation? Next()
    {
        lock (_lock)
        {
            if (!_isWanted || _isClosed)
            {
                _activity = null;
                return null;
            }

            return _life = new Incarnation(++_incarnation);
        }
    }

    /// <summary>It is up, or will not come up by itself.</summary>
    public void SignalUp() => _up.TrySetResult();

    /// <summary>No other life follows this one, unless somebody has said something else meanwhile.</summary>
    public void GiveUp(Incarnation? life = null)
    {
        lock (_lock)
        {
            if (life is not { IsStopped: true })
            {
                _isWanted = false;
            }
        }
    }
}
