using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Hosting.Tests.Starters;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>
/// Every authoring method of containers, as the engine shows the container that runs: created through the engine's interface, and by its
/// command. What is about fetching images is in <see cref="PullTests"/>, about files in <see cref="ContainerFilesTests"/>, about secrets in
/// <see cref="BuildKitBuildTests"/>.
/// </summary>
public class ContainerInspectTests
{
    private const string Application = "dev.apphostsdk.application";
    private const string Label = "dev.apphostsdk.test-inspect";
    private const string Script = "trap 'exit 0' TERM; sleep 600 & wait";

    private static readonly Dictionary<string, Row> Rows = new()
    {
        ["AddContainer"] = new(app => app.Builder.AddContainer("box", "busybox", "latest"), c => Text(c, "Config", "Image"), "busybox:latest") { Arguments = ["sh", "-c", Script] },
        ["WithImage"] = new(app => app.Builder.AddContainer("box", "nothing", "1").WithImage("busybox").WithImageTag("latest"), c => Text(c, "Config", "Image"), "busybox:latest") { Arguments = ["sh", "-c", Script] },
        ["WithImageRegistry"] = new(app => app.Builder.AddContainer("box", "library/busybox").WithImageRegistry("docker.io"), c => Text(c, "Config", "Image"), "docker.io/library/busybox:latest") { Arguments = ["sh", "-c", Script] },
        ["WithEntrypoint"] = new(app => app.Builder.AddContainer("box", "busybox").WithEntrypoint("/bin/sh"), c => $"{At(c, "Config", "Entrypoint")} {At(c, "Config", "Cmd")}", $$"""["/bin/sh"] ["-c","{{Script}}"]""") { Arguments = ["-c", Script] },
        ["WithArgs"] = new(app => Box(app).WithArgs("one", "two words"), c => At(c, "Config", "Cmd").ToString(), $$"""["sh","-c","{{Script}}","one","two words"]"""),
        ["WithEnvironment"] = new(app => Box(app).WithEnvironment("A", "1").WithEnvironment("B", "two=2").WithEnvironment("A", "3"), c => Texts(At(c, "Config", "Env"), v => v.StartsWith("A=", StringComparison.Ordinal) || v.StartsWith("B=", StringComparison.Ordinal)), "A=3 B=two=2"),
        ["WithBindMount"] = new(app => Box(app).WithBindMount(app["written"], "/written").WithBindMount(app["read"], "/read", isReadOnly: true), Mounts, "bind DIRECTORY/read /read False; bind DIRECTORY/written /written True") { Files = ["read"] },
        ["WithVolume"] = new(app => Box(app).WithVolume($"apphost-test-{app.Id}", "/named").WithVolume("/own").WithVolume($"apphost-test-{app.Id}", "/again", isReadOnly: true), Mounts, "volume apphost-test-ID /again False; volume apphost-test-ID /named True; volume ANY /own True"),
        ["WithContainerName"] = new(app => Box(app).WithContainerName($"apphost-test-{app.Id}"), c => Text(c, "Name").TrimStart('/'), "apphost-test-ID"),
        ["WithContainerNetworkAlias"] = new(app => Box(app).WithContainerNetworkAlias("one").WithContainerNetworkAlias("two"), c => Texts(Network(c).GetProperty("Aliases"), a => a is "one" or "two" or "box" or "box.dev.internal"), "box box.dev.internal one two"),
        ["WithContainerRuntimeArgs"] = new(app => Box(app).WithContainerRuntimeArgs("--hostname", "named", "--label", "a=b c"), c => $"{Text(c, "Config", "Hostname")} {Text(c, "Config", "Labels", "a")}", "named b c"),
        ["WithMemoryLimit"] = new(app => Box(app).WithMemoryLimit("1g").WithMemoryLimit("64M"), c => At(c, "HostConfig", "Memory").ToString(), "67108864"),
        ["WithCpuLimit"] = new(app => Box(app).WithCpuLimit(0.5), c => At(c, "HostConfig", "NanoCpus").ToString(), "500000000"),
        ["WithLifetime"] = new(app => Box(app).WithLifetime(ContainerLifetime.Persistent), c => $"{At(c, "Config", "Labels").TryGetProperty("dev.apphostsdk.persistent", out _)} {At(c, "Config", "Labels").TryGetProperty("dev.apphostsdk.session", out _)}", "True False"),
        ["WithEndpoint"] = new(app => Box(app).WithHttpEndpoint(targetPort: 80).WithEndpoint(targetPort: 53, name: "dns", protocol: System.Net.Sockets.ProtocolType.Udp), Ports, "53/udp 127.0.0.1; 80/tcp 127.0.0.1"),
        ["WithEndpoint with a variable"] = new(app => Box(app).WithHttpEndpoint(targetPort: 8080, env: "PORT"), c => Texts(At(c, "Config", "Env"), v => v.StartsWith("PORT=", StringComparison.Ordinal)), "PORT=8080"),
        ["AddDockerfile"] = new(app => app.Builder.AddDockerfile("box", app["web"], stage: "middle").WithBuildArg("WORD", "hello"), c => $"{Text(c, "Config", "Labels", "word")} {At(c, "Config", "Labels").TryGetProperty("last", out _)}", "hello False") { Arguments = ["sh", "-c", Script] },
        ["WithDockerfile"] = new(app => app.Builder.AddContainer("box", "nothing").WithDockerfile(app["web"], "Dockerfile").WithBuildArg("WORD", app.Builder.AddParameter("word", "given")), c => $"{Text(c, "Config", "Labels", "word")} {Text(c, "Config", "Labels", "last")}", "given yes") { Arguments = ["sh", "-c", Script] },
    };

