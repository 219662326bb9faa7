using System.Globalization;
using System.Net.Sockets;
using AppHostSdk.Networking;

namespace AppHostSdk.Health;

/// <summary>Asks a resource once whether it is healthy.</summary>
internal static class HealthProbe
{
    /// <summary>Asks once.</summary>
    public static async Task<HealthAnswer> AskAsync(HealthCheck check, CancellationToken cancellation)
    {
        var url = (check as HttpHealthCheck)?.Url;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(check.Times.Timeout);
        var words = check switch
        {
            HttpHealthCheck http => url is not null ? $"GET {url}" : $"GET '{http.Path}' at {http.Server}",
            TcpHealthCheck tcp => string.Create(CultureInfo.InvariantCulture, $"connecting to {tcp.Host}:{tcp.Port}"),
            DelegateHealthCheck named => named.Name,
            _ => check.ToString(),
        };
        try
        {
            return check switch
            {
                HttpHealthCheck http when url is not null => await ConnectAsync(url.IdnHost, url.Port, socket => HttpProbe.GetAsync(url, http.StatusCode, socket, patience.Token)).ConfigureAwait(false),
                HttpHealthCheck => Answer("this path makes no address; correct it in WithHttpHealthCheck"),
                TcpHealthCheck tcp => await ConnectAsync(tcp.Host, tcp.Port, socket => StaysOpenAsync(tcp, socket, patience.Token)).ConfigureAwait(false),
                DelegateHealthCheck named => await CallAsync(named).ConfigureAwait(false),
                _ => throw new ArgumentException($"No way to ask {check}.", nameof(check)),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Answer(string.Create(CultureInfo.InvariantCulture, $"no answer within {check.Times.Timeout.TotalSeconds:0.###} s"));
        }

        HealthAnswer Answer(string? problem, bool isRefused = false) => new(problem is null ? null : $"{words}: {problem}", isRefused);

        // The function belongs to the program: whatever it throws is an answer.
        async Task<HealthAnswer> CallAsync(DelegateHealthCheck named)
        {
            try
            {
                return Answer(await named.Check(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return Answer($"{e.GetType().Name}: {e.Message}") with { Early = $"{words}: no answer yet" };
            }
        }

        async Task<HealthAnswer> ConnectAsync(string host, int port, Func<Socket, Task<string?>> ask)
        {
            try
            {
                using var dialed = await Dialer.DialAsync(host, port, patience.Token).ConfigureAwait(false);
                return dialed.TryTake(out var socket) ? Answer(await ask(socket).ConfigureAwait(false)) : Answer(dialed.Problem, dialed.IsRefused);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A name that is not known, or no name at all. Who asks goes on asking.
                return Answer($"{host}: {e.Message}");
            }
        }
    }

    /// <summary>Nothing is sent: who speaks first, or says nothing for a while, is there.</summary>
    private static async Task<string?> StaysOpenAsync(TcpHealthCheck check, Socket socket, CancellationToken cancellation)
    {
        using var owned = socket;
        if (check.Settling == TimeSpan.Zero)
        {
            return null;
        }

        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        settled.CancelAfter(check.Settling);
        try
        {
            return await owned.ReceiveAsync(new byte[1], settled.Token).ConfigureAwait(false) > 0 ? null : "accepted and closed at once";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "accepted and closed at once";
        }
    }
}
