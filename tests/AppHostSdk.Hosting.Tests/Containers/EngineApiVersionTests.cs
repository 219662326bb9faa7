using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class EngineApiVersionTests
{
    [Theory]
    [InlineData("1.30", "1.30")]
    [InlineData("1.41", "1.41")]
    [InlineData("1.47", "1.47")]
    [InlineData("1.48", "1.47")]
    [InlineData("1.100", "1.47")]
    [InlineData("2.0", "1.47")]
    public void The_newest_that_both_know_is_spoken(string offered, string expected)
    {
        Assert.True(EngineApiVersion.TryParse(offered, out var version));
        Assert.True(EngineApiVersion.TryNegotiate(version, out var agreed));
        Assert.Equal(expected, agreed.ToString());
    }

    [Theory]
    [InlineData("1.29")]
    [InlineData("1.4")]
    [InlineData("0.99")]
    public void What_is_too_old_is_not_spoken(string offered)
    {
        Assert.True(EngineApiVersion.TryParse(offered, out var version));
        Assert.False(EngineApiVersion.TryNegotiate(version, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1.x")]
    [InlineData("1.2.3")]
    [InlineData("-1.2")]
    [InlineData("1. 2")]
    public void What_is_not_a_version_is_not_understood(string? text) => Assert.False(EngineApiVersion.TryParse(text, out _));
}
