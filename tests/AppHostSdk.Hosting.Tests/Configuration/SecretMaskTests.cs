using AppHostSdk.Configuration;
using AppHostSdk.Output;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Configuration;

public class SecretMaskTests
{
    [Theory]
    [InlineData("password=s3cr&t;", "password=***;")]
    [InlineData("amqp://guest:s3cr%26t@host", "amqp://guest:***@host")]
    [InlineData("{\"key\":\"s3cr\\u0026t\"}", "{\"key\":\"***\"}")]
    [InlineData("s3cr&ts3cr&t", "******")]
    [InlineData("S3CR&T", "S3CR&T")]
    public void Secret_is_hidden_as_it_is_and_as_it_stands_in_urls_and_json(string text, string shown) =>
        Assert.Equal(shown, new SecretMask(["s3cr&t"]).Apply(text));

    [Fact]
    public void Secret_is_hidden_as_it_stands_in_quotes_of_a_connection_string() => Assert.Equal(
        "Password=\"***\";Timeout=1",
        new SecretMask(["it's \"x\""]).Apply($"Password={Model.ValueFormat.Write("it's \"x\"", Model.ValueFormat.AdoNet)};Timeout=1"));

    [Fact]
    public void Longer_secret_goes_first() => Assert.Equal("***", new SecretMask(["abc", "abcdef"]).Apply("abcdef"));

    [Fact]
    public void Every_line_of_a_secret_is_hidden() =>
        Assert.Equal(["***", "*** and", "plain"], new[] { "BEGIN KEY", "line two and", "plain" }.Select(new SecretMask(["BEGIN KEY\r\nline two\n"]).Apply));

    [Fact]
    public void What_is_too_short_to_be_found_again_is_shown() => Assert.Equal("a1b2", new SecretMask(["a", "1", "", "b2"]).Apply("a1b2"));

    [Fact]
    public void Everything_that_the_console_prints_is_masked()
    {
        using var output = new StringWriter();
        var console = new ApplicationConsole(new PlainOutput(output, ["api"])) { Mask = new SecretMask(["hunter2"]) };

        console.Line("api", "got hunter2", isError: false);
        console.Error("hunter2 is wrong");
        console.Info("hunter2");
        console.State(new ResourceState("api", "api", ResourcePhase.FailedToStart, Detail: "hunter2"));

        Assert.DoesNotContain("hunter2", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("api | got ***", output.ToString(), StringComparison.Ordinal);
    }
}
