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
    /// <param name="cancellation">Ends the asking.</param>
    public async Task WatchAsync(
        IReadOnlyList<HealthCheck> checks, Action<HealthAnswer> onProblem, Action onHealthy, Action<string> onUnhealthy, CancellationToken cancellation)
    {
        var board = new Board(checks.Count, onHealthy, onUnhealthy);
        await Task.WhenAll(checks.Select((check, i) => AskAsync(check, i, board, onProblem, cancellation)).Append(ReportAsync(board, cancellation))).ConfigureAwait(false);
    }

    private async Task AskAsync(HealthCheck check, int index, Board board, Action<HealthAnswer> onProblem, CancellationToken cancellation)
    {
        var times = check.Times;
        var quick = Shorter(LongestPause, times.Period);
        var (healthy, failures, successes) = (false, 0, 0);
        if (times.InitialDelay > TimeSpan.Zero)
        {
            await Task.Delay(times.InitialDelay, time, cancellation).ConfigureAwait(false);
        }

        var since = time.GetTimestamp();
        while (true)
        {
            var answer = await HealthProbe.AskAsync(check, cancellation).ConfigureAwait(false);
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

            // A first failure after long health is asked about soon; a server that is still starting, sooner.
            var pause = healthy ? (failures == 0 ? times.Period : quick) : Shorter(Pause(answer, time.GetElapsedTime(since)), quick);
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
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
