namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Functions that decide about environment and arguments when a resource starts.</summary>
public class CallbackTests
{
    [Fact]
    public async Task Functions_fill_the_environment_in_the_order_of_the_program()
    {
        await using var app = new RunningApp("--Parameters:key=k3y", "--Parameters:other=0ther");
        var (key, other) = (app.Builder.AddParameter("key", secret: true), app.Builder.AddParameter("other"));
        var server = app.Builder.AddExecutable("server", TestPrograms.Child, ".", "sleep=1").WithHttpEndpoint(env: "PORT");
        app.Child("child")
            .WithEnvironment("A", "1")
            .WithEnvironment("OLD", "old")
            .WithEnvironment("KEY", key)
            .WithEnvironment(context =>
            {
                app.Log.Add(string.Join(' ', context.EnvironmentVariables.Select(v => $"{v.Key}={v.Value}")));
                context.EnvironmentVariables["A"] = "2";
                context.EnvironmentVariables["N"] = 1.5;
                context.EnvironmentVariables["FLAG"] = true;
                context.EnvironmentVariables["URL"] = server.GetEndpoint("http");
                context.EnvironmentVariables["RESOURCE"] = other.Resource;
                context.EnvironmentVariables["BUILDER"] = other;
                context.EnvironmentVariables["NAME"] = context.Resource.Name;
                context.EnvironmentVariables["MODE"] = context.ExecutionContext.Operation;
                context.EnvironmentVariables.Remove("OLD");
            })
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["SEEN"] = $"{context.EnvironmentVariables["A"]}";
            })
            .WithEnvironment("FUNCTION", () => "given")
            .WithEnvironment("LAST", "z")
            .WithArgs("out=a")
            .WithArgs(context =>
            {
                app.Log.Add(string.Join(' ', context.Args.Skip(1)));
                context.Args.Add("out=b");
                context.Args.Add(other);
            })
            .WithArgs(async context =>
            {
                await Task.Yield();
                context.Args.RemoveAt(context.Args.Count - 1);
            })
            .WithArgs("out=c");

        await app.RunAsync();

        var child = app.ReportOf("child");
        Assert.Equal(["A=1 OLD=old KEY=k3y", "out=a"], app.Log.Events);
        Assert.Equal(
            ["2", null, "k3y", "1.5", "true", "0ther", "0ther", "child", "Run", "2", "given", "z"],
            child.Values("A", "OLD", "KEY", "N", "FLAG", "RESOURCE", "BUILDER", "NAME", "MODE", "SEEN", "FUNCTION", "LAST"));
        Assert.Matches("^http://localhost:[0-9]+$", child.Environment["URL"]);
        Assert.Equal(["out=a", "out=b", "out=c"], child.Arguments.Skip(1));
    }

    [Fact]
    public async Task A_function_may_wait_for_what_another_resource_brings_about()
    {
        await using var app = new RunningApp();
        var key = new TaskCompletionSource<string>();
        var db = app.Child("db", "forever").OnResourceReady((_, _, _) =>
        {
            app.Log.Add("ready");
            key.SetResult("from db");
            return Task.CompletedTask;
        });
        app.Child("api").WithEnvironment(async context =>
        {
            context.EnvironmentVariables["KEY"] = await key.Task;
            app.Log.Add("environment");
        }).WaitFor(db);
        var end = app.Child("end").WaitForCompletion((IResourceBuilder<IResource>)app.Builder.CreateResourceBuilder(app.Builder.Resources.Single(r => r.Name == "api")));

        await app.StartAsync();

        Assert.Equal(["ready", "environment"], app.Log.Events);
        Assert.Equal("from db", app.ReportOf("api").Environment["KEY"]);
        Assert.NotNull(end);
    }

    [Fact]
    public async Task A_function_that_fails_fails_its_resource_and_what_waits_for_it()
    {
        await using var app = new RunningApp();
        var broken = app.Child("broken").WithEnvironment(_ => throw new InvalidOperationException("no key"));
        app.Child("strange").WithEnvironment(context => context.EnvironmentVariables["X"] = new object());
        app.Child("waiter").WaitFor(broken);
        app.Child("bystander");

        await app.StartAsync();

        Assert.Equal([false, false, false, true], new[] { "broken", "strange", "waiter" }.Select(app.HasStarted).Append(await Printed(app, "bystander")));
        Assert.Equal(KnownResourceStates.FailedToStart, await app.Application.ResourceNotifications.WaitForResourceAsync("broken", KnownResourceStates.TerminalStates).InTime());
        Assert.Equal(KnownResourceStates.FailedToStart, await app.Application.ResourceNotifications.WaitForResourceAsync("strange", KnownResourceStates.TerminalStates).InTime());
    }

    /// <summary>A process is up before it has done anything: its end tells that it has.</summary>
    private static async Task<bool> Printed(RunningApp app, string name)
    {
        await app.Application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.Finished).InTime();
        return app.HasStarted(name);
    }

    [Fact]
    public async Task What_a_function_does_when_it_is_told_to_give_up_keeps_nothing_from_stopping()
    {
        await using var app = new RunningApp();
        var isAsked = new TaskCompletionSource();
        app.Builder.AddExecutable("first", TestPrograms.Child, ".", "forever").WithEnvironment("APPHOST_TEST_MARK", app.Id);
        app.Child("late").WithEnvironment(async context =>
        {
            context.CancellationToken.Register(() => throw new InvalidOperationException("not now"));
            isAsked.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        app.Builder.AddExecutable("last", TestPrograms.Child, ".", "forever").WithEnvironment("APPHOST_TEST_MARK", app.Id)
            .OnInitializeResource((_, _, cancellation) =>
            {
                cancellation.Register(() => throw new InvalidOperationException("nor now"));
                return Task.CompletedTask;
            });
        var starting = app.Application.StartAsync();
        await isAsked.Task.InTime();
        await app.Application.ResourceNotifications.WaitForResourceAsync("last").InTime();

        await app.StopAsync();

        await starting.InTime();
        Assert.Empty(Processes.Processes.Marked($"APPHOST_TEST_MARK={app.Id}"));
    }
}
