using System.Buffers;
using System.Net.Sockets;

namespace AppHostSdk.Networking;

/// <summary>Passes on what two connections send to each other, in both directions.</summary>
internal static class Relay
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Completes when both have said everything, or one of them is broken; the end of one direction is passed on like its data.</summary>
    /// <returns>Both have said everything.</returns>
    public static async Task<bool> RunAsync(Socket one, Socket other, CancellationToken cancellation)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(PassAsync(one, other, broken), PassAsync(other, one, broken)).ConfigureAwait(false);
        return !broken.IsCancellationRequested;
    }

    private static async Task PassAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, broken.Token).ConfigureAwait(false)) > 0)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), broken.Token).ConfigureAwait(false);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // A connection without one of its ends is over; the other end learns it when it is closed.
            await broken.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
