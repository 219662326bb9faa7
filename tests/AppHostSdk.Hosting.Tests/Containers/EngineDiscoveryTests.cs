using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class EngineDiscoveryTests
{
    private static readonly string[] Nowhere = ["/nowhere/docker.sock", "/nowhere/podman.sock"];

    [Fact]
    public async Task The_first_that_answers_is_taken()
    {
        await using var fake = FakeEngine.Ponging(FakeEngine.Pong);
        await using var other = FakeEngine.Ponging(FakeEngine.Pong);

        using var engine = await ConnectAsync(new([.. Sockets(Nowhere), Address(fake), Address(other)], Wanted: null, PodmanProgram: null, IsSaid: false));

        Assert.Equal(fake.DockerHost, engine.Address);
        Assert.Equal(EngineKind.Docker, engine.Identity.Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Podman_says_that_it_is_Podman_and_Docker_is_passed_over_where_it_is_wanted()
    {
        await using var docker = FakeEngine.Ponging(FakeEngine.Pong);
        await using var podman = FakeEngine.Ponging(FakeEngine.Pong.Replace("Api-Version:", "Libpod-Api-Version: 4.3.1\r\nApi-Version:", StringComparison.Ordinal));

        using var engine = await ConnectAsync(new([Address(docker), Address(podman)], EngineKind.Podman, PodmanProgram: null, IsSaid: false));

        Assert.Equal((podman.DockerHost, EngineKind.Podman), (engine.Address, engine.Identity.Kind));
    }

    [Fact]
    public async Task None_is_said_at_once_with_what_was_tried_and_what_to_do()
    {
        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => ConnectAsync(new(Sockets(Nowhere), Wanted: null, PodmanProgram: null, IsSaid: false)));

        Assert.Equal(
            "connecting to a container engine: none answers: there is no such socket (/nowhere/docker.sock, /nowhere/podman.sock); there is no program 'podman' in PATH. "
                + "Start Docker (for example: sudo systemctl start docker), install Podman, or set DOCKER_HOST to where your engine listens (docker context inspect shows it).",
            e.Message);
    }

    [Fact]
    public async Task What_is_not_Podman_does_not_do_where_Podman_is_wanted()
    {
        await using var docker = FakeEngine.Ponging(FakeEngine.Pong);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => ConnectAsync(new([Address(docker)], EngineKind.Podman, PodmanProgram: null, IsSaid: false)));

        Assert.Contains("none answers: what listens there is not Podman (", e.Message, StringComparison.Ordinal);
        Assert.Contains("Install Podman, or start its service", e.Message, StringComparison.Ordinal);
    }

    /// <summary>The package podman-docker puts Podman where Docker listens.</summary>
    [Fact]
    public async Task What_is_not_Docker_does_not_do_where_Docker_is_wanted()
    {
        await using var podman = FakeEngine.Ponging(FakeEngine.Pong.Replace("Api-Version:", "Libpod-Api-Version: 4.3.1\r\nApi-Version:", StringComparison.Ordinal));

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => ConnectAsync(new([Address(podman)], EngineKind.Docker, PodmanProgram: null, IsSaid: false)));

        Assert.Contains("none answers: what listens there is not Docker (", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_is_not_replaced_by_something_else()
    {
        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => ConnectAsync(
            new([ContainerEngineAddress.Parse("unix:///nowhere/x.sock", "CONTAINER_HOST")], Wanted: null, PodmanProgram: "/bin/true", IsSaid: true)));

        Assert.Equal(
            "connecting to the container engine at unix:///nowhere/x.sock: there is no such socket. "
                + "CONTAINER_HOST says to use this address. Start the engine that should listen there, or unset CONTAINER_HOST to have one looked for.",
            e.Message);
    }

    [Fact]
    public async Task A_podman_that_fails_to_listen_is_quoted_and_leaves_nothing()
    {
        using var directory = new TemporaryDirectory();
        var program = directory["podman"];
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho \"cannot $1 $2\" >&2\nexit 125\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PodmanService? started = null;

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => EngineDiscovery.ConnectAsync(
            new([], Wanted: null, program, IsSaid: false),
            service =>
            {
                started = service;
            },
            default));

        Assert.Equal("starting 'podman system service': it ended with exit code 125: cannot system service", e.Message);
        started!.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(started.Address.SocketPath)));
    }

    private static Task<DockerEngine> ConnectAsync(EngineCandidates candidates) =>
        EngineDiscovery.ConnectAsync(candidates, _ => { }, CancellationToken.None);

    private static ContainerEngineAddress[] Sockets(IEnumerable<string> paths) => [.. paths.Select(path => ContainerEngineAddress.TrySocket(path)!)];

    private static ContainerEngineAddress Address(FakeEngine fake) => ContainerEngineAddress.TrySocket(fake.DockerHost["unix://".Length..])!;
}
