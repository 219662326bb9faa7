using System.Globalization;
using System.Net.Sockets;

namespace AppHostSdk.Health;

/// <summary>Asks a resource once whether it is healthy.</summary>
internal sealed class HealthProbe : IDisposable
{
    // Made when the first request is: the client costs a start that asks nobody.
    private readonly Lazy<HttpClient> _client = new(() => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    });

    /// <summary>What is wrong, for people, or <see langword="null"/> when it is healthy.</summary>
    public async Task<string?> AskAsync(HealthCheck check, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(check.Times.Timeout);
        var words = check switch
        {
            HttpHealthCheck http => $"GET {http.Url}",
            TcpHealthCheck tcp => string.Create(CultureInfo.InvariantCulture, $"connecting to {tcp.Host}:{tcp.Port}"),
            DelegateHealthCheck named => named.Name,
            _ => check.ToString(),
        };
        try
        {
            var problem = check switch
            {
                HttpHealthCheck http => await GetAsync(http, patience.Token).ConfigureAwait(false),
                TcpHealthCheck tcp => await ConnectAsync(tcp, patience.Token).ConfigureAwait(false),
                DelegateHealthCheck named => await CallAsync(named, patience.Token).ConfigureAwait(false),
                _ => throw new ArgumentException($"No way to ask {check}.", nameof(check)),
            };
            return problem is null ? null : $"{words}: {problem}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{words}: no answer within {check.Times.Timeout.TotalSeconds:0.###} s");
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private async Task<string?> GetAsync(HttpHealthCheck check, CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.Value.GetAsync(check.Url, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return (int)response.StatusCode == check.StatusCode
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode}, expected {check.StatusCode}");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return e.InnerException is SocketException s && s.SocketErrorCode != SocketError.ConnectionRefused ? s.Message : "connection refused";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }

    private static async Task<string?> ConnectAsync(TcpHealthCheck check, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(check.Host, check.Port, cancellation).ConfigureAwait(false);
            return check.Settling == TimeSpan.Zero || await StaysOpenAsync(client.Client, check.Settling, cancellation).ConfigureAwait(false)
                ? null
                : "accepted and closed at once";
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "connection refused",
                SocketError.ConnectionReset => "accepted and closed at once",
                _ => e.Message,
            };
        }
    }

    /// <summary>Nothing is sent: who speaks first, or says nothing for a while, is there.</summary>
    private static async Task<bool> StaysOpenAsync(Socket socket, TimeSpan settling, CancellationToken cancellation)
    {
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        settled.CancelAfter(settling);
        try
        {
            return await socket.ReceiveAsync(new byte[1], settled.Token).ConfigureAwait(false) > 0;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>The function belongs to the program: whatever it throws is an answer.</summary>
    private static async Task<string?> CallAsync(DelegateHealthCheck check, CancellationToken cancellation)
    {
        try
        {
            return await check.Check(cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }
}
