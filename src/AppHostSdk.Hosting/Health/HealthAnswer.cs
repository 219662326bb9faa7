namespace AppHostSdk.Health;

/// <summary>What came of asking a resource once.</summary>
/// <param name="Problem">What is wrong, for people; <see langword="null"/> when it is healthy.</param>
/// <param name="IsRefused">Nobody listened: asking cost next to nothing, and the one who is asked did not notice.</param>
internal sealed record HealthAnswer(string? Problem, bool IsRefused = false);
