namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>A start loads what it needs and no more: each library costs as long as several of the steps that a start is made of.</summary>
public class StartPathTests
{
    [Fact]
    public async Task Host_of_programs_loads_nothing_for_containers_health_or_configuration()
    {
        await using var host = HostRun.Start("two-sleepers");
        await host.UntilPrinted("| second is up");

        var loaded = (await File.ReadAllLinesAsync($"/proc/{host.Pid}/maps"))
            .Select(line => Path.GetFileNameWithoutExtension(line))
            .ToHashSet();

        Assert.Contains("AppHostSdk.Hosting", loaded);
        Assert.Empty(loaded.Intersect(
        [
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
