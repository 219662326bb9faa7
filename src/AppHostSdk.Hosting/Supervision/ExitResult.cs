using AppHostSdk.Containers;
using AppHostSdk.Processes;

namespace AppHostSdk.Supervision;

/// <summary>How a program has ended.</summary>
/// <param name="ExitCode">What it exited with; <see langword="null"/> when nobody knows.</param>
/// <param name="Broken">Why nobody knows, for people; <see langword="null"/> when there is nothing to say.</param>
internal sealed record ExitResult(int? ExitCode, string? Broken)
{
    /// <summary>The end of <paramref name="program"/>; what the engine cannot say any more is said in words.</summary>
    public static async Task<ExitResult> OfAsync(IRunningProgram program)
    {
        try
        {
            return new((await program.Exited.ConfigureAwait(false)).ExitCode, null);
        }
        catch (Exception e) when (e is ContainerEngineException or DistributedApplicationException)
        {
            return new(null, e.Message);
        }
        catch (OperationCanceledException)
        {
            return new(null, null); // it was let go, and stays
        }
    }

    /// <summary>Whether it is one of the ends that those who wait for it expect; without any, an exit code of zero is.</summary>
    public bool IsExpected(IReadOnlyCollection<int> exitCodes) =>
        ExitCode is { } code && (exitCodes.Count == 0 ? code == 0 : exitCodes.Contains(code));

    /// <summary>What an end that was not expected means, and <paramref name="advice"/> on it; <see langword="null"/> for nothing.</summary>
    public string? Words(string? advice)
    {
        var words = Broken ?? (ExitCode is { } code ? ExitWords.Of(code) : null);
        return words is null || advice is null ? words ?? advice : $"{words}; {advice}";
    }
}
