namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What people read while an application runs.</summary>
public class ConsoleOutputTests
{
    [Fact]
    public async Task Urls_are_shown_with_their_texts_and_lines_of_the_program_among_those_of_the_resource()
    {
        await using var host = HostRun.Start("urls");
        await host.UntilPrinted("web | web is up");

        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
        Assert.Contains("web | about to start", host.Lines.Events);
        Assert.Contains("web * Running  Home: http://localhost:1 Docs: https://example.com/docs", host.Lines.Events);
    }

    [Fact]
    public async Task A_host_without_services_loads_nothing_for_them()
    {
        await using var host = HostRun.Start("no-services");

        Assert.Equal(0, await host.ExitAsync());
        var loaded = Assert.Single(host.Lines.Events, l => l.StartsWith("loaded:", StringComparison.Ordinal)).Split(' ');
        Assert.DoesNotContain("Microsoft.Extensions.DependencyInjection", loaded);
        Assert.DoesNotContain("Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", loaded);
        Assert.DoesNotContain(loaded, l => l.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal) && l != "Microsoft.Extensions.Logging.Abstractions");
    }
}
