namespace AppHostSdk.Model.Tests;

public class ImageReferenceTests
{
    private const string Digest = "sha256:e9b31f1783e6021e5ca81b2fa5a64e09143aaa99324ab2e1a3acea09d41ce5cf";

    [Theory]
    [InlineData("redis", "redis", "latest")]
    [InlineData("redis:7", "redis", "7")]
    [InlineData("redis:7.2-alpine_3", "redis", "7.2-alpine_3")]
    [InlineData("library/redis", "library/redis", "latest")]
    [InlineData("some-org/deep/er/name:x", "some-org/deep/er/name", "x")]
    [InlineData("docker.io/library/redis:7", "docker.io/library/redis", "7")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0", "mcr.microsoft.com/dotnet/aspnet", "10.0")]
    [InlineData("localhost/mine", "localhost/mine", "latest")]
    [InlineData("localhost:5000/mine", "localhost:5000/mine", "latest")]
    [InlineData("localhost:5000/mine:1", "localhost:5000/mine", "1")]
    [InlineData("127.0.0.1:5000/a/b:1", "127.0.0.1:5000/a/b", "1")]
    [InlineData("[::1]:5000/mine:1", "[::1]:5000/mine", "1")]
    [InlineData("REGISTRY/mine:1", "REGISTRY/mine", "1")]
    [InlineData("my__odd--name.x", "my__odd--name.x", "latest")]
    [InlineData("redis@" + Digest, "redis", Digest)]
    [InlineData("redis:7@" + Digest, "redis", Digest)]
    [InlineData("localhost:5000/mine:7@" + Digest, "localhost:5000/mine", Digest)]
    public void A_reference_becomes_the_parameters_of_a_pull(string text, string fromImage, string tag)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal(fromImage, reference.FromImage);
        Assert.Equal(tag, reference.PullTag);
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("redis", null, "redis", null, null)]
    [InlineData("org/redis", null, "org/redis", null, null)]
    [InlineData("localhost:5000/org/redis:7@" + Digest, "localhost:5000", "org/redis", "7", Digest)]
    public void A_reference_is_taken_apart(string text, string? registry, string name, string? tag, string? digest)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal((registry, name, tag, digest), (reference.Registry, reference.Name, reference.Tag, reference.Digest));
    }

    [Theory]
    [InlineData("", "the name is missing")]
    [InlineData(":7", "the name is missing")]
    [InlineData("localhost:5000/", "the name is missing")]
    [InlineData("redis:", "'' is not a valid tag")]
    [InlineData("redis:a b", "'a b' is not a valid tag")]
    [InlineData("redis:-x", "'-x' is not a valid tag")]
    [InlineData("redis@", "'' is not a valid digest")]
    [InlineData("redis@sha256:12", "'sha256:12' is not a valid digest")]
    [InlineData("Redis", "the name must be in lower case")]
    [InlineData("ghcr.io/Org/redis", "the name must be in lower case")]
    [InlineData("red is", "'red is' is not a valid name")]
    [InlineData("a//b", "'a//b' is not a valid name")]
    [InlineData("../etc", "'..' is not a valid registry host")]
    [InlineData("a/../b", "'a/../b' is not a valid name")]
    [InlineData("redis\n", "is not a valid name")]
    [InlineData("host:port/redis", "'host:port' is not a valid registry host")]
    [InlineData("https://ghcr.io/redis", "'https:' is not a valid registry host")]
    public void What_is_not_a_reference_is_refused_with_the_reason(string text, string reason)
    {
        var e = Assert.Throws<FormatException>(() => ImageReference.Parse(text));

        Assert.StartsWith($"'{text}' is not an image reference: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }
}
