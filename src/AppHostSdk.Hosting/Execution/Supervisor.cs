using System.Globalization;
using AppHostSdk.Containers;
using AppHostSdk.Model;
using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>
/// Leads one resource through its lives, one after the other. Commands only say what is wanted; the one loop that acts looks
/// at what is wanted last, so a stop during a start, or a restart during a stop, has one outcome.
/// </summary>
internal sealed class Supervisor
{
    private static readonly TimeSpan HurriedSlack = TimeSpan.FromSeconds(2);

    private readonly ResourceSteps _steps;
    private readonly Launch _launch;
    private readonly ExecutionParts _parts;
    private readonly RestartBackoff _backoff;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _activity = Task.CompletedTask;
    private bool _isActive;
    private bool _isWanted;
    private bool _isClosed;
    private Life? _life;
    private int _incarnation;
    private volatile string? _healthProblem;

    public Supervisor(ResourceSteps steps, Launch launch, ExecutionParts parts)
    {
        _steps = steps;
        _launch = launch;
        _parts = parts;
        _backoff = new RestartBackoff(launch.Resource.Lifecycle, Random.Shared.NextDouble);
    }

    /// <summary>Completes when it is up for the first time, has failed for good, or will not come up by itself.</summary>
    public Task Up => _up.Task;

    /// <summary>Why its last health check failed.</summary>
    public string? HealthProblem => _healthProblem;

