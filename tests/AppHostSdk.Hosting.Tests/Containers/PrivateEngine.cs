using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A Docker engine of its own for one test, with networks, mounts and process numbers of its own: killing it disturbs nobody, and nothing
/// of it is left.
/// </summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _space;
    private int _inside;

    private PrivateEngine()
    {
        // The first process in there: all others end with it.
        var start = new ProcessStartInfo("unshare", ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", "ip link set lo up; echo ready; exec sleep 3600"])
        {
            RedirectStandardOutput = true,
        };
        _space = Process.Start(start)!;
    }

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Obstacle => Environment.UserName != "root"
        ? "needs root, who alone may start a Docker engine"
        : File.Exists("/usr/sbin/dockerd") || File.Exists("/usr/bin/dockerd") ? null : "needs the program dockerd";

    /// <summary>Its address.</summary>
    public string Address => $"unix://{_directory["d.sock"]}";

    /// <summary>Starts one that has the tests' image.</summary>
    /// <param name="megabytes">The room it has; null for as much as there is.</param>
    public static async Task<PrivateEngine> StartAsync(int? megabytes = null)
    {
        var engine = new PrivateEngine();
        try
        {
            Assert.Equal("ready", await engine._space.StandardOutput.ReadLineAsync().InTime());
            engine._inside = int.Parse((await File.ReadAllTextAsync($"/proc/{engine._space.Id}/task/{engine._space.Id}/children")).Trim(), CultureInfo.InvariantCulture);
            Directory.CreateDirectory(engine._directory["data"]);
            if (megabytes is { } size)
            {
                await engine.RunAsync($"mount -t tmpfs -o size={size}m tmpfs {engine._directory["data"]}");
            }

            await engine.StartAgainAsync();
            await engine.LoadAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the daemon and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        // One that was killed leaves the numbers of its processes, and the next would wait for them.
        await RunAsync($"cd {_directory.Path} && rm -f d.pid exec/containerd/containerd.pid && dockerd --data-root $PWD/data --exec-root $PWD/exec -H {Address} -p $PWD/d.pid >>log 2>&1 &");
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var client = Client();
        while (!patience.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("http://engine/_ping"), patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Not yet.
            }

            await Task.Delay(20, CancellationToken.None);
        }

        Assert.Fail(await File.ReadAllTextAsync(_directory["log"], CancellationToken.None));
    }

    /// <summary>Kills it as the system does when memory runs out.</summary>
    public Task KillAsync() => RunAsync($"kill -KILL $(cat {_directory["d.pid"]})");

    public async ValueTask DisposeAsync()
    {
        _space.Kill();
        await _space.WaitForExitAsync().InTime();
        _space.Dispose();
        if (_inside != 0)
        {
            await UntilGoneAsync();
        }

        _directory.Dispose();
    }

    /// <summary>The space ends with its first process, and that one when all others have.</summary>
    private async Task UntilGoneAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (Directory.Exists($"/proc/{_inside}/ns") && File.Exists($"/proc/{_inside}/exe"))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Runs a line of shell in its space.</summary>
    private async Task RunAsync(string line)
    {
        using var process = Process.Start("nsenter", ["-t", $"{_inside}", "--net", "--mount", "--pid", "sh", "-c", line]);
        await process.WaitForExitAsync().InTime();
        Assert.True(process.ExitCode == 0, $"{line} ended with {process.ExitCode}");
    }

    /// <summary>Copies the tests' image from the engine that all tests share.</summary>
    private async Task LoadAsync()
    {
        using var image = await RawEngine.ReadAsync($"images/{ContainerTests.Image}/get");
        using var client = Client();
        using var answer = await client.PostAsync(new Uri("http://engine/images/load"), new StreamContent(image));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_directory["d.sock"]), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
