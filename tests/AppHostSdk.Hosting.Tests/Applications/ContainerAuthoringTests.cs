using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What the program says of containers, as real ones show it.</summary>
public class ContainerAuthoringTests
{
    [ContainerFact]
    public async Task Containers_see_directories_files_and_volumes()
    {
        var volume = $"apphost-test-{Guid.NewGuid():N}";
        await using var first = new RunningApp();
        await using var second = new RunningApp();
        try
        {
            await File.WriteAllTextAsync(first["config"], "configured");
            var writer = first.Builder.AddContainer("writer", ContainerTests.Image)
                .WithVolume(volume, "/keep")
                .WithVolume("/scratch")
                .WithBindMount(first["config"], "/etc/app.conf", isReadOnly: true)
                .WithBindMount(first["made/by/start"], "/out")
                .WithArgs("sh", "-c", "echo kept > /keep/file && echo x > /scratch/x && cat /etc/app.conf > /out/answer && (echo no > /etc/app.conf || echo refused >> /out/answer)");
            first.Child("end").WaitForCompletion(writer);

            await first.RunAsync();

            Assert.True(first.HasStarted("end"));
            Assert.Equal("configuredrefused\n", await File.ReadAllTextAsync(first["made/by/start/answer"]));
            var reader = second.Builder.AddContainer("reader", ContainerTests.Image)
                .WithVolume(volume, "/keep", isReadOnly: true)
                .WithBindMount(second["out"], "/out")
                .WithArgs("sh", "-c", "cp /keep/file /out/file");
            second.Child("end").WaitForCompletion(reader);

            await second.RunAsync();

            Assert.Equal("kept\n", await File.ReadAllTextAsync(second["out/file"]));
        }
        finally
        {
            // The run time never removes a volume with a name.
            await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
        }
    }

    [ContainerFact]
    public async Task A_container_has_the_name_and_the_program_that_it_is_given()
    {
        using var engine = await ContainerTests.ConnectAsync(CancellationToken.None);
        await using var app = new RunningApp();
        var name = $"apphost-test-{app.Id}";
        app.Builder.AddContainer("named", ContainerTests.Image).WithContainerName(name).WithEntrypoint("sh").WithArgs("-c", "trap 'exit 0' TERM; sleep 60 & wait");

        await app.StartAsync();

        var container = Assert.Single(await engine.ListContainersAsync("dev.apphostsdk.application", app.Id, CancellationToken.None));
        Assert.Equal((name, "running"), (container.Name, container.State));
        await app.StopAsync();
        Assert.Empty(await engine.ListContainersAsync("dev.apphostsdk.application", app.Id, CancellationToken.None));
    }

    [ContainerFact]
    public async Task Functions_decide_about_a_container_when_its_turn_has_come()
    {
        await using var app = new RunningApp();
        var before = app.Child("before");
        var box = app.Builder.AddContainer("box", ContainerTests.Image)
            .WithBindMount(app["out"], "/out")
            .WithEnvironment(context =>
            {
                app.Log.Add($"before has started: {app.HasStarted("before")}");
                context.EnvironmentVariables["WORD"] = "hello";
            })
            .WithEntrypoint("sh")
            .WithArgs("-c")
            .WithArgs(context => context.Args.Add("echo $WORD > /out/word"))
            .WaitForCompletion(before);
        app.Child("end").WaitForCompletion(box);

        await app.RunAsync();

        Assert.Equal(["before has started: True"], app.Log.Events);
        Assert.Equal("hello\n", await File.ReadAllTextAsync(app["out/word"]));
    }

    [ContainerFact]
    public async Task A_missing_image_that_is_never_fetched_is_named()
    {
        await using var app = new RunningApp();
        app.Builder.AddContainer("box", "apphost-test/no-such-image").WithImagePullPolicy(ImagePullPolicy.Never);

        await app.StartAsync();

        await app.Application.ResourceNotifications.WaitForResourceAsync("box", KnownResourceStates.FailedToStart).InTime();
    }
}
