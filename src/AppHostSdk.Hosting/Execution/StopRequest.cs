namespace AppHostSdk.Execution;

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
    private long? _first;

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

    /// <summary>A signal has come.</summary>
    public void Signal()
    {
        bool insists;
        lock (_lock)
        {
            insists = _first is { } first && _time.GetElapsedTime(first) >= Echo;
            _first ??= _time.GetTimestamp();
        }

        (insists ? _hurry : _stop).Cancel();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _hurry.Dispose();
    }
}
