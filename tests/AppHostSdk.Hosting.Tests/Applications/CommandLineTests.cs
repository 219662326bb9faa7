namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>An app host as its command line starts it, or does something else instead.</summary>
public class CommandLineTests
{
    [Fact]
    public async Task Plan_shows_the_steps_with_their_causes_and_starts_nothing()
    {
        await using var host = HostRun.Start("two-sleepers", ["plan"]);
        await using var json = HostRun.Start("two-sleepers", ["plan", "--only", "first", "--output", "json"]);

        Assert.Equal((0, 0), (await host.ExitAsync(), await json.ExitAsync()));

        Assert.Equal(["[] -> #1 first, start process, waits for nothing", "[1] -> #2 second, start process, waits for first to run"], host.Lines.Events);
        Assert.EndsWith("\"kind\":\"step\",\"id\":1,\"dependsOn\":[],\"resource\":\"first\",\"operation\":\"StartProcess\",\"cause\":\"waits for nothing\"}", Assert.Single(json.Lines.Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_starts_what_is_named_and_what_that_needs()
    {
        await using var host = HostRun.Start("failed-start", ["--only", "bystander"]);
        await host.UntilPrinted("bystander | bystander is up");
        await host.UntilPrinted("Distributed application started. Press Ctrl+C to shut down.");

        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_file_has_what_is_shown_and_json_is_one_object_per_line()
    {
        using var directory = new TemporaryDirectory();
        await using var plain = HostRun.Start("finishing", ["--log-file", directory["plain.log"]]);
        await using var json = HostRun.Start("finishing", ["--log-file", directory["json.log"], "--output", "json"]);

        Assert.Equal((0, 0), (await plain.ExitAsync(), await json.ExitAsync()));

        Assert.Equal(plain.Lines.Events, await File.ReadAllLinesAsync(directory["plain.log"]));
        Assert.Contains("migration | migrated", plain.Lines.Events);
        Assert.All(json.Lines.Events, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        Assert.Equal(json.Lines.Events.Count, (await File.ReadAllLinesAsync(directory["json.log"])).Length);
        Assert.Contains(json.Lines.Events, l => l.EndsWith("\"kind\":\"line\",\"resource\":\"report\",\"stream\":\"stdout\",\"text\":\"reported\"}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_file_on_a_full_disk_is_told_and_everything_goes_on()
    {
        await using var host = HostRun.Start("finishing", ["--log-file", "/dev/full"]);

        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains("      The log file /dev/full ends here, because it cannot be written any more: No space left on device", host.Lines.Events.Select(l => l.Split(" : ")[0]));
        Assert.Contains("report | reported", host.Lines.Events.Select(l => l.Trim()));
    }

    [Fact]
    public async Task Help_is_shown_instead_of_starting_anything()
    {
        await using var host = HostRun.Start("finishing", ["--help"]);

        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains("  --only NAME,…           start only these resources and what they need", host.Lines.Events);
        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("migrated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[suggest:2]", "pl", "plan")]
    [InlineData("[suggest:99]", "--only=m", "--only=migration")]
    [InlineData("[suggest]", "plan --only migration,r", "migration,report")]
    public async Task What_is_being_typed_is_completed_and_nothing_starts(string directive, string typed, string completion)
    {
        await using var host = HostRun.Start("finishing", [directive, typed]);

        Assert.Equal(0, await host.ExitAsync());

        Assert.Equal([completion], host.Lines.Events);
    }

    [Theory]
    [InlineData("--only nobody", "      --only names 'nobody', but there is no such resource. There are: migration, report.")]
    [InlineData("--only", "      --only needs the names of resources, for example --only api,web.")]
    [InlineData("--log-file /no/such/directory/x", "      The log file /no/such/directory/x cannot be written: Could not find a part of the path '/no/such/directory/x'.")]
    public async Task Command_line_that_cannot_be_followed_is_told_and_nothing_starts(string args, string message)
    {
        await using var host = HostRun.Start("finishing", args.Split(' '));

        Assert.Equal(1, await host.ExitAsync());

        Assert.Contains(message, host.Lines.Events);
        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("migrated", StringComparison.Ordinal));
    }
}
