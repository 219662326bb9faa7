using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Networking;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Containers that stay when the application ends, with a real engine.</summary>
public class PersistentContainerTests
{
    private const string Application = "dev.apphostsdk.application";
    private const string Serve = "echo first > /www/index.html; httpd -p 80 -h /www; trap 'exit 0' TERM; sleep 3600 & wait";

    [ContainerFact]
    public async Task The_next_run_finds_it_as_it_is()
    {
        await using var first = new RunningApp();
        await using var left = new Leftovers(first.Id);
        Server(first);
        await first.StartAsync();
        var port = PortOf(await left.ContainerAsync());
        await first.StopAsync();
        var before = await left.ContainerAsync();
        Assert.Equal("running", before.GetProperty("State").GetProperty("Status").GetString());
        Assert.Equal("first\n", await GetAsync(port));

        await using var second = first.Next();
        var server = Server(second);
        var client = second.Builder.AddContainer("client", ContainerTests.Image)
            .WithBindMount(second["out"], "/out")
            .WithEnvironment("SERVER", server.GetEndpoint("http"))
            .WithArgs("sh", "-c", "wget -qO /out/answer $SERVER")
            .WaitFor(server);
        var end = second.Child("end").WaitForCompletion(client);
        await second.StartAsync();
        await second.Application.ResourceNotifications.WaitForResourceAsync("end", KnownResourceStates.Finished).InTime();

        Assert.Equal("first\n", await File.ReadAllTextAsync(second["out/answer"]));
        Assert.Equal(port, server.GetEndpoint("http").Port);
        await second.StopAsync();
        var after = await left.ContainerAsync();
        Assert.Equal(before.GetProperty("Id").GetString(), after.GetProperty("Id").GetString());
        Assert.Equal(before.GetProperty("State").GetProperty("StartedAt").GetString(), after.GetProperty("State").GetProperty("StartedAt").GetString());
    }

    [ContainerFact]
    public async Task One_that_was_ended_meanwhile_is_started_again()
    {
        await using var first = new RunningApp();
        await using var left = new Leftovers(first.Id);
        Server(first);
        await first.StartAsync();
        await first.StopAsync();
        var container = await left.ContainerAsync();
        using var engine = await ContainerTests.ConnectAsync(CancellationToken.None);
        await engine.StopContainerAsync(container.GetProperty("Id").GetString()!, TimeSpan.FromSeconds(5), CancellationToken.None);

        await using var second = first.Next();
        Server(second);
        await second.StartAsync();
        await second.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();
        var again = await left.ContainerAsync();
        Assert.Equal("running", again.GetProperty("State").GetProperty("Status").GetString());
        Assert.Equal(container.GetProperty("Id").GetString(), again.GetProperty("Id").GetString());
        Assert.Equal(PortOf(container), PortOf(again));
    }

