using System.Globalization;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>What happens in one life of a resource, one step after the other.</summary>
/// <param name="life">What others say to it.</param>
/// <param name="steps">What of the plan is its.</param>
/// <param name="launch">What it is started with, unless the program decides otherwise when its turn has come.</param>
/// <param name="parts">What all resources share.</param>
/// <param name="backoff">Whether another life follows its end.</param>
/// <param name="supervisor">What is wanted.</param>
internal sealed class LifeCourse(Life life, ResourceSteps steps, Launch launch, ExecutionParts parts, RestartBackoff backoff, Supervisor supervisor)
{
    private static readonly TimeSpan HurriedSlack = TimeSpan.FromSeconds(2);

    private volatile string? _healthProblem;
    private Launch _launch = launch;
    private IReadOnlyList<HealthCheck> _checks = [];
    private Task _readiness = Task.CompletedTask;
    private volatile bool _isUnseen;
    private volatile bool _isHealthy;

    /// <summary>Why the last health check failed.</summary>
    public string? HealthProblem => _healthProblem;

    /// <summary>Lives it to the end, with everything cleaned up.</summary>
    public async Task RunAsync()
    {
        var starter = parts.NewStarter(
            _launch,
            steps,
            async cancellation => _launch = await parts.Hooks.PrepareAsync(_launch, cancellation).WaitAsync(cancellation).ConfigureAwait(false));
        IRunningProgram program;
        try
        {
            program = await BringUpAsync(starter).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or TimeoutException
            || (e is OperationCanceledException && life.Abandoned.IsCancellationRequested))
        {
            if (e is TimeoutException)
            {
                Note(e);
            }

            // Whoever waits learns it before things are cleaned up.
            if (e is not OperationCanceledException)
            {
                supervisor.GiveUp(life);
                Fail(e.Message);
            }

            await CleanAsync(starter.DiscardAsync).ConfigureAwait(false);
            if (e is OperationCanceledException && !supervisor.IsClosed)
            {
                Publish(ResourcePhase.NotStarted, s => s with { IsFinal = !supervisor.IsWanted, Problem = "it was stopped before it started" });
            }

            return;
        }

        await SuperviseAsync(program).ConfigureAwait(false);
    }

    /// <summary>It does not come up, and nobody tries again.</summary>
    public void Fail(string problem)
    {
        Publish(ResourcePhase.FailedToStart, s => s with { IsFailure = true, IsFinal = true, Problem = problem }, problem);
        supervisor.SetUp();
    }

    /// <summary>Prepares while it waits, and starts when both are done; whichever fails first ends the other.</summary>
    private async Task<IRunningProgram> BringUpAsync(IResourceStarter starter)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(life.Abandoned);
        var (step, waits) = ((string?)null, false);
        var preparation = starter.PrepareAsync(OnStep, enough.Token);
        var gate = parts.Gate.PassAsync(steps.Waits, OnWaiting, enough.Token);
        if (await Task.WhenAny(preparation, gate).ConfigureAwait(false) == preparation)
        {
            try
            {
                await preparation.ConfigureAwait(false);
            }
            catch
            {
                await enough.CancelAsync().ConfigureAwait(false);
                await ((Task)gate).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }

        try
        {
            await ((Task)gate).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What cannot be cancelled half way comes about all the same, and can be taken back only then.
            await preparation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (preparation.Exception?.InnerException is TimeoutException late)
            {
                Note(late);
            }

            throw;
        }

        if (await gate.ConfigureAwait(false) is { } vain)
        {
            supervisor.GiveUp(life);
            Fail(vain);
            await enough.CancelAsync().ConfigureAwait(false);
            await preparation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new DistributedApplicationException(vain);
        }

        // Said already, unless it had to wait.
        var isNews = (waits || step is null) && !preparation.IsCompleted;
        waits = false;
        if (isNews)
        {
            Publish(ResourcePhase.Starting, detail: step);
        }

        await preparation.ConfigureAwait(false);
        life.Abandoned.ThrowIfCancellationRequested();
        if (!isNews || step is not null)
        {
            Publish(ResourcePhase.Starting);
        }

        await starter.MakeAsync(life.Abandoned).ConfigureAwait(false);
        if (!starter.IsUp && _launch.Conflict() is { } conflict)
        {
            throw new DistributedApplicationException(conflict);
        }

        var program = await starter.StartAsync(life.Abandoned).ConfigureAwait(false);
        life.HasRun = true;
        return program;

        void OnStep(string what)
        {
            step = what;
            if (!waits)
            {
                Publish(ResourcePhase.Starting, detail: what);
            }
        }

        void OnWaiting(string detail, bool isParked)
        {
            waits = true;
            Publish(ResourcePhase.Waiting, s => s with { IsParked = isParked }, detail);
            if (isParked)
            {
                supervisor.SetUp();
            }
        }
    }

