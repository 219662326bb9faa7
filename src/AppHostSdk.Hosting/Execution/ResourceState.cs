namespace AppHostSdk.Execution;

/// <summary>Where a resource is in its life.</summary>
internal enum ResourcePhase
{
    /// <summary>Nothing was done yet.</summary>
    NotStarted,

    /// <summary>It will start when what it waits for is ready.</summary>
    Waiting,

    /// <summary>It is being started.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is being stopped.</summary>
    Stopping,

    /// <summary>It ended by itself with the exit code that was expected.</summary>
    Finished,

    /// <summary>It ended: stopped by the host, or by itself with an unexpected exit code.</summary>
    Exited,

    /// <summary>It could not be started.</summary>
    FailedToStart,
}

/// <summary>The state of a resource at one moment.</summary>
/// <param name="Key">The resource.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phase">Where it is in its life.</param>
/// <param name="IsHealthy">Its health checks have succeeded; <see langword="null"/> without health checks.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Detail">What it waits for, why it failed, or where it is reached.</param>
internal sealed record ResourceState(string Key, string Name, ResourcePhase Phase, bool? IsHealthy = null, int? ExitCode = null, string? Detail = null)
{
    /// <summary>It went wrong: could not start, or ended unexpectedly.</summary>
    public bool IsFailure { get; init; }
}
