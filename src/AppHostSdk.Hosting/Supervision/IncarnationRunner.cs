using System.Globalization;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Launching;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Starters;

namespace AppHostSdk.Supervision;

/// <summary>What happens in one life of a resource, one step after the other.</summary>
/// <param name="incarnation">What others say to it.</param>
/// <param name="plan">What of the plan is its.</param>
/// <param name="launch">What it is started with, unless the program decides otherwise when its turn has come.</param>
/// <param name="services">What all resources share.</param>
/// <param name="backoff">Whether another life follows its end.</param>
/// <param name="intent">What is wanted.</param>
internal sealed class IncarnationRunner(Incarnation incarnation, ResourcePlan plan, LaunchSpec launch, ExecutorServices services, RestartBackoff backoff, ResourceIntent intent)
{
    /// <summary>Timers count in milliseconds of their own, and may be over a little before others think so.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan HurriedSlack = TimeSpan.FromSeconds(2);

    private readonly IncarnationStates _states = new(incarnation, launch.Resource, services.States);
    private LaunchSpec _launch = launch;
    private volatile ReadinessMonitor? _readiness;

    /// <summary>How what runs is found; <see langword="null"/> before it runs.</summary>
    public ReadinessMonitor? Readiness => _readiness;

    /// <summary>Lives it to the end, with everything cleaned up.</summary>
    public async Task RunAsync()
    {
        var starter = services.NewStarter(
            _launch,
            plan,
            async cancellation => _launch = await services.Hooks.PrepareAsync(_launch, cancellation).WaitAsync(cancellation).ConfigureAwait(false));
        IRunningProgram program;
        try
        {
            program = await BringUpAsync(starter).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or TimeoutException
            || (e is OperationCanceledException && incarnation.Abandoned.IsCancellationRequested))
        {
            if (e is TimeoutException)
            {
                RecordCleanupFailure(e);
            }

            // Whoever waits learns it before things are cleaned up.
            if (e is not OperationCanceledException)
            {
                intent.GiveUp(incarnation);
                Fail(e.Message);
            }

            await CleanAsync(starter.RollBackAsync).ConfigureAwait(false);
            if (e is OperationCanceledException && !intent.IsClosed)
            {
                _states.Publish(ResourcePhase.NotStarted, s => s with { IsFinal = !intent.IsWanted, Problem = "it was stopped before it started" });
            }

            return;
        }

        await SuperviseAsync(program).ConfigureAwait(false);
    }

    /// <summary>It does not come up, and nobody tries again.</summary>
    public void Fail(string problem)
    {
        _states.Publish(ResourcePhase.FailedToStart, s => s with { IsFailure = true, IsFinal = true, Problem = problem }, problem);
        intent.SignalUp();
    }

