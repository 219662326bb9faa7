using System.Net.Sockets;
using System.Text.Json;
using AppHostSdk.Hosting.Tests.Processes;
using AppHostSdk.Networking;
using AppHostSdk.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Resources that run as several copies, with real processes behind a real address.</summary>
public sealed class ReplicaTests : IAsyncDisposable
{
    private readonly RunningApp _app = new("--isolated");
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    private string Mark => $"APPHOST_TEST_MARK={_app.Id}";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task All_of_them_answer_at_one_address_and_nothing_is_left()
    {
        var api = Api("api", 3);
        await _app.StartAsync();
        var url = api.GetEndpoint("http").Url;

        var ports = await UntilAllAnsweredAsync(url, 3);

        Assert.DoesNotContain(new Uri(url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), ports);
        Assert.Equal(3, Tests.Processes.Processes.Marked(Mark).Count);
        await _app.StopAsync();
        Assert.Empty(Tests.Processes.Processes.Marked(Mark));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(new Uri(url)));
    }

    [Fact]
    public async Task One_that_dies_is_missed_by_nobody_and_comes_back()
    {
        var api = Api("api", 2).WithRestartPolicy(RestartPolicy.Always);
        await _app.StartAsync();
        var url = api.GetEndpoint("http").Url;
        var notifications = _app.Application.ResourceNotifications;
        await notifications.WaitForResourceHealthyAsync("api").InTime();
        var before = Tests.Processes.Processes.Marked(Mark);

        Tests.Processes.Processes.Kill(before[0]);
        await notifications.WaitForResourceAsync("api", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy).InTime();

        for (var i = 0; i < 5; i++)
        {
            await PortAsync(url);
        }

        await notifications.WaitForResourceHealthyAsync("api").InTime();
        var after = Tests.Processes.Processes.Marked(Mark);
        Assert.Equal(2, after.Count);
        Assert.Contains(before[1], after);
        await UntilAllAnsweredAsync(url, 2);
    }

    [Fact]
    public async Task Who_waits_waits_for_all_and_events_come_once()
    {
        var healthy = new TaskCompletionSource();
        _app.Builder.Services.AddHealthChecks().AddAsyncCheck("gate", async cancellation =>
        {
            await healthy.Task.WaitAsync(cancellation);
            return HealthCheckResult.Healthy();
        });
        var api = Api("api", 3).WithHealthCheck("gate")
            .WithEnvironment(context => context.EnvironmentVariables["CALLED"] = "1")
            .OnBeforeResourceStarted((r, _, _) => Logged($"before {r.Name}"))
            .OnResourceReady((r, _, _) => Logged($"ready {r.Name}"))
            .OnResourceStopped((r, e, _) => Logged($"stopped {r.Name} {e.ResourceEvent.Snapshot.State!.Text}"));
        _app.Child("web", "forever").WaitFor(api);
        var starting = _app.Application.StartAsync();
        await _app.Log.UntilAll(all => all.Count(e => e == "before api") == 3);
        Assert.False(_app.HasStarted("web"));

        healthy.SetResult();

        await starting.InTime();
        await _app.Application.ResourceNotifications.WaitForResourceAsync("web").InTime();
        Assert.Equal("1", (await EnvironmentAsync(api.GetEndpoint("http").Url)).GetProperty("CALLED").GetString());
        await _app.StopAsync();
        Assert.Equal(["before api", "before api", "before api", "ready api", "stopped api Exited"], _app.Log.Events);

        Task Logged(string what)
        {
            _app.Log.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_check_that_asks_at_the_common_address_does_not_wait_for_itself()
    {
        var api = _app.Builder.AddExecutable("api", TestPrograms.Child, ".", "listen", "forever").WithHttpEndpoint(env: "PORT").WithHealthCheck("answers").WithReplicas(2);
        _app.Builder.Services.AddHealthChecks().AddAsyncCheck("answers", async cancellation =>
        {
            await _client.GetStringAsync(new Uri(api.GetEndpoint("http").Url), cancellation);
            return HealthCheckResult.Healthy();
        });

        await _app.StartAsync();

        await _app.Application.ResourceNotifications.WaitForResourceHealthyAsync("api").InTime();
    }

    [Fact]
    public async Task What_they_print_is_what_the_resource_prints()
    {
        _app.Builder.AddExecutable("jobs", TestPrograms.Child, ".", "out=done").WithReplicas(3);
        var lines = new List<string>();
        var logger = _app.Application.Services.GetRequiredService<ResourceLoggerService>();
        var watching = Task.Run(async () =>
        {
            await foreach (var some in logger.WatchAsync("jobs"))
            {
                lines.AddRange(some.Select(l => l.Content));
            }
        });
        var ended = _app.Application.ResourceNotifications.WaitForResourceAsync("jobs", "Finished");

        await _app.StartAsync();

        await ended.InTime();
        await watching.InTime();
        Assert.Equal(["done", "done", "done"], lines);
    }

    [Fact]
    public async Task An_address_that_is_taken_keeps_all_of_them_from_starting_and_says_by_whom()
    {
        using var holder = new TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        var port = ((System.Net.IPEndPoint)holder.LocalEndpoint).Port;
        await using var app = new RunningApp();
        app.Builder.AddExecutable("api", TestPrograms.Child, ".", "forever").WithHttpEndpoint(port: port, env: "PORT").WithEnvironment(Mark.Split('=')[0], Mark.Split('=')[1]).WithReplicas(2);

        await app.StartAsync();

        Assert.True(app.Application.ResourceNotifications.TryGetCurrentState("api", out var state));
        Assert.Equal("FailedToStart", state.Snapshot.State!.Text);
        Assert.Empty(Tests.Processes.Processes.Marked(Mark));
    }

    [Fact]
    public async Task One_process_is_reached_at_its_port_and_listens_on_another()
    {
        int port, target;
        using (var free = new FreePorts())
        {
            (port, target) = (free.Take("tcp"), free.Take("tcp"));
        }

        await using var app = new RunningApp();
        var api = app.Builder.AddExecutable("api", TestPrograms.Child, ".", "listen", "forever").WithHttpEndpoint(port, target, env: "PORT").WithHttpHealthCheck("/health");
        await app.StartAsync();

        Assert.Equal($"http://localhost:{port}", api.GetEndpoint("http").Url);
        Assert.Equal(target.ToString(System.Globalization.CultureInfo.InvariantCulture), await PortAsync($"http://localhost:{port}"));
        await app.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(new Uri($"http://localhost:{port}")));
    }

    [Fact]
    public async Task People_and_programs_see_each_of_them_and_the_whole()
    {
        await using var host = HostRun.Start("replicas");
        await host.Lines.Until(l => l.Contains("api * Running  http://localhost:", StringComparison.Ordinal));
        await using var json = HostRun.Start("replicas", ["--isolated", "--output", "json"]);
        await json.Lines.Until(l => l.Contains("\"resource\":\"api\",\"state\":\"Running\"", StringComparison.Ordinal) && !l.Contains("false", StringComparison.Ordinal));
        await host.UntilPrinted("api-1 | replica is up");
        await host.UntilPrinted("api-2 | replica is up");
        await json.Lines.Until(l => l.Contains("\"resource\":\"api-2\",\"stream\":\"stdout\",\"text\":\"replica is up\"", StringComparison.Ordinal));

        host.Send(HostRun.Kill);
        await host.UntilNothingIsLeft();

        json.Send(HostRun.Interrupt);
        Assert.Equal(0, await json.ExitAsync());
        await using var plan = HostRun.Start("replicas", ["plan", "--only", "web"]);
        await plan.UntilPrinted("[2,3] -> #4 web, start process, waits for api-1 to run and api-2 to run");
        Assert.Equal(0, await plan.ExitAsync());
    }

    private IResourceBuilder<ExecutableResource> Api(string name, int replicas) =>
        _app.Builder.AddExecutable(name, TestPrograms.Child, ".", "listen", "forever")
            .WithHttpEndpoint(env: "PORT")
            .WithHttpHealthCheck("/health")
            .WithEnvironment("APPHOST_TEST_MARK", _app.Id)
            .WithReplicas(replicas);

    /// <summary>The ports of those that answered. A connection that is about to end still counts, so the turn is not exact.</summary>
    private async Task<HashSet<string>> UntilAllAnsweredAsync(string url, int count)
    {
        var ports = new HashSet<string>();
        for (var i = 0; i < 100 && ports.Count < count; i++)
        {
            ports.Add(await PortAsync(url));
        }

        Assert.Equal(count, ports.Count);
        return ports;
    }

    private async Task<string> PortAsync(string url) => (await EnvironmentAsync(url)).GetProperty("PORT").GetString()!;

    private async Task<JsonElement> EnvironmentAsync(string url) =>
        JsonDocument.Parse(await _client.GetStringAsync(new Uri(url + "/env")).InTime()).RootElement;
}
