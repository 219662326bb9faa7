using AppHostSdk.Generators;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>Expressions, connection strings and parameters as hosts write them: followed completely, and what runs is what was derived.</summary>
public class ValueTests
{
    private const string Resources = """
        public sealed class CacheResource(string name) : ContainerResource(name), IResourceWithConnectionString
        {
            private EndpointReference? _primary;
            public EndpointReference Primary => _primary ??= new(this, "tcp");
            public ParameterResource? Password { get; internal set; }
            public ReferenceExpression ConnectionStringExpression
            {
                get
                {
                    var text = new ReferenceExpressionBuilder();
                    text.Append($"{Primary.Property(EndpointProperty.HostAndPort)}");
                    if (Password is not null) text.Append($",password={Password}");
                    return text.Build();
                }
            }
            IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
            {
                yield return new("Host", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Host)}"));
                yield return new("Port", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Port)}"));
                if (Password is not null) yield return new("Password", ReferenceExpression.Create($"{Password}"));
                yield return new("Uri", Password is null ? ReferenceExpression.Create($"redis://{Primary}") : ReferenceExpression.Create($"redis://:{Password:uri}@{Primary}"));
            }
        }

        public class ServerResource(string name, ParameterResource? user, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
        {
            public EndpointReference Primary { get; } = null!;
            public EndpointReference Endpoint => new(this, "tcp");
            public ReferenceExpression UserName => user is null ? ReferenceExpression.Create($"postgres") : ReferenceExpression.Create($"{user}");
            public ReferenceExpression ConnectionStringExpression =>
                ReferenceExpression.Create($"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={UserName};Password={password}");
            public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
                [new("Host", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Host)}")), new("UserName", UserName)];
        }

        public sealed class DatabaseResource(string name, string databaseName, ServerResource parent) : Resource(name), IResourceWithParent<ServerResource>, IResourceWithConnectionString
        {
            public ServerResource Parent { get; } = parent;
            public string DatabaseName { get; set; } = databaseName;
            public string? ConnectionStringEnvironmentVariable { get; set; }
            public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={DatabaseName}");
            public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
                [.. Parent.GetConnectionProperties(), new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}"))];
        }

        public static class HostExtensions
        {
            public static IResourceBuilder<CacheResource> AddCache(this IDistributedApplicationBuilder builder, string name) =>
                builder.AddResource(new CacheResource(name)).WithImage("redis", "7").WithEndpoint(targetPort: 6379, name: "tcp");

            public static IResourceBuilder<CacheResource> WithPassword(this IResourceBuilder<CacheResource> cache, IResourceBuilder<ParameterResource> password)
            {
                cache.Resource.Password = password.Resource;
                return cache;
            }

            public static IResourceBuilder<ServerResource> AddServer(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? user = null, IResourceBuilder<ParameterResource>? password = null)
            {
                var secret = password?.Resource ?? builder.CreateDefaultPasswordParameter($"{name}-password", special: false);
                return builder.AddResource(new ServerResource(name, user?.Resource, secret))
                    .WithImage("postgres", "17")
                    .WithEndpoint(targetPort: 5432, name: "tcp")
                    .WithEnvironment("POSTGRES_PASSWORD", secret);
            }

            public static IResourceBuilder<DatabaseResource> AddDatabase(this IResourceBuilder<ServerResource> server, string name, string? databaseName = null) =>
                server.ApplicationBuilder.AddResource(new DatabaseResource(name, databaseName ?? name, server.Resource));
        }
        """;

