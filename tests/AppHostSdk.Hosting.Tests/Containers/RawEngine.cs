using System.Net.Sockets;
using System.Text.Json;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>The engine as anybody sees it, for what the run time has no use for.</summary>
internal static class RawEngine
{
    /// <summary>What the engine answers to a GET.</summary>
    public static async Task<JsonElement> GetAsync(string path)
    {
        using var client = Client();
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri($"http://engine/{path}")));
        return json.RootElement.Clone();
    }

    /// <summary>What the engine answers to a GET, as it is.</summary>
    public static async Task<Stream> ReadAsync(string path)
    {
        using var client = Client();
        return new MemoryStream(await client.GetByteArrayAsync(new Uri($"http://engine/{path}")));
    }

    /// <summary>The containers or networks that carry labels.</summary>
    /// <param name="kind"><c>containers</c> or <c>networks</c>.</param>
    /// <param name="labels">Labels, with or without a value: <c>label=value</c>.</param>
    public static async Task<JsonElement[]> ListAsync(string kind, params string[] labels) =>
        [.. (await GetAsync($"{kind}{(kind == "containers" ? "/json?all=1&" : "?")}filters={Uri.EscapeDataString($$"""{"label":["{{string.Join("\",\"", labels)}}"]}""")}")).EnumerateArray()];

    /// <summary>Has the engine do something.</summary>
    public static async Task PostAsync(string path, string? json = null)
    {
        using var client = Client();
        using var content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"http://engine/{path}"), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task DeleteAsync(string path)
    {
        using var client = Client();
        using var answer = await client.DeleteAsync(new Uri($"http://engine/{path}"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A client of the engine, whatever the host in its requests.</summary>
    public static HttpClient Client()
    {
        var address = new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock");
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                if (address.Scheme != "unix")
                {
                    var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await tcp.ConnectAsync(address.Host, address.Port, cancellation);
                    return new NetworkStream(tcp, ownsSocket: true);
                }

                var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await unix.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), cancellation);
                return new NetworkStream(unix, ownsSocket: true);
            },
        });
    }
}
