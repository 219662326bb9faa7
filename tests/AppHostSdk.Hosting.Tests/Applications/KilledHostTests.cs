using System.Net;
using System.Net.Sockets;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Processes;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>An app host is killed: whatever it had started goes with it, and nothing else does.</summary>
public class KilledHostTests
{
    private static readonly string[] Family = ["plain is up", "grandchild is up", "deaf is up", "deaf grandchild is up", "escaped is up", "parent is up", "forks is up"];

    [Fact]
    public async Task Killed_host_leaves_nothing_and_another_one_beside_it_keeps_everything()
    {
        await using var other = HostRun.Start("two-sleepers");
        await other.UntilPrinted("| second is up");
        await other.UntilPrinted("| grandchild is up");
        await using var host = HostRun.Start("family");
        await Task.WhenAll(Family.Select(line => host.UntilPrinted(line)));
        var neighbours = other.Processes;

        host.Send(HostRun.Kill);
        await host.UntilNothingIsLeft();

        Assert.Equal(neighbours, other.Processes);
        other.Send(HostRun.Interrupt);
        Assert.Equal(0, await other.ExitAsync());
    }

    [Fact]
    public async Task Killed_while_it_starts_it_leaves_nothing()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var host = HostRun.Start("family");
            await host.UntilPrinted(round switch
            {
                < 3 => "Distributed application starting.",
                < 6 => "* Starting",
                _ => "| plain is up",
            });

            host.Send(HostRun.Kill);
            await host.GoneAsync();

            await host.UntilNothingIsLeft();
        }
    }

    [Fact]
    public async Task Stopped_host_leaves_nothing_either_and_no_sentinel()
    {
        await using var host = HostRun.Start("family");
        await Task.WhenAll(Family.Select(line => host.UntilPrinted(line)));
        var sentinel = Assert.IsType<ProcessIdentity>(host.Sentinel);

        host.Send(HostRun.Interrupt);
        await host.UntilPrinted("plain * Exited (exit code 143)");
        await Task.Delay(Supervision.StopDelays.PastTheEcho);
        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
        await Processes.Processes.UntilGone(sentinel);
    }

    [Fact]
    public async Task Sentinel_killed_with_its_host_is_made_up_for_by_the_next_one()
    {
        await using var host = HostRun.Start("two-sleepers");
        await host.UntilPrinted("| second is up");
        await host.UntilPrinted("| grandchild is up");
        Processes.Processes.Kill(host.Sentinel!);
        host.Send(HostRun.Kill);
        await host.GoneAsync();

        // Any host that starts makes up for it, also one of another test that happens to do so now.
        await using var next = HostRun.Start("two-sleepers");

        await host.UntilNothingIsLeft();
        Assert.NotEmpty(next.Processes);
        next.Send(HostRun.Kill);
        await next.UntilNothingIsLeft();
    }

    [ContainerFact]
    public async Task Container_of_a_killed_host_is_removed_at_any_moment_of_its_life()
    {
        ContainerTests.RequireEngine();
        using var registry = new TcpListener(IPAddress.Loopback, 0);
        registry.Start();
        var slowImage = $"--image=127.0.0.1:{((IPEndPoint)registry.LocalEndpoint).Port}/slow";
        await using var neighbour = HostRun.Start("container");
        await neighbour.UntilPrinted("box * Running");
        var kept = await OfSessionAsync(neighbour);

        foreach (var moment in new[] { "bystander is up", "box * Starting", "box * Running", "box * Stopping", "box * Starting  pulling" })
        {
            var isPulling = moment.EndsWith("pulling", StringComparison.Ordinal);
            await using var host = HostRun.Start("container", isPulling ? [slowImage] : []);
            await host.UntilPrinted("| bystander is up");
            var session = SessionOf(host);
            if (isPulling)
            {
                // The registry never answers; a request says that the engine pulls.
                using var request = await registry.AcceptSocketAsync().InTime();
                await KillAsync(host);
            }
            else
            {
                if (moment.EndsWith("Stopping", StringComparison.Ordinal))
                {
                    await host.UntilPrinted("box * Running");
                    host.Send(HostRun.Interrupt);
                }

                await host.UntilPrinted(moment);
                await KillAsync(host);
            }

            Assert.Empty(await RawEngine.ListAsync("containers", $"{RunIdentity.SessionLabel}={session}"));
            Assert.Empty(await RawEngine.ListAsync("networks", $"{RunIdentity.SessionLabel}={session}"));
        }

        Assert.Equal(kept, await OfSessionAsync(neighbour));
        Assert.Equal(2, kept.Count);
        neighbour.Send(HostRun.Interrupt);
        await neighbour.ExitAsync();

        static async Task KillAsync(HostRun host)
        {
            host.Send(HostRun.Kill);
            await host.GoneAsync();
            await host.UntilSentinelIsGone();
        }

        static string SessionOf(HostRun host) => SessionProcesses.Marked().First(p => p.Mark.Host.Pid == host.Pid).Mark.Session;

        static async Task<IReadOnlyList<string?>> OfSessionAsync(HostRun host) =>
        [
            .. (await RawEngine.ListAsync("containers", $"{RunIdentity.SessionLabel}={SessionOf(host)}"))
                .Concat(await RawEngine.ListAsync("networks", $"{RunIdentity.SessionLabel}={SessionOf(host)}"))
                .Select(item => item.GetProperty("Id").GetString()),
        ];
    }

    [Fact]
    public async Task Lost_sentinel_is_told()
    {
        await using var host = HostRun.Start("two-sleepers");
        await host.UntilPrinted("| second is up");

        var sentinel = host.Sentinel!;
        Processes.Processes.Kill(sentinel);
        await Processes.Processes.UntilGone(sentinel);
        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
        Assert.Contains(host.Lines.Events, l => l.Contains("the sentinel was ended by somebody", StringComparison.Ordinal));
    }
}
