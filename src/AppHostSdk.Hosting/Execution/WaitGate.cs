using System.Globalization;

namespace AppHostSdk.Execution;

/// <summary>Lets a resource start when what it waits for is there; says why it does not.</summary>
/// <param name="states">What is waited on.</param>
/// <param name="options">How patiently.</param>
/// <param name="healthProblem">Why the last health check of a resource failed.</param>
internal sealed class WaitGate(ResourceStates states, ExecutionOptions options, Func<string, string?> healthProblem)
{
    /// <summary>The shortest time a report or a limit can be set to: until then the settings are not even read.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(30);

    /// <summary>Waits for everything at once; the result is why it is in vain, or <see langword="null"/>.</summary>
    /// <param name="waits">What is waited for.</param>
    /// <param name="onWaiting">Told once it really waits, what it waits for from time to time, and whether somebody must do something first.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> PassAsync(IReadOnlyCollection<PlannedWait> waits, Action<string, bool> onWaiting, CancellationToken cancellation)
    {
        if (waits.Count == 0)
        {
            return null;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var all = waits.Select(w => new Pending(w, states.UntilAsync(
            w.Resource, s => w.IsSatisfiedBy(s) || (!w.KeepsWaiting && w.IsHopelessAfter(s)), ended.Token))).ToArray();
        Task<string>? overdue = null;
        var parked = Task.CompletedTask;
        if (all.Any(p => !p.Seen.IsCompleted))
        {
            onWaiting("waits for " + string.Join(" and ", waits.Select(w => w.Words).Distinct()), false);
            overdue = WatchClockAsync(all, detail => onWaiting(detail, false), ended.Token);
            parked = TellParkedAsync(all, onWaiting, ended.Token);
        }

        try
        {
            var left = new List<Task>(all.Select(p => p.Seen));
            while (left.Count > 0)
            {
                var done = await Task.WhenAny(overdue is null ? left : [.. left, overdue]).ConfigureAwait(false);
                if (done == overdue)
                {
                    return await overdue.ConfigureAwait(false);
                }

                left.Remove(done);
                var (wait, seen) = all.First(p => p.Seen == done);
                if (await seen.ConfigureAwait(false) is var state && !wait.IsSatisfiedBy(state))
                {
                    return $"it waits for {wait.Name}, which failed: {wait.ProblemOf(state)}";
                }
            }

            return null;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([.. all.Select(p => p.Seen), overdue ?? Task.CompletedTask, parked]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reports what is missing from time to time; the result, when the limit is reached, is the complaint.</summary>
    private async Task<string> WatchClockAsync(Pending[] all, Action<string> report, CancellationToken cancellation)
    {
        var begin = options.Time.GetTimestamp();
        await Task.Delay(Moment, options.Time, cancellation).ConfigureAwait(false);
        var limits = options.Waits();
        for (var next = limits.ReportAfter; ; next += RepeatAfter)
        {
            var until = limits.Timeout is { } limit && limit < next ? limit : next;
            var rest = until - options.Time.GetElapsedTime(begin);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, options.Time, cancellation).ConfigureAwait(false);
            }

            var words = string.Join(" and ", all.Where(p => !p.Seen.IsCompleted).Select(p => $"{p.Wait.Words} ({Situation(p.Wait.Resource)})"));
            if (until == limits.Timeout)
            {
                return string.Create(CultureInfo.InvariantCulture, $"it has waited {until.TotalSeconds:0.###} s for {words}");
            }

            report($"still waits for {words}");
        }
    }

    private string Situation(string key)
    {
        var state = states.Find(key);
        return state?.Phase switch
        {
            null or ResourcePhase.NotStarted => "not started",
            ResourcePhase.Waiting => "itself " + state.Detail,
            ResourcePhase.Running when state.IsHealthy == false => $"running, not healthy: {healthProblem(key) ?? "no answer yet"}",
            ResourcePhase.Finished or ResourcePhase.Exited or ResourcePhase.FailedToStart => state.Problem ?? "ended",
            var phase => state.Detail is { } detail ? $"{phase.ToString()!.ToLowerInvariant()}, {detail}" : phase.ToString()!.ToLowerInvariant(),
        };
    }

    private async Task TellParkedAsync(Pending[] all, Action<string, bool> onWaiting, CancellationToken cancellation)
    {
        var first = await Task.WhenAny(all.Select(p => states.UntilAsync(p.Wait.Resource, s => s.IsParked, cancellation))).ConfigureAwait(false);
        var state = await first.ConfigureAwait(false);
        onWaiting($"waits for {state.Name}, which {(state.Phase == ResourcePhase.NotStarted ? "is started by hand only" : state.Detail)}", true);
    }

    private sealed record Pending(PlannedWait Wait, Task<ResourceState> Seen);
}
