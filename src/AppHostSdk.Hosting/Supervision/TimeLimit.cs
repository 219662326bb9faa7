using System.Globalization;

namespace AppHostSdk.Supervision;

/// <summary>Waits for what cannot be cancelled, but not for ever: an engine that is frozen must not keep the host from ending.</summary>
internal static class TimeLimit
{
    /// <summary>The result of <paramref name="call"/>; once <paramref name="cancellation"/> is cancelled it has only <paramref name="slack"/> left.</summary>
    /// <exception cref="TimeoutException">It has not come back; the message is for people.</exception>
    public static async Task<T> FinishAsync<T>(Task<T> call, TimeSpan slack, string operation, CancellationToken cancellation)
    {
        await FinishAsync((Task)call, slack, operation, cancellation).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }

    /// <inheritdoc cref="FinishAsync{T}"/>
    public static async Task FinishAsync(Task call, TimeSpan slack, string operation, CancellationToken cancellation)
    {
        try
        {
            await call.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !call.IsCompleted)
        {
            await FinishAsync(call, slack, operation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for <paramref name="call"/> no longer than <paramref name="limit"/>.</summary>
    /// <exception cref="TimeoutException">It has not come back; the message is for people.</exception>
    public static async Task FinishAsync(Task call, TimeSpan limit, string operation)
    {
        try
        {
            await call.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{operation}: no answer within {limit.TotalSeconds:0.#} s, and it is not waited for any longer"));
        }
    }
}
