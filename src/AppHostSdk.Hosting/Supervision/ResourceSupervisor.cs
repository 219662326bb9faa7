using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Planning;

namespace AppHostSdk.Supervision;

/// <summary>
/// Leads one resource through its lives, one after the other. Commands only say what is wanted; the one loop that acts looks
/// at what is wanted last, so a stop during a start, or a restart during a stop, has one outcome.
/// </summary>
internal sealed class ResourceSupervisor
{
    private readonly ResourcePlan _plan;
    private readonly LaunchSpec _launch;
    private readonly ExecutorServices _services;
    private readonly RestartBackoff _backoff;
    private readonly ResourceIntent _intent = new();
    private TaskCompletionSource? _activity;
    private volatile IncarnationRunner? _runner;
    private Incarnation? _current;
    private int _incarnation;
    private string? _left;

    public ResourceSupervisor(ResourcePlan plan, LaunchSpec launch, ExecutorServices services)
    {
        _plan = plan;
        _launch = launch;
        _services = services;
        _backoff = new RestartBackoff(launch.Resource.Lifecycle, Random.Shared.NextDouble);
    }

    /// <inheritdoc cref="ResourceIntent.Up"/>
    public Task Up => _intent.Up;

    /// <summary>How what runs is found; <see langword="null"/> before it runs.</summary>
    public ReadinessMonitor? Readiness => _runner?.Readiness;

    /// <summary>Wants it to run. Nothing changes when it runs or is on its way.</summary>
    public void Start()
    {
        lock (_intent.Lock)
        {
            if (Activity() is { } activity)
            {
                _ = Task.Run(() => ActAsync(activity));
            }
        }
    }

    /// <summary>A program of this machine that waits for nothing, with no function to be called before or when it has started.</summary>
    public bool IsImmediate => _plan.Waits.Count == 0
        && _launch is { Process: not null, Container: null, BuiltFrom: null, Resource.Urls.IsEmpty: true, HealthChecks.Count: 0 }
        && !_services.Hooks.DecidesLate(_launch);

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
            lock (_intent.Lock)
            {
                activity = Activity();
            }

            if (activity is not null)
            {
                _ = ActAsync(activity);
            }

            return;
        }

        _services.States.Publish(new ResourceState(_launch.Resource.Key, _launch.Resource.Name, ResourcePhase.NotStarted, Detail: "waits to be started by hand") { IsParked = true });
        _intent.SignalUp();
    }

    /// <summary>Ends the present life and begins another one.</summary>
    public void Restart(TimeSpan grace)
    {
        lock (_intent.Lock)
        {
            _ = _intent.IsClosed ? null : _current?.StopAsync(grace, CancellationToken.None);
            Start();
        }
    }

    /// <summary>Wants it not to run; completes when nothing of it is left, with what could not be cleaned up or <see langword="null"/>.</summary>
    public async Task<string?> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        Incarnation? incarnation;
        string? left;
        lock (_intent.Lock)
        {
            _intent.Unwant();
            (incarnation, left) = (_current, _left);
        }

        return incarnation is null ? left : await incarnation.StopAsync(grace, hurry).ConfigureAwait(false);
    }

    /// <summary>From now on nothing is started any more; what runs goes on until it is stopped.</summary>
    public void Close()
    {
        lock (_intent.Lock)
        {
            _intent.Close();
            _current?.Abandon();
        }
    }

    /// <summary>Completes when nothing is left of it and nothing is to come.</summary>
    public async Task IdleAsync()
    {
        while (true)
        {
            TaskCompletionSource? activity;
            lock (_intent.Lock)
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
        return _intent.Want() && _activity is null ? _activity = new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    private async Task ActAsync(TaskCompletionSource activity)
    {
        try
        {
            while (Next() is { } incarnation)
            {
                await LeadAsync(incarnation).ConfigureAwait(false);
            }

            activity.SetResult();
        }
        catch (Exception e)
        {
            activity.SetException(e);
        }
    }

    private async Task LeadAsync(Incarnation incarnation)
    {
        Exception? defect = null;
        var runner = _runner = new IncarnationRunner(incarnation, incarnation.Number == 1 ? _plan : _plan.Again(), _launch, _services, _backoff, _intent);
        try
        {
            await runner.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (incarnation.IsStopped && incarnation.HasRun)
        {
            defect = e; // told to whoever stops it
        }
        catch (Exception e)
        {
            // A defect of ours, or of a part of the program that is called: the others go on.
            _intent.SignalDefect(e);
            _intent.GiveUp();
            runner.Fail($"internal error: {e.GetType().Name}: {e.Message}");
        }

        lock (_intent.Lock)
        {
            // What one life left is gone when another has begun to run: it would have been in its way.
            _left = incarnation.Trouble ?? (incarnation.HasRun ? null : _left);
            _current = null;
        }

        incarnation.End(defect);
    }

    private Incarnation? Next()
    {
        lock (_intent.Lock)
        {
            if (!_intent.IsWanted)
            {
                _activity = null;
                return null;
            }

            return _current = new Incarnation(++_incarnation);
        }
    }
}
