namespace AppHostSdk.Containers;

/// <summary>A connection to the output of one container. Disposing it leaves the container alone.</summary>
internal interface IContainerAttachment : IAsyncDisposable
{
    /// <summary>
    /// Reads until the container's output ends, or until this attachment is disposed. One reader at a time.
    /// </summary>
    /// <param name="onOutput">
    /// Gets the bytes in the order they arrive, cut anywhere: not at ends of lines, nor between characters.
    /// The memory is valid only during the callback; the next bytes are read when it completes.
    /// </param>
    /// <param name="ct">Stops reading; the attachment cannot be read any further then.</param>
    /// <exception cref="ContainerEngineException">The connection broke, or the engine reports an error.</exception>
    Task ReadAsync(Func<ContainerStream, ReadOnlyMemory<byte>, ValueTask> onOutput, CancellationToken ct);
}
