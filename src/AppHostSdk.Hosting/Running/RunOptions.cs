namespace AppHostSdk.Running;

/// <summary>What of an execution can be set from outside.</summary>
internal sealed record RunOptions
{
    /// <summary>Read when something has waited for a moment, not before: reading the configuration costs more than most waits.</summary>
    public Func<WaitLimits> Waits { get; init; } = static () => WaitLimits.Default;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The configuration in which projects are built that the app host was not built with; <see langword="null"/> for their own default. Read when one is built.</summary>
    public Func<string?> Configuration { get; init; } = static () => null;

    /// <summary>How much longer than it was granted a stop or an answer of the engine may take before it is given up.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(10);
}
