
namespace AppHostSdk.Health;

/// <summary>Asks a resource over http whether it is healthy.</summary>
internal sealed class HealthProbe : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = RequestTime,
    };

    /// <summary>
    /// Asks until the answer has the expected status. A refused connection is retried within milliseconds at first, then less often.
    /// </summary>
    /// <param name="url">The address asked.</param>
    /// <param name="statusCode">The status that means healthy.</param>
    /// <param name="onUnhealthy">Told why after each attempt that failed.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task UntilHealthyAsync(Uri url, int statusCode, Action<string> onUnhealthy, CancellationToken cancellation)
    {
        for (var delay = FirstDelay; ; delay = delay * 1.5 < LongestDelay ? delay * 1.5 : LongestDelay)
        {
            if (await AskAsync(url, statusCode, cancellation).ConfigureAwait(false) is not { } problem)
            {
                return;
            }

            onUnhealthy($"GET {url}: {problem}");
            await Task.Delay(delay, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<string?> AskAsync(Uri url, int statusCode, CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return (int)response.StatusCode == statusCode ? null : $"answered {(int)response.StatusCode}, expected {statusCode}";
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return "connection refused";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {RequestTime.TotalSeconds} s";
        }
    }
}
