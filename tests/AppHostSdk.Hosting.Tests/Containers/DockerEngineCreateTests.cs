using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class DockerEngineCreateTests
{
    private const string MissingImage = "apphostsdk-tests/no-such-image:1";

    [ContainerFact]
    public async Task Environment_command_and_entry_point_arrive()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var run = await scope.RunAsync(new()
        {
            Name = scope.NewName(),
            Image = ContainerTests.Image,
            Entrypoint = ["sh", "-c", "echo \"$0|$1|$2|$GREETING|$EMPTY|${EMPTY-unset}\""],
            Command = ["zero", "one two", "$HOME \"quoted\" é"],
            Environment = [new("GREETING", "first"), new("GREETING", "a=b 'c'\n\"d\" é"), new("EMPTY", "")],
        });

        Assert.Equal(new(0, "zero|one two|$HOME \"quoted\" é|a=b 'c'\n\"d\" é||\n", ""), run);
    }

    [ContainerFact]
    public async Task Without_command_and_entry_point_those_of_the_image_run()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        // A shell without input ends at once.
        var run = await scope.RunAsync(new() { Name = scope.NewName(), Image = ContainerTests.Image });

        Assert.Equal(new(0, "", ""), run);
    }

    [ContainerFact]
    public async Task An_entry_point_alone_runs_without_the_command_of_the_image()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var run = await scope.RunAsync(new() { Name = scope.NewName(), Image = ContainerTests.Image, Entrypoint = ["echo", "alone"] });

        Assert.Equal(new(0, "alone\n", ""), run);
    }

    [ContainerFact]
    public async Task Extra_hosts_are_known_inside()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var run = await scope.RunAsync(scope.Script("grep catalog.test /etc/hosts") with { ExtraHosts = ["catalog.test:10.1.2.3"] });

        Assert.Equal(new(0, "10.1.2.3\tcatalog.test\n", ""), run);
    }

    [ContainerFact]
    public async Task Containers_are_found_by_their_labels_in_every_state()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var key = $"dev.apphostsdk.tests.{scope.NewName()}";
        var created = scope.Script("sleep 3600") with { Labels = new Dictionary<string, string> { [key] = "a b", ["other"] = "é=1" } };
        var running = scope.Script("sleep 3600") with { Labels = new Dictionary<string, string> { [key] = "2" } };
        var exited = scope.Script("exit 0") with { Labels = new Dictionary<string, string> { [key] = "2" } };
        var createdId = await scope.CreateAsync(created);
        var runningId = await scope.CreateAsync(running);
        var exitedId = await scope.CreateAsync(exited);
        await scope.CreateAsync(scope.Script("exit 0"));
        await scope.Engine.StartContainerAsync(runningId, scope.Token);
        await scope.Engine.StartContainerAsync(exitedId, scope.Token);
        await scope.Engine.WaitContainerAsync(exitedId, scope.Token);

        var all = await scope.Engine.ListContainersAsync(key, null, scope.Token);
        var one = Assert.Single(await scope.Engine.ListContainersAsync(key, "a b", scope.Token));
        var none = await scope.Engine.ListContainersAsync(key, "3", scope.Token);

        Assert.Equal(
            new Dictionary<string, string> { [createdId] = "created", [runningId] = "running", [exitedId] = "exited" },
            all.ToDictionary(container => container.Id, container => container.State));
        Assert.Equal((createdId, created.Name), (one.Id, one.Name));

        // Podman calls images by their full name.
        Assert.Contains(one.Image, new[] { ContainerTests.Image, $"docker.io/library/{ContainerTests.Image}" });
        Assert.Equal(("a b", "é=1"), (one.Labels[key], one.Labels["other"]));
        Assert.Empty(none);
    }

    [ContainerFact]
    public async Task An_image_that_is_missing_is_named()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var spec = scope.Script("exit 0") with { Image = MissingImage };

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => scope.CreateAsync(spec));

        Assert.StartsWith($"creating container '{spec.Name}' from image '{MissingImage}': ", e.Message, StringComparison.Ordinal);
        Assert.StartsWith("No such image: ", e.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(MissingImage, e.Problem, StringComparison.Ordinal);
        Assert.Equal(404, e.StatusCode);
    }

    [ContainerFact]
    public async Task A_name_that_is_taken_is_named()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var spec = scope.Script("exit 0");
        await scope.CreateAsync(spec);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => scope.CreateAsync(spec));

        Assert.StartsWith($"creating container '{spec.Name}' from image '{ContainerTests.Image}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains("is already in use", e.Message, StringComparison.Ordinal);
        Assert.Equal(409, e.StatusCode);
    }

    [ContainerFact]
    public async Task A_program_that_is_missing_fails_the_start_by_name()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        var spec = scope.Script("") with { Command = ["no-such-program"] };
        var id = await scope.CreateAsync(spec);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => scope.Engine.StartContainerAsync(id, scope.Token));

        Assert.StartsWith($"starting container '{spec.Name}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-program", e.Message, StringComparison.Ordinal);
    }

    [ContainerFact]
    public async Task Images_are_there_or_not()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        Assert.True(await scope.Engine.ImageExistsAsync(ContainerTests.Image, scope.Token));
        Assert.True(await scope.Engine.ImageExistsAsync("busybox", scope.Token));
        Assert.False(await scope.Engine.ImageExistsAsync(MissingImage, scope.Token));
        Assert.False(await scope.Engine.ImageExistsAsync("localhost:5000/a/b:c", scope.Token));
    }

    [ContainerFact]
    public async Task A_pull_that_fails_says_which_image_and_why()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        // Nothing listens on this port, on any machine: the same answer with and without a network.
        const string image = "localhost:1/apphostsdk-tests/no-such-image:1";
        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => scope.Engine.PullImageAsync(image, null, scope.Token));

        Assert.StartsWith($"pulling image '{image}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains("connection refused", e.Message, StringComparison.Ordinal);
    }
}
