using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>
/// Hosts that use a member of Aspire's API: followed completely, and what runs is what was derived. What the graph says of them is in
/// the tests beside this one.
/// </summary>
public class AspireMemberTests
{
    private const string Database = "class Database(string name) : Resource(name), IResourceWithConnectionString { public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($\"Host=db\"); }";

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
