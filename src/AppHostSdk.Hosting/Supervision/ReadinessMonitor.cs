using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Planning;
using AppHostSdk.Processes;

namespace AppHostSdk.Supervision;

/// <summary>How a program that runs is found: whether it can be seen, is healthy, and is ready for those that wait for it.</summary>
/// <param name="launch">What it was started with.</param>
/// <param name="program">What runs.</param>
/// <param name="incarnation">Its life, which learns when it became ready.</param>
/// <param name="states">Where all of it is said.</param>
/// <param name="services">What all resources share.</param>
/// <param name="onUp">Called when it is ready, or will not be.</param>
internal sealed class ReadinessMonitor(LaunchSpec launch, IRunningProgram program, Incarnation incarnation, IncarnationStates states, ExecutorServices services, Action onUp)
{
    private readonly IReadOnlyList<HealthCheck> _checks = launch.HealthChecks.Count == 0 && program.HealthCheck is { } own ? [own] : launch.HealthChecks;
    private FreshAnswers? _fresh;
    private volatile HealthAnswer? _healthProblem;
    private Task _asking = Task.CompletedTask;
    private Task _makingReady = Task.CompletedTask;
    private volatile bool _isUnseen;
    private volatile bool _isHealthy;

    /// <summary>Why it is not known to be healthy: the last health check that failed, or what is in the way of looking.</summary>
    public HealthAnswer? HealthProblem => _healthProblem;

    /// <summary>Says that it runs, and then, as soon as that is so, that it is healthy and ready.</summary>
    /// <param name="ended">Cancelled when it has ended or shall end; then <see cref="EndAsync"/> is called.</param>
    public void Begin(CancellationToken ended)
    {
        var isChecked = _checks.Count > 0;
        if (!isChecked && !services.Hooks.MakesReady(launch))
        {
            BeReady();
        }
        else
        {
            states.Publish(ResourcePhase.Running, s => s with { IsHealthy = isChecked ? false : null }, isChecked ? null : Urls);
            if (isChecked)
            {
                _fresh = new FreshAnswers(_checks.Count);
                _asking = services.Health.WatchAsync(_checks, problem => _healthProblem = problem, () => BeHealthy(ended), BeUnhealthy, _fresh, ended);
            }
            else
            {
                _makingReady = MakeReadyAsync(ended);
            }
        }

        program.OnSight = See;
    }

    /// <summary>Completes when nothing of it is going on any more.</summary>
    public async Task EndAsync()
    {
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _makingReady.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>
    /// Ends the waits for an answer. The end of the life has been published: before, they would have taken the last state, which is
    /// healthy, for the answer.
    /// </summary>
    public void Close() => _fresh?.End();

    /// <summary>
    /// Has what is healthy asked once more: it is asked rarely, and may not be any more. Completes with the next success, or the end of
    /// this life; <see langword="null"/> where what is known is news.
    /// </summary>
    public Task? AskAnew() => _isHealthy ? _fresh?.AskAsync() : null;

    /// <summary>What cannot be seen is not healthy, whatever it was; what can be seen again is what it was.</summary>
    private void See(string? problem)
    {
        if (incarnation.IsStopped)
        {
            return;
        }

        if (problem is not null)
        {
            (_healthProblem, _isUnseen) = (new HealthAnswer(problem), true);
            states.Publish(ResourcePhase.Running, s => s with { IsHealthy = false }, $"not known: {problem}");
        }
        else if (_isUnseen)
        {
            _isUnseen = false;
            PublishHealth();
        }
    }

    private void BeHealthy(CancellationToken ended)
    {
        _isHealthy = true;
        if (incarnation.ReadySince is not null || !services.Hooks.MakesReady(launch))
        {
            BeReady();
        }
        else if (_makingReady.IsCompleted)
        {
            _makingReady = MakeReadyAsync(ended);
        }
    }

    private void BeUnhealthy(string detail)
    {
        _isHealthy = false;
        states.Publish(ResourcePhase.Running, s => s with { IsHealthy = false }, detail);
    }

    private void BeReady()
    {
        incarnation.ReadySince ??= services.Options.Time.GetTimestamp();
        if (_isHealthy && launch.HealthChecks.Count > 0)
        {
            services.OnDone?.Invoke(launch.Resource.Key, new BecomeHealthy());
        }

        PublishHealth();
        onUp();
    }

    private void PublishHealth() =>
        states.Publish(ResourcePhase.Running, s => s with { IsHealthy = _checks.Count > 0 ? _isHealthy : null }, _isHealthy || _checks.Count == 0 ? Urls : _healthProblem?.Problem);

    /// <summary>It runs on when the program fails here, but what waits for it does not start.</summary>
    private async Task MakeReadyAsync(CancellationToken ended)
    {
        await Task.Yield();
        try
        {
            await services.Hooks.ReadyAsync(launch, ended).WaitAsync(ended).ConfigureAwait(false);
            BeReady();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var problem = e is DistributedApplicationException ? e.Message : $"internal error: {e.GetType().Name}: {e.Message}";
            states.Publish(ResourcePhase.Running, s => s with { IsFailure = true, IsUnusable = true, Problem = problem }, problem);
            onUp();
        }
    }

    private string? Urls => launch.Urls.Count == 0 ? null : string.Join(' ', launch.Urls);
}
