using AppHostSdk.Model;

namespace AppHostSdk.Tests;

public class ArgumentTests
{
    private const string Resources = """
        var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public");
        var web = builder.AddProject<Projects.Web>("web");
        """;

    [Theory]
    [InlineData("web.WithReference(api)")]
    [InlineData("web.WithReference(source: api)")]
    [InlineData("ReferenceExtensions.WithReference(web, api)")]
    [InlineData("ReferenceExtensions.WithReference(source: api, builder: web)")]
    [InlineData("ReferenceExtensions.WithReference<ProjectResource>(web, api)")]
    [InlineData("AppHostSdk.ReferenceExtensions.WithReference(builder: web, api)")]
    public void A_reference(string call) =>
        Assert.Equal(new ReferenceVariables("api", null), Expect.Graph($"{Resources}\n{call};").Resources[1].Environment[0] with { Site = 0 });

    [Theory]
    [InlineData("web.WithReference(api.GetEndpoint(\"public\"))")]
    [InlineData("web.WithReference(endpointReference: api.GetEndpoint(name: \"public\"))")]
    [InlineData("ReferenceExtensions.WithReference(web, EndpointExtensions.GetEndpoint(api, \"public\"))")]
    public void A_reference_to_an_endpoint(string call) =>
        Assert.Equal(new ReferenceVariables("api", "public"), Expect.Graph($"{Resources}\n{call};").Resources[1].Environment[0] with { Site = 0 });

    [Theory]
    [InlineData("WithEndpoint(5000, 5001, \"x\", \"tcp\", \"PORT\", false, true, System.Net.Sockets.ProtocolType.Udp)")]
    [InlineData("WithEndpoint(protocol: System.Net.Sockets.ProtocolType.Udp, isExternal: true, isProxied: false, env: \"PORT\", name: \"tcp\", scheme: \"x\", targetPort: 5001, port: 5000)")]
    [InlineData("WithEndpoint(5000, scheme: \"x\", targetPort: 5001, isExternal: true, name: \"tcp\", isProxied: false, env: \"PORT\", protocol: (System.Net.Sockets.ProtocolType)17)")]
    public void Arguments_in_any_order(string call)
    {
        var endpoint = Expect.Graph($"{Resources}\nbuilder.AddContainer(\"cache\", \"redis\").{call};").Resources[2].Endpoints()[0];
        Assert.Equal(
            new ResourceEndpoint("tcp", "x", "udp", new ModelValue.Number(5000), new ModelValue.Number(5001), "PORT", false, true, endpoint.Site, endpoint.Site),
            endpoint);
    }

    [Theory]
    [InlineData("\"a\", \"b\"")]
    [InlineData("[\"a\", \"b\"]")]
    [InlineData("args: [\"a\", \"b\"]")]
    [InlineData("new[] { \"a\", \"b\" }")]
    [InlineData("new string[] { \"a\", \"b\" }")]
    [InlineData("new string[2] { \"a\", \"b\" }")]
    public void Lists(string list) =>
        Assert.Equal("a b", string.Join(" ", Expect.Graph($"{Resources}\nweb.WithArgs({list});").Resources[1].Arguments.Select(a => a.Value.AsText)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("new string[0]")]
    [InlineData("new string[] { }")]
    public void Empty_lists(string list) =>
        Assert.True(Expect.Graph($"{Resources}\nweb.WithArgs({list});").Resources[1].Arguments.IsEmpty);

    [Theory]
    [InlineData("\"x\", \"c\", \"../w\"", "")]
    [InlineData("\"x\", \"c\", \"../w\", null", "")]
    [InlineData("\"x\", \"c\", \"../w\", \"-f\", \"x\"", "-f x")]
    [InlineData("workingDirectory: \"../w\", args: [\"-f\", \"x\"], name: \"x\", command: \"c\"", "-f x")]
    public void An_executable_and_its_arguments(string arguments, string expected)
    {
        var resource = Assert.Single(Expect.Graph($"builder.AddExecutable({arguments});").Resources);
        Assert.Equal(("x", new ModelValue.HostPath("../w"), "c"), (resource.Name, resource.WorkingDirectory, resource.Command.AsText));
        Assert.Equal(expected, string.Join(" ", resource.Arguments.Select(a => a.Value.AsText)));
    }

    [Fact]
    public void Each_form_of_environment_value()
    {
        var graph = Expect.Graph($"""
            {Resources}
            var secret = builder.AddParameter(secret: true, name: "secret");
            web.WithEnvironment("TEXT", "x").WithEnvironment("URL", api.GetEndpoint("public")).WithEnvironment("SECRET", secret).WithEnvironment(value: (string?)null, name: "NONE");
            """);
        Assert.Equal(
            [new ModelValue.Text("x"), new ModelValue.Endpoint("api", "public"), new ModelValue.Parameter("secret"), ModelValue.None],
            graph.Resources[1].Environment.Cast<EnvironmentVariable>().Select(v => v.Value));
        Assert.True(graph.Resources[2].Secret);
    }

    [Fact]
    public void A_nested_project_type_has_the_name_that_the_run_time_gives_it()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("Program.cs", HostCompilation.Program("builder.AddProject<Mine.Projects.Api>(\"api\");")),
            ("Mine.cs", "namespace Mine { public static class Projects { public sealed class Api : IProjectMetadata { public string ProjectPath => \"\"; } } }")));
        Assert.Equal("Mine.Projects+Api", Expect.Complete(run).Resources[0].Project);
    }
}
