using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Files that are put into real containers.</summary>
public class ContainerFilesTests
{
    [ContainerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_are_in_the_container_when_it_starts_however_it_is_created(bool isCreatedByCommand)
    {
        await using var app = new RunningApp();
        await File.WriteAllTextAsync(app["copied"], "three");
        Directory.CreateDirectory(app["special"]);
        SpecialFiles.MakePipe(app["special/pipe"]);
        var before = app.Child("before");
        var box = app.Builder.AddContainer("box", ContainerTests.Image)
            .WithBindMount(app["out"], "/out")
            .WithVolume("/volume")
            .WithContainerFiles("/etc/new/place",
            [
                new ContainerFile { Name = "one", Contents = "one", Owner = 12, Group = 13, Mode = UnixFileMode.UserRead },
                new ContainerDirectory { Name = "inner", Entries = [new ContainerFile { Name = "two", SourcePath = app["copied"] }] },
            ])
            .WithContainerFiles("/volume", app["copied"], defaultOwner: 14)
            .WithContainerFiles("/etc/new", app["special"])
            .WithContainerFiles("/tmp", async (context, cancellation) =>
            {
                app.Log.Add($"before has started: {app.HasStarted("before")}");
                await Task.Yield();
                return [new ContainerFile { Name = context.Model.Name, Contents = "four" }];
            })
            .WithEntrypoint("sh")
            .WithArgs("-c", "test -p /etc/new/pipe && stat -c '%n %u:%g %a' /tmp /etc/new/place/one /etc/new/place/inner /etc/new/place/inner/two /volume/copied /tmp/box > /out/list; cat /etc/new/place/one /etc/new/place/inner/two /volume/copied /tmp/box > /out/text")
            .WaitForCompletion(before);
        if (isCreatedByCommand)
        {
            box.WithContainerRuntimeArgs("--hostname", "box");
        }

        app.Child("end").WaitForCompletion(box);

        await app.RunAsync();

        Assert.Equal(
            """
            /tmp 0:0 1777
            /etc/new/place/one 12:13 400
            /etc/new/place/inner 0:0 755
            /etc/new/place/inner/two 0:0 644
            /volume/copied 14:0 644
            /tmp/box 0:0 644

            """,
            await File.ReadAllTextAsync(app["out/list"]));
        Assert.Equal("onethreethreefour", await File.ReadAllTextAsync(app["out/text"]));
        Assert.Equal(["before has started: True"], app.Log.Events);
    }

    [ContainerFact]
    public async Task Files_that_are_missing_fail_the_container_and_leave_none()
    {
        await using var app = new RunningApp();
        app.Builder.AddContainer("missing", ContainerTests.Image).WithContainerFiles("/etc", app["nowhere"]);
        app.Builder.AddContainer("onto-a-file", ContainerTests.Image).WithContainerFiles("/etc/passwd", [new ContainerFile { Name = "below" }]);

        await app.StartAsync();

        foreach (var name in new[] { "missing", "onto-a-file" })
        {
            await app.Application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.FailedToStart).InTime();
        }

        Assert.Empty(await RawEngine.ListAsync("containers", $"dev.apphostsdk.application={app.Id}"));
    }

    [ContainerFact]
    public async Task A_persistent_container_is_made_anew_when_its_files_have_changed()
    {
        await using var first = new RunningApp();
        try
        {
            var ids = new List<string?>();
            var app = first;
            foreach (var contents in new[] { "one", "one", "two" })
            {
                app.Builder.AddContainer("box", ContainerTests.Image)
                    .WithLifetime(ContainerLifetime.Persistent)
                    .WithContainerFiles("/etc", [new ContainerFile { Name = "conf", Contents = contents }])
                    .WithArgs("sh", "-c", "trap 'exit 0' TERM; sleep 600 & wait");
                await app.StartAsync();
                ids.Add(Assert.Single(await RawEngine.ListAsync("containers", $"dev.apphostsdk.application={first.Id}")).GetProperty("Id").GetString());
                await app.StopAsync();
                if (app != first)
                {
                    await app.DisposeAsync();
                }

                app = first.Next();
            }

            Assert.Equal(ids[0], ids[1]);
            Assert.NotEqual(ids[0], ids[2]);
        }
        finally
        {
            foreach (var container in await RawEngine.ListAsync("containers", $"dev.apphostsdk.application={first.Id}"))
            {
                await RawEngine.DeleteAsync($"containers/{container.GetProperty("Id").GetString()}?force=1&v=1");
            }

            foreach (var network in await RawEngine.ListAsync("networks", $"dev.apphostsdk.application={first.Id}"))
            {
                await RawEngine.DeleteAsync($"networks/{network.GetProperty("Id").GetString()}");
            }
        }
    }
}
