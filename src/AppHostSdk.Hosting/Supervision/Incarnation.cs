using System.Diagnostics.CodeAnalysis;

namespace AppHostSdk.Supervision;

/// <summary>One life of a resource: from the decision to start it to the last thing cleaned up after it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The sources have no timers, and a stop that comes late must not meet disposed ones.")]
internal sealed class Incarnation(int incarnation)
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly TaskCompletionSource<StopOrder> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number => incarnation;

    /// <summary>Cancelled when what has not been started shall not be started any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Cancelled when a stop shall be done by force.</summary>
    public CancellationToken Hurry => _hurry.Token;

    /// <summary>Completes when it shall end.</summary>
    public Task<StopOrder> Stopped => _stop.Task;

    public bool IsStopped => _stop.Task.IsCompleted;

    /// <summary>Completes when nothing is left of it, with what could not be cleaned up or <see langword="null"/>.</summary>
    public Task<string?> Ended => _ended.Task;

    /// <summary>What could not be cleaned up, for people.</summary>
    public string? Trouble { get; set; }

    /// <summary>Its program has run.</summary>
    public bool HasRun { get; set; }

    /// <summary>When it became ready for those that wait for it, as a timestamp; <see langword="null"/> when it has not been.</summary>
    public long? ReadySince { get; set; }

    public void Abandon() => _abandoned.Cancel();

    /// <summary>Ends it; a later call in a hurry hastens the first. Completes as <see cref="Ended"/>.</summary>
    public async Task<string?> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        using var hastening = hurry.Register(_hurry.Cancel);
        _stop.TrySetResult(new StopOrder(grace));
        Abandon();
        return await Ended.ConfigureAwait(false);
    }

    public void End(Exception? defect)
    {
        if (defect is null)
        {
            _ended.SetResult(Trouble);
        }
        else
        {
            _ended.SetException(defect);
        }
    }
}
