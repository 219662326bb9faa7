using AppHostSdk.Model;

namespace AppHostSdk.Supervision;

/// <summary>Whether and when a resource that has ended is started again.</summary>
/// <param name="lifecycle">What the program said of it.</param>
/// <param name="random">Gives numbers from 0 to 1: resources that fell together shall not rise together.</param>
internal sealed class RestartBackoff(IEnumerable<LifecycleEntry> lifecycle, Func<double> random)
{
    /// <summary>One that has been ready for this long begins anew.</summary>
    internal static readonly TimeSpan ResetAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private const double Jitter = 0.1;

    private readonly RestartEntry? _entry = lifecycle.OfType<RestartEntry>().LastOrDefault();

    /// <summary>How many times in a row it was started again.</summary>
    public int Count { get; private set; }

    /// <summary>It is started again in principle, but was too often.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>How long to wait before it is started again, or <see langword="null"/>: not at all.</summary>
    /// <param name="isFailure">It did not end as it should.</param>
    /// <param name="readyFor">How long it had been ready.</param>
    public TimeSpan? After(bool isFailure, TimeSpan readyFor)
    {
        var isCase = _entry?.Policy.AsText switch
        {
            nameof(RestartPolicy.OnFailure) => isFailure,
            nameof(RestartPolicy.Always) => true,
            _ => false,
        };
        if (!isCase)
        {
            return null;
        }

        if (readyFor >= ResetAfter)
        {
            Count = 0;
        }

        if (_entry!.MaxRestarts.AsNumber is { } most && Count >= most)
        {
            IsExhausted = true;
            return null;
        }

        var delay = FirstDelay * Math.Pow(2, Math.Min(Count, 16));
        Count++;
        return (delay < LongestDelay ? delay : LongestDelay) * (1 + (((random() * 2) - 1) * Jitter));
    }
}
