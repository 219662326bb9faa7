using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Tests;

/// <summary>A run of the sample in which everything is up.</summary>
internal sealed class ShopRun(Command command, LivingProcess api) : IAsyncDisposable
{
    private readonly string _session = Value(api, "APPHOST_SESSION");
    private List<string> _volumes = [];

    public Command Command => command;

    public string Database => Value(api, "ConnectionStrings__shop");

    /// <summary>The address that a resource is healthy at.</summary>
    public Uri AddressOf(string resource) =>
        new(Regex.Match(command.Output, $@"^ *{resource} \* Healthy +(\S+)", RegexOptions.Multiline).Groups[1].Value);

    /// <summary>The volumes with a name: what outlives the run.</summary>
    public async Task<IReadOnlyList<string>> VolumesAsync() => [.. (await AllVolumesAsync()).Where(v => !IsAnonymous(v))];

    /// <summary>The bytes that Redis has under a key, or its refusal.</summary>
    public async Task<string> AskCacheAsync(string password, string key)
    {
        var address = AddressOf("cache");
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nGET {key}\r\nQUIT\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Ends it as Ctrl+C does.</summary>
    public async Task StopAsync()
    {
        _volumes = await AllVolumesAsync();
        await command.SignalAsync("INT");
        Assert.Equal(0, await command.EndAsync());
        await AssertNothingIsLeftAsync();
    }

    /// <summary>Kills the host, and waits until its sentinel has done its work.</summary>
    public async Task KillAsync()
    {
        _volumes = await AllVolumesAsync();
        var host = int.Parse(_session.Split(':')[1], CultureInfo.InvariantCulture);
        using var sentinel = System.Diagnostics.Process.GetProcessById(LivingProcess.ChildOf(host, "AppHostSdk.Sentinel.dll"));
        await command.SignalAsync("KILL");
        await sentinel.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await AssertNothingIsLeftAsync();
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    private static string Value(LivingProcess process, string variable) =>
        process.Environment.Single(e => e.StartsWith(variable + "=", StringComparison.Ordinal))[(variable.Length + 1)..];

    private static bool IsAnonymous(string volume) => volume.Length == 64 && volume.All(char.IsAsciiHexDigitLower);

    private async Task AssertNothingIsLeftAsync()
    {
        var label = $"dev.apphostsdk.session={_session.Split(':')[0]}";
        Assert.Empty(await RawEngine.ListAsync("containers", label));
        Assert.Empty(await RawEngine.ListAsync("networks", label));
        Assert.Empty(LivingProcess.With($"APPHOST_SESSION={_session}"));
        Assert.NotEmpty(_volumes);
        var left = (await RawEngine.GetAsync("volumes")).GetProperty("Volumes").EnumerateArray().Select(v => v.GetProperty("Name").GetString());
        Assert.DoesNotContain(left, v => IsAnonymous(v!) && _volumes.Contains(v!));
    }

    private async Task<List<string>> AllVolumesAsync() =>
    [
        .. (await RawEngine.ListAsync("containers", $"dev.apphostsdk.session={_session.Split(':')[0]}"))
            .SelectMany(c => c.GetProperty("Mounts").EnumerateArray())
            .Where(m => m.GetProperty("Type").GetString() == "volume")
            .Select(m => m.GetProperty("Name").GetString()!),
    ];
}
