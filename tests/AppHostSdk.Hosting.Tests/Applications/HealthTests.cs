using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using AppHostSdk.Health;
using AppHostSdk.Hosting.Tests.Containers;
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

    [Fact]
    public async Task A_wait_for_what_does_not_start_says_why()
    {
        await using var app = new RunningApp();
        app.Builder.AddExecutable("tool", "./no-such-program", ".");
        await app.StartAsync();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.Application.ResourceNotifications.WaitForResourceHealthyAsync("tool").InTime());

        Assert.StartsWith("Resource 'tool' did not become healthy: it is FailedToStart (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-program", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_the_program_whether_it_is_healthy_gets_no_old_answer()
    {
        await using var app = new RunningApp();
        string? problem = null;
        app.Builder.Services.AddHealthChecks().AddCheck("ready", () =>
        {
            app.Log.Add(problem ?? "well");
            return problem is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(problem);
        });
        app.Child("api", "forever").WithHttpEndpoint(env: "PORT").WithHealthCheck("ready").WithReplicas(2);
        var notifications = app.Application.ResourceNotifications;
        await app.StartAsync();
        await notifications.WaitForResourceHealthyAsync("api").InTime();
        problem = "full";

        var waiting = notifications.WaitForResourceHealthyAsync("api");

        await app.Log.Until(l => l == "full");
        Assert.False(waiting.IsCompleted);
        problem = null;
        await waiting.InTime();
    }

    [Theory]
    [InlineData("healthy", null)]
    [InlineData("degraded", "degraded: half of it is there")]
    [InlineData("unhealthy", "unhealthy: unhealthy")]
    [InlineData("throws", "throws: InvalidOperationException: no such table")]
    [InlineData("exception", "exception: IOException: broken pipe")]
    [InlineData("described", "described: the server is full")]
    [InlineData("slow", "slow: no answer within 0.05 s")]
    public async Task What_a_check_says_or_throws_is_the_answer(string name, string? answer)
    {
        var services = new ServiceCollection();
        services.AddHealthChecks()
            .AddCheck("healthy", () => HealthCheckResult.Healthy("never shown"))
            .AddCheck("degraded", () => HealthCheckResult.Degraded("half of it is there"))
            .AddCheck("unhealthy", () => HealthCheckResult.Unhealthy())
            .AddCheck("exception", () => HealthCheckResult.Unhealthy(exception: new IOException("broken pipe")))
            .AddCheck("described", () => HealthCheckResult.Unhealthy("the server is full", new IOException("broken pipe")))
            .AddAsyncCheck("throws", () => throw new InvalidOperationException("no such table"))
            .AddAsyncCheck("slow", async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return HealthCheckResult.Healthy();
            }, timeout: TimeSpan.FromMilliseconds(50));
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(answer, (await HealthProbe.AskAsync(new RegisteredChecks(provider).Find("api", name), CancellationToken.None).InTime()).Problem);
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
    public async Task A_check_that_is_registered_twice_keeps_everything_from_starting()
    {
        await using var app = new RunningApp();
        app.Builder.Services.AddHealthChecks().AddCheck("ready", () => HealthCheckResult.Healthy()).AddCheck("Ready", () => HealthCheckResult.Unhealthy());
        app.Child("api", "forever").WithHealthCheck("ready");

        // The framework's own words.
        var refused = await Assert.ThrowsAsync<ArgumentException>(app.StartAsync);

        Assert.Contains("Ready", refused.Message, StringComparison.Ordinal);
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
    public async Task A_program_with_a_certificate_that_this_machine_trusts_is_asked_by_https()
    {
        using var directory = new TemporaryDirectory();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(directory.Path, "certificate.pem");
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");

        await using var host = HostRun.Start("https-health", ("CERTIFICATE", file), ("SSL_CERT_FILE", file));

        await host.Lines.Until(l => Regex.IsMatch(l, @"api \* Healthy +https://localhost:\d+"));
        host.Send(HostRun.Interrupt);
        Assert.Equal(0, await host.ExitAsync());
    }

    [Fact]
    public async Task An_endpoint_that_speaks_UDP_accepts_nothing()
    {
        await using var app = new RunningApp();
        app.Child("dns").WithEndpoint(name: "dns", protocol: System.Net.Sockets.ProtocolType.Udp).WithTcpHealthCheck("dns");

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.Equal("'dns' has a health check over TCP at endpoint 'dns', which speaks udp. Name an endpoint over TCP.", refused.Message);
    }

    /// <summary>The engine accepts on a published port as soon as the container is there.</summary>
    [ContainerFact]
    public async Task A_container_is_healthy_when_it_listens_itself()
    {
        await using var app = new RunningApp();
        // Longer than a container takes to start on a busy machine.
        app.Builder.Configuration["AppHost:WaitTimeoutSeconds"] = "12";
        var deaf = app.Builder.AddContainer("deaf", ContainerTests.Image).WithArgs("sleep", "60").WithEndpoint(targetPort: 80, name: "tcp").WithTcpHealthCheck();
        var late = app.Builder.AddContainer("late", ContainerTests.Image).WithArgs("sh", "-c", "sleep 1; httpd -f -p 80").WithEndpoint(targetPort: 80, name: "tcp").WithTcpHealthCheck("tcp");
        app.Child("hopeful").WaitFor(deaf);
        app.Child("served", $"fetch=URL,{app["answer"]}").WithEnvironment("URL", $"http://{late.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)}/").WaitFor(late);
        var notifications = app.Application.ResourceNotifications;

        var starting = app.Application.StartAsync();

        await notifications.WaitForResourceAsync("hopeful", "FailedToStart").InTime();
        await notifications.WaitForResourceHealthyAsync("late").InTime();
        await notifications.WaitForResourceAsync("served", e => e.Snapshot.ExitCode is not null).InTime();
        Assert.True(app.HasStarted("served"));
        Assert.False(app.HasStarted("hopeful"));
        await app.StopAsync();
        await starting.InTime();
    }

    [ContainerFact]
    public async Task The_health_check_of_an_image_counts_where_the_program_has_none()
    {
        await using var app = new RunningApp();
        Directory.CreateDirectory(app["web"]);
        await File.WriteAllTextAsync(app["web/Dockerfile"], $"FROM {ContainerTests.Image}\nLABEL dev.apphostsdk.test={app.Id}\nHEALTHCHECK --interval=1s --retries=1 CMD cat /state/ready\n");
        var server = app.Builder.AddDockerfile("server", app["web"])
            .WithBindMount(app["state"], "/state")
            .WithArgs("sh", "-c", "trap 'exit 0' TERM; sleep 1; touch /state/ready; sleep 60 & wait");
        var isReady = false;
        app.Child("user").WaitFor(server).OnBeforeResourceStarted((_, _, _) =>
        {
            isReady = File.Exists(app["state/ready"]);
            return Task.CompletedTask;
        });
        var notifications = app.Application.ResourceNotifications;

        try
        {
            var starting = app.Application.StartAsync();
            await notifications.WaitForResourceAsync("user", e => e.Snapshot.ExitCode is not null).InTime();
            await starting.InTime();
            Assert.True(isReady);

            File.Delete(app["state/ready"]);
            await notifications.WaitForResourceAsync("server", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy).InTime();
            await File.WriteAllTextAsync(app["state/ready"], "");
            await notifications.WaitForResourceHealthyAsync("server").InTime();
        }
        finally
        {
            await app.StopAsync();
            while (await RawEngine.ListAsync("images/json", $"dev.apphostsdk.test={app.Id}") is [var image, ..])
            {
                await RawEngine.DeleteAsync($"images/{image.GetProperty("Id").GetString()}?force=1");
            }
        }
    }

    /// <summary>Docker makes its first check after the interval.</summary>
    [ContainerFact]
    public async Task Nobody_waits_for_the_first_interval_of_a_health_check()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddContainer("server", ContainerTests.Image)
            .WithArgs("sh", "-c", "trap 'exit 0' TERM; sleep 1; touch /tmp/ready; sleep 600 & wait")
            .WithContainerRuntimeArgs("--health-cmd", "cat /tmp/ready", "--health-interval", "1h");
        app.Child("user").WaitFor(server);
        var notifications = app.Application.ResourceNotifications;

        await app.StartAsync();

        await notifications.WaitForResourceAsync("user", e => e.Snapshot.ExitCode is not null).InTime();
        Assert.True(notifications.TryGetCurrentState("server", out var state));
        Assert.Equal(HealthStatus.Healthy, state.Snapshot.HealthStatus);
    }

    [ContainerFact]
    public async Task Health_check_of_an_engine_is_made_by_hand_for_a_wait_that_begins_later()
    {
        await using var app = new RunningApp();
        app.Builder.AddContainer("server", ContainerTests.Image)
            .WithBindMount(app["state"], "/state")
            .WithArgs("sh", "-c", "trap 'exit 0' TERM; touch /state/ready; sleep 600 & wait")
            .WithContainerRuntimeArgs("--health-cmd", "cat /state/ready", "--health-interval", "1h");
        var notifications = app.Application.ResourceNotifications;
        await app.StartAsync();
        await notifications.WaitForResourceHealthyAsync("server").InTime();
        await notifications.WaitForResourceHealthyAsync("server").InTime();
        File.Delete(app["state/ready"]);

        var waiting = notifications.WaitForResourceHealthyAsync("server");

        await notifications.WaitForResourceAsync("server", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy).InTime();
        Assert.False(waiting.IsCompleted);
        await File.WriteAllTextAsync(app["state/ready"], "");
        await waiting.InTime();
    }

    [ContainerFact]
    public async Task A_check_among_the_runtime_arguments_counts_as_well_and_one_of_the_program_comes_before_it()
    {
        await using var app = new RunningApp();
        app.Builder.Configuration["AppHost:WaitTimeoutSeconds"] = "12";
        string[] never = ["--health-cmd", "false", "--health-interval", "1s", "--health-retries", "1"];
        var sick = app.Builder.AddContainer("sick", ContainerTests.Image).WithArgs("sleep", "60").WithContainerRuntimeArgs(never);
        var served = app.Builder.AddContainer("served", ContainerTests.Image).WithArgs("httpd", "-f", "-p", "80").WithContainerRuntimeArgs(never)
            .WithEndpoint(targetPort: 80, name: "tcp").WithTcpHealthCheck("tcp");
        app.Child("hopeless").WaitFor(sick);
        app.Child("content").WaitFor(served);
        var notifications = app.Application.ResourceNotifications;

        var starting = app.Application.StartAsync();

        await notifications.WaitForResourceAsync("content", e => e.Snapshot.ExitCode is not null).InTime();
        await notifications.WaitForResourceAsync("hopeless", "FailedToStart").InTime();
        Assert.False(app.HasStarted("hopeless"));
        await app.StopAsync();
        await starting.InTime();
    }
}