    /// <summary>Prepares while it waits, and starts when both are done; whichever fails first ends the other.</summary>
    private async Task<IRunningProgram> BringUpAsync(IResourceStarter starter)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(incarnation.Abandoned);
        var (step, waits) = ((string?)null, false);
        var preparation = starter.PrepareAsync(OnStep, enough.Token);
        var gate = WaitAsync(OnWaiting, enough.Token);
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
                RecordCleanupFailure(late);
            }

            throw;
        }

        if (await gate.ConfigureAwait(false) is { } vain)
        {
            intent.GiveUp(incarnation);
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
            _states.Publish(ResourcePhase.Starting, detail: step);
        }

        await preparation.ConfigureAwait(false);
        incarnation.Abandoned.ThrowIfCancellationRequested();
        if (!isNews || step is not null)
        {
            _states.Publish(ResourcePhase.Starting);
        }

        await starter.CreateAsync(incarnation.Abandoned).ConfigureAwait(false);
        if (!starter.IsAlreadyRunning && _launch.Conflict() is { } conflict)
        {
            throw new DistributedApplicationException(conflict);
        }

        var program = await starter.StartAsync(incarnation.Abandoned).ConfigureAwait(false);
        incarnation.HasRun = true;
        services.OnDone?.Invoke(_launch.Resource.Key, plan.Start);
        return program;

        void OnStep(string what)
        {
            step = what;
            if (!waits)
            {
                _states.Publish(ResourcePhase.Starting, detail: what);
            }
        }

        void OnWaiting(string detail, bool isParked)
        {
            waits = true;
            _states.Publish(ResourcePhase.Waiting, s => s with { IsParked = isParked }, detail);
            if (isParked)
            {
                intent.SignalUp();
            }
        }
    }

    /// <summary>Waits for everything at once; the result is why it is in vain, or <see langword="null"/>.</summary>
    private async Task<string?> WaitAsync(Action<string, bool> onWaiting, CancellationToken cancellation)
    {
        if (plan.Waits.Count == 0)
        {
            return null;
        }

        using var wait = new DependencyWait(plan.Waits, services, onWaiting);
        return await wait.ThroughAsync(cancellation).ConfigureAwait(false);
    }

    private async Task SuperviseAsync(IRunningProgram program)
    {
        var readiness = _readiness = new ReadinessMonitor(_launch, program, incarnation, _states, services, intent.SignalUp);
        try
        {
            using (var ended = new CancellationTokenSource())
            {
                readiness.Begin(ended.Token);
                await Task.WhenAny(program.Exited, incarnation.Stopped).ConfigureAwait(false);
                await ended.CancelAsync().ConfigureAwait(false);
                await readiness.EndAsync().ConfigureAwait(false);
            }

            await FinishAsync(program).ConfigureAwait(false);
        }
        finally
        {
            readiness.Close();
        }
    }

    /// <summary>Ends the life of a program that has exited or is to be stopped.</summary>
    private async Task FinishAsync(IRunningProgram program)
    {
        if (!incarnation.IsStopped)
        {
            await EndAsync(program).ConfigureAwait(false);
            return;
        }

        if (program.StaysBehind && intent.IsClosed && !program.Exited.IsCompleted)
        {
            await RemoveAsync(program).ConfigureAwait(false);
            _states.Publish(ResourcePhase.Running, detail: "stays when the application ends");
            await services.Hooks.StoppedAsync(_launch).ConfigureAwait(false);
            return;
        }

        if (!program.Exited.IsCompleted)
        {
            _states.Publish(ResourcePhase.Stopping);
        }

        var order = await incarnation.Stopped.ConfigureAwait(false);
        var begin = services.Options.Time.GetTimestamp();
        try
        {
            await CleanAsync(() => TimeLimit.FinishAsync(program.StopAsync(order.Grace, incarnation.Hurry), order.Grace + services.Options.Slack, "stopping it")).ConfigureAwait(false);
        }
        finally
        {
            await RemoveAsync(program).ConfigureAwait(false);
        }

        var isKilled = services.Options.Time.GetElapsedTime(begin) + Early >= order.Grace && !incarnation.Hurry.IsCancellationRequested;
        await PublishStoppedAsync(program, isKilled ? order : null).ConfigureAwait(false);
    }

    /// <summary>It has ended by itself.</summary>
    private async Task EndAsync(IRunningProgram program)
    {
        if (intent.IsClosed)
        {
            await PublishStoppedAsync(program).ConfigureAwait(false);
            await RemoveAsync(program).ConfigureAwait(false);
            return;
        }

        var ending = await ExitResult.OfAsync(program).ConfigureAwait(false);
        var isExpected = ending.IsExpected(plan.ExitCodes);
        if (ending.ExitCode is { } code && plan.ExitCodes.Contains(code))
        {
            services.OnDone?.Invoke(_launch.Resource.Key, new Complete(code));
        }

        var problem = ending.Broken ?? string.Create(CultureInfo.InvariantCulture, $"it exited with code {ending.ExitCode}")
            + (incarnation.ReadySince is not null ? "" : $" before it was healthy ({_readiness?.HealthProblem?.Problem ?? "no answer yet"})");
        var words = isExpected ? null : ending.Words(_launch.FailureAdvice());
        var readyFor = incarnation.ReadySince is { } since ? services.Options.Time.GetElapsedTime(since) : TimeSpan.Zero;
        if (backoff.After(!isExpected, readyFor) is { } delay)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"starts again in {delay.TotalSeconds:0.0} s"), isFinal: false);
            await RemoveAsync(program).ConfigureAwait(false);
            await PublishEndedAsync().ConfigureAwait(false);
            await Task.Delay(delay, services.Options.Time, incarnation.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (incarnation.Abandoned.IsCancellationRequested)
            {
                Tell(words, isFinal: !intent.IsWanted);
            }

            return;
        }

        intent.GiveUp(incarnation);
        Tell(backoff.IsExhausted ? $"gave up after {backoff.Count} restart{(backoff.Count == 1 ? "" : "s")}" : words, isFinal: true);
        intent.SignalUp();
        await RemoveAsync(program).ConfigureAwait(false);
        await PublishEndedAsync().ConfigureAwait(false);

        void Tell(string? detail, bool isFinal) => _states.Publish(
            isExpected ? ResourcePhase.Finished : ResourcePhase.Exited,
            s => s with { ExitCode = ending.ExitCode, IsFailure = !isExpected, IsFinal = isFinal, Problem = problem },
            detail);
    }

    /// <param name="program">The program.</param>
    /// <param name="unheeded">The order that it had time to obey and did not, if it was killed.</param>
    private async Task PublishStoppedAsync(IRunningProgram program, StopOrder? unheeded = null)
    {
        // One that could not be stopped has not exited, and never may.
        var ending = program.Exited.IsCompletedSuccessfully || program.Exited.IsFaulted
            ? await ExitResult.OfAsync(program).ConfigureAwait(false)
            : new ExitResult(null, incarnation.Trouble is null ? null : "it could not be stopped, and may still run");
        _states.Publish(ResourcePhase.Exited, s => s with { ExitCode = ending.ExitCode, IsFinal = !intent.IsWanted, Problem = "it was stopped" }, ending.Broken ?? (ending.ExitCode == ExitWords.Killed ? unheeded?.Words : null));
        await PublishEndedAsync().ConfigureAwait(false);
    }

    /// <summary>Ends by force what could not be stopped, and removes what was made for it.</summary>
    private Task RemoveAsync(IRunningProgram program) => CleanAsync(() => TimeLimit.FinishAsync(program.DisposeAsync().AsTask(), Slack, "removing it"));

    /// <summary>Tells the program that it has ended. Who is to stop does not wait for ever for what the program does then.</summary>
    private Task PublishEndedAsync() => CleanAsync(() => TimeLimit.FinishAsync(services.Hooks.StoppedAsync(_launch), Slack, "telling that it has ended", incarnation.Abandoned));

    private TimeSpan Slack => incarnation.Hurry.IsCancellationRequested && HurriedSlack < services.Options.Slack ? HurriedSlack : services.Options.Slack;

    private async Task CleanAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is DistributedApplicationException or ContainerEngineException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            RecordCleanupFailure(e);
        }
    }

    private void RecordCleanupFailure(Exception e) => incarnation.Trouble ??= $"'{_launch.Resource.Name}' could not be stopped: {e.Message}";
}
