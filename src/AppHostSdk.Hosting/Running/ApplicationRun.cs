using AppHostSdk.Containers;
using AppHostSdk.Networking;
using AppHostSdk.Networks;
using AppHostSdk.Output;
using AppHostSdk.Processes;
using AppHostSdk.Replication;
using AppHostSdk.Supervision;
using AppHostSdk.UserCode;

namespace AppHostSdk.Running;

/// <summary>One run of an application, from its start to the last thing stopped.</summary>
internal sealed class ApplicationRun : IAsyncDisposable
{
    /// <summary>What left its group or session had its notice when the group did; now it gets another moment.</summary>
    private static readonly TimeSpan LeftGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LeftLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _hurry = new();
    private Task<bool>? _stop;
    private Task? _started;

    public required RunContext Context { get; init; }

    public required RunIdentity Identity { get; init; }

    public required ApplicationConsole Console { get; init; }

    public required Executor Executor { get; init; }

    public required ResourceStates States { get; init; }

    public required ResourceEventPublisher Events { get; init; }

    public required ReplicaGroups Replicas { get; init; }

    public required EngineAccess Engine { get; init; }

    public required RunNetwork Network { get; init; }

    public required HostForwards Forwards { get; init; }

    public required PortClaims Claims { get; init; }

    public required Sentinel? Sentinel { get; init; }

    /// <summary>Completes when every resource is up, or has failed.</summary>
    /// <exception cref="InvalidOperationException">The run has not begun.</exception>
    public Task Started => _started ?? throw new InvalidOperationException("The run has not begun.");

    /// <summary>Starts everything; called once.</summary>
    public void Begin() => _started = StartAsync();

    /// <summary>Waits until nothing is left running.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled before.</exception>
    public async Task UntilEndedAsync(CancellationToken stop)
    {
        var ended = Executor.EndedAsync();
        if (await Task.WhenAny(ended, Started).WaitAsync(stop).ConfigureAwait(false) == Started)
        {
            // A part of the program that failed is told now, not when everything has ended.
            await Started.ConfigureAwait(false);
        }

        await ended.WaitAsync(stop).ConfigureAwait(false);
        await Started.ConfigureAwait(false);
    }

    /// <summary>
    /// Stops everything once; false when a resource had failed or something could not be stopped. A later call waits for the first,
    /// and hastens it when it is in a hurry.
    /// </summary>
    public async Task<bool> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        using var hastening = hurry.Register(_hurry.Cancel);
        Task<bool> stop;
        lock (_lock)
        {
            stop = _stop ??= StopOnceAsync(grace, _hurry.Token);
        }

        return await stop.ConfigureAwait(false);
    }

    /// <summary>Says which resources have yet to end, and how to end them by force.</summary>
    public void ReportPendingStops()
    {
        if (States.Stopping is { Count: > 0 } names)
        {
            Console.Info($"Waiting for {string.Join(", ", names)} to end. Press Ctrl+C once more to end everything by force.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Forwards.DisposeAsync().ConfigureAwait(false);
        Claims.Dispose();
        Sentinel?.Dispose();
        Console.Dispose();
        Engine.Dispose();
    }

    private bool IsStopping
    {
        get
        {
            lock (_lock)
            {
                return _stop is not null;
            }
        }
    }

    private async Task StartAsync()
    {
        await Executor.StartAsync().ConfigureAwait(false);
        if (IsStopping)
        {
            return;
        }

        await CallbackInvoker.CallAsync(
            $"A subscriber of {nameof(AfterResourcesCreatedEvent)}",
            () => Context.Eventing.PublishAsync(new AfterResourcesCreatedEvent(Context.Services, Context.Model))).ConfigureAwait(false);
        if (IsStopping)
        {
            return;
        }

        Console.Info(States.Failures is { Count: > 0 } failures
            ? $"Distributed application started, but {string.Join(", ", failures.Select(f => f.Name))} failed. Press Ctrl+C to shut down."
            : "Distributed application started. Press Ctrl+C to shut down.");
    }

    private async Task<bool> StopOnceAsync(TimeSpan grace, CancellationToken hurry)
    {
        Events.End();
        Replicas.StopParking();
        IReadOnlyList<string> problems;
        try
        {
            problems = await Executor.StopAsync(grace, hurry).ConfigureAwait(false);
        }
        finally
        {
            await Replicas.DisposeAsync().ConfigureAwait(false);
        }

        if (await Network.RemoveAsync().ConfigureAwait(false) is { } kept)
        {
            problems = [.. problems, kept];
        }

        var left = OperatingSystem.IsWindows() ? [] : await SessionProcesses.EndAsync(
            () => [.. SessionProcesses.Marked(Identity.Mark.Host.StartTime).Where(p => p.Mark == Identity.Mark).Select(p => p.Process)],
            hurry.IsCancellationRequested ? TimeSpan.Zero : LeftGrace,
            LeftLimit).ConfigureAwait(false);
        if (left.Count > 0)
        {
            problems = [.. problems, $"these processes could not be ended: {string.Join(", ", left.Select(p => p.Pid))}"];
        }

        // What could not be cleaned up from here, the sentinel tries again once this process is gone.
        if (problems.Count > 0 && Sentinel is not null)
        {
            Engine.LeaveService();
        }
        else
        {
            Engine.EndService();
            Sentinel?.Dismiss();
        }

        await Context.Services.StopAsync(hurry).ConfigureAwait(false);
        foreach (var problem in problems)
        {
            Console.Error(problem);
        }

        if (Engine.IsLost)
        {
            Console.Error($"The container engine does not answer, so containers and networks with the label {RunIdentity.SessionLabel}={Identity.Id} may be left. The next app host that finds the engine removes them.");
        }

        return problems.Count == 0 && !States.AnyFailure;
    }
}
