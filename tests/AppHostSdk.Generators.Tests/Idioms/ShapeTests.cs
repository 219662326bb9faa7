using System.Text;
using AppHostSdk.Generators;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>
/// The shapes that real hosts have, one host each: understood completely, executed in both modes and with several command lines,
/// and the graph with its conditions to look at.
/// </summary>
public partial class ShapeTests
{
    private const string Before = "using Microsoft.Extensions.Configuration;\nvar builder = DistributedApplication.CreateBuilder(args);\n";

    /// <summary>Name, statements, types, command lines besides the empty one, number of atoms.</summary>
    public static TheoryData<string, string, string, string, int> Shapes => new()
    {
        { "01 straight chain", """
            var db = builder.AddPostgres("postgres").WithImageTag("17").AddDatabase("db");
            builder.AddProject<Projects.Api>("api").WithEnvironment("DB", db.Resource.DatabaseName).WaitFor(db);
            """, "", "", 0 },
        { "02 constants", """
            builder.AddProject<Projects.Api>(Services.Api);
            builder.AddProject<Projects.Web>(Services.Frontends.Public.Web);
            builder.AddContainer(Components.BlobContainer(Services.Api), "azurite");
            """, """
            static class Services { public const string Api = "api"; public static class Frontends { public static class Public { public const string Web = "web"; } } }
            static class Components { public static string BlobContainer(string service) => $"{service}-{Kind}"; private static readonly string Kind = "blobs"; }
            """, "", 0 },
        { "03 toggle", """
            bool useTools = false;
            var api = builder.AddProject<Projects.Api>("api");
            var web = useTools ? builder.AddProject<Projects.Web>("web").WithArgs("tools") : builder.AddProject<Projects.Web>("web");
            if (useTools) builder.AddTools(api, web);
            """, """
            static class Tools { public static void AddTools(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] all) { foreach (var p in all) p.WaitFor(builder.AddContainer("tools", "x")); } }
            """, "", 0 },
        { "04 mode", """
            var api = builder.AddProject<Projects.Api>("api");
            if (builder.ExecutionContext.IsPublishMode) { var key = builder.AddParameter("key", secret: true); api.WithEnvironment("KEY", key); } else { api.WithEnvironment("KEY", "local"); }
            IResourceBuilder<IResource> keycloak = builder.ExecutionContext.IsRunMode ? builder.AddLocalKeycloak("keycloak") : builder.AddHostedKeycloak("keycloak");
            api.WaitFor(keycloak).WithArgs(builder.ExecutionContext.IsRunMode ? ["--dev", "--verbose"] : ["--prod"]);
            """, """
            static class Keycloak
            {
                public static IResourceBuilder<ContainerResource> AddLocalKeycloak(this IDistributedApplicationBuilder b, string name) => b.AddContainer(name, "keycloak").WithHttpEndpoint(targetPort: 8080);
                public static IResourceBuilder<ParameterResource> AddHostedKeycloak(this IDistributedApplicationBuilder b, string name) => b.AddParameter(name);
            }
            """, "", 1 },
        { "05 late assignment", """
            IResourceBuilder<ContainerResource>? search = null;
            if (builder.Configuration.GetValue<bool>("EnableSearch")) { search = builder.AddContainer("search", "elastic").WithHttpEndpoint(targetPort: 9200, name: "http"); }
            var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint();
            if (search is not null) { api.WaitFor(search).WithEnvironment("SEARCH", search.GetEndpoint("http")); }
            var web = builder.AddProject<Projects.Web>("web").WithReference(api);
            if (search != null) web.WaitFor(search);
            """, "", "--EnableSearch=true|--EnableSearch=false", 1 },
        { "06 configuration guards", """
            if (builder.Configuration.GetValue("EnableMail", true)) { builder.AddContainer("mail", "mailpit"); }
            var kind = builder.Configuration["Db"] ?? "postgres";
            IResourceBuilder<IResource> db;
            switch (kind)
            {
                case "sqlserver": db = builder.AddContainer("db", "mssql"); break;
                case "mysql": db = builder.AddContainer("db", "mysql"); break;
                case "postgres": db = builder.AddPostgres("server").AddDatabase("db"); break;
                default: throw new OperationCanceledException(kind);
            }
            builder.AddProject<Projects.Api>("api").WithEnvironment("DB_KIND", kind switch { "postgres" => "pg", "mysql" => "my", _ => "ms" }).WaitFor(db);
            """, "", "--Db=sqlserver|--Db=mysql --EnableMail=false|--Db=postgres|--Db=oracle", 2 },
        { "08 differs in an argument", """
            int? port = builder.Configuration["Fixed"] == "1" ? 6379 : null;
            var redis = port.HasValue ? builder.AddRedis("redis", port.Value) : builder.AddRedis("redis");
            builder.AddProject<Projects.Api>("api").WaitFor(redis).WithReference(redis.GetEndpoint("tcp"));
            """, "", "--Fixed=1", 1 },
        { "09 launch profile", """
            static bool ShouldUseHttp() => Environment.GetEnvironmentVariable("APPHOST_TEST_HTTP") == "1";
            var profile = ShouldUseHttp() ? "http" : "https";
            var identity = builder.AddProject<Projects.Api>("identity").WithHttpEndpoint().WithHttpsEndpoint();
            var endpoint = identity.GetEndpoint(profile);
            builder.AddProject<Projects.Web>("web").WithEnvironment("IDENTITY", endpoint).WithReference(endpoint);
            """, "", "", 1 },
        { "10 extension methods", """
            var (storage, blobs) = builder.AddStorageParts();
            builder.AddApi(storage, blobs).AddService<Projects.Web>("admin", null).AddService<Projects.Worker>("worker", "token");
            """, """
            static class Parts
            {
                public static (IResourceBuilder<StorageResource>, IResourceBuilder<ContainerResource>) AddStorageParts(this IDistributedApplicationBuilder builder)
                {
                    var storage = builder.AddStorage("storage").RunAsEmulator(c => c.WithArgs("--loose"));
                    return (storage, builder.AddContainer("blobs", "x").WaitFor(storage));
                }
                public static IDistributedApplicationBuilder AddApi(this IDistributedApplicationBuilder builder, IResourceBuilder<IResource> storage, IResourceBuilder<IResource> blobs)
                {
                    builder.AddProject<Projects.Api>("api").WaitFor(storage).WaitFor(blobs);
                    return builder;
                }
                public static IDistributedApplicationBuilder AddService<TProject>(this IDistributedApplicationBuilder builder, string name, string? token) where TProject : IProjectMetadata, new()
                {
                    var service = builder.AddProject<TProject>(name is "admin" or "api" ? $"{name}-{typeof(TProject).Name.ToLowerInvariant()}" : name);
                    if (token is null) return builder;
                    service.WithEnvironment("TOKEN", token);
                    return builder;
                }
            }
            """, "", 1 },
        { "11 local functions", """
            var services = new Dictionary<string, IResourceBuilder<ProjectResource>>();
            ConfigureApis();
            if (services.TryGetValue("web", out var web) && services.TryGetValue("api", out var api)) web.WithReference(api.WithHttpEndpoint()).WaitFor(api);
            Configure(builder.AddContainer("proxy", "yarp"));
            Configure(builder.AddExecutable("tool", "tool", "."));
            void ConfigureApis() { RegisterIfEnabled<Projects.Api>("api"); RegisterIfEnabled<Projects.Web>("web"); }
            void RegisterIfEnabled<P>(string name) where P : IProjectMetadata, new() { if (builder.Configuration[$"Services:{name}:Enabled"] != "false") services[name] = builder.AddProject<P>(name); }
            IResourceBuilder<T> Configure<T>(IResourceBuilder<T> resource) where T : IResourceWithEnvironment, IResourceWithArgs => resource.WithEnvironment("COUNT", services.ContainsKey("api") ? "with" : "without").WithArgs(resource.Resource.Name);
            """, "", "--Services:api:Enabled=false|--Services:web:Enabled=false", 2 },
        { "12 loops", """
            foreach (var p in (IResourceBuilder<ProjectResource>[])[builder.AddProject<Projects.Api>("api"), builder.AddProject<Projects.Web>("web")]) p.WithEnvironment("OTEL", "on");
            var worker = builder.AddProject<Projects.Worker>("worker");
            for (var i = 0; i < Settings.Headers.Length; i++) worker.WithEnvironment($"H__{i}", Settings.Headers[i]);
            """, "static class Settings { public static readonly string[] Headers = [\"a\", \"b\"]; }", "", 0 },
        { "13 structural lambdas", """
            builder.AddStorage("storage").RunAsEmulator(c => c.WithEndpoint("blob", e => { e.Port = 10000; e.IsProxied = false; }));
            builder.AddPostgres("postgres").WithPgAdmin(c => c.WithHostPort(5050));
            """, "", "", 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Shape(string name, string body, string types, string commandLines, int atoms) => Followed(name, body, types, commandLines, atoms, slots: 0);

    [Theory]
    [MemberData(nameof(RunTimeShapes))]
    public void Shape_with_functions(string name, string body, string types, string commandLines, int atoms, int slots) =>
        Followed(name, body, types, commandLines, atoms, slots);

    private static void Followed(string name, string body, string types, string commandLines, int atoms, int slots, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            ("Program.cs", Program(body, types)),
            ("Integration.cs", SourceIntegration.Text)));
        Assert.True(run.Diagnostics.IsEmpty, $"{DiagnosticText.Of(run.Diagnostics)}\n{run.Source(GraphEmitter.HintName)}");
        Assert.Equal((slots, 0, atoms), (run.Graph.Slots.Count, run.Graph.OpenParts.Count, run.Graph.Conditions.Atoms.Count));
        Assert.Single(run.Source(SitesEmitter.HintName).Split('\n'), line => line.TrimStart().StartsWith("[global::System.Runtime.CompilerServices.InterceptsLocation(", StringComparison.Ordinal));
        ExecutedHost.InEveryWay(run, commandLines.Split('|'));
        Snapshot.Match(GraphText.Of(run.Graph), name.Replace(' ', '-'), member: test);
    }

    internal static string Program(string body, string types) => $"{Before}{body}\nbuilder.Build();\n{types}";
}
