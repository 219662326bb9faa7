using System.Text;
using AppHostSdk.Containers;
using AppHostSdk.Hosting.Tests.Applications;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>Images of a real registry that asks for a password.</summary>
public class PullTests
{
    [ContainerFact]
    public async Task An_image_is_pulled_with_what_the_configuration_and_a_credential_helper_say()
    {
        await using var registry = await LocalRegistry.StartAsync();
        var digest = await registry.AddAsync("team/app:1", "one");
        var image = $"{registry.Address}/team/app:1";
        using var directory = new TemporaryDirectory();
        await HelperAsync(directory, $$"""{"Username":"{{LocalRegistry.User}}","Secret":"{{LocalRegistry.Password}}"}""");

        foreach (var config in new[]
        {
            $$$"""{"auths":{"{{{registry.Address}}}":{"auth":"{{{Encoded(LocalRegistry.Password)}}}"} } }""",
            $$$"""{"credHelpers":{"{{{registry.Address}}}":"test"}}""",
            """{"credsStore":"test"}""",
        })
        {
            using var engine = await ConnectAsync(directory, config);
            var lines = new List<string>();
            Assert.False(await engine.ImageExistsAsync(image, default));

            await engine.PullImageAsync(image, lines.Add, default);

            Assert.True(await engine.ImageExistsAsync(image, default));
            Assert.Contains(lines, l => l.Contains("Downloaded newer image", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, l => l.Contains("s3cret", StringComparison.Ordinal));
            await LocalRegistry.ForgetAsync(image);
        }

        using var exact = await ConnectAsync(directory, """{"credsStore":"test"}""");
        await exact.PullImageAsync($"{registry.Address}/team/app@{digest}", null, default);
        Assert.True(await exact.ImageExistsAsync($"{registry.Address}/team/app@{digest}", default));
    }

    [ContainerFact]
    public async Task What_is_refused_is_named_with_the_image_and_without_the_password()
    {
        await using var registry = await LocalRegistry.StartAsync();
        await registry.AddAsync("team/app:1", "one");
        using var directory = new TemporaryDirectory();
        var auths = """{"auths":{"ADDRESS":{"auth":"AUTH"}}}""".Replace("ADDRESS", registry.Address, StringComparison.Ordinal);

        var wrong = await RefusalAsync(auths.Replace("AUTH", Encoded("s3cret-and-wrong"), StringComparison.Ordinal), "team/app:1");
        Assert.DoesNotContain("s3cret", wrong, StringComparison.Ordinal);
        Assert.Contains("no basic auth credentials", await RefusalAsync("{}", "team/app:1"), StringComparison.Ordinal);
        Assert.Contains("not found", await RefusalAsync(auths.Replace("AUTH", Encoded(LocalRegistry.Password), StringComparison.Ordinal), "team/app:2"), StringComparison.Ordinal);
        Assert.Contains("not found", await RefusalAsync(auths.Replace("AUTH", Encoded(LocalRegistry.Password), StringComparison.Ordinal), "team/nothing:1"), StringComparison.Ordinal);
        Assert.EndsWith(
            $"It was asked for without credentials: the credentials for '{registry.Address}' are kept by 'docker-credential-missing' (credsStore in {directory["config.json"]}), which is not in PATH. Install it, or remove the entry and log in again with 'docker login'.",
            await RefusalAsync("""{"credsStore":"missing"}""", "team/app:1"),
            StringComparison.Ordinal);

        async Task<string> RefusalAsync(string config, string name)
        {
            using var engine = await ConnectAsync(directory, config);
            var image = $"{registry.Address}/{name}";
            var e = await Assert.ThrowsAsync<ContainerEngineException>(() => engine.PullImageAsync(image, null, default));
            Assert.StartsWith($"pulling image '{image}': ", e.Message, StringComparison.Ordinal);
            return e.Message;
        }
    }

    [ContainerFact]
    public async Task A_host_starts_a_container_of_an_image_that_needs_a_password()
    {
        await using var registry = await LocalRegistry.StartAsync();
        await registry.AddAsync("team/app:1", "one");
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["config.json"], """{"auths":{"ADDRESS":{"auth":"AUTH"}}}"""
            .Replace("ADDRESS", registry.Address, StringComparison.Ordinal)
            .Replace("AUTH", Encoded(LocalRegistry.Password), StringComparison.Ordinal));

        await using var host = HostRun.Start("container", [$"--image={registry.Address}/team/app:1"], ("DOCKER_CONFIG", Path.GetDirectoryName(directory["config.json"])!));

        await host.UntilPrinted($"box | Status: Downloaded newer image for {registry.Address}/team/app:1");
        await host.UntilPrinted("box * Running");
        host.Send(HostRun.Interrupt);
        Assert.Equal(0, await host.ExitAsync());
    }

