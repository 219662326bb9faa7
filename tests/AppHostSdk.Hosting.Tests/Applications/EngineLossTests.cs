using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Hosts whose engine is killed, or has no room left.</summary>
public class EngineLossTests
{
    [PrivateEngineFact]
    public async Task What_became_of_containers_is_found_out_when_the_engine_is_back()
    {
        await using var engine = await PrivateEngine.StartAsync();
        await using var host = HostRun.Start("engine-loss", ("DOCKER_HOST", engine.Address));
        await host.UntilPrinted("again | again is up");
        await host.UntilPrinted("plain * Running");

        await engine.KillAsync();

        await host.Lines.Until(l => l.Contains("does not answer any more.", StringComparison.Ordinal));
        await host.Lines.Until(l => l.Contains("plain * Running  not known: ", StringComparison.Ordinal));
        await host.Lines.Until(l => l.Contains("again * Running  not known: ", StringComparison.Ordinal));
        var before = host.Lines.Events.Count;

        await engine.StartAgainAsync();

        // Docker ends what ran without it.
        await host.Lines.Until(l => l.EndsWith("answers again.", StringComparison.Ordinal));
        await host.Lines.Until(l => l.Contains("plain * Exited (exit code ", StringComparison.Ordinal));
        await host.Lines.UntilAll(all => all.Skip(before).Any(l => l.EndsWith("again | again is up", StringComparison.Ordinal)));
        Assert.Single(host.Lines.Events, l => l.Contains("does not answer any more.", StringComparison.Ordinal));
        host.Send(HostRun.Quit);
        Assert.Equal(1, await host.ExitAsync());
    }

    [PrivateEngineFact]
    public async Task A_stop_without_the_engine_ends_and_says_what_may_be_left()
    {
        await using var engine = await PrivateEngine.StartAsync();
        await using var host = HostRun.Start("engine-loss", ("DOCKER_HOST", engine.Address));
        await host.UntilPrinted("again | again is up");
        await host.UntilPrinted("plain * Running");
        await engine.KillAsync();
        await host.Lines.Until(l => l.Contains("plain * Running  not known: ", StringComparison.Ordinal));

        host.Send(HostRun.Interrupt);

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains(host.Lines.Events, l => l.Contains("'plain' could not be stopped: stopping container 'plain-", StringComparison.Ordinal));
        Assert.Contains(host.Lines.Events, l => l.Contains("The container engine does not answer, so containers and networks with the label dev.apphostsdk.session=", StringComparison.Ordinal));
    }

    [PrivateEngineFact]
    public async Task A_full_disk_is_told_with_the_resource_that_needed_it()
    {
        using var context = new TemporaryDirectory();
        await File.WriteAllTextAsync(context["Dockerfile"], "FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=64\n");
        await using var engine = await PrivateEngine.StartAsync(megabytes: 32);
        await using var host = HostRun.Start("big-image", [$"--context={context[""]}"], ("DOCKER_HOST", engine.Address));

        Assert.Equal(1, await host.ExitAsync());

        Assert.Contains(host.Lines.Events, l => l.Contains("box * Failed to start: building image ", StringComparison.Ordinal));
        Assert.Contains(host.Lines.Events, l => l.Contains("No space left on device", StringComparison.OrdinalIgnoreCase));
    }
}
