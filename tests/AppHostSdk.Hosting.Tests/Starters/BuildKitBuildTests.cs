using System.Diagnostics;
using AppHostSdk.Containers;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Launching;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Starters;

namespace AppHostSdk.Hosting.Tests.Starters;

/// <summary>Images whose build reads secrets.</summary>
public class BuildKitBuildTests
{
    private static readonly ImageBuild Some = new("/src/web", "/src/web/Dockerfile", "final", new Dictionary<string, string> { ["A"] = "1" })
    {
        Secrets = new Dictionary<string, string> { ["token"] = "hush", ["key"] = "more" },
        Withheld = new HashSet<string> { "Parameters__token" },
    };

    [Fact]
    public void Secrets_are_in_the_environment_of_the_command_and_not_in_its_arguments()
    {
        var spec = BuildKitBuild.Spec("unix:///engine.sock", Some, "app/web", "/tmp/id");

        Assert.Equal(
            "build --progress plain --tag app/web --file /src/web/Dockerfile --iidfile /tmp/id --target final --build-arg A --secret id=key,env=APPHOST_BUILD_SECRET_0 --secret id=token,env=APPHOST_BUILD_SECRET_1 /src/web",
            string.Join(' ', spec.Arguments));
        Assert.Equal(("more", "hush", "1"), (spec.Environment["APPHOST_BUILD_SECRET_0"], spec.Environment["APPHOST_BUILD_SECRET_1"], spec.Environment["A"]));
        Assert.Equal("unix:///engine.sock", spec.Environment["DOCKER_HOST"]);
        Assert.Equal(["DOCKER_CONTEXT", "Parameters__token"], spec.Withheld.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_secrets_reach_the_build_and_need_one()
    {
        var build = ResolvedLaunches.Of(
            b => b.AddDockerfile("web", ".").WithBuildSecret("token", b.AddParameter("first", secret: true)).WithBuildSecret("token", b.AddParameter("second", secret: true)),
            ("first", "1"), ("second", "2"))["web"].Container!.Build!;

        Assert.Equal([new("token", "2")], build.Secrets);
        Assert.Empty(build.Arguments);
        Assert.Equal(
            "'db' has build secret 'token', but its image is not built. Call WithDockerfile on it, or remove WithBuildSecret.",
            ResolvedLaunches.Refusal(b => b.AddContainer("db", "x").WithBuildSecret("token", b.AddParameter("first", secret: true))));
        Assert.Throws<ArgumentException>(() => ResolvedLaunches.Of(b => b.AddDockerfile("web", ".").WithBuildSecret("a,b", b.AddParameter("first", secret: true))));
    }

    [Fact]
    public async Task A_command_without_BuildKit_fails_with_what_it_said_and_what_to_install()
    {
        using var directory = new TemporaryDirectory();
        await DescribeAsync(directory, "exit 0");
        await File.WriteAllTextAsync(directory["docker"], "#!/bin/sh\necho ERROR: BuildKit is enabled but the buildx component is missing or broken. >&2\nexit 1\n");
        File.SetUnixFileMode(directory["docker"], (UnixFileMode)0b111_101_101);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => BuildAsync(directory, Path.GetDirectoryName(directory["docker"])!, _ => { }));

        Assert.Contains("'docker build' ended with exit code 1: ERROR: BuildKit is enabled but the buildx component is missing or broken. It has secrets (WithBuildSecret), which need BuildKit", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Podman_has_no_way_to_take_them()
    {
        var log = new EventLog<string>();
        var engine = new ScriptedEngine(log) { Kind = EngineKind.Podman };
        var web = Apps.Graph(b => b.AddContainer("web", "web")).Resources[0];
        var starter = new ContainerStarter(
            new StarterContext(new ScriptedLauncher(log), _ => Task.FromResult<IContainerEngine>(engine)) { Slack = Patience.Limit },
            new ResourcePlan([new BuildImage(Some, "web")], [], new StartContainer(), [], []),
            new LaunchSpec(web, null, new ContainerSpec { Name = "web", Image = "web", Build = Some }, [], []),
            _ => throw new InvalidOperationException("It is not created."),
            (_, _) => { });

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => starter.PrepareAsync(_ => { }, CancellationToken.None));

        Assert.StartsWith("its image is built with secrets (WithBuildSecret), for which the engine must have BuildKit, and Podman has not.", refused.Message, StringComparison.Ordinal);
        Assert.Empty(log.Events);
    }

    [ContainerFact(DockerOnly = "the interface of Podman has no BuildKit")]
    public async Task Steps_read_the_secret_and_the_image_does_not_have_it()
    {
        using var directory = new TemporaryDirectory();
        await DescribeAsync(directory, "--mount=type=secret,id=token wc -c < /run/secrets/token > /length");
        var lines = new EventLog<string>();

        var image = await BuildAsync(directory, CommandWithBuildKit(), lines.Add);

        try
        {
            await using var scope = await EngineScope.OpenAsync();
            var id = await scope.CreateAsync(scope.Script("cat /length; ls /run/secrets") with { Image = image });
            Assert.Equal("4\n", await OutputAsync(scope, id));
            var history = await RawEngine.GetAsync($"images/{image}/history");
            Assert.DoesNotContain("hush", history.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(lines.Events);
            Assert.DoesNotContain(lines.Events, l => l.Contains("hush", StringComparison.Ordinal));
        }
        finally
        {
            await RawEngine.DeleteAsync($"images/{image}?force=1");
        }
    }

    private static Task<string> BuildAsync(TemporaryDirectory directory, string path, Action<string> onLine) => BuildKitBuild.RunAsync(
        new WithPath(new LinuxProcessLauncher(), path),
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock",
        new ImageBuild(directory["web"], directory["web/Dockerfile"], null, new Dictionary<string, string>()) { Secrets = new Dictionary<string, string> { ["token"] = "hush" } },
        $"apphost-test-{Guid.NewGuid():N}",
        onLine,
        CancellationToken.None).InTime();

    private static async Task DescribeAsync(TemporaryDirectory directory, string run)
    {
        Directory.CreateDirectory(directory["web"]);
        await File.WriteAllTextAsync(directory["web/Dockerfile"], $"FROM {ContainerTests.Image}\nRUN {run}\n");
    }

    private static async Task<string> OutputAsync(EngineScope scope, string id)
    {
        var text = "";
        await using var attachment = await scope.Engine.AttachAsync(id, scope.Token);
        await scope.Engine.StartContainerAsync(id, scope.Token);
        await attachment.ReadAsync(
            (stream, bytes) =>
            {
                text += stream == ContainerStream.Stdout ? System.Text.Encoding.UTF8.GetString(bytes.Span) : "";
                return ValueTask.CompletedTask;
            },
            scope.Token);
        return text;
    }

    /// <summary>The first directory in PATH with a command that can talk to BuildKit; Debian's docker.io can.</summary>
    private static string CommandWithBuildKit() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Where(directory => File.Exists(Path.Combine(directory, "docker")))
        .First(directory =>
        {
            using var help = Process.Start(new ProcessStartInfo(Path.Combine(directory, "docker"), ["build", "--help"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOCKER_BUILDKIT"] = "1" },
            })!;
            return help.StandardOutput.ReadToEnd().Contains("--secret", StringComparison.Ordinal);
        });

    /// <summary>Looks programs up elsewhere.</summary>
    private sealed class WithPath(IProcessLauncher inner, string path) : IProcessLauncher
    {
        public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine) =>
            inner.Start(spec with { Environment = new Dictionary<string, string>(spec.Environment) { ["PATH"] = $"{path}:/usr/bin:/bin" } }, onLine);
    }
}
