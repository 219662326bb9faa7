namespace AppHostSdk.Tests;

public class UnknownEndpointTests
{
    private const string Resources = """
        var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public").WithEndpoint(name: "grpc");
        var web = builder.AddProject<Projects.Web>("web");
        """;

    [Theory]
    [InlineData("web.WithReference(api.GetEndpoint(\"admin\"));")]
    [InlineData("web.WithEnvironment(\"ADMIN\", api.GetEndpoint(\"admin\"));")]
    [InlineData("web.WithEnvironment(endpointReference: api.GetEndpoint(name: \"admin\"), name: \"ADMIN\");")]
    [InlineData("var endpoint = api.GetEndpoint(\"admin\"); web.WithReference(endpoint);")]
    [InlineData("api.WithHttpHealthCheck(\"/health\", endpointName: \"admin\");")]
    [InlineData("api.WithTcpHealthCheck(\"admin\");")]
    [InlineData("ReferenceExtensions.WithReference(web, EndpointExtensions.GetEndpoint(api, \"admin\"));")]
    public void The_name_is_the_mistake(string calls)
    {
        var diagnostic = Expect.Only(Run(calls), "AHS1003", "\"admin\"");
        Assert.Equal(
            "'api' has no endpoint named 'admin'; it has 'public', 'grpc'. Declare it with WithHttpEndpoint(name: \"admin\") or WithEndpoint(name: \"admin\").",
            Expect.Message(diagnostic));
        Assert.Equal("2: \"api\"", Expect.Also(diagnostic));
    }

    [Fact]
    public void A_reference_used_twice_is_one_mistake() =>
        Expect.Only(Run("var admin = api.GetEndpoint(\"admin\"); web.WithReference(admin).WithEnvironment(\"ADMIN\", admin);"), "AHS1003", "\"admin\"");

    [Theory]
    [InlineData("api.WithHttpHealthCheck(\"/health\", endpointName: \"grpc\");", "the health check")]
    [InlineData("api.WithHttpCommand(\"/reset\", \"Reset\", endpointName: \"grpc\");", "the command 'http-/reset'")]
    public void A_request_to_an_endpoint_that_does_not_speak_http(string calls, string what)
    {
        var diagnostic = Expect.Only(Run(calls), "AHS1044", "\"grpc\"");
        Assert.Equal(
            $"Endpoint 'grpc' of 'api' has the scheme 'tcp', and {what} is a request over HTTP. Name an http or https endpoint ('public'), or declare this one with scheme: \"http\".",
            Expect.Message(diagnostic));
    }

    [Fact]
    public void A_health_check_without_any_http_endpoint_is_on_the_call()
    {
        var diagnostic = Expect.Only(Run("web.WithHttpHealthCheck(\"/health\");"), "AHS1003", "WithHttpHealthCheck");
        Assert.Contains("'web' has no endpoint named 'http': it has no endpoints.", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void A_health_check_over_TCP_needs_an_endpoint_over_TCP() => Assert.Contains(
        "'web' has no endpoint named 'tcp'; it has 'dns'.",
        Expect.Message(Expect.Only(Run("web.WithEndpoint(name: \"dns\", protocol: System.Net.Sockets.ProtocolType.Udp).WithTcpHealthCheck();"), "AHS1003", "WithTcpHealthCheck")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("pubic", "public")]
    [InlineData("publlic", "public")]
    [InlineData("grcp", "grpc")]
    public void A_slip_gets_a_suggestion(string name, string suggestion)
    {
        var diagnostic = Expect.Only(Run($"web.WithReference(api.GetEndpoint(\"{name}\"));"), "AHS1003", $"\"{name}\"");
        Assert.EndsWith($"Did you mean '{suggestion}'?", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web.WithReference(api.GetEndpoint(\"PUBLIC\")).WithReference(api);")]
    [InlineData("var late = web.GetEndpoint(\"late\"); api.WithReference(late); web.WithHttpEndpoint(name: \"late\");")]
    [InlineData("api.WithHttpHealthCheck(\"/health\");")]
    [InlineData("web.WithHttpCommand(\"/reset\", \"Reset\", commandOptions: new HttpCommandOptions { EndpointSelector = () => api.GetEndpoint(\"public\") });")]
    [InlineData("api.WithHttpHealthCheck(endpointName: \"public\").WithHttpCommand(\"/x\", \"X\").WithHttpCommand(\"/y\", \"Y\", endpointName: \"public\");")]
    [InlineData("api.WithHttpHealthCheck(endpointName: \"grpc\").WithEndpoint(name: \"grpc\", scheme: \"https\");")]
    [InlineData("api.WithTcpHealthCheck().WithTcpHealthCheck(\"grpc\");")]
    [InlineData("api.GetEndpoint(\"admin\");")]
    public void Look_alikes_are_legal(string calls) => Expect.Complete(Run(calls));

    /// <summary>A suggestion is what the program would be right with.</summary>
    [Theory]
    [InlineData("""builder.AddContainer("c", "x").WithEndpoint(targetPort: 1, name: "tcp").WithHttpHealthCheck();""", null)]
    [InlineData("""builder.AddContainer("c", "x").WithEndpoint(targetPort: 1, name: "tcp").WithHttpHealthCheck(endpointName: "ttp");""", null)]
    [InlineData("""builder.AddContainer("c", "x").WithEndpoint(targetPort: 1, name: "tcp").WithHttpEndpoint(targetPort: 2).WithHttpHealthCheck(endpointName: "ttp");""", "http")]
    [InlineData("""builder.AddContainer("c", "x").WithEndpoint(targetPort: 1, name: "resst").WithHttpEndpoint(targetPort: 2, name: "rest").WithHttpCommand("/x", "X", endpointName: "resstt");""", "rest")]
    [InlineData("""var c = builder.AddContainer("c", "x"); if (args.Length > 0) c.WithHttpEndpoint(targetPort: 2, name: "rest"); c.WithHttpHealthCheck(endpointName: "res");""", null)]
    [InlineData("""var c = builder.AddContainer("c", "x"); if (args.Length > 0) c.WithHttpEndpoint(targetPort: 2, name: "rest").WithHttpHealthCheck(endpointName: "res");""", "rest")]
    [InlineData("""var c = builder.AddContainer("c", "x").WithEndpoint(targetPort: 1, name: "tcp"); builder.AddContainer("d", "x").WithReference(c.GetEndpoint("ttp"));""", "tcp")]
    public void What_is_suggested_would_be_right(string body, string? suggestion)
    {
        var diagnostic = Assert.Single(GeneratorTestDriver.Run(HostCompilation.Program(body)).Diagnostics);
        Assert.Equal("AHS1003", diagnostic.Id);
        Assert.Equal(
            suggestion is null ? "" : $"Did you mean '{suggestion}'?",
            System.Text.RegularExpressions.Regex.Match(Expect.Message(diagnostic), "Did you mean '[^']*'[?]").Value);
    }

    private static GeneratorTestDriver Run(string calls) => GeneratorTestDriver.Run(HostCompilation.Program(Resources + "\n" + calls));
}