    private async Task SuperviseAsync(IRunningProgram program)
    {
        _checks = _launch.HealthChecks.Count == 0 && program.HealthCheck is { } own ? [own] : _launch.HealthChecks;
        using (var ended = new CancellationTokenSource())
        {
            var health = ComeUp(ended.Token);
            program.OnSight = See;
            await Task.WhenAny(program.Exited, life.Stopped).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _readiness.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!life.IsStopped)
        {
            await EndAsync(program).ConfigureAwait(false);
            return;
        }

        if (program.StaysBehind && supervisor.IsClosed && !program.Exited.IsCompleted)
        {
            await RemoveAsync(program).ConfigureAwait(false);
            Publish(ResourcePhase.Running, detail: "stays when the application ends");
            await parts.Hooks.StoppedAsync(_launch).ConfigureAwait(false);
            return;
        }

        if (!program.Exited.IsCompleted)
        {
            Publish(ResourcePhase.Stopping);
        }

        var order = await life.Stopped.ConfigureAwait(false);
        try
        {
            await CleanAsync(() => Bounded.FinishAsync(program.StopAsync(order.Grace, life.Hurry), order.Grace + parts.Options.Slack, "stopping it")).ConfigureAwait(false);
        }
        finally
        {
            await RemoveAsync(program).ConfigureAwait(false);
        }

        await TellStopAsync(program).ConfigureAwait(false);
    }

    /// <summary>What cannot be seen is not healthy, whatever it was; what can be seen again is what it was.</summary>
    private void See(string? problem)
    {
        if (life.IsStopped)
        {
            return;
        }

        if (problem is not null)
        {
            (_healthProblem, _isUnseen) = (problem, true);
            Publish(ResourcePhase.Running, s => s with { IsHealthy = false }, $"not known: {problem}");
        }
        else if (_isUnseen)
        {
            _isUnseen = false;
            Publish(ResourcePhase.Running, s => s with { IsHealthy = _checks.Count > 0 ? _isHealthy : null }, _isHealthy || _checks.Count == 0 ? Urls : _healthProblem);
        }
    }

    /// <summary>Says that it runs, and then, as soon as that is so, that it is healthy and ready.</summary>
    private Task ComeUp(CancellationToken cancellation)
    {
        var isChecked = _checks.Count > 0;
        if (!isChecked && !parts.Hooks.MakesReady(_launch))
        {
            BeReady();
            return Task.CompletedTask;
        }

        Publish(ResourcePhase.Running, s => s with { IsHealthy = isChecked ? false : null }, isChecked ? null : Urls);
        if (!isChecked)
        {
            _readiness = MakeReadyAsync(cancellation);
            return Task.CompletedTask;
        }

        return parts.Health.WatchAsync(
            _checks,
            problem => _healthProblem = problem,
            () =>
            {
                _isHealthy = true;
                if (life.ReadySince is not null || !parts.Hooks.MakesReady(_launch))
                {
                    BeReady();
                }
                else if (_readiness.IsCompleted)
                {
                    _readiness = MakeReadyAsync(cancellation);
                }
            },
            detail =>
            {
                _isHealthy = false;
                Publish(ResourcePhase.Running, s => s with { IsHealthy = false }, detail);
            },
            cancellation);
    }

    private void BeReady()
    {
        life.ReadySince ??= parts.Options.Time.GetTimestamp();
        Publish(ResourcePhase.Running, s => s with { IsHealthy = _checks.Count > 0 ? true : null }, Urls);
        supervisor.SetUp();
    }

    /// <summary>It runs on when the program fails here, but what waits for it does not start.</summary>
    private async Task MakeReadyAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        try
        {
            await parts.Hooks.ReadyAsync(_launch, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            BeReady();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var problem = e is DistributedApplicationException ? e.Message : $"internal error: {e.GetType().Name}: {e.Message}";
            Publish(ResourcePhase.Running, s => s with { IsFailure = true, IsUnusable = true, Problem = problem }, problem);
            supervisor.SetUp();
        }
    }

