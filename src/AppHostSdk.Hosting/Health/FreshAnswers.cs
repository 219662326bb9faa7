namespace AppHostSdk.Health;

/// <summary>
/// Checks made on demand, because the last answer of a healthy resource may be old: the pauses between checks end, and the
/// demand is met when all checks have succeeded since.
/// </summary>
/// <param name="checks">How many there are.</param>
internal sealed class FreshAnswers(int checks)
{
    private readonly Lock _lock = new();
    private readonly int[] _answered = new int[checks];
    private readonly List<Demand> _waiting = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _demands;
    private bool _isOver;

    /// <summary>The number of demands so far.</summary>
    public int Demands
    {
        get
        {
            lock (_lock)
            {
                return _demands;
            }
        }
    }

    /// <summary>Completes when all checks have succeeded that are asked from now on, or when nothing is asked any more.</summary>
    public Task AskAsync()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return Task.CompletedTask;
            }

            var demand = new Demand(++_demands);
            _waiting.Add(demand);
            _next.SetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return demand.Met.Task;
        }
    }

    /// <summary>Completes when there is a demand that no check has answered yet.</summary>
    /// <param name="heard">The demands that were there before the last question.</param>
    public Task AskedAsync(int heard)
    {
        lock (_lock)
        {
            return _demands > heard ? Task.CompletedTask : _next.Task;
        }
    }

    /// <summary>Pauses until there is a demand that no check has answered yet.</summary>
    /// <param name="pause">How long at most.</param>
    /// <param name="heard">The demands that were there before the last question.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task PauseAsync(TimeSpan pause, int heard, TimeProvider time, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.Delay(pause, time, enough.Token), AskedAsync(heard)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>A check has succeeded.</summary>
    /// <param name="check">Which.</param>
    /// <param name="heard">The demands that were there when it was asked.</param>
    public void Succeed(int check, int heard)
    {
        lock (_lock)
        {
            _answered[check] = heard;
            foreach (var answered in _answered)
            {
                heard = Math.Min(heard, answered);
            }

            _waiting.RemoveAll(demand => demand.Number <= heard && demand.Met.TrySetResult());
        }
    }

    /// <summary>Nothing is asked any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            _waiting.RemoveAll(demand => demand.Met.TrySetResult());
        }
    }

    private sealed class Demand(int number)
    {
        public int Number => number;

        public TaskCompletionSource Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
