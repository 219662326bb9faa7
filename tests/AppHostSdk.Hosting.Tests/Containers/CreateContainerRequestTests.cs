using System.Text.Json;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class CreateContainerRequestTests
{
    [Fact]
    public void Only_what_is_said_is_sent() => Assert.Equal(
        """
        {"Image":"redis:7","Env":[],"Labels":{},"ExposedPorts":{},"AttachStdout":true,"AttachStderr":true,"Tty":false,"HostConfig":{"PortBindings":{},"ExtraHosts":[]}}
        """,
        Json(new() { Name = "x", Image = "redis:7" }));

    [Fact]
    public void Everything_that_is_said_is_sent() => Assert.Equal(
        """
        {"Image":"redis:7","Cmd":["--port","1"],"Entrypoint":["redis-server"],"Env":["A=1","B=x=y"],"Labels":{"k":"v"},"ExposedPorts":{"1/tcp":{},"2/udp":{}},"AttachStdout":true,"AttachStderr":true,"Tty":false,"HostConfig":{"PortBindings":{"1/tcp":[{"HostIp":"127.0.0.1","HostPort":"11"},{"HostIp":"127.0.0.1","HostPort":"12"}],"2/udp":[{"HostIp":"","HostPort":"0"}]},"ExtraHosts":["db:10.0.0.1"]}}
        """,
        Json(new()
        {
            Name = "x",
            Image = "redis:7",
            Command = ["--port", "1"],
            Entrypoint = ["redis-server"],
            Environment = [new("A", "1"), new("B", "x=y")],
            Labels = new Dictionary<string, string> { ["k"] = "v" },
            Ports = [new(1, "tcp", "127.0.0.1", 11), new(1, "tcp", "127.0.0.1", 12), new(2, "udp", "", 0)],
            ExtraHosts = ["db:10.0.0.1"],
        }));

    [Fact]
    public void Limits_are_numbers() => Assert.Contains(
        ""","Memory":536870912,"NanoCpus":500000000}""",
        Json(new() { Name = "x", Image = "y", MemoryLimit = 512 << 20, NanoCpus = 500_000_000 }),
        StringComparison.Ordinal);

    [Fact]
    public void An_empty_entry_point_is_not_the_image_s_own() =>
        Assert.Contains("\"Entrypoint\":[]", Json(new() { Name = "x", Image = "y", Entrypoint = [] }), StringComparison.Ordinal);

    [Fact]
    public void Of_two_values_of_a_variable_the_last_counts()
    {
        var request = CreateContainerRequest.From(new()
        {
            Name = "x",
            Image = "y",
            Environment = [new("A", "1"), new("B", "2"), new("A", "3"), new("a", "4")],
        });

        Assert.Equal(["A=3", "B=2", "a=4"], request.Env);
    }

    private static string Json(ContainerSpec spec) =>
        JsonSerializer.Serialize(CreateContainerRequest.From(spec), EngineJson.Default.CreateContainerRequest);
}
