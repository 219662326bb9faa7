using AppHostSdk.Running;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>An engine that does not answer any more must not keep the host from ending.</summary>
public class FrozenEngineTests
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private static readonly RunOptions Options = new() { Slack = TimeSpan.FromMilliseconds(200) };

    [Theory]
    [InlineData("pull redis:latest", null)]
    [InlineData("create cache", "'cache' could not be stopped: creating container 'cache-")]
    [InlineData("start cache", "'cache' could not be stopped: starting container 'cache-")]
    public async Task Frozen_during_the_start(string call, string? problem)
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                b.AddExecutable("web", "scripted", ".").WaitFor(b.AddContainer("cache", "redis"));
                b.AddExecutable("other", "scripted", ".");
            },
            r => r.Engine.Answers[call] = Never,
            options: Options);
        await run.UntilLogged(call);
        await run.Until("other", ResourcePhase.Running);

        var problems = await run.StopAsync();

        if (problem is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
            Assert.EndsWith("no answer within 0.2 s, and it is not waited for any longer", problems[0], StringComparison.Ordinal);
        }

        Assert.Contains("dispose other", run.Log.Events);
    }

    [Fact]
    public async Task A_container_that_is_made_while_it_is_given_up_is_removed()
    {
        var creating = new TaskCompletionSource();
        await using var run = ExecutorRun.Of(
            b => b.AddContainer("cache", "redis").WaitForCompletion(b.AddExecutable("jobs", "scripted", ".")),
            r => r.Engine.Answers["create cache"] = creating.Task,
            options: new RunOptions { Slack = Patience.Limit });
        await run.UntilLogged("create cache");
        await run.Until("cache", ResourcePhase.Waiting);
        await run.Until("jobs", ResourcePhase.Running);

        var stopping = run.StopAsync();

        // What would leave too early has left by then.
        await Task.Delay(100);
        creating.SetResult();

        Assert.Empty(await stopping);
        Assert.Contains("remove cache", run.Log.Events);
    }

    [Theory]
    [InlineData("remove cache", "'cache' could not be stopped: removing it: no answer within 0.2 s, and it is not waited for any longer")]
    [InlineData("stop cache", "'cache' could not be stopped: stopping it: no answer within 0.4 s, and it is not waited for any longer")]
    public async Task Frozen_during_the_stop(string call, string problem)
    {
        await using var run = ExecutorRun.Of(
            b =>
            {
                var db = b.AddExecutable("db", "scripted", ".");
                b.AddContainer("cache", "redis").WaitFor(db);
            },
            r => r.Engine.Answers[call] = Never,
            options: Options);
        await run.Started.InTime();

        Assert.Equal([problem], await run.StopAsync(TimeSpan.FromMilliseconds(200)));

        Assert.Contains("dispose db", run.Log.Events);
    }
}
