using AppHostSdk.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What the program is told while its application runs.</summary>
public class EventTests
{
    [Fact]
    public async Task Events_of_a_resource_come_in_the_order_of_its_life()
    {
        await using var app = new RunningApp();
        var db = app.Child("db", "forever")
            .OnResourceStopped((r, e, _) => Told(app, $"{r.Name} stopped: {e.ResourceEvent.Snapshot.State!.Text}"))
            .OnResourceReady(async (r, e, cancellation) =>
            {
                Assert.Same(r, e.Resource);
                await Task.Delay(1, cancellation);
                await Told(app, $"{r.Name} ready");
            })
            .OnBeforeResourceStarted((r, _, _) => Told(app, $"{r.Name} starts"))
            .OnResourceEndpointsAllocated((r, _, _) => Told(app, $"{r.Name} endpoints"));
        var api = app.Child("api", "forever").OnBeforeResourceStarted((r, _, _) => Told(app, $"{r.Name} starts")).WaitFor(db);
        app.Builder.Eventing.Subscribe<BeforeStartEvent>((e, _) => Told(app, $"before {e.Model.Resources.Count}"));
        app.Builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Told(app, "created"));
        app.Builder.Eventing.Subscribe<ResourceReadyEvent>(api.Resource, (e, _) => Told(app, $"{e.Resource.Name} ready"));
        app.Builder.Eventing.Subscribe<ResourceStoppedEvent>((e, _) => Told(app, $"any: {e.Resource.Name}"));
        var never = app.Builder.Eventing.Subscribe<ResourceReadyEvent>((_, _) => Told(app, "never"));
        app.Builder.Eventing.Unsubscribe(never);

        await app.StartAsync();
        await app.StopAsync();

