namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>A start loads what it needs and no more: each library costs as long as several of the steps that a start is made of.</summary>
public class StartPathTests
{
    /// <summary>Without waits: one that takes long asks the configuration how long it may.</summary>
    [Fact]
    public async Task Host_of_programs_loads_nothing_for_containers_health_configuration_or_the_command_line()
    {
        var loaded = await LoadedAsync();

        Assert.Contains("AppHostSdk.Hosting", loaded);
        Assert.Empty(loaded.Intersect(
        [
            "System.CommandLine",
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

    [Theory]
    [InlineData("--Parameters:key=1 --parameter other=2 /key value word", false)]
    [InlineData("--environment Test --only:x --isolation -- --isolated plan", false)]
    [InlineData("--isolated", true)]
    public async Task The_library_for_command_lines_is_loaded_when_there_is_something_for_us(string args, bool isLoaded) =>
        Assert.Equal(isLoaded, (await LoadedAsync(args.Split(' '))).Contains("System.CommandLine"));

    private static async Task<HashSet<string?>> LoadedAsync(params string[] args)
    {
        await using var host = HostRun.Start("stubborn", args);
        await host.UntilPrinted("| stubborn is up");

        return [.. (await File.ReadAllLinesAsync($"/proc/{host.Pid}/maps")).Select(line => Path.GetFileNameWithoutExtension(line))];
    }
}