    public static IEnumerable<object[]> Cases => Rows.Keys.SelectMany(row => new object[][] { [row, false], [row, true] });

    [ContainerTheory]
    [MemberData(nameof(Cases))]
    public async Task The_container_is_what_the_method_says(string method, bool isCreatedByCommand)
    {
        var row = Rows[method];
        await using var app = new RunningApp();
        Directory.CreateDirectory(app["web"]);
        await File.WriteAllTextAsync(app["web/Dockerfile"], $"FROM busybox AS middle\nARG WORD=none\nLABEL {Label}={app.Id} word=$WORD\nFROM middle\nLABEL last=yes\n");
        foreach (var file in row.Files)
        {
            await File.WriteAllTextAsync(app[file], "");
        }

        var box = row.Describe(app);
        if (isCreatedByCommand)
        {
            box.WithContainerRuntimeArgs("--label", "created=by-command");
        }

        if (row.Arguments.Length > 0)
        {
            box.WithArgs(row.Arguments);
        }

        try
        {
            await app.StartAsync();
            await app.Application.ResourceNotifications.WaitForResourceAsync("box", KnownResourceStates.Running).InTime();

            var id = Assert.Single(await RawEngine.ListAsync("containers", $"{Application}={app.Id}")).GetProperty("Id").GetString();
            var container = await RawEngine.GetAsync($"containers/{id}/json");
            Assert.Equal(
                row.Expected.Replace("DIRECTORY", Path.GetDirectoryName(app["x"]), StringComparison.Ordinal).Replace("ID", app.Id, StringComparison.Ordinal),
                row.Shown(container));
            Assert.Equal(isCreatedByCommand, At(container, "Config", "Labels").TryGetProperty("created", out _));
            await app.StopAsync();
        }
        finally
        {
            await RemoveAsync(app.Id);
        }
    }

    /// <summary>The commands of the engines do not agree on all words.</summary>
    [ContainerFact]
    public async Task A_volume_is_read_only_by_the_command_of_every_engine()
    {
        await using var app = new RunningApp();
        Directory.CreateDirectory(app["out"]);
        var box = app.Builder.AddContainer("box", "busybox")
            .WithVolume($"apphost-test-{app.Id}", "/own", isReadOnly: true)
            .WithBindMount(app["out"], "/out")
            .WithContainerRuntimeArgs("--label", "created=by-command")
            .WithArgs("sh", "-c", "touch /own/file 2> /out/said; echo $? > /out/code");
        app.Child("end").WaitForCompletion(box);

        try
        {
            await app.RunAsync();

            Assert.Equal("1\n", await File.ReadAllTextAsync(app["out/code"]));
            Assert.Contains("Read-only file system", await File.ReadAllTextAsync(app["out/said"]), StringComparison.Ordinal);
        }
        finally
        {
            await RemoveAsync(app.Id);
        }
    }

