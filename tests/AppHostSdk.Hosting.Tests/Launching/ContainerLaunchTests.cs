using AppHostSdk.Containers;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What containers are made of, as the program says.</summary>
public class ContainerLaunchTests
{
    [Fact]
    public void Mounts_have_absolute_sources_and_volumes_their_names()
    {
        var container = ResolvedLaunches.Of(b => b.AddContainer("db", "postgres")
            .WithVolume("data", "/var/lib/data")
            .WithVolume("/scratch")
            .WithVolume(null, "/tmp/x", isReadOnly: true)
            .WithBindMount("../config/db.conf", "/etc/db.conf", isReadOnly: true)
            .WithBindMount("/var/run/docker.sock", "/var/run/docker.sock"))["db"].Container!;

        Assert.Equal(
            [
                new ContainerMount("data", "/var/lib/data", IsVolume: true, IsReadOnly: false),
                new ContainerMount(null, "/scratch", IsVolume: true, IsReadOnly: false),
                new ContainerMount(null, "/tmp/x", IsVolume: true, IsReadOnly: true),
                new ContainerMount("/config/db.conf", "/etc/db.conf", IsVolume: false, IsReadOnly: true),
                new ContainerMount("/var/run/docker.sock", "/var/run/docker.sock", IsVolume: false, IsReadOnly: false),
            ],
            container.Mounts);
    }

    [Fact]
    public void Settings_reach_the_container()
    {
        var containers = ResolvedLaunches.Of(b =>
        {
            b.AddContainer("plain", "redis");
            b.AddContainer("set", "redis", "7").WithImageRegistry("ghcr.io").WithEntrypoint("/bin/other").WithArgs("a").WithContainerName("My_Name").WithImagePullPolicy(ImagePullPolicy.Always);
            b.AddContainer("exact", "redis", "7").WithImageSHA256(new string('0', 64));
            b.AddContainer("variant", "rabbitmq", "3.12-alpine").WithImageVariant("docker.io/library/rabbitmq", "management");
        });

        var (plain, set) = (containers["plain"].Container!, containers["set"].Container!);
        Assert.Equal(("redis:latest", null, ImagePullPolicy.Default), (plain.Image, plain.Entrypoint, plain.PullPolicy));
        Assert.StartsWith("plain-", plain.Name, StringComparison.Ordinal);
        Assert.Equal(("ghcr.io/redis:7", "My_Name", ImagePullPolicy.Always), (set.Image, set.Name, set.PullPolicy));
        Assert.Equal(["/bin/other"], set.Entrypoint);
        Assert.Equal(["a"], set.Command);
        Assert.Equal("rabbitmq:3.12-management-alpine", containers["variant"].Container!.Image);
        Assert.Equal("redis@sha256:" + new string('0', 64), containers["exact"].Container!.Image);
    }

    [Fact]
    public void Limits_are_counted_and_the_last_one_counts()
    {
        var containers = ResolvedLaunches.Of(b =>
        {
            b.AddContainer("plain", "redis");
            b.AddContainer("limited", "redis").WithMemoryLimit("6m").WithMemoryLimit("1G").WithCpuLimit(2).WithCpuLimit(0.25);
        });

        var (plain, limited) = (containers["plain"].Container!, containers["limited"].Container!);
        Assert.Equal((0, 0), (plain.MemoryLimit, plain.NanoCpus));
        Assert.Equal((1L << 30, 250_000_000), (limited.MemoryLimit, limited.NanoCpus));
    }

    [Fact]
    public void A_limit_that_is_none_throws_where_it_is_passed()
    {
        var container = Apps.Builder("").AddContainer("c", "x");

        Assert.StartsWith("'1m' is not a limit of memory: a container needs 6m at least.", Assert.Throws<ArgumentException>(() => container.WithMemoryLimit("1m")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => container.WithMemoryLimit(null!));
        Assert.StartsWith("This is not a limit of processors: it is not a number of processors.", Assert.Throws<ArgumentOutOfRangeException>(() => container.WithCpuLimit(double.NaN)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_image_is_built_from()
    {
        var containers = ResolvedLaunches.Of(
            b =>
            {
                b.AddDockerfile("Plain", "../web");
                b.AddContainer("late", "nginx")
                    .WithDockerfile("a")
                    .WithDockerfile("..", "docker/web.dockerfile", "final")
                    .WithBuildArg("A", "1")
                    .WithBuildArg("A", "2")
                    .WithBuildArg("REGION", b.AddParameter("region"));
            },
            ("region", "eu"));

        var (plain, late) = (containers["Plain"].Container!, containers["late"].Container!);
        Assert.Matches("^apphost-[0-9a-f]{8}/plain:latest$", plain.Image);
        Assert.Equal(("/web", "/web/Dockerfile", null), (plain.Build!.ContextPath, plain.Build.Dockerfile, plain.Build.Stage));
        Assert.Empty(plain.Build.Arguments);
        Assert.Equal(("/", "/docker/web.dockerfile", "final"), (late.Build!.ContextPath, late.Build.Dockerfile, late.Build.Stage));
        Assert.Equal(["A=2", "REGION=eu"], late.Build.Arguments.Select(a => $"{a.Key}={a.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_arguments_that_cannot_be_are_refused()
    {
        Assert.Equal(
            "'db' has build argument 'A', but its image is not built. Call WithDockerfile on it, or remove WithBuildArg.",
            ResolvedLaunches.Refusal(b => b.AddContainer("db", "x").WithBuildArg("A", "1")));
        Assert.StartsWith(
            "Build argument 'KEY' of 'web' is the secret parameter 'key'.",
            ResolvedLaunches.Refusal(b => b.AddDockerfile("web", ".").WithBuildArg("KEY", b.AddParameter("key", secret: true))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123")]
    public void A_digest_of_another_form_is_refused(string digest) =>
        Assert.ThrowsAny<ArgumentException>(() => Apps.Builder().AddContainer("db", "x").WithImageSHA256(digest));

    [Theory]
    [InlineData(ImagePullPolicy.Default, false, true)]
    [InlineData(ImagePullPolicy.Missing, false, true)]
    [InlineData(ImagePullPolicy.Missing, true, false)]
    [InlineData(ImagePullPolicy.Always, true, true)]
    [InlineData(ImagePullPolicy.Never, false, false)]
    public void Images_are_fetched_as_the_policy_says(ImagePullPolicy policy, bool isThere, bool isFetched)
    {
        var graph = Apps.Graph(b => b.AddContainer("cache", "redis").WithImagePullPolicy(policy));

        var plan = Plans.Of(graph, isThere ? ["redis:latest"] : []);

        Assert.Equal(isFetched, plan.Steps.Any(s => s.Action is PullImage));
    }

    [Fact]
    public void Requests_to_the_engine_have_the_mounts() => Assert.Equal(
        """[{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true},{"Type":"volume","Source":"","Target":"/c","ReadOnly":false}]""",
        System.Text.Json.JsonSerializer.Serialize(CreateContainerRequest.From(new ContainerSpec
        {
            Name = "n",
            Image = "i",
            Mounts = [new ContainerMount("/a", "/b", false, true), new ContainerMount(null, "/c", true, false)],
        }).HostConfig.Mounts));
}
