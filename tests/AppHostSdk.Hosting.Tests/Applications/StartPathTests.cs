namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>A start loads what it needs and no more: each library costs as long as several of the steps that a start is made of.</summary>
public class StartPathTests
{
    /// <summary>Without waits: one that takes long asks the configuration how long it may.</summary>
    [Fact]
    public async Task Host_of_programs_loads_nothing_for_containers_health_or_configuration()
    {
        await using var host = HostRun.Start("stubborn");
        await host.UntilPrinted("| stubborn is up");

        var loaded = (await File.ReadAllLinesAsync($"/proc/{host.Pid}/maps"))
            .Select(line => Path.GetFileNameWithoutExtension(line))
            .ToHashSet();

        Assert.Contains("AppHostSdk.Hosting", loaded);
        Assert.Empty(loaded.Intersect(
        [
            "System.Console",
            "System.Diagnostics.Process",
            "System.IO.Pipes",
            "System.Net.Http",
            "System.Net.Security",
            "System.Private.Uri",
            "System.Security.Cryptography",
            "System.Formats.Tar",
            "Microsoft.Extensions.Configuration.Json",
            "Microsoft.Extensions.Configuration.UserSecrets",
            "Microsoft.Extensions.Logging.Abstractions",
        ]));
    }
}
