using System.Net.Http;

namespace AppHostSdk.Containers;

/// <summary>A connection that the engine took over from HTTP: it carries nothing but the output of a container.</summary>
internal sealed class DockerAttachment(
    EngineConnection connection, HttpResponseMessage response, Stream stream, string operation) : IContainerAttachment
{
    private readonly MultiplexedOutput _output = new(stream);
    private readonly CancellationTokenSource _disposal = new();
    private bool _disposed;

    /// <inheritdoc/>
    public async Task ReadAsync(Func<ContainerStream, ReadOnlyMemory<byte>, ValueTask> onOutput, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposal.Token);
        while (await NextAsync(ending.Token, ct).ConfigureAwait(false) is { } chunk)
        {
            await onOutput(chunk.Stream, chunk.Bytes).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _disposal.CancelAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
        _disposal.Dispose();
    }

    private async Task<MultiplexedOutput.Chunk?> NextAsync(CancellationToken ending, CancellationToken callers)
    {
        try
        {
            return await connection.TalkAsync(operation, ct => _output.ReadAsync(ct).AsTask(), ending).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ContainerEngineException or ObjectDisposedException
            && Volatile.Read(ref _disposed) && !callers.IsCancellationRequested)
        {
            // Whoever disposed this wants no more output.
            return null;
        }
    }
}
