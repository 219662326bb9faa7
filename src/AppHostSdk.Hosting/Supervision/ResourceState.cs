namespace AppHostSdk.Supervision;

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

    /// <summary>Which life of the resource this is, from 1; each start is a new one. 0 before the first.</summary>
    public int Incarnation { get; init; }

    /// <summary>This life is over and no other follows unless somebody starts the resource again.</summary>
    public bool IsFinal { get; init; }

    /// <summary>It will not come up by itself: it, or something it waits for, is started by hand only.</summary>
    public bool IsParked { get; init; }

    /// <summary>In this life it has run.</summary>
    public bool HasRun { get; init; }

    /// <summary>In this life it has been ready for those that wait for it: it ran and, where it has health checks, was healthy.</summary>
    public bool HasBeenReady { get; init; }

    /// <summary>It runs, but those that wait for it must not start: the program failed to make it ready.</summary>
    public bool IsUnusable { get; init; }

    /// <summary>Why it is not available, said of "it": for those that wait for it.</summary>
    public string? Problem { get; init; }
}