    [ContainerFact]
    public async Task The_policy_decides_when_an_image_is_fetched()
    {
        await using var registry = await LocalRegistry.StartAsync(isOpen: true);
        var image = $"{registry.Address}/team/app:1";
        await registry.AddAsync("team/app:1", "one");

        // Missing fetches it once; what the registry has meanwhile is of no interest, but for Always.
        Assert.Equal("FailedToStart ", await RunAsync(ImagePullPolicy.Never));
        Assert.Equal("Finished one", await RunAsync(ImagePullPolicy.Missing));
        await registry.AddAsync("team/app:1", "two");
        Assert.Equal("Finished one", await RunAsync(ImagePullPolicy.Missing));
        Assert.Equal("Finished one", await RunAsync(ImagePullPolicy.Never));
        Assert.Equal("Finished two", await RunAsync(ImagePullPolicy.Always));
        Assert.Equal("Finished two", await RunAsync(ImagePullPolicy.Default));

        async Task<string> RunAsync(ImagePullPolicy policy)
        {
            await using var app = new RunningApp();
            app.Builder.AddContainer("box", image.Split(":1")[0], "1").WithImagePullPolicy(policy).WithBindMount(app["out"], "/out").WithArgs("sh", "-c", "cp /file /out/");
            await app.StartAsync();
            var end = await app.Application.ResourceNotifications.WaitForResourceAsync("box", [KnownResourceStates.Finished, KnownResourceStates.FailedToStart]).InTime();
            return $"{end} {(File.Exists(app["out/file"]) ? await File.ReadAllTextAsync(app["out/file"]) : "")}";
        }
    }

    [ContainerFact]
    public async Task A_container_runs_the_image_of_a_digest_whatever_its_tag_is_by_now()
    {
        await using var registry = await LocalRegistry.StartAsync(isOpen: true);
        var digest = await registry.AddAsync("team/app:1", "one");
        await registry.AddAsync("team/app:1", "two");
        await using var app = new RunningApp();
        app.Builder.AddContainer("box", $"{registry.Address}/team/app", "1").WithImageSHA256(digest["sha256:".Length..]).WithBindMount(app["out"], "/out").WithArgs("sh", "-c", "cp /file /out/; trap 'exit 0' TERM; sleep 60 & wait");

        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("box", KnownResourceStates.Running).InTime();

        var container = Assert.Single(await RawEngine.ListAsync("containers", $"dev.apphostsdk.application={app.Id}"));
        Assert.Equal($"{registry.Address}/team/app@{digest}", (await RawEngine.GetAsync($"containers/{container.GetProperty("Id").GetString()}/json")).GetProperty("Config").GetProperty("Image").GetString());
        await app.StopAsync();
        Assert.Equal("one", await File.ReadAllTextAsync(app["out/file"]));
    }

    private static string Encoded(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{LocalRegistry.User}:{password}"));

    private static async Task<DockerEngine> ConnectAsync(TemporaryDirectory directory, string config)
    {
        await File.WriteAllTextAsync(directory["config.json"], config);
        var path = Path.GetDirectoryName(directory["config.json"])!;
        var engine = DockerEngine.Create(ContainerTests.Host, new RegistryCredentials(path, path));
        await engine.ConnectAsync(default);
        return engine;
    }

    private static async Task HelperAsync(TemporaryDirectory directory, string answer)
    {
        await File.WriteAllTextAsync(directory["docker-credential-test"], $"#!/bin/sh\ncat >/dev/null\necho '{answer}'\n");
        File.SetUnixFileMode(directory["docker-credential-test"], (UnixFileMode)0b111_101_101);
    }
}
