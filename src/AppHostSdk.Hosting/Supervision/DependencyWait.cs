using System.Globalization;
using AppHostSdk.Model;
using AppHostSdk.Health;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Supervision;

/// <summary>One wait of one resource for several others. It looks at each change as it comes: nothing runs while nothing happens.</summary>
internal sealed class DependencyWait : IDisposable
{
    /// <summary>The shortest time a report or a limit can be set to: until then the settings are not even read.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(30);

    private readonly ResourceStates _states;
    private readonly RunOptions _options;
    private readonly Func<string, ReadinessMonitor?> _readiness;
    private readonly Action<string, bool> _onWaiting;
    private readonly List<Watch> _watches = [];
    private readonly TaskCompletionSource<string?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _telling = new();
    private int _left;
    private ResourceState? _parked;
    private ResourceState? _told;
    private bool _isTelling;
    private long _begin;
    private ITimer? _timer;
    private WaitLimits? _limits;
    private TimeSpan _next;

    /// <param name="waits">What is waited for.</param>
    /// <param name="services">Where it is seen, and how patiently it is waited for.</param>
    /// <param name="onWaiting">Told what is waited for, and whether somebody must do something first.</param>
    public DependencyWait(IReadOnlyCollection<PlannedWait> waits, ExecutorServices services, Action<string, bool> onWaiting)
    {
        (_states, _options, _readiness, _onWaiting) = (services.States, services.Options, services.ReadinessOf, onWaiting);
        _left = waits.Count;
        foreach (var wait in waits)
        {
            var watch = new Watch(wait, this);
            _watches.Add(watch);
            if (wait.Kind == WaitKind.Healthy && _readiness(wait.Resource)?.AskAnew() is { } answer)
            {
                _ = ShowAfterAsync(answer, watch);
            }
            else
            {
                _states.Show(wait.Resource, watch.Sees);
            }
        }
    }

    /// <summary>Completes when everything is there, or with why it is in vain.</summary>
    public async Task<string?> ThroughAsync(CancellationToken cancellation)
    {
        if (!_outcome.Task.IsCompleted)
        {
            lock (_telling)
            {
                _isTelling = true;
                _onWaiting("waits for " + string.Join(" and ", _watches.Select(w => w.Wait.Words).Distinct()), false);
            }

            TellParked();
            _begin = _options.Time.GetTimestamp();
            lock (_telling)
            {
                _timer = _options.Time.CreateTimer(_ => Tick(), null, Moment, Timeout.InfiniteTimeSpan);
            }
        }

        using var end = cancellation.Register(() => _outcome.TrySetCanceled(cancellation));
        return await _outcome.Task.ConfigureAwait(false);
    }

    /// <summary>Tells nothing any more.</summary>
    public void Dispose()
    {
        lock (_telling)
        {
            _isTelling = false;
            _timer?.Dispose();
        }

        foreach (var watch in _watches)
        {
            if (!watch.IsOver)
            {
                _states.Hide(watch.Wait.Resource, watch.Sees);
            }
        }
    }

    /// <summary>It was healthy before this wait began, and may no longer be.</summary>
    private async Task ShowAfterAsync(Task answer, Watch watch)
    {
        watch.IsAsked = true;
        await answer.ConfigureAwait(false);
        watch.IsAsked = false;
        _states.Show(watch.Wait.Resource, watch.Sees);
        if (_outcome.Task.IsCompleted)
        {
            _states.Hide(watch.Wait.Resource, watch.Sees);
        }
    }

    /// <summary>Called while the states are held, so it leaves to others what takes time or asks for them.</summary>
    private bool See(PlannedWait wait, ResourceState state)
    {
        if (wait.IsSatisfiedBy(state))
        {
            if (--_left == 0)
            {
                _outcome.TrySetResult(null);
            }

            return true;
        }

        if (!wait.KeepsWaiting && wait.IsHopelessAfter(state))
        {
            _outcome.TrySetResult($"it waits for {wait.Name}, which failed: {wait.ProblemOf(state)}");
            return true;
        }

        if (state.IsParked && Interlocked.CompareExchange(ref _parked, state, null) is null)
        {
            _ = Task.Run(TellParked);
        }

        return false;
    }

    /// <summary>Somebody must do something first.</summary>
    private void TellParked()
    {
        lock (_telling)
        {
            if (_isTelling && Volatile.Read(ref _parked) is { } state && !ReferenceEquals(state, _told))
            {
                _told = state;
                _onWaiting($"waits for {state.Name}, which {(state.Phase == ResourcePhase.NotStarted ? "is started by hand only" : state.Detail)}", true);
            }
        }
    }

    /// <summary>Reports what is missing from time to time; when the limit is reached, the complaint is the outcome.</summary>
    private void Tick()
    {
        lock (_telling)
        {
            if (!_isTelling)
            {
                return;
            }

            try
            {
                if (_limits is null)
                {
                    _limits = _options.Waits();
                    _next = _limits.ReportAfter;
                }

                var passed = _options.Time.GetElapsedTime(_begin);
                if (passed >= Until)
                {
                    var isLast = Until == _limits.Timeout;
                    var isEarly = !isLast && passed < RepeatAfter;
                    var words = string.Join(" and ", _watches.Where(w => !w.IsOver).Select(w => $"{w.Wait.Words} ({Situation(w, isEarly)})"));
                    if (isLast)
                    {
                        _outcome.TrySetResult(string.Create(CultureInfo.InvariantCulture, $"it has waited {Until.TotalSeconds:0.###} s for {words}"));
                        return;
                    }

                    _onWaiting($"still waits for {words}", false);
                    _next += RepeatAfter;
                }

                _timer!.Change(Until - passed is { Ticks: > 0 } rest ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
            catch (Exception e)
            {
                _outcome.TrySetException(e);
            }
        }
    }

    private TimeSpan Until => _limits!.Timeout is { } limit && limit < _next ? limit : _next;

    /// <param name="watch">What is waited for.</param>
    /// <param name="isEarly">It may still be starting: the words of its client library are held back, and never repeated by each wait.</param>
    private string Situation(Watch watch, bool isEarly)
    {
        var key = watch.Wait.Resource;
        var state = _states.Find(key);
        return state?.Phase switch
        {
            null or ResourcePhase.NotStarted => "not started",
            ResourcePhase.Waiting => "itself " + state.Detail,
            ResourcePhase.Running when state.IsHealthy == false => _readiness(key)?.HealthProblem is not { } problem ? "running, not healthy: no answer yet"
                : isEarly && problem.Early is not null ? "running, not healthy yet"
                : $"running, not healthy: {problem.Problem}",
            ResourcePhase.Running when watch.IsAsked => "running, was healthy, asked once more",
            ResourcePhase.Finished or ResourcePhase.Exited or ResourcePhase.FailedToStart => state.Problem ?? "ended",
            var phase => state.Detail is { } detail ? $"{phase.ToString()!.ToLowerInvariant()}, {detail}" : phase.ToString()!.ToLowerInvariant(),
        };
    }

    /// <summary>One of the others.</summary>
    private sealed class Watch(PlannedWait wait, DependencyWait passage)
    {
        private volatile bool _isOver;
        private volatile bool _isAsked;

        public PlannedWait Wait => wait;

        /// <summary>It is there, or will never be.</summary>
        public bool IsOver => _isOver;

        /// <summary>Whether it is still there is being asked.</summary>
        public bool IsAsked
        {
            get => _isAsked;
            set => _isAsked = value;
        }

        public bool Sees(ResourceState state) => _isOver = passage.See(wait, state);
    }
}
