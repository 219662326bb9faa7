using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>A registry of this machine that asks for user and password; Debian's docker-registry, see eng/docker/get-registry.sh.</summary>
internal sealed class LocalRegistry : IAsyncDisposable
{
    public const string User = "reader";
    public const string Password = "s3cret:word";

    /// <summary>User and password as htpasswd writes them.</summary>
    private const string Accounts = "reader:$2b$05$abcdefghijklmnopqrstuu2JDQLR7mbHhdpill4/jMLDoVbsBhlUi\n";

    private const string Label = "dev.apphostsdk.test-registry";

    private readonly TemporaryDirectory _directory;
    private readonly Process _process;
    private readonly string _id = Guid.NewGuid().ToString("N");

    private LocalRegistry(TemporaryDirectory directory, Process process, string address)
    {
        _directory = directory;
        _process = process;
        Address = address;
    }

    /// <summary>Host and port. The engine needs no TLS for 127.0.0.1.</summary>
    public string Address { get; }

    /// <param name="isOpen">It asks nobody for a password.</param>
    public static async Task<LocalRegistry> StartAsync(bool isOpen = false)
    {
        var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["accounts"], Accounts);
        await File.WriteAllTextAsync(directory["config.yml"], $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {directory["images"]}
            http:
              addr: 127.0.0.1:0
            {(isOpen ? "" : $"auth: {{ htpasswd: {{ realm: test, path: {directory["accounts"]} }} }}")}
            """);
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", directory["config.yml"]]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var address = new TaskCompletionSource<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException("docker-registry ended before it listened."));
            }
            else if (Regex.Match(line.Data, @"listening on (127\.0\.0\.1:\d+)") is { Success: true } match)
            {
                address.TrySetResult(match.Groups[1].Value);
            }
        };
        process.BeginErrorReadLine();
        return new LocalRegistry(directory, process, await address.Task.InTime());
    }

    /// <summary>Puts an image there, and forgets it here.</summary>
    /// <param name="name">Its name in the registry, with a tag.</param>
    /// <param name="contents">What its file <c>/file</c> contains.</param>
    /// <returns>Its digest.</returns>
    public async Task<string> AddAsync(string name, string contents)
    {
        // Under another name of the same registry: what a test has pulled stays.
        var image = $"localhost:{Address.Split(':')[1]}/{name}";
        using (var context = new TemporaryDirectory())
        {
            await File.WriteAllTextAsync(context["file"], contents);
            await File.WriteAllTextAsync(context["Dockerfile"], $"FROM {ContainerTests.Image}\nLABEL {Label}={_id}\nCOPY file /\n");
            using var engine = await ContainerTests.ConnectAsync(default);
            await engine.BuildImageAsync(new ImageBuild(Path.GetDirectoryName(context["file"])!, context["Dockerfile"], null, new Dictionary<string, string>()), image, _ => { }, default);
        }

        using var client = RawEngine.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://engine/images/{image.Replace(":" + name.Split(':')[1], "", StringComparison.Ordinal)}/push?tag={name.Split(':')[1]}"));
        request.Headers.Add("X-Registry-Auth", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { username = User, password = Password })));
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && !text.Contains("\"error\"", StringComparison.Ordinal), text);
        await ForgetAsync(image);
        return Regex.Match(text, "sha256:[0-9a-f]{64}(?=\",\"Size)").Value;
    }

    /// <summary>Removes an image from the engine.</summary>
    public static Task ForgetAsync(string image) => RawEngine.DeleteAsync($"images/{image}?force=1");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        foreach (var image in await RawEngine.ListAsync("images/json", $"{Label}={_id}"))
        {
            await RawEngine.DeleteAsync($"images/{image.GetProperty("Id").GetString()}?force=1");
        }

        _directory.Dispose();
    }
}