    /// <summary>No method is forgotten here.</summary>
    [Fact]
    public void Every_method_of_containers_is_in_the_table()
    {
        // Names of images, pulls, builds and files have tests of their own; the last makes no container.
        string[] elsewhere = ["WithImageVariant", "WithImagePullPolicy", "WithImageSHA256", "WithBuildSecret", "WithContainerFiles", "RunAsExecutable"];
        var methods = new[] { typeof(ContainerExtensions), typeof(DockerfileExtensions), typeof(ContainerFilesExtensions), typeof(ContainerLimitExtensions) }
            .SelectMany(t => t.GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
            .Select(m => m.Name)
            .Distinct()
            .Except(elsewhere).Except(["WithBuildArg"]);

        Assert.Empty(methods.Except(Rows.Keys));
    }

    private static IResourceBuilder<ContainerResource> Box(RunningApp app) => app.Builder.AddContainer("box", "busybox").WithArgs("sh", "-c", Script);

    private static JsonElement At(JsonElement container, params string[] path) => path.Aggregate(container, (at, name) => at.GetProperty(name));

    private static string Text(JsonElement container, params string[] path) => At(container, path).GetString()!;

    private static string Texts(JsonElement list, Func<string, bool> isWanted) =>
        string.Join(' ', list.EnumerateArray().Select(i => i.GetString()!).Where(isWanted).Distinct().Order(StringComparer.Ordinal));

    private static JsonElement Network(JsonElement container) => Assert.Single(At(container, "NetworkSettings", "Networks").EnumerateObject()).Value;

    private static string Mounts(JsonElement container) => string.Join("; ", container.GetProperty("Mounts").EnumerateArray()
        .Select(m => $"{Text(m, "Type")} {(Text(m, "Type") == "volume" ? Text(m, "Name").Length == 64 ? "ANY" : Text(m, "Name") : Text(m, "Source"))} {Text(m, "Destination")} {m.GetProperty("RW")}")
        .OrderBy(m => m.Split(' ')[2], StringComparer.Ordinal));

    private static string Ports(JsonElement container) => string.Join("; ", At(container, "HostConfig", "PortBindings").EnumerateObject()
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => $"{p.Name} {Text(Assert.Single(p.Value.EnumerateArray()), "HostIp")}"));

    /// <summary>Removes what stays when an application ends: persistent containers, their network, named volumes and built images.</summary>
    private static async Task RemoveAsync(string id)
    {
        foreach (var container in await RawEngine.ListAsync("containers", $"{Application}={id}"))
        {
            await RawEngine.DeleteAsync($"containers/{container.GetProperty("Id").GetString()}?force=1&v=1");
        }

        foreach (var network in await RawEngine.ListAsync("networks", $"{Application}={id}"))
        {
            await RawEngine.DeleteAsync($"networks/{network.GetProperty("Id").GetString()}");
        }

        while (await RawEngine.ListAsync("images/json", $"{Label}={id}") is [var image, ..])
        {
            await RawEngine.DeleteAsync($"images/{image.GetProperty("Id").GetString()}?force=1");
        }

        await RawEngine.DeleteAsync($"volumes/apphost-test-{id}?force=1");
    }

    /// <summary>A method and what is seen of it.</summary>
    /// <param name="Describe">Calls it.</param>
    /// <param name="Shown">What the engine shows.</param>
    /// <param name="Expected">What that is; <c>ID</c> and <c>DIRECTORY</c> are those of the test.</param>
    private sealed record Row(Func<RunningApp, IResourceBuilder<ContainerResource>> Describe, Func<JsonElement, string> Shown, string Expected)
    {
        /// <summary>What the container is told to do, where the method itself does not say.</summary>
        public string[] Arguments { get; init; } = [];

        /// <summary>Files that are there before.</summary>
        public string[] Files { get; init; } = [];
    }
}