    /// <summary>Wants it to run. Nothing changes when it runs or is on its way.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _isWanted = true;
                Act();
            }
        }
    }

    /// <summary>Starts it with the application, or leaves it alone until somebody starts it.</summary>
    public void Begin()
    {
        if (!_launch.Resource.Lifecycle.OfType<ExplicitStart>().Any())
        {
            Start();
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
            if (!_isClosed)
            {
                _isWanted = true;
                _ = _life?.StopAsync(grace, CancellationToken.None);
                Act();
            }
        }
    }

    /// <summary>Wants it not to run; completes when nothing of it is left, with what could not be cleaned up or <see langword="null"/>.</summary>
    public async Task<string?> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        Life? life;
        lock (_lock)
        {
            _isWanted = false;
            life = _life;
        }

        return life is null ? null : await life.StopAsync(grace, hurry).ConfigureAwait(false);
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
            Task activity;
            lock (_lock)
            {
                if (!_isActive)
                {
                    return;
                }

                activity = _activity;
            }

            await activity.ConfigureAwait(false);
        }
    }

    private void Act()
    {
        if (!_isActive)
        {
            _isActive = true;
            _activity = ActAsync();
        }
    }

    private async Task ActAsync()
    {
        await Task.Yield();
        while (Next() is { } life)
        {
            Exception? defect = null;
            try
            {
                await LiveAsync(life).ConfigureAwait(false);
            }
            catch (Exception e) when (life.IsStopped && life.HasRun)
            {
                defect = e; // told to whoever stops it
            }
            catch (Exception e)
            {
                // A defect of ours, or of a part of the program that is called: the others go on.
                _up.TrySetException(e);
                Want(false);
                Fail(life, $"internal error: {e.GetType().Name}: {e.Message}");
            }

            lock (_lock)
            {
                _life = null;
            }

            life.End(defect);
        }
    }

    private Life? Next()
    {
        lock (_lock)
        {
            if (!_isWanted || _isClosed)
            {
                _isActive = false;
                return null;
            }

            return _life = new Life(++_incarnation);
        }
    }

    private async Task LiveAsync(Life life)
    {
        var starter = _parts.NewStarter(_launch, _steps);
        IRunningProgram program;
        try
        {
            program = await BringUpAsync(life, starter).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or TimeoutException
            || (e is OperationCanceledException && life.Abandoned.IsCancellationRequested))
        {
            if (e is TimeoutException)
            {
                Note(life, e);
            }

            // Whoever waits learns it before things are cleaned up.
            if (e is not OperationCanceledException)
            {
                Want(false, life);
                Fail(life, e.Message);
            }

            await CleanAsync(life, starter.DiscardAsync).ConfigureAwait(false);
            if (e is OperationCanceledException && !_isClosed)
            {
                Publish(life, ResourcePhase.NotStarted, s => s with { IsFinal = !IsWanted, Problem = "it was stopped before it started" });
            }

            return;
        }

        await SuperviseAsync(life, program).ConfigureAwait(false);
    }

    /// <summary>Prepares while it waits, and starts when both are done; whichever fails first ends the other.</summary>
    private async Task<IRunningProgram> BringUpAsync(Life life, IResourceStarter starter)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(life.Abandoned);
        var (step, waits) = ((string?)null, false);
        var preparation = starter.PrepareAsync(OnStep, enough.Token);
        var gate = _parts.Gate.PassAsync(_steps.Waits, OnWaiting, enough.Token);
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

        if (await gate.ConfigureAwait(false) is { } vain)
        {
            Want(false, life);
            Fail(life, vain);
            await enough.CancelAsync().ConfigureAwait(false);
            await preparation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new DistributedApplicationException(vain);
        }

        waits = false;
        if (!preparation.IsCompleted)
        {
            Publish(life, ResourcePhase.Starting, detail: step);
        }

        await preparation.ConfigureAwait(false);
        life.Abandoned.ThrowIfCancellationRequested();
        Publish(life, ResourcePhase.Starting);
        var program = await starter.StartAsync(life.Abandoned).ConfigureAwait(false);
        life.HasRun = true;
        return program;

        void OnStep(string what)
        {
            step = what;
            if (!waits)
            {
                Publish(life, ResourcePhase.Starting, detail: what);
            }
        }

        void OnWaiting(string detail, bool isParked)
        {
            waits = true;
            Publish(life, ResourcePhase.Waiting, s => s with { IsParked = isParked }, detail);
            if (isParked)
            {
                _up.TrySetResult();
            }
        }
    }

    private async Task SuperviseAsync(Life life, IRunningProgram program)
    {
        var isChecked = _launch.HealthChecks.Count > 0;
        life.ReadySince = isChecked ? null : _parts.Options.Time.GetTimestamp();
        Publish(life, ResourcePhase.Running, s => s with { IsHealthy = isChecked ? false : null }, isChecked ? null : Urls);
        if (!isChecked)
        {
            _up.TrySetResult();
        }

        using (var ended = new CancellationTokenSource())
        {
            var health = isChecked ? WatchHealthAsync(life, ended.Token) : Task.CompletedTask;
            await Task.WhenAny(program.Exited, life.Stopped).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (life.IsStopped)
        {
            if (!program.Exited.IsCompleted)
            {
                Publish(life, ResourcePhase.Stopping);
            }

            var order = await life.Stopped.ConfigureAwait(false);
            try
            {
                await CleanAsync(life, () => Bounded.FinishAsync(program.StopAsync(order.Grace, life.Hurry), order.Grace + _parts.Options.Slack, "stopping it")).ConfigureAwait(false);
            }
            finally
            {
                await CleanAsync(life, () => RemoveAsync(life, program)).ConfigureAwait(false);
            }

            await TellStopAsync(life, program).ConfigureAwait(false);
        }
        else
        {
            await TellEndAsync(life, program).ConfigureAwait(false);
        }
    }

    /// <summary>How it ended; what the engine cannot say any more is said in words.</summary>
    private static async Task<(int? ExitCode, string? Broken)> EndOfAsync(IRunningProgram program)
    {
        try
        {
            return (await program.Exited.ConfigureAwait(false), null);
        }
        catch (ContainerEngineException e)
        {
            return (null, e.Message);
        }
    }

    private async Task TellStopAsync(Life life, IRunningProgram program)
    {
        // One that could not be stopped has not exited, and never may.
        var (exitCode, broken) = program.Exited.IsCompleted ? await EndOfAsync(program).ConfigureAwait(false) : (null, null);
        Publish(life, ResourcePhase.Exited, s => s with { ExitCode = exitCode, IsFinal = !IsWanted, Problem = "it was stopped" }, broken);
    }

    private async Task TellEndAsync(Life life, IRunningProgram program)
    {
        if (_isClosed)
        {
            await TellStopAsync(life, program).ConfigureAwait(false);
            await CleanAsync(life, () => RemoveAsync(life, program)).ConfigureAwait(false);
            return;
        }

        var (exitCode, broken) = await EndOfAsync(program).ConfigureAwait(false);

        var isExpected = exitCode is { } code && (_steps.ExitCodes.Count == 0 ? code == 0 : _steps.ExitCodes.Contains(code));
        var problem = broken ?? string.Create(CultureInfo.InvariantCulture, $"it exited with code {exitCode}")
            + (life.ReadySince is not null ? "" : $" before it was healthy ({_healthProblem ?? "no answer yet"})");
        var words = broken ?? (isExpected || exitCode is not { } number ? null : ExitWords.Of(number));
        var readyFor = life.ReadySince is { } since ? _parts.Options.Time.GetElapsedTime(since) : TimeSpan.Zero;
        if (_backoff.After(!isExpected, readyFor) is { } delay)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"starts again in {delay.TotalSeconds:0.0} s"), isFinal: false);
            await CleanAsync(life, () => RemoveAsync(life, program)).ConfigureAwait(false);
            await Task.Delay(delay, _parts.Options.Time, life.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (life.Abandoned.IsCancellationRequested)
            {
                Tell(words, isFinal: !IsWanted);
            }

            return;
        }

        Want(false, life);
        Tell(_backoff.IsExhausted ? $"gave up after {_backoff.Count} restart{(_backoff.Count == 1 ? "" : "s")}" : words, isFinal: true);
        _up.TrySetResult();
        await CleanAsync(life, () => RemoveAsync(life, program)).ConfigureAwait(false);

        void Tell(string? detail, bool isFinal) => Publish(
            life,
            isExpected ? ResourcePhase.Finished : ResourcePhase.Exited,
            s => s with { ExitCode = exitCode, IsFailure = !isExpected, IsFinal = isFinal, Problem = problem },
            detail);
    }

    /// <summary>Ends by force what could not be stopped, and removes what was made for it.</summary>
    private Task RemoveAsync(Life life, IRunningProgram program) => Bounded.FinishAsync(
        program.DisposeAsync().AsTask(),
        life.Hurry.IsCancellationRequested && HurriedSlack < _parts.Options.Slack ? HurriedSlack : _parts.Options.Slack,
        "removing it");

    private Task WatchHealthAsync(Life life, CancellationToken cancellation)
    {
        _healthProblem = null;
        return _parts.Health.WatchAsync(
            _launch.HealthChecks,
            problem => _healthProblem = problem,
            () =>
            {
                life.ReadySince ??= _parts.Options.Time.GetTimestamp();
                Publish(life, ResourcePhase.Running, s => s with { IsHealthy = true }, Urls);
                _up.TrySetResult();
            },
            detail => Publish(life, ResourcePhase.Running, s => s with { IsHealthy = false }, detail),
            cancellation);
    }

    private bool IsWanted
    {
        get
        {
            lock (_lock)
            {
                return _isWanted;
            }
        }
    }

    /// <summary>Says whether it shall run, unless somebody has said something else about this life.</summary>
    private void Want(bool isWanted, Life? life = null)
    {
        lock (_lock)
        {
            if (life is not { IsStopped: true })
            {
                _isWanted = isWanted;
            }
        }
    }

    private async Task CleanAsync(Life life, Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            Note(life, e);
        }
    }

    private void Note(Life life, Exception e) => life.Trouble ??= $"'{_launch.Resource.Name}' could not be stopped: {e.Message}";

    private void Fail(Life life, string problem)
    {
        Publish(life, ResourcePhase.FailedToStart, s => s with { IsFailure = true, IsFinal = true, Problem = problem }, problem);
        _up.TrySetResult();
    }

    private void Publish(Life life, ResourcePhase phase, Func<ResourceState, ResourceState>? with = null, string? detail = null)
    {
        var state = new ResourceState(_launch.Resource.Key, _launch.Resource.Name, phase, Detail: detail)
        {
            Incarnation = life.Incarnation,
            HasRun = life.HasRun,
            HasBeenReady = life.ReadySince is not null,
        };
        _parts.States.Publish(with is null ? state : with(state));
    }

    private string? Urls => _launch.Urls.Count == 0 ? null : string.Join(' ', _launch.Urls);
}
