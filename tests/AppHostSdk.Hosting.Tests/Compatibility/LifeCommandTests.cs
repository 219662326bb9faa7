namespace AppHostSdk.Hosting.Tests.Compatibility;

/// <summary>The commands that everything has which is started.</summary>
public class LifeCommandTests
{
    [Fact]
    public async Task A_resource_is_stopped_and_started_by_its_commands()
    {
        await using var app = new RunningApp();
        var api = app.Child("api", "forever").OnBeforeResourceStarted((_, _, _) => Add(app, "start")).OnResourceStopped((_, _, _) => Add(app, "stop"));
        await app.StartAsync();
        var commands = app.Application.ResourceCommands;

        Assert.True((await commands.ExecuteCommandAsync(api.Resource, KnownResourceCommands.StopCommand).InTime()).Success);
        await app.Application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Exited).InTime();
        Assert.True((await commands.ExecuteCommandAsync("api", KnownResourceCommands.StartCommand).InTime()).Success);
        await app.Application.ResourceNotifications.WaitForResourceAsync("api").InTime();
        Assert.True((await commands.ExecuteCommandAsync("api", KnownResourceCommands.RestartCommand).InTime()).Success);
        await app.Log.UntilAll(events => events.Count == 5);

        Assert.Equal(["start", "stop", "start", "stop", "start"], app.Log.Events);
    }

    [Fact]
    public async Task What_is_not_started_here_has_none_and_a_command_of_the_program_goes_before()
    {
        await using var app = new RunningApp("--Parameters:key=1");
        var key = app.Builder.AddParameter("key");
        app.Child("api", "forever").WithCommand(KnownResourceCommands.StopCommand, "Stop", _ => Task.FromResult(CommandResults.Success("kept", "7", CommandResultFormat.Json)));
        await app.StartAsync();

        var none = await app.Application.ResourceCommands.ExecuteCommandAsync(key.Resource, KnownResourceCommands.StopCommand).InTime();
        var own = await app.Application.ResourceCommands.ExecuteCommandAsync("api", KnownResourceCommands.StopCommand).InTime();

        Assert.Equal((false, "'key' has no command 'stop'."), (none.Success, none.ErrorMessage));
        Assert.Equal((true, "kept", "7", CommandResultFormat.Json), (own.Success, own.Message, own.Data?.Value, own.Data?.Format));
    }

    [Fact]
    public async Task A_request_goes_to_the_endpoint_that_a_function_chooses()
    {
        await using var app = new RunningApp();
        var target = app.Child("target", "listen", "forever").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health");
        app.Child("api", "forever").WithHttpEndpoint(env: "PORT").WithHttpCommand("/health", "Ask", endpointSelector: () => target.GetEndpoint("http"), commandName: "ask", commandOptions: new()
        {
            Method = HttpMethod.Get,
            GetCommandResult = context => Task.FromResult(CommandResults.Success($"{context.Endpoint.Resource.Name} {(int)context.Response.StatusCode}")),
        });
        await app.StartAsync();

        var result = await app.Application.ResourceCommands.ExecuteCommandAsync("api", "ask").InTime();

        Assert.Equal("target 200", result.Message);
    }

    private static Task Add(RunningApp app, string text)
    {
        app.Log.Add(text);
        return Task.CompletedTask;
    }
}
