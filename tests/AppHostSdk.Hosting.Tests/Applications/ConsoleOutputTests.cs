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
}
