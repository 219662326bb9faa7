using AppHostSdk.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Health checks over TCP, and those that the program registers with its services.</summary>
public class HealthTests
{
    [Fact]
    public async Task A_registered_check_holds_up_those_that_wait_until_it_succeeds()
    {
        await using var app = new RunningApp();
        var isReady = false;
        app.Builder.Services.AddHealthChecks()
            .AddCheck("api-ready", () =>
            {
                app.Log.Add("asked");
                return isReady ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("still warming up");
            })
            .AddAsyncCheck("other", () => throw new InvalidOperationException("nobody has this check"));
        var api = app.Child("api", "forever").WithHealthCheck("API-ready");
        app.Child("web", "forever").WaitFor(api);
        var starting = app.Application.StartAsync();
        await app.Log.UntilAll(all => all.Count >= 2);
        Assert.False(app.HasStarted("web"));

        isReady = true;

        await starting.InTime();
        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("web").InTime();
        Assert.All(app.Log.Events, e => Assert.Equal("asked", e));
    }

    [Theory]
    [InlineData("healthy", null)]
    [InlineData("degraded", "degraded: half of it is there")]
    [InlineData("unhealthy", "unhealthy: unhealthy")]
    [InlineData("throws", "throws: InvalidOperationException: no such table")]
    [InlineData("slow", "slow: no answer within 0.05 s")]
    public async Task What_a_check_says_or_throws_is_the_answer(string name, string? answer)
    {
        var services = new ServiceCollection();
        services.AddHealthChecks()
            .AddCheck("healthy", () => HealthCheckResult.Healthy("never shown"))
            .AddCheck("degraded", () => HealthCheckResult.Degraded("half of it is there"))
            .AddCheck("unhealthy", () => HealthCheckResult.Unhealthy())
            .AddAsyncCheck("throws", () => throw new InvalidOperationException("no such table"))
            .AddAsyncCheck("slow", async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return HealthCheckResult.Healthy();
            }, timeout: TimeSpan.FromMilliseconds(50));
        await using var provider = services.BuildServiceProvider();
        using var probe = new HealthProbe();

        Assert.Equal(answer, await probe.AskAsync(new RegisteredChecks(provider).Find("api", name), CancellationToken.None).InTime());
    }

    [Fact]
    public async Task A_check_that_is_not_registered_keeps_everything_from_starting()
    {
        await using var app = new RunningApp();
        app.Builder.Services.AddHealthChecks().AddCheck("ready", () => HealthCheckResult.Healthy()).AddCheck("live", () => HealthCheckResult.Healthy());
        app.Child("api", "forever").WithHealthCheck("raedy");

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.Equal(
            "'api' has the health check 'raedy', which is not registered. Register it with builder.Services.AddHealthChecks().AddCheck(\"raedy\", …). Registered are: ready, live.",
            refused.Message);
        Assert.False(app.HasStarted("api"));
    }

    [Fact]
    public async Task A_program_is_healthy_when_it_listens()
    {
        await using var app = new RunningApp();
        var api = app.Child("api", "listen=0,100", "forever").WithEndpoint(scheme: "tcp", env: "PORT").WithTcpHealthCheck();
        app.Child("web", "fetch=URL").WaitFor(api).WithEnvironment("URL", $"http://{api.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)}/");

        await app.StartAsync();

        var web = await app.Application.ResourceNotifications.WaitForResourceAsync("web", e => e.Snapshot.ExitCode is not null).InTime();
        Assert.Equal(0, web.Snapshot.ExitCode);
    }

    [Fact]
    public async Task An_endpoint_that_speaks_UDP_accepts_nothing()
    {
        await using var app = new RunningApp();
        app.Child("dns").WithEndpoint(name: "dns", protocol: System.Net.Sockets.ProtocolType.Udp).WithTcpHealthCheck("dns");

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.Equal("'dns' has a health check over TCP at endpoint 'dns', which speaks udp. Name an endpoint over TCP.", refused.Message);
    }
}
