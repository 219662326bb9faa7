using System.Net.Sockets;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Compatibility;

/// <summary>What methods describe is visible as annotations, and what annotations describe runs.</summary>
public class AnnotationTests
{
    [Fact]
    public void What_methods_said_is_noted()
    {
        var builder = Apps.Builder("/app");
        var key = builder.AddParameter("key", "k");
        var db = builder.AddContainer("db", "registry.example.com/postgres", "17").WithEndpoint(targetPort: 5432, port: 5000, name: "tcp");
        var api = builder.AddContainer("api", "api").WithEnvironment("KEY", key).WithEnvironment("DB", $"Host={db.GetEndpoint("tcp").Property(EndpointProperty.Host)}").WithEnvironment(c => c.EnvironmentVariables["FUNCTION"] = "f")
            .WithArgs("run").WithVolume("data", "/data").WithBindMount("conf", "/conf", isReadOnly: true).WaitFor(db).WithHealthCheck("alive").WithExplicitStart().WithLifetime(ContainerLifetime.Persistent);

        Assert.True(db.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image));
        Assert.Equal(("registry.example.com", "postgres", "17"), (image.Registry, image.Image, image.Tag));
        Assert.True(db.Resource.TryGetEndpoints(out var endpoints));
        Assert.Equal(("tcp", 5000, 5432, "tcp", "localhost"), Assert.Single(endpoints.Select(e => (e.Name, e.Port, e.TargetPort, e.UriScheme, e.TargetHost))));
        Assert.True(api.Resource.TryGetContainerMounts(out var mounts));
        Assert.Equal([("data", "/data", ContainerMountType.Volume, false), ("/app/conf", "/conf", ContainerMountType.BindMount, true)], mounts.Select(m => (m.Source, m.Target, m.Type, m.IsReadOnly)));
        Assert.Same(db.Resource, api.Resource.Annotations.OfType<WaitAnnotation>().Single().Resource);
        Assert.Equal("alive", api.Resource.Annotations.OfType<HealthCheckAnnotation>().Single().Key);
        Assert.True(api.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>());
        Assert.Equal(ContainerLifetime.Persistent, api.Resource.Annotations.OfType<ContainerLifetimeAnnotation>().Single().Lifetime);
        Assert.False(db.Resource.HasAnnotationOfType<ReplicaAnnotation>());
    }

    [Fact]
    public async Task The_environment_can_be_asked_for_before_the_run()
    {
        var builder = Apps.Builder();
        var key = builder.AddParameter("key", "k");
        var api = builder.AddContainer("api", "api").WithEnvironment("PLAIN", "1").WithEnvironment("KEY", key).WithEnvironment("ONE", () => "one").WithEnvironment(c => c.EnvironmentVariables["FUNCTION"] = "f").WithArgs("run", "fast");
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, api.Resource);

        Assert.True(api.Resource.TryGetEnvironmentVariables(out var variables));
        foreach (var variable in variables)
        {
            await variable.Callback(context);
        }

        Assert.Equal(("1", "one", "f"), (context.EnvironmentVariables["PLAIN"], context.EnvironmentVariables["ONE"], context.EnvironmentVariables["FUNCTION"]));
        Assert.Same(key.Resource, context.EnvironmentVariables["KEY"]);
        Assert.Equal(2, api.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().Count());
    }

    [Fact]
    public async Task What_annotations_say_runs()
    {
        await using var app = new RunningApp();
        app.Child("child")
            .WithAnnotation(new EnvironmentCallbackAnnotation("ONE", () => "1"))
            .WithAnnotation(new EnvironmentCallbackAnnotation(variables => variables["TWO"] = "2"))
            .WithAnnotation(new CommandLineArgsCallbackAnnotation(arguments => arguments.Add("out=x")))
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: "web") { TargetPortEnvironmentVariable = "PORT" });

        await app.RunAsync();

        Assert.Equal(["1", "2"], app.ReportOf("child").Values("ONE", "TWO"));
        Assert.Equal(["out=x"], app.ReportOf("child").Arguments.Skip(1));
        Assert.NotNull(app.ReportOf("child").Environment["PORT"]);
    }

    [Fact]
    public void An_endpoint_is_changed_through_its_annotation()
    {
        var graph = Apps.Graph(builder =>
        {
            var cache = builder.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp", isProxied: false);
            foreach (var endpoint in cache.Resource.Annotations.OfType<EndpointAnnotation>())
            {
                endpoint.Port = 7000;
                endpoint.TargetHost = "0.0.0.0";
                Assert.Equal(7000, cache.Resource.Annotations.OfType<EndpointAnnotation>().Single().Port);
            }

            var own = new EndpointAnnotation(ProtocolType.Tcp, name: "admin", targetPort: 1);
            cache.Resource.Annotations.Add(own);
            own.TargetPort = 2;
        });

        Assert.Equal(
            [("tcp", 7000, 6379, "0.0.0.0", false), ("admin", null, 2, null, true)],
            graph.Resources.Single().Endpoints().Select(e => (e.Name, e.Port.AsNumber, e.TargetPort.AsNumber, e.TargetHost, e.IsProxied)));
    }

    [Fact]
    public void What_the_program_notes_of_its_own_stays_until_it_is_removed()
    {
        var builder = Apps.Builder();
        var (first, second) = (new Note("1"), new Note("2"));
        var cache = builder.AddContainer("cache", "redis").WithAnnotation(first);
        var part = builder.AddResource(new Part("part", cache.Resource));
        Assert.True(cache.Resource.TryGetLastAnnotation<Note>(out var found));
        Assert.Same(first, found);
        Assert.True(part.Resource.TryGetAnnotationsIncludingAncestorsOfType<Note>(out var all));
        Assert.Same(first, Assert.Single(all));

        cache.WithAnnotation(second, ResourceAnnotationMutationBehavior.Replace);
        Assert.Same(second, Assert.Single(cache.Resource.Annotations.OfType<Note>()));
        Assert.True(cache.Resource.Annotations.Remove(second));
        Assert.False(cache.Resource.HasAnnotationOfType<Note>());
        Assert.Contains("cannot be removed", Assert.Throws<InvalidOperationException>(() => cache.Resource.Annotations.Clear()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_brings_its_annotations_along()
    {
        var resource = new Part("part", null);
        resource.Annotations.Add(new HealthCheckAnnotation("alive"));
        Assert.True(resource.HasAnnotationOfType<HealthCheckAnnotation>());

        var graph = Apps.Graph(builder => builder.AddResource(resource));

        Assert.IsType<RegisteredHealthCheckEntry>(Assert.Single(graph.Resources.Single().HealthChecks));
    }

    private sealed record Note(string Text) : IResourceAnnotation;

    private sealed class Part(string name, IResource? parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent!;
    }
}