    [ContainerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_paused_meanwhile_goes_on_with_its_port(bool isFixed)
    {
        // No other host takes it while it is claimed.
        using var claims = new PortClaims();
        var fixedPort = HostPort(claims);
        await using var first = new RunningApp();
        await using var left = new Leftovers(first.Id);
        Describe(first);
        await first.StartAsync();
        await first.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();
        await first.StopAsync();
        var before = await left.ContainerAsync();
        await RawEngine.PostAsync($"containers/{before.GetProperty("Id").GetString()}/pause");

        await using var second = first.Next();
        var server = Describe(second);
        await second.StartAsync();
        await second.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();

        var after = await left.ContainerAsync();
        Assert.Equal(before.GetProperty("Id").GetString(), after.GetProperty("Id").GetString());
        Assert.Equal(before.GetProperty("State").GetProperty("StartedAt").GetString(), after.GetProperty("State").GetProperty("StartedAt").GetString());
        Assert.Equal("running", after.GetProperty("State").GetProperty("Status").GetString());
        Assert.Equal("first\n", await GetAsync(server.GetEndpoint("http").Port));

        IResourceBuilder<ContainerResource> Describe(RunningApp app) => isFixed ? Server(app).WithEndpoint("http", e => e.Port = fixedPort) : Server(app);
    }

    [ContainerFact(DockerOnly = "the interface of Podman 4 cannot change how a container is started again")]
    public async Task One_that_its_engine_starts_again_and_again_is_taken_as_it_is()
    {
        await using var first = new RunningApp();
        await using var left = new Leftovers(first.Id);
        Describe(first);
        await first.StartAsync();
        await first.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();
        await first.StopAsync();
        var id = (await left.ContainerAsync()).GetProperty("Id").GetString();
        await RawEngine.PostAsync($"containers/{id}/update", """{"RestartPolicy":{"Name":"always"}}""");
        await File.WriteAllTextAsync(first["state/broken"], "");
        using var patience = new CancellationTokenSource(Patience.Limit);
        while ((await left.ContainerAsync()).GetProperty("State").GetProperty("Status").GetString() != "restarting")
        {
            await Task.Delay(20, patience.Token);
        }

        File.Delete(first["state/broken"]);

        await using var second = first.Next();
        Describe(second);
        await second.StartAsync();
        await second.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();

        Assert.Equal(id, (await left.ContainerAsync()).GetProperty("Id").GetString());

        void Describe(RunningApp app) => app.Builder.AddContainer("server", ContainerTests.Image)
            .WithLifetime(ContainerLifetime.Persistent)
            .WithHttpEndpoint(targetPort: 80)
            .WithHttpHealthCheck("/")
            .WithBindMount(first["state"], "/state")
            .WithArgs("sh", "-c", "mkdir -p /www; echo first > /www/index.html; httpd -p 80 -h /www; trap 'exit 0' TERM; while [ ! -e /state/broken ]; do sleep 0.1; done; exit 1");
    }

    [ContainerFact]
    public async Task A_fixed_port_is_its_own_and_a_function_may_decide_late()
    {
        using var claims = new PortClaims();
        var port = HostPort(claims);
        await using var first = new RunningApp();
        await using var left = new Leftovers(first.Id);
        Describe(first);
        await first.StartAsync();
        await first.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();
        await first.StopAsync();
        var container = await left.ContainerAsync();

        await using var second = first.Next();
        Describe(second);
        await second.StartAsync();
        await second.Application.ResourceNotifications.WaitForResourceHealthyAsync("server").InTime();

        Assert.Equal(container.GetProperty("Id").GetString(), (await left.ContainerAsync()).GetProperty("Id").GetString());
        Assert.Equal(port, PortOf(container));

        void Describe(RunningApp app) => Server(app).WithEndpoint("http", e => e.Port = port).WithEnvironment(context => context.EnvironmentVariables["LATE"] = "1");
    }

    [ContainerFact]
    public async Task A_copy_of_the_application_beside_it_has_its_own_and_leaves_none()
    {
        await using var first = new RunningApp();
        await using var left = new Leftovers(first.Id);
        Server(first);
        await first.StartAsync();
        await using var copy = first.Next("--isolated");
        Server(copy);
        await copy.StartAsync();
        Assert.Equal(2, (await RawEngine.ListAsync("containers", $"{Application}={first.Id}")).Length);
        Assert.Equal(2, (await RawEngine.ListAsync("networks", $"{Application}={first.Id}")).Length);

        await copy.StopAsync();

        await left.ContainerAsync();
        Assert.Single(await RawEngine.ListAsync("networks", $"{Application}={first.Id}"));
    }

    [ContainerFact]
    public async Task Killed_host_leaves_it_and_nothing_else_and_the_next_says_why_it_makes_it_anew()
    {
        await using var left = new Leftovers("TestHost");
        await using (var host = HostRun.Start("persistent", ["--word=one"]))
        {
            await host.UntilPrinted("kept | kept says one");
            await host.UntilPrinted("mortal | mortal is up");
            host.Send(HostRun.Kill);
            await host.GoneAsync();
            await host.UntilSentinelIsGone();
        }

        var kept = await left.ContainerAsync();
        Assert.Equal("running", kept.GetProperty("State").GetProperty("Status").GetString());
        Assert.StartsWith("/kept-", kept.GetProperty("Name").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await RawEngine.ListAsync("containers", $"{Application}=TestHost"), c => c.GetProperty("Labels").GetProperty(RunIdentity.ResourceLabel).GetString() == "mortal");

        await using var next = HostRun.Start("persistent", ["--word=two"]);
        await next.UntilPrinted($"kept | The container {kept.GetProperty("Name").GetString()![1..]} is recreated: variable WORD has changed.");
        await next.UntilPrinted("kept | kept says two");
        await using var beside = HostRun.Start("persistent", ["--word=two"]);
        await beside.UntilPrinted("End one of them, or run it with --isolated.");
        beside.Send(HostRun.Interrupt);
        await beside.ExitAsync();
        next.Send(HostRun.Interrupt);
        await next.UntilPrinted("kept * Running  stays when the application ends");
        Assert.Equal(0, await next.ExitAsync());
        Assert.NotEqual(kept.GetProperty("Id").GetString(), (await left.ContainerAsync()).GetProperty("Id").GetString());
    }

    private static IResourceBuilder<ContainerResource> Server(RunningApp app) => app.Builder.AddContainer("server", ContainerTests.Image)
        .WithLifetime(ContainerLifetime.Persistent)
        .WithHttpEndpoint(targetPort: 80)
        .WithHttpHealthCheck("/")
        .WithArgs("sh", "-c", "mkdir -p /www; " + Serve);

    private static int HostPort(PortClaims claims)
    {
        using var ports = new FreePorts(claims);
        return ports.Take("tcp");
    }

    private static int PortOf(JsonElement container) =>
        int.Parse(container.GetProperty("HostConfig").GetProperty("PortBindings").GetProperty("80/tcp")[0].GetProperty("HostPort").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> GetAsync(int port)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://localhost:{port}"));
    }
}