    /// <summary>It has ended by itself.</summary>
    private async Task EndAsync(IRunningProgram program)
    {
        if (supervisor.IsClosed)
        {
            await TellStopAsync(program).ConfigureAwait(false);
            await RemoveAsync(program).ConfigureAwait(false);
            return;
        }

        var (exitCode, broken) = await EndOfAsync(program).ConfigureAwait(false);
        var isExpected = exitCode is { } code && (steps.ExitCodes.Count == 0 ? code == 0 : steps.ExitCodes.Contains(code));
        var problem = broken ?? string.Create(CultureInfo.InvariantCulture, $"it exited with code {exitCode}")
            + (life.ReadySince is not null ? "" : $" before it was healthy ({_healthProblem ?? "no answer yet"})");
        var words = broken ?? (isExpected || exitCode is not { } number ? null : ExitWords.Of(number));
        if (!isExpected && _launch.FailureAdvice() is { } advice)
        {
            words = words is null ? advice : $"{words}; {advice}";
        }

        var readyFor = life.ReadySince is { } since ? parts.Options.Time.GetElapsedTime(since) : TimeSpan.Zero;
        if (backoff.After(!isExpected, readyFor) is { } delay)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"starts again in {delay.TotalSeconds:0.0} s"), isFinal: false);
            await RemoveAsync(program).ConfigureAwait(false);
            await TellEndAsync().ConfigureAwait(false);
            await Task.Delay(delay, parts.Options.Time, life.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (life.Abandoned.IsCancellationRequested)
            {
                Tell(words, isFinal: !supervisor.IsWanted);
            }

            return;
        }

        supervisor.GiveUp(life);
        Tell(backoff.IsExhausted ? $"gave up after {backoff.Count} restart{(backoff.Count == 1 ? "" : "s")}" : words, isFinal: true);
        supervisor.SetUp();
        await RemoveAsync(program).ConfigureAwait(false);
        await TellEndAsync().ConfigureAwait(false);

        void Tell(string? detail, bool isFinal) => Publish(
            isExpected ? ResourcePhase.Finished : ResourcePhase.Exited,
            s => s with { ExitCode = exitCode, IsFailure = !isExpected, IsFinal = isFinal, Problem = problem },
            detail);
    }

    private async Task TellStopAsync(IRunningProgram program)
    {
        // One that could not be stopped has not exited, and never may.
        var (exitCode, broken) = program.Exited.IsCompletedSuccessfully || program.Exited.IsFaulted
            ? await EndOfAsync(program).ConfigureAwait(false)
            : new Ending(null, life.Trouble is null ? null : "it could not be stopped, and may still run");
        Publish(ResourcePhase.Exited, s => s with { ExitCode = exitCode, IsFinal = !supervisor.IsWanted, Problem = "it was stopped" }, broken);
        await TellEndAsync().ConfigureAwait(false);
    }

    /// <summary>How it ended; what the engine cannot say any more is said in words.</summary>
    private static async Task<Ending> EndOfAsync(IRunningProgram program)
    {
        try
        {
            return new((await program.Exited.ConfigureAwait(false)).ExitCode, null);
        }
        catch (ContainerEngineException e)
        {
            return new(null, e.Message);
        }
        catch (OperationCanceledException)
        {
            return new(null, null); // it was let go, and stays
        }
    }

    /// <summary>Ends by force what could not be stopped, and removes what was made for it.</summary>
    private Task RemoveAsync(IRunningProgram program) => CleanAsync(() => Bounded.FinishAsync(program.DisposeAsync().AsTask(), Slack, "removing it"));

    /// <summary>Tells the program that it has ended. Who is to stop does not wait for ever for what the program does then.</summary>
    private Task TellEndAsync() => CleanAsync(() => Bounded.FinishAsync(parts.Hooks.StoppedAsync(_launch), Slack, "telling that it has ended", life.Abandoned));

    private TimeSpan Slack => life.Hurry.IsCancellationRequested && HurriedSlack < parts.Options.Slack ? HurriedSlack : parts.Options.Slack;

    private async Task CleanAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            Note(e);
        }
    }

    private void Note(Exception e) => life.Trouble ??= $"'{_launch.Resource.Name}' could not be stopped: {e.Message}";

    private void Publish(ResourcePhase phase, Func<ResourceState, ResourceState>? with = null, string? detail = null)
    {
        var state = new ResourceState(_launch.Resource.Key, _launch.Resource.Name, phase, Detail: detail)
        {
            Incarnation = life.Incarnation,
            HasRun = life.HasRun,
            HasBeenReady = life.ReadySince is not null,
        };
        parts.States.Publish(with is null ? state : with(state));
    }

    private sealed record Ending(int? ExitCode, string? Broken);

    private string? Urls => _launch.Urls.Count == 0 ? null : string.Join(' ', _launch.Urls);
}
