using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Annotations that describe something are in the graph, as the methods would be that say the same.</summary>
public class AnnotationGraphTests
{
    [Theory]
    [InlineData("cache.WithAnnotation(new ReplicaAnnotation(2));", "cache.WithReplicas(2);")]
    [InlineData("cache.Resource.Annotations.Add(new HealthCheckAnnotation(\"alive\"));", "cache.WithHealthCheck(\"alive\");")]
    [InlineData("cache.WithAnnotation(new ContainerLifetimeAnnotation { Lifetime = ContainerLifetime.Persistent });", "cache.WithLifetime(ContainerLifetime.Persistent);")]
    [InlineData("cache.WithAnnotation(new ContainerImageAnnotation { Image = \"valkey\", Tag = \"8\" });", "cache.WithImage(\"valkey\", \"8\");")]
    [InlineData("cache.WithAnnotation<ExplicitStartupAnnotation>();", "cache.WithExplicitStart();")]
    [InlineData("cache.WithAnnotation(new ResourceUrlAnnotation { Url = \"https://example.com\" });", "cache.WithUrl(\"https://example.com\");")]
    [InlineData("cache.WithAnnotation(new ResourceRelationshipAnnotation(other.Resource, \"Uses\"));", "cache.WithRelationship(other.Resource, \"Uses\");")]
    public void Says_what_the_method_says(string annotation, string method)
    {
        const string Before = "var cache = builder.AddExecutable(\"cache\", \"redis\", \".\"); var other = builder.AddContainer(\"other\", \"x\");\n";
        var before = annotation.Contains("Container", StringComparison.Ordinal) && !annotation.Contains("ExecutableResource", StringComparison.Ordinal)
            ? Before.Replace("AddExecutable(\"cache\", \"redis\", \".\")", "AddContainer(\"cache\", \"redis\")", StringComparison.Ordinal)
            : Before;
        var annotated = GeneratorTestDriver.Run(HostCompilation.Program(before + annotation)).Graph;

        Assert.Empty(annotated.OpenParts);
        Assert.Equal(GeneratorTestDriver.Run(HostCompilation.Program(before + method)).Graph.Resources, annotated.Resources);
    }

    [Fact]
    public void A_resource_brings_along_what_its_constructor_notes()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Program("""
            var server = builder.AddResource(new Server("db")).WithImage("postgres", "17");
            builder.AddProject<Projects.Api>("api").WithEnvironment("DB", server.Resource.GetEndpoint("tcp"));
            """) + """

            class Server : ContainerResource { public Server(string name) : base(name) { Annotations.Add(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, name: "tcp", targetPort: 5432)); } }
            """);

        var endpoint = Assert.Single(Expect.Complete(run).Resources[0].Endpoints());
        Assert.Equal(("tcp", 5432), (endpoint.Name, endpoint.TargetPort.AsNumber));
    }

    [Theory]
    [InlineData("api.Resource.Annotations.[|Clear|]();")]
    [InlineData("api.WithAnnotation([|new WaitAnnotation(api.Resource, WaitType.WaitUntilStarted)|]);")]
    public void What_is_not_followed_is_said(string statement)
    {
        var (program, span) = Marked.Read(HostCompilation.Program("var api = builder.AddProject<Projects.Api>(\"api\");\n" + statement));
        var diagnostic = Assert.Single(GeneratorTestDriver.Run(program).Diagnostics);
        Assert.Equal((DiagnosticSeverity.Warning, span.Start), (diagnostic.Severity, diagnostic.Location.SourceSpan.Start));
    }
}
