using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

public class ListenAddressTests
{
    [Theory]
    [InlineData("http://localhost:5000", "http", "localhost", 5000, null)]
    [InlineData("HTTPS://LocalHost:7001", "https", "LocalHost", 7001, null)]
    [InlineData("http://127.0.0.1:5000", "http", "127.0.0.1", 5000, null)]
    [InlineData("http://[::1]:5000", "http", "[::1]", 5000, null)]
    [InlineData("http://shop.dev.localhost:5000", "http", "shop.dev.localhost", 5000, null)]
    [InlineData("http://*:5000", "http", "*", 5000, "*")]
    [InlineData("http://+:5000", "http", "+", 5000, "+")]
    [InlineData("http://0.0.0.0:5000", "http", "0.0.0.0", 5000, "0.0.0.0")]
    [InlineData("http://[::]:5000", "http", "[::]", 5000, "[::]")]
    [InlineData("http://10.1.2.3:5000", "http", "10.1.2.3", 5000, "10.1.2.3")]
    [InlineData("http://shop:5000", "http", "shop", 5000, "shop")]
    [InlineData("http://localhost", "http", "localhost", 0, null)]
    [InlineData("http://localhost:0", "http", "localhost", 0, null)]
    [InlineData("http://localhost/base/path:1", "http", "localhost", 0, null)]
    [InlineData("http://localhost:5000/base", "http", "localhost", 5000, null)]
    [InlineData("http://[::1]", "http", "[::1]", 0, null)]
    [InlineData("http://localhost:65535", "http", "localhost", 65535, null)]
    public void Address_is_read_as_the_web_server_reads_it(string text, string scheme, string host, int port, string? targetHost)
    {
        var address = ListenAddress.Parse(text, out var problem);

        Assert.Null(problem);
        Assert.Equal(new ListenAddress(scheme, host, port), address);
        Assert.Equal(targetHost, address!.TargetHost);
        Assert.False(address.IsSocket);
    }

    [Theory]
    [InlineData("http://unix:/run/shop.sock")]
    [InlineData("http://pipe:/shop")]
    public void Socket_of_the_file_system_has_no_port(string text)
    {
        var address = ListenAddress.Parse(text, out var problem);

        Assert.Null(problem);
        Assert.True(address!.IsSocket);
        Assert.Equal(0, address.Port);
    }

    [Theory]
    [InlineData("", "it does not begin with http:// or https://")]
    [InlineData("localhost:5000", "it does not begin with http:// or https://")]
    [InlineData("://localhost", "it does not begin with http:// or https://")]
    [InlineData("net.tcp://localhost:808", "it does not begin with http:// or https://")]
    [InlineData("http:localhost:5000", "it does not begin with http:// or https://")]
    [InlineData("http://", "it has no host; write localhost")]
    [InlineData("http://:5000", "it has no host; write localhost")]
    [InlineData("http:///path", "it has no host; write localhost")]
    [InlineData("http://localhost:", "'' is no port; ports are 1 to 65535, and 0 is any free one")]
    [InlineData("http://localhost:port", "'port' is no port; ports are 1 to 65535, and 0 is any free one")]
    [InlineData("http://localhost:65536", "'65536' is no port; ports are 1 to 65535, and 0 is any free one")]
    [InlineData("http://localhost:-1", "'-1' is no port; ports are 1 to 65535, and 0 is any free one")]
    [InlineData("http://localhost:5 000", "'5 000' is no port; ports are 1 to 65535, and 0 is any free one")]
    [InlineData("http://::1:5000", "'::1' is no host; an IPv6 address stands in brackets")]
    [InlineData("http://[]:5000", "'[]' is no host; an IPv6 address stands in brackets")]
    [InlineData("http://local host:5000", "'local host' is no host")]
    [InlineData("http://localhost:5000,http://localhost:5001", "'localhost:5000,http' is no host; an IPv6 address stands in brackets")]
    public void What_is_wrong_is_said(string text, string problem)
    {
        Assert.Null(ListenAddress.Parse(text, out var said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void What_is_written_is_read_again() => Property.Holds(
        from scheme in Gen.Elements("http", "https")
        from host in Gen.Elements("localhost", "*", "[::]", "10.0.0.1", "shop.example")
        from port in Gen.Choose(0, 65535)
        select new ListenAddress(scheme, host, port),
        address => Assert.Equal(address, ListenAddress.Parse(address.ToString(), out _)));

    [Fact]
    public void Any_text_is_an_address_or_has_a_problem() => Property.Holds(
        from start in Gen.Elements("", "http://", "https://[", "http://localhost:")
        from rest in Graphs.Strings
        select start + rest,
        text => Assert.Equal(ListenAddress.Parse(text, out var problem) is null, problem is not null));
}