        Assert.Equal(
            [
                "before 2", "db endpoints", "db starts", "db ready", "api starts", "api ready", "created",
                "any: api", "db stopped: Exited", "any: db",
            ],
            app.Log.Events);
    }

    [Fact]
    public async Task A_part_of_a_resource_is_ready_with_it_and_who_waits_for_the_part_waits_for_its_functions()
    {
        await using var app = new RunningApp();
        var server = app.Child("server", "forever");
        var part = app.Builder.AddResource(new Database("db", server.Resource)).OnResourceReady((r, _, _) => Told(app, $"{r.Name} ready"));
        app.Child("api", "forever").WaitFor(part).OnBeforeResourceStarted((r, _, _) => Told(app, $"{r.Name} starts"));

        await app.StartAsync();

        Assert.Equal(["db ready", "api starts"], app.Log.Events);
        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("db").InTime();
    }

    [Fact]
    public async Task A_function_that_fails_when_a_resource_is_ready_keeps_its_waiters_from_starting_and_itself_running()
    {
        await using var app = new RunningApp();
        var db = app.Child("db", "forever").OnResourceReady((_, _, _) => throw new InvalidOperationException("no seed"));
        app.Child("api").WaitFor(db);
        app.Child("early").WaitForStart(db);

        await app.StartAsync();

        Assert.Equal(KnownResourceStates.FailedToStart, await app.Application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.TerminalStates).InTime());
        await app.Application.ResourceNotifications.WaitForResourceAsync("db").InTime();
        await app.Application.ResourceNotifications.WaitForResourceAsync("early", KnownResourceStates.Finished).InTime();
        Assert.False(app.HasStarted("api"));
    }

    [Fact]
    public async Task A_function_that_fails_before_the_start_fails_the_resource()
    {
        await using var app = new RunningApp();
        app.Child("api").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("not today"));

        await app.StartAsync();

        await app.Application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.FailedToStart).InTime();
        Assert.False(app.HasStarted("api"));
    }

    [Fact]
    public async Task A_subscriber_of_the_start_may_still_change_the_model()
    {
        await using var app = new RunningApp();
        app.Child("one");
        app.Builder.Eventing.Subscribe<BeforeStartEvent>(async (e, _) =>
        {
            await Task.Yield();
            foreach (var resource in e.Model.Resources.OfType<ExecutableResource>().ToList())
            {
                app.Builder.CreateResourceBuilder(resource).WithEnvironment("SEEN", resource.Name);
            }

            app.Child("two").WithEnvironment(context => context.EnvironmentVariables["ADDED"] = "late");
        });

        await app.RunAsync();

        Assert.Equal(["one", null], app.ReportOf("one").Values("SEEN", "ADDED"));
        Assert.Equal([null, "late"], app.ReportOf("two").Values("SEEN", "ADDED"));
    }

    [Fact]
    public async Task What_a_subscriber_describes_is_checked_before_anything_starts()
    {
        await using var app = new RunningApp();
        var one = app.Child("one");
        app.Builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            one.WaitFor(one);
            return Task.CompletedTask;
        });

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.Contains("error AHS1001: 'one' waits for itself", refusal.Message, StringComparison.Ordinal);
        Assert.False(app.HasStarted("one"));
        Assert.Contains("comes too late", Assert.Throws<DistributedApplicationException>(() => one.WithArgs("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscriber_of_the_start_that_fails_starts_nothing()
    {
        await using var app = new RunningApp();
        app.Child("one");
        app.Builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => throw new InvalidOperationException("not now"));

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.Equal("A subscriber of BeforeStartEvent failed: InvalidOperationException: not now", refusal.Message);
        Assert.False(app.HasStarted("one"));
    }

    [Fact]
    public async Task A_subscriber_that_fails_when_everything_is_up_ends_the_run_at_once()
    {
        await using var app = new RunningApp();
        app.Child("endless", "forever");
        app.Builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => throw new InvalidOperationException("too bad"));

        await app.Application.RunAsync().InTime();

        Environment.ExitCode = 0;
        Assert.Equal(KnownResourceStates.Exited, await app.Application.ResourceNotifications.WaitForResourceAsync("endless", KnownResourceStates.TerminalStates));
    }

    [Fact]
    public async Task A_resource_of_ones_own_is_told_when_the_application_stops()
    {
        await using var app = new RunningApp();
        app.Child("other", "forever");
        app.Builder.AddResource(new Clock("clock")).OnInitializeResource(async (clock, e, cancellation) =>
        {
            e.Logger.Log(Microsoft.Extensions.Logging.LogLevel.Information, default, "tick", null, (state, _) => state);
            await e.Notifications.PublishUpdateAsync(clock, s => s with { State = "Ticking" });
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            app.Log.Add("stopped");
        });

        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("clock", "Ticking").InTime();
        Assert.Empty(app.Log.Events);
        await app.StopAsync();

        await app.Log.Until(e => e == "stopped");
    }

    [Fact]
    public async Task A_resource_of_ones_own_lives_as_its_author_says()
    {
        await using var app = new RunningApp();
        app.Builder.AddResource(new Clock("clock"))
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Clock", Properties = [new("Zone", "UTC")], State = KnownResourceStates.NotStarted })
            .OnInitializeResource(async (clock, e, _) =>
            {
                var notifications = e.Services.GetRequiredService<ResourceNotificationService>();
                Assert.True(notifications.TryGetCurrentState("clock", out var before));
                app.Log.Add($"{before.Snapshot.ResourceType} {before.Snapshot.State!.Text}");
                await notifications.PublishUpdateAsync(clock, s => s with { State = KnownResourceStates.Running });
            });

        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("clock").InTime();

        Assert.Equal(["Clock NotStarted"], app.Log.Events);
    }

    [Fact]
    public async Task Subscribers_are_called_in_each_of_the_four_ways()
    {
        await using var app = new RunningApp();
        var eventing = app.Builder.Eventing;
        var release = new TaskCompletionSource();
        eventing.Subscribe<Tick>(async (tick, _) =>
        {
            await release.Task;
            app.Log.Add($"{tick.Name} first");
        });
        eventing.Subscribe<Tick>((tick, _) => Told(app, $"{tick.Name} second"));

        var sequential = eventing.PublishAsync(new Tick("a"));
        Assert.Empty(app.Log.Events);
        var concurrent = eventing.PublishAsync(new Tick("b"), EventDispatchBehavior.BlockingConcurrent);
        Assert.Equal(["b second"], app.Log.Events);
        Assert.False(sequential.IsCompleted || concurrent.IsCompleted);
        await eventing.PublishAsync(new Tick("c"), EventDispatchBehavior.NonBlockingConcurrent).InTime();
        await app.Log.Until(e => e == "c second");
        await eventing.PublishAsync(new Tick("d"), EventDispatchBehavior.NonBlockingSequential).InTime();
        Assert.DoesNotContain("d second", app.Log.Events);
        release.SetResult();
        await Task.WhenAll(sequential, concurrent).InTime();
        await app.Log.Until(e => e == "d second");

        Assert.Equal(["a first", "a second"], app.Log.Events.Where(e => e.StartsWith('a')));
    }

    [Fact]
    public async Task Services_that_subscribe_and_hosted_services_are_part_of_the_run()
    {
        await using var app = new RunningApp();
        app.Builder.Services.AddSingleton(app.Log);
        app.Builder.Services.TryAddEventingSubscriber<Announcer>();
        app.Builder.Services.TryAddEventingSubscriber<Announcer>();
        app.Builder.Services.AddHostedService<Companion>();
        app.Child("one", "forever").OnBeforeResourceStarted((r, e, _) => Told(app, $"{r.Name}, {e.Services.GetRequiredService<DistributedApplicationModel>().Resources.Count}"));

        await app.StartAsync();
        await app.StopAsync();

        Assert.Equal(["subscribed in Run", "companion starts", "before start", "one, 1", "companion stops"], app.Log.Events);
    }

    [Fact]
    public async Task What_was_started_for_an_application_that_does_not_begin_is_stopped()
    {
        await using var app = new RunningApp();
        app.Builder.Services.AddSingleton(app.Log);
        app.Builder.Services.AddHostedService<Companion>();
        app.Builder.Services.AddSingleton<IHostedService>(new Stubborn());
        app.Child("one", "forever").OnInitializeResource(async (_, _, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            app.Log.Add("given up");
        });
        app.Builder.AddContainer("box", "busybox").OnResourceEndpointsAllocated((_, _, _) => throw new InvalidOperationException("not today"));

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.EndsWith("failed: InvalidOperationException: not today", failure.Message, StringComparison.Ordinal);
        await app.Log.Until(e => e == "given up");
        Assert.Equal(["companion starts", "companion stops"], app.Log.Events.Where(e => e.StartsWith("companion", StringComparison.Ordinal)));
        Assert.False(app.HasStarted("one"));
    }

    [Fact]
    public async Task Resources_are_not_said_to_have_been_created_once_the_end_has_come()
    {
        await using var app = new RunningApp();
        app.Child("waiter").WaitForCompletion(app.Child("endless", "forever"));
        app.Builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Told(app, "created"));
        var starting = app.Application.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("waiter", "Waiting").InTime();

        await app.StopAsync();

        await starting.InTime();
        Assert.Empty(app.Log.Events);
    }

    [Fact]
    public async Task Nobody_pays_for_services_that_nobody_uses()
    {
        await using var app = new RunningApp();
        app.Child("one")
            .OnResourceReady((_, _, _) => Task.CompletedTask)
            .WithEnvironment(_ => { })
            .WithCommand("seed", "Seed", _ => Task.FromResult(CommandResults.Success()));
        app.Builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => Task.CompletedTask);

        await app.RunAsync();

        var services = (ApplicationServices)app.Application.Services;
        Assert.False(services.IsMade);
        Assert.NotNull(services.GetRequiredService<ResourceLoggerService>());
        Assert.True(services.IsMade);
    }

    private static Task Told(RunningApp app, string what)
    {
        app.Log.Add(what);
        return Task.CompletedTask;
    }

    private sealed record Tick(string Name) : IDistributedApplicationEvent;

    private sealed class Clock(string name) : Resource(name);

    private sealed class Database(string name, ExecutableResource parent) : Resource(name), IResourceWithParent<ExecutableResource>
    {
        public ExecutableResource Parent { get; } = parent;
    }

    private sealed class Announcer(EventLog<string> log) : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
        {
            log.Add($"subscribed in {executionContext.Operation}");
            eventing.Subscribe<BeforeStartEvent>((_, _) =>
            {
                log.Add("before start");
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }
    }

    private sealed class Stubborn : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("I stay");
    }

    private sealed class Companion(EventLog<string> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.Add("companion starts");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            log.Add("companion stops");
            return Task.CompletedTask;
        }
    }
}
