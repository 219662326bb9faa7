using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class EngineCandidatesTests
{
    [Fact]
    public void Without_a_word_the_usual_sockets_are_tried_those_of_Docker_first_and_the_program_podman_last()
    {
        var candidates = Of(program: "/usr/bin/podman");

        Assert.Equal(
            [
                "/var/run/docker.sock",
                "/run/user/1000/docker.sock",
                "/home/u/.docker/run/docker.sock",
                "/home/u/.docker/desktop/docker.sock",
                "/home/u/.colima/default/docker.sock",
                "/home/u/.orbstack/run/docker.sock",
                "/home/u/.rd/docker.sock",
                "/run/user/1000/podman/podman.sock",
                "/run/podman/podman.sock",
                "/home/u/.local/share/containers/podman/machine/podman.sock",
                "/tmp/podman/podman-machine-default-api.sock",
            ],
            candidates.Addresses.Select(a => a.SocketPath));
        Assert.Equal((null, "/usr/bin/podman", false), (candidates.Wanted, candidates.PodmanProgram, candidates.IsSaid));
    }

    [Fact]
    public void Variables_say_where_the_usual_sockets_are()
    {
        var paths = Of(variables: [("XDG_RUNTIME_DIR", "/r/"), ("COLIMA_HOME", "/c"), ("TMPDIR", "/t/")]).Addresses.Select(a => a.SocketPath).ToList();

        Assert.Contains("/r/docker.sock", paths);
        Assert.Contains("/c/default/docker.sock", paths);
        Assert.Contains("/r/podman/podman.sock", paths);
        Assert.Contains("/t/podman/podman-machine-default-api.sock", paths);
    }

    [Fact]
    public void Root_s_own_containers_are_those_of_the_machine()
    {
        var paths = Of(user: 0).Addresses.Select(a => a.SocketPath!).Where(p => p.EndsWith("/podman/podman.sock", StringComparison.Ordinal));

        Assert.Equal(["/run/podman/podman.sock", "/run/user/0/podman/podman.sock"], paths);
    }

    [Theory]
    [InlineData("unix:///d", "podman", null)]
    [InlineData("unix:///d", null, "docker")]
    public void What_DOCKER_HOST_says_is_the_only_one(string host, string? containerHost, string? runtime)
    {
        var candidates = Of(program: "/usr/bin/podman", variables: [("DOCKER_HOST", host), ("CONTAINER_HOST", containerHost), ("APPHOST_CONTAINER_RUNTIME", runtime)]);

        Assert.Equal(("/d", "DOCKER_HOST"), (Assert.Single(candidates.Addresses).SocketPath, candidates.Addresses[0].Origin));
        Assert.Equal((true, null), (candidates.IsSaid, candidates.PodmanProgram));
    }

    [Theory]
    [InlineData("DOCKER_CONTEXT", null)]
    [InlineData(null, "remote")]
    public void The_context_that_was_chosen_is_the_only_one(string? variable, string? current)
    {
        var files = new Dictionary<string, string> { [ContextFile("/home/u/.docker", "remote")] = """{"Name":"remote","Endpoints":{"docker":{"Host":"tcp://there:99","SkipTLSVerify":false}}}""" };
        if (current is not null)
        {
            files["/home/u/.docker/config.json"] = $$"""{"auths":{},"currentContext":"{{current}}"}""";
        }

        var candidates = Of(files: files, variables: [(variable ?? "OTHER", "remote"), ("CONTAINER_HOST", "unix:///p")]);

        Assert.Equal(("tcp://there:99", "the Docker context 'remote'"), (Assert.Single(candidates.Addresses).Text, candidates.Addresses[0].Origin));
        Assert.True(candidates.IsSaid);
    }

    [Theory]
    [InlineData("""{"currentContext":"default"}""")]
    [InlineData("""{"currentContext":""}""")]
    [InlineData("""{"auths":{}}""")]
    [InlineData("[]")]
    public void The_default_context_is_none(string config) =>
        Assert.False(Of(files: new() { ["/home/u/.docker/config.json"] = config }).IsSaid);

    [Fact]
    public void The_directory_of_the_configuration_may_be_another_one() => Assert.Equal(
        "/far",
        Assert.Single(Of(
            files: new() { [ContextFile("/cfg", "far")] = """{"Endpoints":{"docker":{"Host":"unix:///far"}}}""", ["/cfg/config.json"] = """{"currentContext":"far"}""" },
            variables: [("DOCKER_CONFIG", "/cfg/")]).Addresses).SocketPath);

    [Fact]
    public void CONTAINER_HOST_comes_before_sockets_that_nobody_named()
    {
        var candidates = Of(variables: [("CONTAINER_HOST", "unix:///p")]);

        Assert.Equal(("/p", "CONTAINER_HOST"), (Assert.Single(candidates.Addresses).SocketPath, candidates.Addresses[0].Origin));
    }

    [Theory]
    [InlineData("APPHOST_CONTAINER_RUNTIME")]
    [InlineData("ASPIRE_CONTAINER_RUNTIME")]
    [InlineData("DOTNET_ASPIRE_CONTAINER_RUNTIME")]
    public void Only_the_run_time_that_is_wanted_is_tried(string variable)
    {
        var podman = Of(program: "/usr/bin/podman", variables: [(variable, "Podman"), ("DOCKER_HOST", "unix:///d")]);
        var docker = Of(program: "/usr/bin/podman", variables: [(variable, "docker"), ("CONTAINER_HOST", "unix:///p")]);

        Assert.Equal(["/d", "/run/user/1000/podman/podman.sock"], podman.Addresses.Take(2).Select(a => a.SocketPath));
        Assert.Equal((EngineKind.Podman, "/usr/bin/podman", false), (podman.Wanted!.Value, podman.PodmanProgram, podman.IsSaid));
        Assert.DoesNotContain(docker.Addresses, a => a.Text.Contains("podman", StringComparison.Ordinal));
        Assert.Equal((EngineKind.Docker, null), (docker.Wanted!.Value, docker.PodmanProgram));
    }

    [Fact]
    public void Where_nothing_can_listen_because_the_path_is_too_long_nothing_is_looked_for()
    {
        var candidates = Of(variables: [("TMPDIR", "/" + new string('t', 120)), ("XDG_RUNTIME_DIR", "/" + new string('r', 120))]);

        Assert.Contains("/var/run/docker.sock", candidates.Addresses.Select(a => a.SocketPath));
        Assert.All(candidates.Addresses, a => Assert.True(a.SocketPath!.Length < 108));
    }

    [Fact]
    public void What_cannot_be_followed_is_said_with_what_to_do()
    {
        Assert.Equal(
            "using ASPIRE_CONTAINER_RUNTIME 'lxc': there is no such container engine here. Set it to docker or podman, or unset it to take the one that answers.",
            Refused(variables: [("ASPIRE_CONTAINER_RUNTIME", "lxc")]));
        Assert.Equal(
            "using DOCKER_HOST 'tcp://there:2376': DOCKER_TLS_VERIFY is set, and TLS is not supported. Forward the engine's socket, for example with ssh -L, and set DOCKER_HOST to that.",
            Refused(variables: [("DOCKER_HOST", "tcp://there:2376"), ("DOCKER_TLS_VERIFY", "1")]));
        Assert.Equal(
            $"using the Docker context 'gone': {ContextFile("/home/u/.docker", "gone")} does not say where its engine is. Choose another one with docker context use, or set DOCKER_HOST.",
            Refused(variables: [("DOCKER_CONTEXT", "gone")]));
        Assert.Equal(
            "using the Docker context 'far', which is 'ssh://me@far': ssh:// is not supported. Choose another one with docker context use, or set DOCKER_HOST to unix:///path/to/socket or tcp://host:port.",
            Refused(new() { [ContextFile("/home/u/.docker", "far")] = """{"Endpoints":{"docker":{"Host":"ssh://me@far"}}}""" }, [("DOCKER_CONTEXT", "far")]));
        Assert.Contains("/home/u/.docker/config.json is no JSON", Refused(new() { ["/home/u/.docker/config.json"] = "{" }), StringComparison.Ordinal);
    }

    private static string Refused(Dictionary<string, string>? files = null, params (string Name, string? Value)[] variables) =>
        Assert.Throws<ContainerEngineException>(() => Of(files: files, variables: variables)).Message;

    private static string ContextFile(string directory, string name) =>
        $"{directory}/contexts/meta/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))}/meta.json";

    private static EngineCandidates Of(uint user = 1000, string? program = null, Dictionary<string, string>? files = null, params (string Name, string? Value)[] variables) =>
        EngineCandidates.Of(new EngineSurroundings
        {
            Variable = name => variables.FirstOrDefault(v => v.Name == name).Value,
            Home = "/home/u",
            User = user,
            ReadText = path => files?.GetValueOrDefault(path),
            FindProgram = name => name == "podman" ? program : null,
        });
}
