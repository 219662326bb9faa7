using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Hosting.Tests.Processes;
using AppHostSdk.Processes;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Hosts on machines where Podman is installed and nothing listens.</summary>
public class PodmanOnDemandTests
{
    private const string Application = "dev.apphostsdk.application=TestHost";

    [PodmanFact]
    public async Task Podman_is_asked_to_listen_for_the_run()
    {
        using var nothing = new TemporaryDirectory();
        await using var host = Start(nothing);
        await host.UntilPrinted("box * Running");
        var service = Assert.Single(ServicesOf(nothing));

        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
        await Tests.Processes.Processes.UntilGone(service);
        Assert.Empty(Directory.EnumerateDirectories(nothing["tmp"], "apphost-podman-*"));
    }

    [PodmanFact]
    public async Task What_listens_for_a_killed_host_ends_after_its_containers()
    {
        using var nothing = new TemporaryDirectory();
        await using var host = Start(nothing);
        await host.UntilPrinted("box * Running");
        var service = Assert.Single(ServicesOf(nothing));
        var mine = await SessionsAsync(host);
        Assert.NotEmpty(mine);

        host.Send(HostRun.Kill);
        await host.GoneAsync();
        await host.UntilSentinelIsGone();

        await Tests.Processes.Processes.UntilGone(service);
        Assert.Empty(Directory.EnumerateDirectories(nothing["tmp"], "apphost-podman-*"));
        Assert.Empty(mine.Intersect(await SessionsAsync(host)));
    }

    /// <summary>A host for which there is the program podman, and no socket.</summary>
    private static HostRun Start(TemporaryDirectory nothing)
    {
        Directory.CreateDirectory(nothing["tmp"]);
        return HostRun.Start(
            "container",
            ("APPHOST_CONTAINER_RUNTIME", "podman"),
            ("DOCKER_HOST", ""),
            ("CONTAINER_HOST", ""),
            ("XDG_RUNTIME_DIR", nothing["run"]),
            ("TMPDIR", nothing["tmp"]),
            ("CONTAINERS_CONF", Path.Combine(PodmanFactAttribute.State!, "containers.conf")),
            ("CONTAINERS_STORAGE_CONF", Path.Combine(PodmanFactAttribute.State!, "storage.conf")));
    }

    /// <summary>The services that listen in a directory of the host.</summary>
    private static List<ProcessIdentity> ServicesOf(TemporaryDirectory nothing) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(name => int.TryParse(name, out var pid) ? pid : 0).Where(pid => pid > 0 && Arguments(pid).Contains($"unix://{nothing["tmp"]}/", StringComparison.Ordinal))
            .Select(ProcessIdentity.Of).OfType<ProcessIdentity>(),
    ];

    private static string Arguments(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    /// <summary>The runs of the host that have containers; other tests run the same application at the same time.</summary>
    private static async Task<string[]> SessionsAsync(HostRun host) =>
    [
        .. (await RawEngine.ListAsync("containers", Application)).Select(c => c.GetProperty("Labels"))
            .Where(labels => labels.GetProperty("dev.apphostsdk.creator-pid").GetString() == host.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Select(labels => labels.GetProperty(RunIdentity.SessionLabel).GetString()!),
    ];
}
