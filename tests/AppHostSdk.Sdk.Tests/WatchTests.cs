using System.Diagnostics;

namespace AppHostSdk.Tests;

/// <summary>The host under <c>dotnet watch</c>.</summary>
[Collection(PackedFeedTests.Name)]
public class WatchTests(PackedFeed feed)
{
    [Fact]
    public async Task Edit_starts_the_application_again_and_ctrl_c_leaves_nothing()
    {
        const string Program = """
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddProject<Projects.Shop_Greeter>("greeter").WithEnvironment("WHOM", "world");
            builder.Build().Run();
            """;
        var solution = ConsumerSolution.Create(feed, "watch", Program);
        solution.Write("Shop.Greeter/Program.cs", """
            System.Console.WriteLine("hello " + System.Environment.GetEnvironmentVariable("WHOM") + " from " + System.Environment.ProcessId);
            new System.Threading.ManualResetEvent(false).WaitOne();
            """);

        await using var watch = Command.Start(solution.HostDirectory, "dotnet", ["watch", "run", "--non-interactive"]);
        await watch.LineAsync(line => line.Contains("greeter | hello world", StringComparison.Ordinal));
        await watch.LineAsync(line => line.Contains("Waiting for changes", StringComparison.Ordinal));
        var before = LivingProcess.Below(solution.Directory);
        Assert.Equal(["Shop.AppHost", "Shop.Greeter"], Names(before));

        solution.Write("Shop.AppHost/Program.cs", Program.Replace("world", "moon", StringComparison.Ordinal));
        await watch.LineAsync(line => line.Contains("greeter | hello moon", StringComparison.Ordinal));
        var after = LivingProcess.Below(solution.Directory);
        Assert.Equal(["Shop.AppHost", "Shop.Greeter"], Names(after));
        Assert.Empty(before.Select(p => p.Id).Intersect(after.Select(p => p.Id)));

        // Held before the signal, so that each can be waited for whoever its parent is then.
        List<Process> running = [.. after.Select(p => Process.GetProcessById(p.Id))];
        await watch.SignalAsync("INT");
        await watch.EndAsync();
        await Task.WhenAll(running.Select(p => p.WaitForExitAsync())).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(LivingProcess.Below(solution.Directory));
        running.ForEach(p => p.Dispose());
    }

    private static IEnumerable<string> Names(List<LivingProcess> processes) =>
        processes.Select(p => Path.GetFileName(p.Command)).Order(StringComparer.Ordinal);
}
