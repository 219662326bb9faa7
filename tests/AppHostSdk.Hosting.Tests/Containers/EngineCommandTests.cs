using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>Containers that are created by the engine's command line.</summary>
public class EngineCommandTests
{
    [Fact]
    public void Everything_of_the_container_is_in_the_arguments_but_the_values_of_variables()
    {
        var spec = new ContainerSpec
        {
            Name = "cache-1",
            Image = "redis:7",
            RuntimeArguments = ["--gpus=all", "--device", "/dev/x"],
            Command = ["--save", "60 1"],
            Entrypoint = ["/bin/server", "first"],
            Environment = [new("SECRET", "old"), new("SECRET", "canary"), new("PATH", "/own"), new("DOCKER_HOST", "tcp://x")],
            Labels = new Dictionary<string, string> { ["a.b"] = "c d" },
            Ports = [new(6379, "tcp", "127.0.0.1", 5001)],
            Mounts = [new("/a,b", "/data", false, true), new("vol", "/keep", true, false), new(null, "/tmp", true, false)],
            ExtraHosts = ["host.docker.internal:host-gateway"],
            MemoryLimit = 1536 << 20,
            NanoCpus = 1_500_000_000,
            Network = "net",
            NetworkAliases = ["cache"],
        };

        Assert.Equal(
            [
                "create", "--name", "cache-1", "--pull", "never", "--label", "a.b=c d", "--env", "SECRET", "--env", "PATH=/own", "--env", "DOCKER_HOST=tcp://x",
                "--publish", "127.0.0.1:5001:6379/tcp", "--mount", "type=bind,\"source=/a,b\",target=/data,ro", "--mount", "type=volume,source=vol,target=/keep",
                "--mount", "type=volume,target=/tmp", "--add-host", "host.docker.internal:host-gateway", "--network", "net", "--network-alias", "cache",
                "--memory", "1536m", "--cpus", "1.5",
                "--entrypoint", "/bin/server", "--gpus=all", "--device", "/dev/x", "redis:7", "first", "--save", "60 1",
            ],
            CreateCommand.Of(spec).Arguments);
        Assert.Equal([new("SECRET", "canary")], CreateCommand.Of(spec).Environment);
    }

    [ContainerFact]
    public async Task Container_has_what_only_the_command_line_can_give_it_and_everything_else()
    {
        await using var app = new RunningApp();
        var made = app.Builder.AddContainer("made", ContainerTests.Image)
            .WithContainerRuntimeArgs("--hostname", "chosen")
            .WithContainerRuntimeArgs("--workdir=/etc")
            .WithEnvironment("SECRET", "canary 1,2")
            .WithBindMount(app["out"], "/out")
            .WithArgs("sh", "-c", "echo $(hostname) $(pwd) $SECRET > /out/answer");
        app.Child("end").WaitForCompletion(made);

        await app.RunAsync();

        Assert.Equal("chosen /etc canary 1,2\n", await File.ReadAllTextAsync(app["out/answer"]));
        using var engine = await ContainerTests.ConnectAsync(CancellationToken.None);
        Assert.Empty(await engine.ListContainersAsync("dev.apphostsdk.application", app.Id, CancellationToken.None));
    }

    [ContainerFact]
    public async Task Arguments_that_the_command_refuses_are_told_with_its_words()
    {
        await using var app = new RunningApp();
        app.Builder.AddContainer("odd", ContainerTests.Image).WithContainerRuntimeArgs("--no-such-flag");

        await app.StartAsync();

        var state = await app.Application.ResourceNotifications.WaitForResourceAsync("odd", e => e.Snapshot.State?.Text == "FailedToStart").InTime();
        Assert.Equal("odd", state.Resource.Name);
        await app.StopAsync();
        Environment.ExitCode = 0;
    }
}
