namespace AppHostSdk.Containers;

/// <summary>How a container is at one moment.</summary>
/// <param name="IsRunning">Its process runs.</param>
/// <param name="ExitCode">How the process ended last; zero when it has not.</param>
/// <param name="Health">What the engine knows of its health; null without a health check of the image or the container.</param>
internal sealed record ContainerCondition(bool IsRunning, int ExitCode, ContainerHealth? Health);

/// <summary>The health check of a container and its last answer.</summary>
/// <param name="Status">The engine's word: <c>starting</c>, <c>healthy</c>, <c>unhealthy</c>.</param>
/// <param name="Answer">The exit code of the last check and what it printed; null before the first.</param>
/// <param name="Command">What the engine runs in the container as a check.</param>
/// <param name="Period">The time between two checks.</param>
/// <param name="Timeout">How long a check may take.</param>
/// <param name="Retries">So many failures in a row make it unhealthy.</param>
internal sealed record ContainerHealth(string Status, string? Answer, IReadOnlyList<string> Command, TimeSpan Period, TimeSpan Timeout, int Retries)
{
    /// <summary>What is wrong, for people; null when it is healthy.</summary>
    public string? Problem => Status == "healthy" ? null : Answer is null ? Status : $"{Status}: {Answer}";
}
