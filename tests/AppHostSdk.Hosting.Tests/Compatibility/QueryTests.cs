using Microsoft.Extensions.DependencyInjection;

namespace AppHostSdk.Hosting.Tests.Compatibility;

/// <summary>What a program is told about its own model, and the moments at which older programs ask.</summary>
public class QueryTests
{
    [Fact]
    public void A_resource_says_what_was_described_of_it_so_far()
    {
        var builder = Apps.Builder();
        var cache = builder.AddContainer("cache", "redis", "7");
        var endpoint = cache.GetEndpoint("tcp");
        Assert.False(endpoint.Exists);
        Assert.Contains("'cache' has no endpoint 'tcp' yet", Assert.Throws<InvalidOperationException>(() => endpoint.IsHttp).Message, StringComparison.Ordinal);

        cache.WithEndpoint(targetPort: 6379, name: "tcp").WithHttpsEndpoint(targetPort: 80).WithImageRegistry("example.com").ExcludeFromManifest();

        Assert.True(endpoint.Exists);
        Assert.False(endpoint.IsHttp);
        Assert.True(cache.GetEndpoint("https").TlsEnabled);
        Assert.Equal(["tcp", "https"], cache.Resource.GetEndpoints().Select(e => e.EndpointName));
        Assert.True(cache.Resource.IsContainer());
        Assert.True(cache.Resource.IsExcludedFromPublish());
        Assert.True(cache.Resource.TryGetContainerImageName(out var image));
        Assert.Equal("example.com/redis:7", image);
    }

    [Fact]
    public void A_project_has_the_endpoints_of_its_launch_profile()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["Api/Properties"]);
        File.WriteAllText(directory["Api/Api.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        File.WriteAllText(directory["Api/Properties/launchSettings.json"], """{ "profiles": { "https": { "commandName": "Project", "applicationUrl": "https://localhost:5001;http://localhost:5000" } } }""");
        var api = Apps.Builder(directory[""]).AddProject("api", "Api/Api.csproj").WithReplicas(2);

        Assert.Equal(["https", "http"], api.Resource.GetEndpoints(KnownNetworkIdentifiers.LocalhostNetwork).Select(e => e.EndpointName));
        Assert.Equal(2, api.Resource.GetReplicaCount());
    }

    [Fact]
    public void A_resource_is_found_by_its_name()
    {
        var builder = Apps.Builder();
        var cache = builder.AddContainer("cache", "redis");

        Assert.Same(cache.Resource, builder.CreateResourceBuilder<ContainerResource>("CACHE").Resource);
        Assert.True(builder.TryCreateResourceBuilder<IResourceWithEndpoints>("cache", out var found));
        Assert.Same(cache.Resource, found.Resource);
        Assert.False(builder.TryCreateResourceBuilder<ProjectResource>("cache", out _));
        Assert.Contains("There is no resource 'x'. There are: cache.", Assert.Throws<InvalidOperationException>(() => builder.CreateResourceBuilder<IResource>("x")).Message, StringComparison.Ordinal);
        Assert.Contains("is a ContainerResource, not a ProjectResource", Assert.Throws<InvalidOperationException>(() => builder.CreateResourceBuilder<ProjectResource>("cache")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_of_older_programs_are_called_at_their_moments()
    {
        await using var app = new RunningApp();
        app.Child("api", "forever").OnBeforeResourceStarted((_, _, _) => Told(app, "start"));
        app.Builder.Services.AddSingleton(app.Log);
        app.Builder.Services.AddLifecycleHook<Hook>();
        app.Builder.Services.TryAddLifecycleHook<Hook>();
        app.Builder.Services.AddLifecycleHook(_ => new Other(app.Log));

        await app.StartAsync();

        Assert.Equal(["before: api", "other", "allocated: True", "start", "created"], app.Log.Events);
    }

    [Fact]
    public async Task A_connection_string_is_told_before_anything_starts()
    {
        await using var app = new RunningApp();
        var server = app.Child("server", "forever").WithEndpoint(name: "tcp", env: "PORT").OnBeforeResourceStarted((_, _, _) => Told(app, "start"));
        app.Builder.AddResource(new Database("db", server.GetEndpoint("tcp"))).OnConnectionStringAvailable(async (db, e, cancellation) =>
        {
            Assert.Same(db, e.Resource);
            Assert.Equal(await db.GetConnectionStringAsync(cancellation), $"Port={await db.GetConnectionProperty("port").GetValueAsync(cancellation)}");
            await Told(app, "available");
        });

        await app.StartAsync();

        Assert.Equal(["available", "start"], app.Log.Events);
        Assert.Same(app.Application.Services, app.Builder.ExecutionContext.Services);
    }

    private static Task Told(RunningApp app, string text)
    {
        app.Log.Add(text);
        return Task.CompletedTask;
    }

    private sealed class Database(string name, EndpointReference endpoint) : Resource(name), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Port={endpoint.Property(EndpointProperty.Port)}");

        public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
            [new("Port", ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Port)}"))];
    }

    private sealed class Hook(EventLog<string> log) : IDistributedApplicationLifecycleHook
    {
        public Task BeforeStartAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) =>
            Add($"before: {string.Join(",", appModel.GetExecutableResources().Select(r => r.Name).Except(appModel.GetContainerResources().Select(r => r.Name)))}");

        public Task AfterEndpointsAllocatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) =>
            Add($"allocated: {!appModel.GetProjectResources().Any()}");

        public Task AfterResourcesCreatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Add("created");

        private Task Add(string text)
        {
            log.Add(text);
            return Task.CompletedTask;
        }
    }

    private sealed class Other(EventLog<string> log) : IDistributedApplicationLifecycleHook
    {
        public Task BeforeStartAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default)
        {
            log.Add("other");
            return Task.CompletedTask;
        }
    }
}
