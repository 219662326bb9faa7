using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AppHostSdk.Sentinel;

/// <summary>A container or network and its labels.</summary>
internal sealed record Labelled(string Id, IReadOnlyDictionary<string, string> Labels);

/// <summary>The three calls of the Docker Engine API that cleaning up needs, in the oldest version that engines still speak by default.</summary>
internal sealed class EngineClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _client;

    public EngineClient(string address)
    {
        var uri = new Uri(address);
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var isUnix = uri.Scheme == "unix";
                var socket = isUnix
                    ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                    : new Socket(SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    EndPoint target = isUnix ? new UnixDomainSocketEndPoint(uri.LocalPath) : new DnsEndPoint(uri.DnsSafeHost, uri.Port);
                    await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri("http://engine"),
            Timeout = Patience,
        };
    }

    /// <summary>All containers, running or not, or all networks that carry a label.</summary>
    /// <param name="kind"><c>containers</c> or <c>networks</c>.</param>
    /// <param name="label">A label, or a label and the value it must have.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<Labelled>> ListAsync(string kind, string label, CancellationToken cancellation)
    {
        var filters = Uri.EscapeDataString($"{{\"label\":[\"{label}\"]}}");
        var path = kind == "containers" ? $"/containers/json?all=1&filters={filters}" : $"/{kind}?filters={filters}";
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation).ConfigureAwait(false);
        return
        [
            .. json.RootElement.EnumerateArray().Select(item => new Labelled(
                item.GetProperty("Id").GetString()!,
                item.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object
                    ? labels.EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString() ?? "")
                    : [])),
        ];
    }

    /// <summary>Removes something. What is gone already, or cannot be removed now, is no error.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var response = await _client.DeleteAsync(new Uri(path, UriKind.Relative), cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();
}