    /// <summary>Name, program, command lines to execute it with, number of slots.</summary>
    public static TheoryData<string, string, string, int> Hosts => new()
    {
        { "expression of an endpoint", """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.AddProject<Projects.Web>("web").WithEnvironment("A", $"{api.GetEndpoint("http")}/v1").WithEnvironment("B", ReferenceExpression.Create($"{api.GetEndpoint("http").Property(EndpointProperty.Host)}:{api.GetEndpoint("http").Property(EndpointProperty.Port)}")).WithEnvironment("C", api.GetEndpoint("http").Property(EndpointProperty.TargetPort)).WithEnvironment("D", $"{api.GetEndpoint("http")}");""", "", 0 },
        { "every property", """var e = builder.AddProject<Projects.Api>("api").WithHttpEndpoint().GetEndpoint("http"); var w = builder.AddProject<Projects.Web>("web"); foreach (var p in new[] { EndpointProperty.Url, EndpointProperty.Host, EndpointProperty.IPV4Host, EndpointProperty.Port, EndpointProperty.Scheme, EndpointProperty.TargetPort, EndpointProperty.HostAndPort, EndpointProperty.TlsEnabled }) w.WithEnvironment("P_" + p, e.Property(p));""", "", 0 },
        { "texts in expressions", """var name = "x"; var p = builder.AddParameter("key", secret: true); string? nothing = null; builder.AddProject<Projects.Api>("api").WithEnvironment("A", $"{name}-{nothing}-{p}").WithEnvironment("B", $"{name}{1 + 1:D2}" is var s && s.Length > 0 ? "y" : "n").WithEnvironment("C", $"{name:uri} a&b:{"a&b":uri}").WithEnvironment("D", $"{p.Resource:uri}@{p:uri}");""", "", 0 },
        { "formats of connection strings", """var p = builder.AddParameter("key", secret: true); var db = builder.Configuration["Db"] ?? "none"; var inner = ReferenceExpression.Create($"{p}!"); builder.AddProject<Projects.Api>("api").WithEnvironment("A", $"Pwd={p:adonet};Db={"a b":AdoNet};N={"plain":ADONET};L={db:adonet};I={inner:adonet}").WithEnvironment("B", $"{p:without ,;}{p.Resource:Without X}{"x":without ,}"); var text = new ReferenceExpressionBuilder(); text.AppendFormatted(p.Resource, "adonet"); text.AppendFormatted("a;b", "adonet"); builder.AddProject<Projects.Api>("api2").WithEnvironment("C", text.Build());""", "--Db=a;b|--Db=c", 1 },
        { "late parts", """var p = builder.AddParameter("key"); var prefix = builder.Configuration["Prefix"] ?? "none"; builder.AddProject<Projects.Api>("api").WithEnvironment("A", $"{prefix}/{p}/{builder.Configuration["Suffix"]}").WithEnvironment("B", $"{prefix}{p}{prefix}").WithEnvironment("C", $"{prefix}:{builder.Configuration["Suffix"]:uri}");""", "--Prefix=a|--Prefix=a/b --Suffix=c|--Suffix=a&b", 2 },
        { "nested expressions", """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); var inner = ReferenceExpression.Create($"{api.GetEndpoint("http")}/x"); var outer = ReferenceExpression.Create($"<{inner}>{inner:uri}"); api.WithEnvironment("A", outer).WithArgs(outer, "plain", api.GetEndpoint("http"), builder.AddParameter("p"), 5);""", "", 0 },
        { "a choice of expressions", """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpsEndpoint(); var e = builder.ExecutionContext.IsRunMode ? ReferenceExpression.Create($"{api.GetEndpoint("http")}") : ReferenceExpression.Create($"https://example.com"); api.WithEnvironment("SELF", e).WithEnvironment("NEST", $"{e}/a{(builder.Configuration["Tls"] == "1" ? "s" : "")}").WithEnvironment("E", $"{api.GetEndpoint(builder.Configuration["Tls"] == "1" ? "https" : "http")}");""", "--Tls=1", 0 },
        { "an expression built piece by piece", """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); var b = new ReferenceExpressionBuilder(); b.AppendLiteral("a="); b.AppendFormatted(api.GetEndpoint("http")); if (builder.Configuration["More"] == "1") b.Append($";b={api.GetEndpoint("http").Property(EndpointProperty.Port)}"); b.AppendFormatted("c d", "uri"); foreach (var x in new[] { "1", "2" }) b.Append($";{x}"); api.WithEnvironment("A", b.Build());""", "--More=1", 0 },
        { "a cache", """var cache = builder.AddCache("cache"); builder.AddProject<Projects.Api>("api").WithReference(cache).WithEnvironment("C", cache).WithEnvironment("D", $"[{cache}]").WithEnvironment("E", cache.Resource.ConnectionStringExpression).WithEnvironment("F", cache.Resource.Primary); builder.AddProject<Projects.Web>("web").WithReference(cache, "other").WithReference(cache, connectionName: "", optional: true);""", "", 0 },
        { "state at the end", """var cache = builder.AddCache("cache"); builder.AddProject<Projects.Api>("api").WithReference(cache); if (builder.Configuration["Secure"] == "1") cache.WithPassword(builder.AddParameter("pw", secret: true)); var db = builder.AddServer("pg").AddDatabase("db"); db.Resource.DatabaseName = "later"; db.Resource.ConnectionStringEnvironmentVariable = "DB";""", "--Secure=1", 0 },
        { "databases of a server", """var user = builder.Configuration["User"] == "1" ? builder.AddParameter("user") : null; var pg = builder.AddServer("pg", user); foreach (var n in new[] { "a", "b" }) builder.AddProject<Projects.Api>("api-" + n).WithReference(pg.AddDatabase(n, n + "-db")).WaitFor(pg); IResourceBuilder<IResourceWithConnectionString> any = pg; builder.AddProject<Projects.Web>("web").WithReference(any);""", "--User=1", 0 },
        { "one of several databases", """IResourceBuilder<IResourceWithConnectionString> db = builder.Configuration["Db"] switch { "cache" => builder.AddCache("db"), "outside" => builder.AddConnectionString("db"), _ => builder.AddServer("server").AddDatabase("db") }; builder.AddProject<Projects.Api>("api").WithReference(db).WaitFor(db).WithEnvironment("X", $"{db}");""", "--Db=cache|--Db=outside", 0 },
        { "the documents' ternary", """var redis = builder.ExecutionContext.IsRunMode ? builder.AddCache("redis") : builder.AddConnectionString("redis"); builder.AddProject<Projects.Web>("web").WithReference(redis);""", "", 0 },
        { "redirection", """var cache = builder.AddCache("cache"); var other = builder.AddConnectionString("other"); if (builder.Configuration["Other"] == "1") cache.WithConnectionStringRedirection(other.Resource); builder.AddProject<Projects.Api>("api").WithReference(cache); cache.WithConnectionProperty("Mode", "x").WithConnectionProperty("host", ReferenceExpression.Create($"{other}"));""", "--Other=1", 0 },
        { "connection strings from outside and made", """var a = builder.AddConnectionString("a", "A_URL"); var pg = builder.AddServer("pg"); var b = builder.AddConnectionString("b", ReferenceExpression.Create($"{pg};Pooling={builder.Configuration["Pooling"]}")); var c = builder.AddConnectionString("c", text => { text.Append($"{a}"); if (builder.ExecutionContext.IsPublishMode) text.AppendLiteral(";Publish"); }); builder.AddProject<Projects.Api>("api").WithReference(a).WithReference(b).WithReference(c).WaitFor(b);""", "--Pooling=1", 1 },
        { "external services", """var x = builder.AddExternalService("x", "https://api.example.com/v1"); var y = builder.AddExternalService("y", new Uri("https://y.example.com")); var z = builder.AddExternalService("z", builder.AddParameter("z-url")); var w = builder.AddExternalService("w", builder.Configuration["W"] ?? "https://w.example.com"); builder.AddProject<Projects.Api>("api").WithReference(x).WithReference(y).WithReference(z).WithReference("direct", new Uri("https://direct.example.com")).WithEnvironment("X", x).WithEnvironment("Y", $"{y}docs").WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery | ReferenceEnvironmentInjectionFlags.Endpoints).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.All).WithReference(w);""", "--W=https://other.example.com", 1 },
        { "parameters with defaults", """var a = builder.AddParameter("a", "one"); var b = builder.AddParameter("b", "two", publishValueAsDefault: true); var c = builder.AddParameter("c", () => Environment.MachineName); var d = builder.AddParameter("d", "canary", secret: true); var e = builder.AddParameterFromConfiguration("e", "Section:Key", secret: true); var f = builder.AddParameter("f", new GenerateParameterDefault { MinLength = 8, Special = false, MinLower = 2 }, secret: true, persist: true); var g = builder.AddParameter("g", builder.Configuration["G"] ?? "g"); var h = builder.CreateGeneratedParameter("h", true, new GenerateParameterDefault { MinLength = 30 }); builder.AddProject<Projects.Api>("api").WithEnvironment("ALL", $"{a}{b}{c}{d}{e}{f}{g}{h}").WithEnvironment("A", a.Resource);""", "--G=1", 3 },
        { "switches of modes", """var cache = builder.AddCache("cache").PublishAsConnectionString(); builder.AddProject<Projects.Api>("tool").ExcludeFromManifest().WithOtlpExporter(); if (builder.ExecutionContext.IsRunMode) cache.ExcludeFromManifest().WithOtlpExporter(OtlpProtocol.HttpProtobuf);""", "", 0 },
        { "numbers and the like", """builder.AddProject<Projects.Api>("api").WithEnvironment("A", $"{-5}-{7}-{true}-{DayOfWeek.Friday}-{new Uri("https://x.example.com")}").WithEnvironment("B", $"{TimeSpan.FromSeconds(2).TotalSeconds}s");""", "", 1 },
        { "service discovery under another name", """var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.AddProject<Projects.Web>("web").WithReference(api, "backend").WithReference(api);""", "", 0 },
        { "open hole", """var paths = new[] { "a", "b" }; var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); for (var i = 0; i < paths.Length; i++) api.WithEnvironment($"PATH_{i}", $"{builder.AppHostDirectory}/{paths[i]}").WithEnvironment($"HOME_{i}", $"{api.GetEndpoint("http")}{builder.AppHostDirectory}");""", "", 0 },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Is_followed_and_does_what_was_derived(string name, string body, string commandLines, int slots)
    {
        Assert.NotEmpty(name);
        var run = Run(HostCompilation.Described(body));
        Assert.True(run.Diagnostics.IsEmpty, $"{DiagnosticText.Of(run.Diagnostics)}\n{run.Source(GraphEmitter.HintName)}");
        Assert.Equal((slots, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run, commandLines.Split('|'));
    }

    [Fact]
    public void A_host_with_all_kinds_of_values()
    {
        var run = Run("""
            using Microsoft.Extensions.Configuration;
            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, AssemblyName = "Shop" });

            var region = builder.AddParameter("region", "eu", publishValueAsDefault: true);
            var pg = builder.AddServer("pg", builder.AddParameter("pg-user"));
            var orders = pg.AddDatabase("orders");
            var cache = builder.ExecutionContext.IsRunMode ? builder.AddCache("cache") : builder.AddConnectionString("cache");
            var weather = builder.AddExternalService("weather", "https://weather.example.com/v1");
            var reports = builder.AddConnectionString("reports", ReferenceExpression.Create($"{orders};Timeout={builder.Configuration["Timeout"]}"));

            var api = builder.AddProject<Projects.Api>("api")
                .WithHttpEndpoint()
                .WithReference(orders)
                .WithReference(cache, optional: true)
                .WithReference(weather)
                .WithEnvironment("REGION", region)
                .WithEnvironment("SELF", $"{builder.Environment.ApplicationName}/{region}");
            builder.AddProject<Projects.Web>("web")
                .WithReference(reports, connectionName: "main")
                .WithEnvironment("API", $"{api.GetEndpoint("http")}/v1?key={builder.AddParameter("key", secret: true):uri}");
            builder.Build();
            """);
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.Equal((1, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run, "--Timeout=5");
        Snapshot.Match(run.Source(GraphEmitter.HintName), extension: "cs");
    }

    [Theory]
    [InlineData("DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args })", "Host")]
    [InlineData("DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true, AllowUnsecuredTransport = true, AssemblyName = \"Mine\" })", "Mine")]
    [InlineData("DistributedApplication.CreateBuilder(options: Options(args))", "Made")]
    public void A_host_with_options(string creation, string name)
    {
        var run = Run($$"""
            var builder = {{creation}};
            builder.AddContainer(builder.Environment.ApplicationName.ToLowerInvariant(), "x").WithArgs(builder.Environment.ApplicationName);
            if (builder.ExecutionContext.IsRunMode) builder.AddParameter("run");
            builder.Build();
            static DistributedApplicationOptions Options(string[] args) { var options = new DistributedApplicationOptions(); options.Args = args; options.AssemblyName = "Made"; return options; }
            """);
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.Equal((0, 0, name.ToLowerInvariant()), (run.Graph.Slots.Count, run.Graph.OpenParts.Count, run.Graph.Resources[0].Name));
        ExecutedHost.InEveryWay(run);
    }

    [Fact]
    public void The_value_of_a_secret_is_in_nothing_that_is_emitted()
    {
        var run = Run(HostCompilation.Described("""
            var a = builder.AddParameter("a", "canary", secret: true);
            var b = builder.AddParameter("b", () => "canary", secret: true);
            var c = builder.AddParameter("c", "canary" + builder.Configuration["C"], publishValueAsDefault: false, secret: true);
            var value = builder.ExecutionContext.IsRunMode ? "canary" : "canary2";
            builder.AddParameter(secret: true, value: value, name: "d");
            builder.AddProject<Projects.Api>("api").WithEnvironment("ALL", $"{a}{b}{c:uri}");
            """));
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.All(run.Result.GeneratedSources, s => Assert.DoesNotContain("canary", s.SourceText.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("canary", GraphJson.Write(run.Graph), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", GraphPicture.Mermaid(run.Graph), StringComparison.Ordinal);
        ExecutedHost.InEveryWay(run, "--C=1");
    }

    [Fact]
    public void User_secrets_are_named_for_the_run_time()
    {
        var options = new HostOptions(IsAppHost: true, RequireStaticModel: false, ProjectDirectory: "");
        Assert.Contains("UserSecretsId = \"a-b\",", SitesEmitter.Emit(default, default, options with { UserSecretsId = "a-b" }).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("UserSecretsId", SitesEmitter.Emit(default, default, options).ToString(), StringComparison.Ordinal);
    }

    private static GeneratorTestDriver Run(string program) =>
        GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program), ("Resources.cs", Resources)));
}
