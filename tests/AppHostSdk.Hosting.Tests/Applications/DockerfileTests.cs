using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Images that are built, with a real engine.</summary>
public class DockerfileTests
{
    private const string Label = "dev.apphostsdk.test-image";

    [ContainerFact]
    public async Task Image_is_built_with_its_arguments_and_stage_and_what_it_prints_is_a_line_of_the_resource()
    {
        await using var app = new RunningApp();
        try
        {
            await DescribeAsync(app, "echo stage $WORD && test -p /pipe");
            SpecialFiles.MakePipe(app["web/pipe"]);
            using var socket = SpecialFiles.Listen(app["web/sock"]);
            var box = app.Builder.AddDockerfile("box", app["web"], stage: "middle")
                .WithBuildArg("WORD", app.Builder.AddParameter("word", "hello"))
                .WithBindMount(app["out"], "/out")
                .WithArgs("sh", "-c", "cat /word /file > /out/answer; ls / > /out/list");
            app.Child("end").WaitForCompletion(box);
            var printed = new EventLog<string>();
            using var watching = new CancellationTokenSource();
            var lines = (ResourceLoggerService)app.Application.Services.GetService(typeof(ResourceLoggerService))!;
            var reading = Task.Run(async () =>
            {
                await foreach (var batch in lines.WatchAsync("box").WithCancellation(watching.Token))
                {
                    foreach (var line in batch)
                    {
                        printed.Add(line.Content);
                    }
                }
            });

            await app.RunAsync();

            await printed.Until(l => l.Contains("stage hello", StringComparison.Ordinal));
            Assert.Contains(printed.Events, l => l.StartsWith("sock is left out of the build context", StringComparison.Ordinal));
            await watching.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.Equal("hello\nkept\n", await File.ReadAllTextAsync(app["out/answer"]));
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(app["out/list"]), StringComparison.Ordinal);
        }
        finally
        {
            await ForgetAsync(app);
        }
    }

    [ContainerFact]
    public async Task Build_that_fails_fails_the_container_with_what_failed()
    {
        await using var app = new RunningApp();
        try
        {
            await DescribeAsync(app, "exit 3");
            app.Builder.AddDockerfile("box", app["web"]);
            app.Builder.AddDockerfile("missing", app["nowhere"]);

            await app.StartAsync();

            foreach (var name in new[] { "box", "missing" })
            {
                await app.Application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.FailedToStart).InTime();
            }
        }
        finally
        {
            await ForgetAsync(app);
        }
    }

    [ContainerFact]
    public async Task Persistent_container_is_made_anew_when_its_image_has_changed()
    {
        await using var first = new RunningApp();
        try
        {
            await DescribeAsync(first, "echo one");
            await StartAsync(first);
            var id = await IdAsync();
            await using (var same = first.Next())
            {
                await StartAsync(same);
            }

            Assert.Equal(id, await IdAsync());
            await File.WriteAllTextAsync(first["web/file"], "other\n");
            await using (var changed = first.Next())
            {
                await StartAsync(changed);
            }

            Assert.NotEqual(id, await IdAsync());
        }
        finally
        {
            await ForgetAsync(first);
        }

        async Task StartAsync(RunningApp app)
        {
            app.Builder.AddDockerfile("box", first["web"]).WithLifetime(ContainerLifetime.Persistent).WithArgs("sh", "-c", "trap 'exit 0' TERM; sleep 600 & wait");
            await app.StartAsync();
            await app.StopAsync();
        }

        async Task<string?> IdAsync() => Assert.Single(await RawEngine.ListAsync("containers", $"dev.apphostsdk.application={first.Id}")).GetProperty("Id").GetString();
    }

    private static async Task DescribeAsync(RunningApp app, string run)
    {
        Directory.CreateDirectory(app["web"]);
        await File.WriteAllTextAsync(app["web/file"], "kept\n");
        await File.WriteAllTextAsync(app["web/secret"], "");
        await File.WriteAllTextAsync(app["web/.dockerignore"], "secret\n");
        await File.WriteAllTextAsync(app["web/Dockerfile"], $"""
            FROM {ContainerTests.Image} AS middle
            LABEL {Label}={app.Id}
            ARG WORD=none
            COPY . /
            RUN {run} && echo $WORD > /word
            FROM {ContainerTests.Image}
            LABEL {Label}={app.Id}
            COPY --from=middle /word /file /
            """);
    }

    /// <summary>Removes what the application left, images included.</summary>
    private static async Task ForgetAsync(RunningApp app)
    {
        foreach (var container in await RawEngine.ListAsync("containers", $"dev.apphostsdk.application={app.Id}"))
        {
            await RawEngine.DeleteAsync($"containers/{container.GetProperty("Id").GetString()}?force=1&v=1");
        }

        foreach (var network in await RawEngine.ListAsync("networks", $"dev.apphostsdk.application={app.Id}"))
        {
            await RawEngine.DeleteAsync($"networks/{network.GetProperty("Id").GetString()}");
        }

        // The last one first: each is made on top of another.
        while (await RawEngine.ListAsync("images/json", $"{Label}={app.Id}") is [var image, ..])
        {
            await RawEngine.DeleteAsync($"images/{image.GetProperty("Id").GetString()}?force=1");
        }
    }
}
