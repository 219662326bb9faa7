using System.Globalization;
using System.Net.Sockets;
using AppHostSdk.Model;
using AppHostSdk.Networking;

namespace AppHostSdk.Launching;

/// <summary>A receiver of telemetry that the app host is configured with, and whether it is there.</summary>
internal sealed class OtlpReceiver
{
    // Everything that sends starts as much later. The system itself accepts or refuses for a receiver of this machine, and at once, unless
    // that has too much to do; then it only takes this process some time to see it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PatienceHere = TimeSpan.FromSeconds(5);

    private readonly ListenAddress? _address;
    private readonly Task<string?> _dialing;

    /// <summary>Connects to it from now on; <see cref="FindAsync"/> waits for what comes of that.</summary>
    /// <param name="protocol">What it speaks.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="setting">What says so.</param>
    public OtlpReceiver(string protocol, string url, string setting)
    {
        (Protocol, Url, Setting) = (protocol, url, setting);
        _address = ListenAddress.Parse(url, out var problem);
        _dialing = _address is null ? Task.FromResult<string?>($"it is not an address: {problem}") : DialAsync(_address);
    }

    public string Protocol { get; }

    public string Url { get; }

    /// <summary>The name of the setting that it comes from.</summary>
    public string Setting { get; }

    /// <summary>Why it is not there, for people; <see langword="null"/> when it is.</summary>
    public string? Problem { get; private set; } = "it has not been looked for";

    public bool IsThere => Problem is null;

    /// <summary>Finds out whether it is there: it accepts connections, or is a resource of the application and will.</summary>
    /// <param name="addresses">Where the endpoints of the application are.</param>
    public async Task FindAsync(Addresses addresses) => Problem =
        _address is { TargetHost: null } here && addresses.IsHostPort(PortOf(here))
        ? null
        : await _dialing.ConfigureAwait(false);

    private static int PortOf(ListenAddress address) => address.Port > 0 ? address.Port : address.Scheme == "https" ? 443 : 80;

    private static async Task<string?> DialAsync(ListenAddress address)
    {
        var limit = address.TargetHost is null ? PatienceHere : Patience;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var host = address.TargetHost?.Trim('[', ']') ?? (address.Host == "127.0.0.1" ? address.Host : "localhost");
            using var dialed = await Dialer.DialAsync(host, PortOf(address), patience.Token).ConfigureAwait(false);
            return dialed.IsConnected ? null : dialed.IsRefused ? "nothing listens there" : dialed.Problem;
        }
        catch (OperationCanceledException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it does not answer within {limit.TotalSeconds:0.#} s");
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }
}
