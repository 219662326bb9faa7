using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What makes two containers the same, and what is said when they are not.</summary>
public class SpecificationTextTests
{
    private static readonly ContainerSpec Some = new()
    {
        Name = "cache",
        Image = "redis:7",
        Network = "net",
        NetworkId = "1",
        MemoryLimit = 512 << 20,
        Environment = [new("A", "1"), new("PASSWORD", "s3cret")],
        Command = ["--requirepass", "s3cret"],
        Ports = [new(6379, "tcp", "127.0.0.1", 40001)],
        Mounts = [new("data", "/data", IsVolume: true, IsReadOnly: false)],
        Files = [new("/etc/app", null, [new("conf", "s3cret", null, null)])],
    };

    [Fact]
    public async Task The_same_in_another_order_is_the_same() => Assert.Equal(
        await SpecificationText.OfAsync(Some),
        await SpecificationText.OfAsync(Some with
        {
            Environment = [new("PASSWORD", "s3cret"), new("A", "0"), new("A", "1")],
            Labels = new Dictionary<string, string> { ["x"] = "y" },
            PullPolicy = ImagePullPolicy.Always,
        }));

    [Fact]
    public async Task Values_are_not_in_it() => Assert.DoesNotContain("s3cret", await SpecificationText.OfAsync(Some), StringComparison.Ordinal);

    public static TheoryData<string> Differences => [.. Changes.Keys];

    private static readonly Dictionary<string, ContainerSpec> Changes = new()
    {
        ["image was redis:7 and is redis:8"] = Some with { Image = "redis:8" },
        ["command line has changed"] = Some with { Command = ["--requirepasss", "3cret"] },
        ["command line is gone"] = Some with { Command = [] },
        ["entry point is new"] = Some with { Entrypoint = ["sh"] },
        ["variable A has changed, variable B is new"] = Some with { Environment = [new("A", "2"), new("B", "1"), new("PASSWORD", "s3cret")] },
        ["port 6379/tcp at 127.0.0.1 was 40001 and is 40002"] = Some with { Ports = [new(6379, "tcp", "127.0.0.1", 40002)] },
        ["mount /data was volume data and is volume data, read-only"] = Some with { Mounts = [new("data", "/data", IsVolume: true, IsReadOnly: true)] },
        ["mount /more is new"] = Some with { Mounts = [.. Some.Mounts, new("/host", "/more", IsVolume: false, IsReadOnly: false)] },
        ["network alias redis is new"] = Some with { NetworkAliases = ["redis"] },
        ["network id has changed"] = Some with { NetworkId = "2" },
        ["host host.docker.internal is new"] = Some with { ExtraHosts = ["host.docker.internal:172.18.0.1"] },
        ["files in /etc/app has changed"] = Some with { Files = [new("/etc/app", null, [new("conf", "other", null, null)])] },
        ["files in /etc/app is gone, files in /etc/other is new"] = Some with { Files = [new("/etc/other", null, [])] },
        ["CPU limit is new, memory limit was 512m and is 1g"] = Some with { MemoryLimit = 1 << 30, NanoCpus = 500_000_000 },
        ["name has changed"] = Some with { Name = "redis" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task What_differs_is_named(string words) =>
        Assert.Equal(words, SpecificationText.Difference(await SpecificationText.OfAsync(Some), await SpecificationText.OfAsync(Changes[words])));
}
