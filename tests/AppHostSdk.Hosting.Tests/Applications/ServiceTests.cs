using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>The services by which code sees and drives a running application.</summary>
public class ServiceTests
{
    [Fact]
    public async Task States_are_waited_for_and_watched()
    {
        await using var app = new RunningApp();
        var web = app.Child("web", "listen=1", "forever").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health");
        app.Child("job", "exit=3");
        app.Builder.AddExecutable("missing", "./none", ".");
        var notifications = app.Application.ResourceNotifications;
        var healthy = notifications.WaitForResourceHealthyAsync("web");
        var running = notifications.WaitForResourceAsync("WEB");

        await app.StartAsync();
        await running.InTime();

        var state = await healthy.InTime();
        Assert.Same(web.Resource, state.Resource);
        Assert.Equal((HealthStatus.Healthy, "Running", "Executable"), (state.Snapshot.HealthStatus, state.Snapshot.State!.Text, state.Snapshot.ResourceType));
        Assert.NotNull(state.Snapshot.StartTimeStamp);
        var ended = await notifications.WaitForResourceAsync("job", e => e.Snapshot.ExitCode is not null).InTime();
        Assert.Equal((3, "Exited"), (ended.Snapshot.ExitCode, ended.Snapshot.State!.Text));
        Assert.Contains("it is FailedToStart", (await Assert.ThrowsAsync<DistributedApplicationException>(() => notifications.WaitForResourceHealthyAsync("missing").InTime())).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no resource 'wbe'. There are: web, job, missing.", (await Assert.ThrowsAsync<ArgumentException>(() => notifications.WaitForResourceAsync("wbe"))).Message, StringComparison.Ordinal);
        var seen = new HashSet<string>();
        await foreach (var change in notifications.WatchAsync())
        {
            if (seen.Add(change.Resource.Name) && seen.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["job", "missing", "web"], seen.Order());
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        await using var app = new RunningApp();
        app.Child("never");
        using var patience = new CancellationTokenSource();
        var waiting = app.Application.ResourceNotifications.WaitForResourceAsync("never", cancellationToken: patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
    }

    [Fact]
    public async Task Output_is_watched_from_its_first_line_to_its_end_and_written_to()
    {
        await using var app = new RunningApp();
        var child = app.Child("child", "out=hello", "err=oops");
        var service = app.Application.Services.GetRequiredService<ResourceLoggerService>();
        var logger = service.GetLogger(child.Resource);
        logger.Log(LogLevel.Information, default, "before the start", null, (state, _) => state);
        logger.Log(LogLevel.Debug, default, "nobody reads this", null, (state, _) => state);

        await app.RunAsync();

        var lines = new List<LogLine>();
        await foreach (var batch in service.WatchAsync("child"))
        {
            lines.AddRange(batch);
        }

        Assert.Equal(new LogLine(1, "before the start", false), lines[0]);
        Assert.Equal(["hello", "oops"], lines.Skip(1).Select(l => l.Content).Order());
        Assert.Equal("oops", lines.Single(l => l.IsErrorMessage).Content);
    }

    [Fact]
    public async Task Commands_are_executed()
    {
        await using var app = new RunningApp();
        var child = app.Child("child", "forever")
            .WithCommand("seed", "Seed", context =>
            {
                app.Log.Add($"{context.ResourceName} {context.ServiceProvider.GetRequiredService<DistributedApplicationModel>().Resources.Count}");
                return Task.FromResult(CommandResults.Success());
            })
            .WithCommand("broken", "Broken", _ => throw new InvalidOperationException("oops"))
            .WithCommand("endless", "Endless", async context =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return CommandResults.Success();
            })
            .WithCommand("later", "Later", _ => Task.FromResult(CommandResults.Failure("not really")), new CommandOptions
            {
                UpdateState = context => context.ResourceSnapshot.HealthStatus is null ? ResourceCommandState.Disabled : ResourceCommandState.Enabled,
            });
        var commands = app.Application.ResourceCommands;
        var early = await commands.ExecuteCommandAsync("child", "later");

        await app.StartAsync();

        Assert.Equal("Command 'later' of 'child' cannot be executed now: it is disabled.", early.ErrorMessage);
        Assert.Equal("not really", (await commands.ExecuteCommandAsync("child", "later")).ErrorMessage);
        Assert.True((await commands.ExecuteCommandAsync(child.Resource, "seed")).Success);
        Assert.Equal(["child 1"], app.Log.Events);
        Assert.Equal("Command 'broken' of 'child' failed: InvalidOperationException: oops", (await commands.ExecuteCommandAsync("child", "broken")).ErrorMessage);
        Assert.True((await commands.ExecuteCommandAsync("child", "endless", new CancellationToken(canceled: true))).Canceled);
        Assert.Equal("'child' has no command 'no'.", (await commands.ExecuteCommandAsync("child", "no")).ErrorMessage);
        Assert.Equal("There is no resource 'no'.", (await commands.ExecuteCommandAsync("no", "seed")).ErrorMessage);
    }

    [Fact]
    public async Task Commands_that_are_requests_reach_the_resource()
    {
        await using var app = new RunningApp();
        var web = app.Child("web", "listen", "forever").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health").WithEndpoint(name: "raw", scheme: "tcp");
        web.WithHttpCommand("/health", "Check", commandOptions: new HttpCommandOptions
            {
                Method = HttpMethod.Get,
                PrepareRequest = context =>
                {
                    app.Log.Add($"{context.Endpoint.EndpointName} {context.Request.Method} {context.Request.RequestUri!.AbsolutePath}");
                    return Task.CompletedTask;
                },
                GetCommandResult = async context => CommandResults.Failure(await context.Response.Content.ReadAsStringAsync(context.CancellationToken)),
            })
            .WithHttpCommand("/nothing", "Nothing", endpointName: "http", commandName: "nothing", commandOptions: new HttpCommandOptions { Method = HttpMethod.Get })
            .WithHttpCommand("/raw", "Raw", commandName: "raw", commandOptions: new HttpCommandOptions { EndpointSelector = () => web.GetEndpoint("raw") })
            .WithHttpCommand("/health", "Chosen", commandName: "chosen", commandOptions: new HttpCommandOptions { Method = HttpMethod.Get, EndpointSelector = () => web.GetEndpoint("http") });
        app.Child("sick", "listen=1000", "forever").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health", 503)
            .WithHttpCommand("/health", "Check", commandName: "check", commandOptions: new HttpCommandOptions { Method = HttpMethod.Get });
        var commands = app.Application.ResourceCommands;
        var early = await commands.ExecuteCommandAsync("web", "nothing");

        await app.StartAsync();

        Assert.EndsWith("The application does not run, so nothing can be asked of 'web'.", early.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("healthy", (await commands.ExecuteCommandAsync("web", "http-/health")).ErrorMessage);
        Assert.Equal(["http GET /health"], app.Log.Events);
        Assert.True((await commands.ExecuteCommandAsync("web", "nothing")).Success);
        Assert.Matches("^GET http://localhost:[0-9]+/health was answered with 503 Service Unavailable.$", (await commands.ExecuteCommandAsync("sick", "check")).ErrorMessage);
        Assert.EndsWith("Endpoint 'raw' of 'web' speaks tcp; a command needs http or https.", (await commands.ExecuteCommandAsync("web", "raw")).ErrorMessage, StringComparison.Ordinal);
        Assert.True((await commands.ExecuteCommandAsync("web", "chosen")).Success);
    }
}
