namespace AppHostSdk.Tests;

public class PortTests
{
    [Fact]
    public void Two_endpoints_on_one_port()
    {
        var run = Run("""
            builder.AddProject<Projects.Api>("api").WithHttpEndpoint(port: 5000);
            builder.AddContainer("cache", "redis").WithEndpoint(5000, 6379, name: "tcp");
            """);
        var diagnostic = Expect.Only(run, "AHS1004", "5000");
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("2: 5000", Expect.Also(diagnostic));
        Assert.StartsWith("Port 5000 is taken by both endpoint 'http' of 'api' and endpoint 'tcp' of 'cache'.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_endpoints_of_one_resource() =>
        Expect.Only(Run("""builder.AddProject<Projects.Api>("api").WithHttpEndpoint(port: 1 + 4999).WithHttpsEndpoint(port: 5000);"""), "AHS1004", "5000");

    [Fact]
    public void The_port_that_a_process_binds_counts() =>
        Expect.Only(Run("""builder.AddProject<Projects.Api>("api").WithHttpEndpoint(port: 5000).WithHttpsEndpoint(targetPort: 5000);"""), "AHS1004", "5000");

    [Theory]
    [InlineData("WithEndpoint(name: \"tcp\")", "WithEndpoint")]
    [InlineData("WithHttpEndpoint()", "WithHttpEndpoint")]
    [InlineData("WithHttpEndpoint(targetPort: 0)", "WithHttpEndpoint")]
    public void A_container_says_which_port_it_listens_on(string call, string span)
    {
        var diagnostic = Expect.Only(Run($"builder.AddContainer(\"cache\", \"redis\").{call};"), "AHS1005", span);
        Assert.EndsWith("of container 'cache' does not say which port the container listens on. Pass targetPort.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""builder.AddContainer("a", "x").WithEndpoint(targetPort: 80); builder.AddContainer("b", "x").WithEndpoint(targetPort: 80);""")]
    [InlineData("""builder.AddContainer("a", "x").WithEndpoint(5000, 80); builder.AddContainer("b", "x").WithEndpoint(5000, 80, protocol: System.Net.Sockets.ProtocolType.Udp);""")]
    [InlineData("""builder.AddProject<Projects.Api>("a").WithHttpEndpoint(port: 0); builder.AddProject<Projects.Web>("b").WithHttpEndpoint(port: 0);""")]
    [InlineData("""builder.AddProject<Projects.Api>("a").WithHttpEndpoint(5000, name: "x").WithHttpEndpoint(5000, name: "X");""")]
    [InlineData("""builder.AddContainer("a", "x").WithEndpoint(name: "tcp").WithEndpoint(name: "tcp", targetPort: 80);""")]
    [InlineData("""builder.AddProject<Projects.Api>("a").WithHttpEndpoint();""")]
    public void Look_alikes_are_legal(string body) => Expect.Complete(Run(body));

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.Run(HostCompilation.Program(body));
}
