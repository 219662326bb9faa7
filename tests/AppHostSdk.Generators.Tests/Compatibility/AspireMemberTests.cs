using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>
/// Hosts that use a member of Aspire's API: followed completely, and what runs is what was derived. What the graph says of them is in
/// the tests beside this one.
/// </summary>
public class AspireMemberTests
{
    private const string Database = "class Database(string name) : Resource(name), IResourceWithConnectionString { public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($\"Host=db\"); }";

    private const string Team = "record Team(string Name) : IResourceAnnotation; class Beta : IResourceAnnotation;";

    /// <summary>Statements, types, command lines besides the empty one.</summary>
    public static TheoryData<string, string, string> Hosts => new()
    {
        // Commands.
        { """builder.AddProject<Projects.Api>("api").WithCommand("seed", "Seed", async c => { await Task.Yield(); return CommandResults.Success("seeded " + c.Services); }, commandOptions: new() { IconName = "x" });""", "", "" },
        { """builder.AddProject<Projects.Api>("api").WithCommand("seed", "Seed", _ => Task.FromResult(CommandResults.Success("m", "{}", CommandResultFormat.Json)), updateState: c => ResourceCommandState.Enabled, iconName: "x", isHighlighted: true);""", "", "" },
        { """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.AddProject<Projects.Web>("web").WithHttpEndpoint().WithHttpCommand("/reset", "Reset", endpointSelector: () => api.GetEndpoint("http"), commandName: "reset");""", "", "" },
        { """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpCommand("/reset", "Reset").WithHttpCommand("/x", "X", endpointName: "http").WithHttpCommand("/y", "Y", commandOptions: new() { Description = "y" });""", "", "" },

        // Events.
        { """builder.OnBeforeStart((e, cancellation) => { foreach (var p in e.Model.GetProjectResources()) Console.WriteLine(p.Name); return Task.CompletedTask; }).AddContainer("cache", "redis");""", "", "" },
        { """builder.AddResource(new Database("db")).OnConnectionStringAvailable(async (db, e, cancellation) => Console.WriteLine(await db.GetConnectionStringAsync(cancellation)));""", Database, "" },
        { """builder.Services.AddLifecycleHook<Hook>(); builder.Services.TryAddLifecycleHook(_ => new Hook()); builder.AddContainer("cache", "redis");""", """class Hook : IDistributedApplicationLifecycleHook { public Task BeforeStartAsync(DistributedApplicationModel model, System.Threading.CancellationToken cancellation = default) => Task.CompletedTask; }""", "" },

        // Resources that were added before, and what is known of them.
        { """builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); var cache = builder.CreateResourceBuilder<ContainerResource>("Cache"); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WaitFor(cache);""", "", "" },
        { """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithEnvironment("CACHE", cache.Resource.GetEndpoint("http")).WithReference(cache.Resource.GetEndpoint("http", KnownNetworkIdentifiers.LocalhostNetwork));""", "", "" },
        { """var server = new Server("server"); var url = server.GetEndpoint("http"); builder.AddResource(server).WithImage("x").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithEnvironment("URL", url);""", """class Server(string name) : ContainerResource(name);""", "" },
        { """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); Console.WriteLine(string.Join(",", api.Resource.GetEndpoints().Select(e => e.EndpointName)) + api.Resource.GetReplicaCount() + api.Resource.IsContainer() + api.Resource.IsExcludedFromPublish() + api.GetEndpoint("http").Exists);""", "", "" },
        { """var api = builder.AddProject<Projects.Api>("api"); if (!api.GetEndpoint("admin").Exists) api.WithHttpEndpoint(name: "admin");""", "", "" },
        { """var cache = builder.AddContainer("cache", "redis", "7"); if (cache.Resource.TryGetContainerImageName(out var image)) cache.WithEnvironment("IMAGE", image);""", "", "" },
        { """var cache = builder.AddContainer("cache", "redis"); cache.WithVolume(VolumeNameGenerator.Generate(cache, "data"), "/data");""", "", "" },
        { """builder.AddProject<Projects.Api>("api").WithEnvironment("SERVICES", () => builder.ExecutionContext.Services.ToString()!);""", "", "" },

        // Endpoints.
        { """builder.AddContainer("cache", "redis").WithEndpoint("tcp", e => { e.TargetPort = 6379; e.TargetHost = "0.0.0.0"; e.Transport = "http2"; if (e.Name == "tcp") e.UriScheme = "redis"; }).WithEndpoint("other", e => e.Port = 5, createIfNotExists: false);""", "", "" },

        // What is published otherwise than it runs.
        { """var registry = builder.AddContainerRegistry("ghcr", "ghcr.io", "shop"); builder.AddProject<Projects.Api>("api").WithContainerRegistry(registry).WithRemoteImageName("shop/api").WithRemoteImageTag(args.Length > 0 ? args[0] : "latest");""", "", "v1" },
        { """var registry = builder.AddContainerRegistry("acr", builder.AddParameter("endpoint"), builder.AddParameter("repository")); builder.AddContainer("cache", "redis").WithContainerRegistry(registry).PublishAsContainer();""", "", "" },
        { """var web = builder.AddExecutable("web", "npm", "../web").PublishAsDockerFile(); builder.AddExecutable("site", "npm", "../site").PublishAsDockerFile(c => c.WithBuildArg("MODE", "x")); builder.AddProject<Projects.Api>("api").PublishWithContainerFiles(web, "wwwroot").PublishAsDockerFile(c => c.WithHttpEndpoint(targetPort: 80));""", "", "" },
        { """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpProbe(ProbeType.Liveness, "/alive", initialDelaySeconds: 3).WithHttpProbe(ProbeType.Readiness, "/health", endpointName: "http").WithDockerfileBaseImage(runtimeImage: "alpine");""", "", "" },

        // Certificates.
        { """builder.AddProject<Projects.Api>("api").WithHttpsDeveloperCertificate(builder.AddParameter("key", secret: true)).WithDeveloperCertificateTrust(true).WithCertificateTrustScope(CertificateTrustScope.System); builder.AddContainer("c", "x").WithoutHttpsCertificate();""", "", "" },

        // Projects, parameters and secrets.
        { """builder.AddProject<Projects.Api>("api", options => { options.ExcludeLaunchProfile = true; options.ExcludeKestrelEndpoints = true; }).WithHttpEndpoint(); builder.AddProject("web", "../Web/Web.csproj", options => options.LaunchProfileName = "https"); builder.AddCSharpApp("tool", "../tool.cs", options => options.LaunchProfileName = args.Length > 0 ? args[0] : "http");""", "", "x" },
        { """var api = builder.AddProject<Projects.Api>("api", "https"); Console.WriteLine(api.Resource.GetProjectMetadata().ProjectPath);""", "", "" },
        { """var region = builder.AddParameter("region").WithCustomInput(p => new() { Name = p.Name, InputType = InputType.Choice, Options = [new("eu", "Europe"), new("us", "America")] }).WithDescription("Where it runs"); builder.AddProject<Projects.Api>("api").WithEnvironment("REGION", region);""", "", "" },
        { """if (builder.UserSecretsManager.IsAvailable) builder.UserSecretsManager.GetOrSetSecret(builder.Configuration, "Parameters:key", () => Guid.NewGuid().ToString()); builder.AddProject<Projects.Api>("api").WithEnvironment("KEY", builder.AddParameter("key", secret: true));""", "", "" },
        { """var server = builder.AddContainer("server", "x").WithHttpEndpoint(targetPort: 80); builder.AddExecutable("tool", "tool", ".", "--url", server.GetEndpoint("http")).WithRelationship(server, "Uses");""", "", "" },

        // Annotations.
        { """var api = builder.AddProject<Projects.Api>("api").WithAnnotation(new Team("core")).WithAnnotation<Beta>(); if (api.Resource.TryGetLastAnnotation<Team>(out var team)) Console.WriteLine(team.Name); Console.WriteLine(api.Resource.HasAnnotationOfType<Beta>());""", Team, "" },
        { """builder.AddProject<Projects.Api>("api").WithAnnotation(new EnvironmentCallbackAnnotation("A", () => "1")).WithAnnotation(new EnvironmentCallbackAnnotation(c => c.EnvironmentVariables["B"] = "2")).WithAnnotation(new CommandLineArgsCallbackAnnotation(args => args.Add("x"))).WithAnnotation(new ReplicaAnnotation(2)).WithAnnotation<ExplicitStartupAnnotation>();""", "", "" },
        { """builder.AddContainer("cache", "redis").WithAnnotation(new ContainerImageAnnotation { Image = "valkey", Tag = "8" }).WithAnnotation(new ContainerLifetimeAnnotation { Lifetime = ContainerLifetime.Persistent }).WithAnnotation(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "redis", name: "tcp", targetPort: 6379), ResourceAnnotationMutationBehavior.Replace);""", "", "" },
        { """var cache = builder.AddContainer("cache", "redis"); if (args.Length > 0) cache.Resource.Annotations.Add(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, name: "tcp", targetPort: 6379)); cache.Resource.Annotations.Add(new Team("x")); Console.WriteLine(cache.Resource.Annotations.OfType<EndpointAnnotation>().Count());""", Team, "x" },
        { """var db = new Server("db"); builder.AddResource(db).WithImage("postgres"); builder.AddProject<Projects.Api>("api").WithEnvironment("DB", db.GetEndpoint("tcp")).WithAnnotation(new ResourceRelationshipAnnotation(db, "Uses")).WithAnnotation(new HealthCheckAnnotation("alive"));""", """class Server : ContainerResource { public Server(string name) : base(name) { Annotations.Add(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, name: "tcp", targetPort: 5432)); } }""", "" },
        { """builder.AddExecutable("tool", "tool", ".").WithAnnotation(new ResourceUrlAnnotation { Url = "https://example.com", DisplayText = "Docs" });""", "", "" },
        { """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.OnBeforeStart((e, _) => { foreach (var p in e.Model.GetProjectResources()) if (p.TryGetEndpoints(out var endpoints)) foreach (var endpoint in endpoints) endpoint.Port = 5000; return Task.CompletedTask; });""", "", "" },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Are_followed_completely(string body, string types, string commandLines)
    {
        const string Usings = "using Aspire.Hosting.Lifecycle;\nusing Microsoft.Extensions.DependencyInjection;\n";
        var run = GeneratorTestDriver.Run(Usings + HostCompilation.Described(body) + "\n" + types);

        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Empty(run.Graph.OpenParts);
        ExecutedHost.InEveryWay(run, commandLines.Split('|'));
    }
}
