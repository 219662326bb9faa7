using System.Text.Json;

namespace AppHostSdk.Tests;

/// <summary>What an app host says it will do, and what it does.</summary>
internal static class ExecutedPlan
{
    /// <summary>Plans an app host that was built, runs it until everything has started, and demands that it did what was planned, and nothing else.</summary>
    /// <returns>The steps: number, operation and resource.</returns>
    public static async Task<IReadOnlyList<string>> AssertAsync(string hostDirectory, params (string Name, string Value)[] environment)
    {
        string[] run = ["run", "--no-build", "--"];
        var (planCode, plan) = await Command.RunAsync(hostDirectory, "dotnet", [.. run, "plan", "--output", "json"], environment);
        Assert.True(planCode == 0, plan);
        var planned = Steps(plan, "step");

        await using var host = Command.Start(hostDirectory, "dotnet", [.. run, "--output", "json"], environment);
        await host.LineAsync(line => line.Contains("Distributed application started.", StringComparison.Ordinal));
        await host.SignalAsync("INT");
        Assert.Equal(0, await host.EndAsync());

        Assert.Equal(planned.Order(), Steps(host.Output, "done").Distinct().Order());
        return planned;
    }

    private static List<string> Steps(string output, string kind)
    {
        var steps = new List<string>();
        foreach (var line in output.Split('\n').Where(l => l.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("kind").GetString() == kind)
            {
                var resource = json.RootElement.TryGetProperty("resource", out var name) ? " " + name.GetString() : "";
                steps.Add($"{json.RootElement.GetProperty("id")} {json.RootElement.GetProperty("operation").GetString()}{resource}");
            }
        }

        return steps;
    }
}
