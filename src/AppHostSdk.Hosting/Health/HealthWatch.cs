namespace AppHostSdk.Health;

/// <summary>Asks a resource again and again: every few milliseconds at first, less often later, rarely once it is healthy.</summary>
internal sealed class HealthWatch(TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan[] Reports = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    /// <summary>Asks until it is cancelled.</summary>
    /// <param name="checks">All of them must succeed.</param>
    /// <param name="onProblem">Told why after each attempt that failed.</param>
    /// <param name="onHealthy">Called when all have succeeded, after each time that one had not.</param>
    /// <param name="onUnhealthy">Called when it is not healthy any more, or not yet, from time to time; with the reason.</param>
    /// <param name="fresh">Where others ask for answers before their time.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task WatchAsync(
        IReadOnlyList<HealthCheck> checks, Action<HealthAnswer> onProblem, Action onHealthy, Action<string> onUnhealthy, FreshAnswers fresh, CancellationToken cancellation)
    {
        var board = new Board(checks.Count, onHealthy, onUnhealthy);
        await Task.WhenAll(checks.Select((check, i) => AskAsync(check, i, board, onProblem, fresh, cancellation)).Append(ReportAsync(board, cancellation))).ConfigureAwait(false);
    }

    private async Task AskAsync(HealthCheck check, int index, Board board, Action<HealthAnswer> onProblem, FreshAnswers fresh, CancellationToken cancellation)
    {
        var times = check.Times;
        var quick = Shorter(LongestPause, times.Period);
        var (healthy, failures, successes, answered) = (false, 0, 0, 0);
        if (times.InitialDelay > TimeSpan.Zero)
        {
            await Task.Delay(times.InitialDelay, time, cancellation).ConfigureAwait(false);
        }

        var since = time.GetTimestamp();
        while (true)
        {
            var heard = fresh.Demands;
            HealthAnswer? answer;
            if (check is not DelegateHealthCheck { Now: { } now } reported)
            {
                answer = await HealthProbe.AskAsync(check, cancellation).ConfigureAwait(false);
            }
            else if (heard > answered)
            {
                // What was found so is doubted until it is found otherwise.
                answer = await HealthProbe.AskAsync(reported with { Check = now }, cancellation).ConfigureAwait(false);
                answered = answer.Problem is null ? heard : answered;
            }
            else if ((answer = await NewsAsync(check, fresh, heard, cancellation).ConfigureAwait(false)) is null)
            {
                continue;
            }

            (failures, successes) = answer.Problem is null ? (0, successes + 1) : (failures + 1, 0);
            if (answer.Problem is not null)
            {
                onProblem(answer);
                board.Last = answer;
            }

            if (healthy ? failures >= times.FailureThreshold : successes >= times.SuccessThreshold)
            {
                healthy = !healthy;
                since = time.GetTimestamp();
                board.Set(index, healthy);
            }

            if (healthy && failures == 0)
            {
                fresh.Succeed(index, heard);
                await fresh.PauseAsync(times.Period, heard, time, cancellation).ConfigureAwait(false);
                continue;
            }

            // A first failure after long health is asked about soon; a server that is still starting, sooner.
            await Task.Delay(healthy ? quick : Shorter(Pause(answer, time.GetElapsedTime(since)), quick), time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for news until there is a demand; then there is none.</summary>
    private static async Task<HealthAnswer?> NewsAsync(HealthCheck check, FreshAnswers fresh, int heard, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = HealthProbe.AskAsync(check, enough.Token);
        await Task.WhenAny(news, fresh.AskedAsync(heard)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        await ((Task)news).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return news.IsCanceled && !cancellation.IsCancellationRequested ? null : await news.ConfigureAwait(false);
    }

    /// <summary>
    /// A pause is a part of the time that has passed: by so much, at most, is a server later that has just missed a question. One that
    /// refuses is asked often, for it does not notice; one that answers has work with it.
    /// </summary>
    private static TimeSpan Pause(HealthAnswer answer, TimeSpan passed) => answer.IsRefused
        ? Longer(TimeSpan.FromMilliseconds(1), passed / 50)
        : Longer(TimeSpan.FromMilliseconds(10), passed / 10);

    private async Task ReportAsync(Board board, CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            await Task.Delay(Reports[Math.Min(i, Reports.Length - 1)], time, cancellation).ConfigureAwait(false);
            board.Report(isEarly: i == 0);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>What the checks say together.</summary>
    private sealed class Board(int count, Action onHealthy, Action<string> onUnhealthy)
    {
        private readonly Lock _lock = new();
        private readonly bool[] _healthy = new bool[count];
        private bool _hasBeenHealthy;

        /// <summary>The last answer that was none of health.</summary>
        public HealthAnswer Last { get; set; } = new("no answer yet");

        public void Set(int index, bool healthy)
        {
            lock (_lock)
            {
                var before = IsHealthy;
                _healthy[index] = healthy;
                if (IsHealthy)
                {
                    _hasBeenHealthy = true;
                    onHealthy();
                }
                else if (before)
                {
                    onUnhealthy($"not healthy any more: {Last.Problem}");
                }
            }
        }

        public void Report(bool isEarly)
        {
            lock (_lock)
            {
                if (!IsHealthy)
                {
                    onUnhealthy(_hasBeenHealthy ? $"still not healthy: {Last.Problem}" : $"not healthy yet: {(isEarly ? Last.Early : null) ?? Last.Problem}");
                }
            }
        }

        private bool IsHealthy => Array.TrueForAll(_healthy, h => h);
    }
}
