namespace AppHostSdk.Health;

/// <summary>What came of asking a resource once.</summary>
/// <param name="Problem">What is wrong, for people; <see langword="null"/> when it is healthy.</param>
/// <param name="IsRefused">Nobody listened: asking cost next to nothing, and the one who is asked did not notice.</param>
internal sealed record HealthAnswer(string? Problem, bool IsRefused = false)
{
    /// <summary>
    /// What is said for a while in place of <see cref="Problem"/>, where that is what a client library says of a server that may still be
    /// starting; <see langword="null"/> when the problem itself is said.
    /// </summary>
    public string? Early { get; init; }
}
