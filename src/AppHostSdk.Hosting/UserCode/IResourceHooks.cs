using AppHostSdk.Launching;

namespace AppHostSdk.UserCode;

/// <summary>
/// What the program has to say while a resource comes and goes; each is called once in a life. A
/// <see cref="DistributedApplicationException"/> says to people what went wrong.
/// </summary>
internal interface IResourceHooks
{
    /// <summary>True when <see cref="PrepareAsync"/> must not be called before everything the resource waits for is there.</summary>
    bool DecidesLate(LaunchSpec launch);

    /// <summary>Decides, now that its turn has come, what the resource is started with.</summary>
    Task<LaunchSpec> PrepareAsync(LaunchSpec launch, CancellationToken cancellation);

    /// <summary>Whether <see cref="ReadyAsync"/> does anything for a resource.</summary>
    bool MakesReady(LaunchSpec launch);

    /// <summary>It runs and is healthy; those that wait for it start when this is done.</summary>
    Task ReadyAsync(LaunchSpec launch, CancellationToken cancellation);

    /// <summary>It has ended.</summary>
    Task StoppedAsync(LaunchSpec launch);
}
