using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What a run does is what the plan said before.</summary>
public class ExecutedPlanTests
{
    [ContainerFact(DockerOnly = "the registry is filled by a push whose answer names the digest, which that of Podman does not")]
    public async Task Every_kind_of_step_is_carried_out_as_planned_and_none_besides()
    {
        await using var registry = await LocalRegistry.StartAsync(isOpen: true);
        var image = $"{registry.Address}/team/pulled:1";
        await registry.AddAsync("team/pulled:1", "pulled");
        using var context = new TemporaryDirectory();
        Directory.CreateDirectory(context["project"]);
        await File.WriteAllTextAsync(context["Dockerfile"], $"FROM {ContainerTests.Image}\nCMD [\"sh\", \"-c\", \"trap 'exit 0' TERM; sleep 3600 & wait\"]\n");
        await File.WriteAllTextAsync(context["project/Project.csproj"], """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(context["project/Program.cs"], "System.Console.WriteLine();");

        // Its own name: no other run on this engine finds or removes what it leaves.
        var application = $"Steps-{Guid.NewGuid():N}";
        await using var left = new Leftovers(application);

        await ExpectAsync("one", "CreateNetwork", "CreateContainer kept");
        await ExpectAsync("one", "ReuseNetwork", "ReuseContainer kept");
        await ExpectAsync("two", "ReuseNetwork", "RecreateContainer kept");

        async Task ExpectAsync(string word, string network, string kept)
        {
            string[] args = ["--output", "json", $"--context={Path.GetDirectoryName(context["x"])}", $"--pulled={image}", $"--word={word}"];
            if (Directory.Exists(context["made"]))
            {
                Directory.Delete(context["made"]);
            }

            await using var plan = HostRun.Start("steps", ["plan", .. args], ("TEST_APPLICATION", application));
            Assert.Equal(0, await plan.ExitAsync());
            var planned = Steps(plan, "step");
            Assert.Superset(
                new HashSet<string>
                {
                    network,
                    kept,
                    "BecomeHealthy kept",
                    "BuildImage built",
                    "BuildProject project",
                    "Complete seed",
                    "CreateContainer late",
                    "CreateContainer mounting",
                    "OpenForward",
                    "OpenProxy api",
                    "PullImage pulled",
                    "StartContainer built",
                    "StartProcess api-2",
                },
                planned.Select(s => s.Action).ToHashSet());

            await using var run = HostRun.Start("steps", args, ("TEST_APPLICATION", application));
            await run.Lines.Until(l => l.Contains("Distributed application started", StringComparison.Ordinal));
            run.Send(HostRun.Interrupt);
            Assert.Equal(0, await run.ExitAsync());

            Assert.Equal(planned.Where(s => s.Action != "StartProcess manual").Order(), Steps(run, "done").Distinct().Order());
        }
    }

    private static List<(int Id, string Action)> Steps(HostRun host, string kind)
    {
        var steps = new List<(int, string)>();
        foreach (var line in host.Lines.Events)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("kind").GetString() == kind)
            {
                var resource = json.RootElement.TryGetProperty("resource", out var name) ? " " + name.GetString() : "";
                steps.Add((json.RootElement.GetProperty("id").GetInt32(), json.RootElement.GetProperty("operation").GetString() + resource));
            }
        }

        return steps;
    }
}
