using System.Net;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class ContainerEngineAddressTests
{
    [Fact]
    public void A_usual_place_is_nobody_s_saying()
    {
        var address = ContainerEngineAddress.TrySocket("/var/run/docker.sock")!;

        Assert.Equal("unix:///var/run/docker.sock", address.Text);
        Assert.Equal("/var/run/docker.sock", address.SocketPath);
        Assert.Null(address.Origin);
    }

    [Theory]
    [InlineData("unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock")]
    [InlineData("unix:///var/run/docker.sock", "/var/run/docker.sock")]
    [InlineData(" unix:///with%20percent/and space ", "/with%20percent/and space")]
    [InlineData("UNIX:///upper", "/upper")]
    public void A_socket_is_taken_as_it_is_written(string value, string path)
    {
        var address = ContainerEngineAddress.Parse(value);

        Assert.Equal(path, address.SocketPath);
        Assert.Equal("unix://" + path, address.Text);
        Assert.Equal("DOCKER_HOST", address.Origin);
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:2375", "127.0.0.1", 2375, "tcp://127.0.0.1:2375")]
    [InlineData("tcp://build-host:1234/", "build-host", 1234, "tcp://build-host:1234")]
    [InlineData("tcp://build-host", "build-host", 2375, "tcp://build-host:2375")]
    [InlineData("tcp://[::1]:99", "::1", 99, "tcp://[::1]:99")]
    public void A_TCP_address_has_a_host_and_a_port(string value, string host, int port, string text)
    {
        var address = ContainerEngineAddress.Parse(value);

        var endPoint = Assert.IsType<DnsEndPoint>(address.EndPoint);
        Assert.Equal((host, port), (endPoint.Host, endPoint.Port));
        Assert.Equal(text, address.Text);
        Assert.Null(address.SocketPath);
    }

    [Theory]
    [InlineData("npipe:////./pipe/docker_engine", "npipe:// is not supported")]
    [InlineData("ssh://me@host", "ssh:// is not supported")]
    [InlineData("https://host:2376", "https:// is not supported")]
    [InlineData("/var/run/docker.sock", "it does not say how to connect")]
    [InlineData("localhost:2375", "it does not say how to connect")]
    [InlineData("unix://", "the path of the socket is missing")]
    [InlineData("tcp://", "there is no host and port in it")]
    [InlineData("tcp://:2375", "there is no host and port in it")]
    [InlineData("tcp://host:port", "there is no host and port in it")]
    [InlineData("tcp://host:2375/path", "there is more than a host and a port in it")]
    [InlineData("tcp://me@host:2375", "there is more than a host and a port in it")]
    public void Other_values_are_refused_with_the_reason_and_what_to_write(string value, string reason)
    {
        var e = Assert.Throws<ContainerEngineException>(() => DockerEngine.Create(value));

        Assert.Equal(
            $"using DOCKER_HOST '{value}': {reason}. Set it to unix:///path/to/socket or tcp://host:port, "
                + "or unset it to have an engine looked for.",
            e.Message);
        Assert.Null(e.StatusCode);
    }

    [Fact]
    public void A_path_that_no_socket_can_have_is_refused()
    {
        var e = Assert.Throws<ContainerEngineException>(() => DockerEngine.Create("unix:///" + new string('x', 300)));

        Assert.Contains("longer than this system allows", e.Message, StringComparison.Ordinal);
    }
}
