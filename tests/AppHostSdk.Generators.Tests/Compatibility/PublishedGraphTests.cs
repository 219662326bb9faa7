using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>What a host says of publishing is in the graph.</summary>
public class PublishedGraphTests
{
    [Fact]
    public void Registries_files_and_names_are_noted()
    {
        var graph = Expect.Graph("""
            var registry = builder.AddContainerRegistry("ghcr", "ghcr.io", "shop");
            var page = builder.AddExecutable("page", "npm", "../page").PublishAsDockerFile();
            builder.AddProject<Projects.Api>("api").WithContainerRegistry(registry).PublishWithContainerFiles(page, "wwwroot").WithRemoteImageTag("v1");
            """);

        Assert.Equal(ResourceKind.Logical, graph.Resources.Single(r => r.Name == "ghcr").Kind);
        Assert.Equal([PublishingKind.DockerFile], graph.Resources.Single(r => r.Name == "page").Publishing.Select(p => p.Kind));
        Assert.Equal(
            [
                (PublishingKind.ContainerRegistry, new ModelValue.Resource("ghcr"), ModelValue.None),
                (PublishingKind.ContainerFiles, new ModelValue.Resource("page"), ModelValue.From("wwwroot")),
                (PublishingKind.RemoteImageTag, ModelValue.From("v1"), ModelValue.None),
            ],
            graph.Resources.Single(r => r.Name == "api").Publishing.Select(p => (p.Kind, p.Value, p.Detail)));
    }

    [Fact]
    public void A_probe_is_a_health_check_of_the_run_once()
    {
        var api = Expect.Graph("""
            builder.AddProject<Projects.Api>("api").WithHttpEndpoint()
                .WithHttpProbe(ProbeType.Liveness, "/health", periodSeconds: 5).WithHttpProbe(ProbeType.Readiness, "/health").WithHttpProbe(ProbeType.Startup);
            """).Resources.Single();

        Assert.Equal(["/health", "/"], api.HealthChecks.Cast<HttpHealthCheckEntry>().Select(c => c.Path));
        Assert.Equal(["Liveness", "Readiness", "Startup"], api.Publishing.Select(p => p.Value.AsText));
        Assert.Equal(5, ((ModelValue.List)api.Publishing[0].Detail).Items[2].AsNumber);
    }

    [Fact]
    public void An_endpoint_that_is_not_there_is_left_alone_or_declared()
    {
        var cache = Expect.Graph("""
            builder.AddContainer("cache", "redis")
                .WithEndpoint("none", e => e.TargetPort = 1, createIfNotExists: false)
                .WithEndpoint("tcp", e => { e.TargetPort = 6379; e.TargetHost = "0.0.0.0"; e.Transport = "http2"; })
                .WithEndpoint("tcp", e => e.Port = 7000, createIfNotExists: false);
            """).Resources.Single();

        var endpoint = Assert.Single(cache.Endpoints());
        Assert.Equal(("tcp", 7000, 6379, "0.0.0.0", "http2"), (endpoint.Name, endpoint.Port.AsNumber, endpoint.TargetPort.AsNumber, endpoint.TargetHost, endpoint.Transport));
    }

    [Theory]
    [InlineData("options.ExcludeLaunchProfile = true;", "AddProject<Projects.Api>(\"api\", null)")]
    [InlineData("options.LaunchProfileName = \"https\";", "AddProject<Projects.Api>(\"api\", \"https\")")]
    [InlineData("", "AddProject<Projects.Api>(\"api\")")]
    public void Options_of_a_project_say_what_its_arguments_say(string options, string call) => Assert.Equal(
        Expect.Graph($"builder.{call};").Resources.Single() with { Site = 0 },
        Expect.Graph($"builder.AddProject<Projects.Api>(\"api\", options => {{ {options} }});").Resources.Single() with { Site = 0 });

    [Fact]
    public void Certificates_are_noted()
    {
        var proxy = Expect.Graph("""builder.AddContainer("proxy", "nginx").WithHttpsDeveloperCertificate().WithDeveloperCertificateTrust(true);""").Resources.Single();

        Assert.Equal("Developer", proxy.Setting(ResourceSetting.HttpsCertificate).AsText);
        Assert.True(proxy.Setting(ResourceSetting.CertificateTrust).AsFlag);
        Assert.Empty(proxy.Endpoints());
    }
}
