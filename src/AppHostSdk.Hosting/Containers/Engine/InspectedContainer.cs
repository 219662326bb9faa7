using System.Globalization;

namespace AppHostSdk.Containers;

/// <summary>What the engine says of one container, as far as somebody asks.</summary>
internal sealed record InspectedContainer(InspectedContainer.Now? State, InspectedContainer.Settings? Config)
{
    // The engine's own, for a check that does not say.
    private const int DefaultRetries = 3;
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(30);

    /// <summary>In our terms.</summary>
    public ContainerCondition Condition => new(State?.Running == true, unchecked((int)(State?.ExitCode ?? 0)), Health);

    private ContainerHealth? Health => Config?.Healthcheck is { Test: [var kind and ("CMD" or "CMD-SHELL"), .. var command] } check
        ? new(
            State?.Health?.Status is { Length: > 0 } status ? status : "starting",
            State?.Health?.Log is [.., var last] ? Words(last.ExitCode, last.Output) : null,
            kind == "CMD" ? command : ["/bin/sh", "-c", .. command],
            TimeOf(check.Interval),
            TimeOf(check.Timeout),
            check.Retries is > 0 and var retries ? retries : DefaultRetries)
        : null;

    /// <summary>What a check said, in one line.</summary>
    public static string Words(int exitCode, string? output) => string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode} {output?.Trim()}").TrimEnd();

    private static TimeSpan TimeOf(long? nanoseconds) => nanoseconds is > 0 and var given ? TimeSpan.FromTicks(given / TimeSpan.NanosecondsPerTick) : DefaultTime;

    /// <summary>The state.</summary>
    internal sealed record Now(bool? Running, long? ExitCode, Checked? Health);

    /// <summary>What the checks said.</summary>
    internal sealed record Checked(string? Status, Answer[]? Log);

    /// <summary>What one check said.</summary>
    internal sealed record Answer(int ExitCode, string? Output);

    /// <summary>What it was made with.</summary>
    internal sealed record Settings(Check? Healthcheck);

    /// <summary>The check; times are nanoseconds.</summary>
    internal sealed record Check(string[]? Test, long? Interval, long? Timeout, int? Retries);
}
