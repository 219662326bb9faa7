using AppHostSdk.Health;

namespace AppHostSdk.Containers;

/// <summary>
/// What the runtime needs of a container engine, and nothing more. Every method throws <see cref="ContainerEngineException"/>
/// with a message for people when the engine refuses or cannot be reached, and <see cref="OperationCanceledException"/> when
/// its token is cancelled. All methods may be called from several threads at once; all but <see cref="ConnectAsync"/> need a
/// successful <see cref="ConnectAsync"/> before.
/// </summary>
/// <remarks>
/// Cancelling stops waiting for an answer; it does not take the request back. An engine finishes a create or a start whose
/// client went away, so whoever cancels one must look for the container by its labels afterwards.
/// </remarks>
internal interface IContainerEngine : IDisposable
{
    /// <summary>The address in human-readable form, for messages: <c>unix:///var/run/docker.sock</c>.</summary>
    string Address { get; }

    /// <summary>It mounts files of this machine: false where it runs on another one.</summary>
    bool SharesFiles { get; }

    /// <summary>Whose engine it is.</summary>
    EngineKind Kind { get; }

    /// <summary>Makes sure that an engine answers and agrees with it on the version of its interface. Safe to repeat.</summary>
    /// <exception cref="ContainerEngineException">No engine answers; the message says what was tried, what failed and what to do.</exception>
    Task ConnectAsync(CancellationToken ct);

    /// <summary>Whether the engine has <paramref name="image"/> already, so that it need not be pulled.</summary>
    Task<bool> ImageExistsAsync(string image, CancellationToken ct);

    /// <summary>Has the engine download <paramref name="image"/>; without a tag or digest, its tag <c>latest</c>.</summary>
    /// <param name="image">The reference as users write it: <c>[registry/]name[:tag][@digest]</c>.</param>
    /// <param name="onProgress">Gets lines of text for people: how far a large download is, and how it ended.</param>
    /// <param name="ct">Stops the download.</param>
    Task PullImageAsync(string image, Action<string>? onProgress, CancellationToken ct);

    /// <summary>Has the engine build an image.</summary>
    /// <param name="build">What is built.</param>
    /// <param name="tag">What the image is called then.</param>
    /// <param name="onLine">Gets what the build prints, line by line.</param>
    /// <param name="ct">Stops the build.</param>
    /// <returns>The id of the image, or the tag when the engine does not say.</returns>
    /// <exception cref="DistributedApplicationException">There is nothing to build.</exception>
    Task<string> BuildImageAsync(ImageBuild build, string tag, Action<string> onLine, CancellationToken ct);

    /// <summary>Creates a container without starting it. The image must be there; nothing is pulled.</summary>
    /// <returns>The id of the container.</returns>
    Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken ct);

    /// <summary>
    /// Connects to the output of a container. Attached between create and start, not one byte of it is lost;
    /// attached later, what was written before is not seen.
    /// </summary>
    /// <remarks>
    /// The output ends when the container does. One that is removed before it ever ran has no end: whoever attaches and
    /// does not get to start must dispose the attachment.
    /// </remarks>
    Task<IContainerAttachment> AttachAsync(string id, CancellationToken ct);

    /// <summary>Starts a container; returns when its process runs. Starting one that runs is fine.</summary>
    Task StartContainerAsync(string id, CancellationToken ct);

    /// <summary>Lets a paused container go on. One that is not paused is fine.</summary>
    Task UnpauseContainerAsync(string id, CancellationToken ct);

    /// <summary>
    /// Waits until a container does not run and returns its exit code. Call it after <see cref="StartContainerAsync"/>:
    /// a container that was never started does not run either.
    /// </summary>
    Task<int> WaitContainerAsync(string id, CancellationToken ct);

    /// <summary>
    /// Asks a container to stop and kills it after <paramref name="grace"/>, counted in whole seconds (rounded up).
    /// Returns when it has stopped. One that does not run or does not exist is fine.
    /// </summary>
    Task StopContainerAsync(string id, TimeSpan grace, CancellationToken ct);

    /// <summary>
    /// Kills and removes a container and its anonymous volumes. One that does not exist, or that somebody else is removing,
    /// is fine; in the second case it may exist for a moment longer.
    /// </summary>
    Task RemoveContainerAsync(string id, CancellationToken ct);

    /// <summary>How a container is now; null when there is no such container.</summary>
    Task<ContainerCondition?> InspectContainerAsync(string id, CancellationToken ct);

    /// <summary>The health check that its image or its arguments give a container; null for none.</summary>
    Task<HealthCheck?> HealthCheckOfAsync(string id, CancellationToken ct);

    /// <summary>Waits until the engine answers, which after a loss may be never.</summary>
    Task ReturnedAsync(CancellationToken ct);

    /// <summary>All containers, running or not, that carry <paramref name="label"/>.</summary>
    /// <param name="label">The key of the label.</param>
    /// <param name="value">The value it must have, or null for any.</param>
    /// <param name="ct">Stops waiting for the answer.</param>
    Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(string label, string? value, CancellationToken ct);

    /// <summary>Makes a bridge network, in which containers find each other by name.</summary>
    Task<ContainerNetwork> CreateNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken ct);

    /// <summary>The network of this name, or null.</summary>
    Task<ContainerNetwork?> FindNetworkAsync(string name, CancellationToken ct);

    /// <summary>Removes a network without containers; one that does not exist is fine.</summary>
    Task RemoveNetworkAsync(ContainerNetwork network, CancellationToken ct);
}
