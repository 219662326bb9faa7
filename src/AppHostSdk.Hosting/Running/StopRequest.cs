namespace AppHostSdk.Running;

/// <summary>What signals ask of a run: the first to stop, a later one to stop at once.</summary>
internal sealed class StopRequest : IDisposable
{
    /// <summary>
    /// Within this time a further signal is the first one again: the terminal sends Ctrl+C to the whole group, and a wrapper
    /// (npm, make, timeout, a debugger) passes it on once more. Nobody presses Ctrl+C twice that fast to insist.
    /// </summary>
    internal static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(300);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _hurry = new();
    private readonly Lock _lock = new();
    private long? _last;
    private int _count;

    /// <param name="time">Tells signals from their echoes.</param>
    /// <param name="cancellation">Asks to stop, too.</param>
    public StopRequest(TimeProvider time, CancellationToken cancellation)
    {
        _time = time;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Cancelled when the run shall stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled when it shall stop at once, by force.</summary>
    public CancellationToken Hurry => _hurry.Token;

    /// <summary>A signal has come; false for a third one: then the process shall end as it would without us, and the sentinel cleans up.</summary>
    public bool Signal()
    {
        int count;
        lock (_lock)
        {
            if (_last is { } last && _time.GetElapsedTime(last) < Echo)
            {
                return true;
            }

            _last = _time.GetTimestamp();
            count = ++_count;
        }

        if (count > 2)
        {
            return false;
        }

        (count == 1 ? _stop : _hurry).Cancel();
        return true;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _hurry.Dispose();
    }
}
