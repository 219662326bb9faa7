using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Advice: each case is one suggestion, exactly where it belongs; what is right or may be meant gets none.</summary>
public class AdviceTests
{
    /// <summary>Id, statements with the expected span in <c>[| |]</c>, part of the message.</summary>
    public static TheoryData<string, string, string> Given => new()
    {
        { "AHS5001", """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference([|cache.GetEndpoint("http")|]);""", "'api' refers to 'cache'" },
        { "AHS5001", """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); var other = builder.AddContainer("other", "x"); builder.AddProject<Projects.Api>("api").WithReference([|cache.GetEndpoint("http")|]).WaitFor(other);""", "Add .WaitFor(cache)" },
        { "AHS5001", """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); foreach (var p in new[] { builder.AddProject<Projects.Api>("api") }) p.WithReference([|cache.GetEndpoint("http")|]).WithReference(cache.GetEndpoint("http"));""", "'api'" },
        { "AHS5002", """var job = builder.AddProject<Projects.Worker>("db-migrations"); builder.AddProject<Projects.Api>("api").[|WaitFor|](job);""", "Use WaitForCompletion" },
        { "AHS5002", """var job = builder.AddExecutable("fill", "fill", "."); var first = builder.AddProject<Projects.Api>("api").WaitForCompletion(job); builder.AddProject<Projects.Web>("web").[|WaitFor|](job);""", "'web' waits until 'fill' runs" },
        { "AHS5003", """builder.AddContainer("cache", "redis"); builder.AddProject<Projects.Api>("api").WithEnvironment("C", [|"redis://cache:6379"|]);""", "holds 'cache' as a host name" },
        { "AHS5003", """builder.AddContainer("db", "postgres"); builder.AddProject<Projects.Api>("api").WithEnvironment("C", [|"Host=db;Port=5432"|]);""", "'db'" },
        { "AHS5003", """builder.AddContainer("db", "postgres"); builder.AddContainer("gate", "dbgate").WithArgs("--server", [|"db:5432"|]);""", "'db'" },
        { "AHS5004", """builder.AddProject<Projects.Api>("api").WithEnvironment("Db__Password", [|"hunter2"|]);""", "AddParameter(\"db-password\", secret: true)" },
        { "AHS5004", """var s = "x1y2"; builder.AddProject<Projects.Api>("api").WithEnvironment("JWT_SECRET", [|s|]);""", "'JWT_SECRET'" },
        { "AHS5007", """builder.AddParameter([|"region"|]); builder.AddProject<Projects.Api>("api");""", "'region'" },
        { "AHS5009", """builder.AddProject<Projects.Api>("api").WithEnvironment("MODE", "a").WithEnvironment([|"MODE"|], "b");""", "was set to 'a' before" },
        { "AHS5009", """var api = builder.AddProject<Projects.Api>("api"); if (args.Length > 0) api.WithEnvironment("MODE", "a"); api.WithEnvironment([|"MODE"|], "b");""", "was set to 'a' before" },
        { "AHS5011", """builder.AddContainer("c", "x").[|WithExternalHttpEndpoints|]().WithHttpEndpoint(targetPort: 80);""", "Declare the endpoints before" },
        { "AHS5013", """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").[|WaitForCompletion|](web);""", "has endpoints" },
        { "AHS5005", """var password = builder.AddParameter("password", new GenerateParameterDefault(), secret: true, persist: true); builder.AddContainer("db", "postgres").WithEnvironment("PASSWORD", password).[|WithVolume|]("data", "/data");""", "Set UserSecretsId" },
        { "AHS5005", """var password = builder.AddParameter("password", new GenerateParameterDefault(), secret: true); builder.AddContainer("db", "postgres").[|WithVolume|]("data", "/data").WithArgs("--password", password);""", "Pass persist: true" },
        { "AHS5010", """builder.AddExternalService([|"billing"|], "https://billing.example.com"); builder.AddProject<Projects.Api>("api");""", "Nothing uses 'billing'" },
        { "AHS5010", """builder.AddConnectionString([|"db"|]); builder.AddProject<Projects.Api>("api");""", "Nothing uses 'db'" },
        { "AHS5012", """var worker = builder.AddProject<Projects.Worker>("worker"); builder.AddProject<Projects.Api>("api").WithReference([|worker|]);""", "'worker' has no endpoints" },
        { "AHS5015", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpCommand("/a", "A", commandName: "reset").WithHttpCommand("/b", "B", commandName: [|"reset"|]);""", "'api' has a command 'reset' already" },
        { "AHS5016", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpHealthCheck("/a").[|WithHttpHealthCheck|]("/a", 200);""", "(GET /a, expecting 200)" },
        { "AHS5022", """builder.AddContainer("proxy", "nginx").WithHttpsEndpoint(targetPort: 443).[|WithHttpsDeveloperCertificate|]();""", "does not set up the certificate of 'proxy'" },
        { "AHS5022", """builder.AddExecutable("tool", "tool", ".").[|WithDeveloperCertificateTrust|](true);""", "does not set up the trusted certificates of 'tool'" },
        { "AHS5018", """builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithUrlForEndpoint([|"htp"|], u => u.DisplayText = "x");""", "'api' has no endpoint named 'htp'; it has 'http'. Did you mean 'http'?" },
    };

    [Theory]
    [MemberData(nameof(Given))]
    public async Task Is_one_suggestion_at_its_place(string id, string body, string message)
    {
        var (program, span) = Marked.Read($"{AdviceRun.Before}{body}\nbuilder.Build().Run();");
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(GeneratorTestDriver.Run(program)));
        Assert.Equal((id, span, DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithHttpsDeveloperCertificate().WithDeveloperCertificateTrust(true);""")]
    [InlineData("""builder.AddContainer("proxy", "nginx").WithHttpsDeveloperCertificate().WithoutHttpsCertificate().WithDeveloperCertificateTrust(false).WithCertificateTrustScope(CertificateTrustScope.None);""")]
    [InlineData("""var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WaitFor(cache);""")]
    [InlineData("""var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); var api = builder.AddProject<Projects.Api>("api").WaitFor(cache); builder.AddProject<Projects.Web>("web").WithReference(cache.GetEndpoint("http")).WaitFor(api);""")]
    [InlineData("""var tool = builder.AddContainer("tool", "x").WithHttpEndpoint(targetPort: 80); var api = builder.AddProject<Projects.Api>("api").WithReference(tool.GetEndpoint("http")); tool.WaitFor(api);""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(); builder.AddProject<Projects.Web>("web").WithReference(api);""")]
    [InlineData("""var job = builder.AddProject<Projects.Worker>("migrations"); builder.AddProject<Projects.Api>("api").WaitForCompletion(job);""")]
    [InlineData("""var seed = builder.AddProject<Projects.Worker>("seed-service").WithHttpEndpoint().WithHttpHealthCheck("/"); builder.AddProject<Projects.Api>("api").WaitFor(seed);""")]
    [InlineData("""builder.AddContainer("cache", "redis"); builder.AddProject<Projects.Api>("api").WithEnvironment("NAME", "cache").WithEnvironment("PATH2", "/var/cache").WithEnvironment("A", "memcache:1").WithEnvironment("B", "https://cache.example.com").WithArgs("cache");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithEnvironment("URL", "http://api:80");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithEnvironment("TOKEN_LIFETIME", "3600").WithEnvironment("SECRET_NAME", "x").WithEnvironment("PASSWORD", "").WithEnvironment("USE_TOKEN", "true").WithEnvironment("API_KEY", builder.AddParameter("k", secret: true)).WithEnvironment("SECRET", builder.Configuration["s"]);""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api"); if (builder.ExecutionContext.IsRunMode) api.WithEnvironment("MODE", "a"); else api.WithEnvironment("MODE", "b");""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api").WithEnvironment("MODE", "a"); if (args.Length > 0) api.WithEnvironment("MODE", "b");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithEnvironment("MODE", "a").WithEnvironment("MODE", "a").WithEnvironment("mode", "b");""")]
    [InlineData("""builder.AddContainer("c", "x").WithHttpEndpoint(targetPort: 80).WithExternalHttpEndpoints(); builder.AddContainer("latest", "x");""")]
    [InlineData("""var p = builder.AddParameter("p"); foreach (var arg in args) Console.WriteLine(p.Resource.Name); builder.AddProject<Projects.Api>("api").WithEnvironment("P", p);""")]
    [InlineData("""var p = builder.AddParameter("p"); builder.AddProject<Projects.Api>("api").WithEnvironment(c => c.EnvironmentVariables["P"] = p);""")]
    [InlineData("""var p = builder.AddParameter("p"); builder.AddProject<Projects.Api>("api").OnResourceReady((_, _, _) => Task.CompletedTask);""")]
    [InlineData("""var password = builder.AddParameter("password", secret: true); var once = builder.AddParameter("once", new GenerateParameterDefault(), secret: true); builder.AddContainer("db", "postgres").WithEnvironment("PASSWORD", password).WithVolume("data", "/data"); builder.AddContainer("cache", "redis").WithEnvironment("PASSWORD", once).WithVolume("/data").WithVolume("config", "/config", isReadOnly: true);""")]
    [InlineData("""var billing = builder.AddExternalService("billing", "https://billing.example.com"); var db = builder.AddConnectionString("db"); builder.AddProject<Projects.Api>("api").WithReference(billing).WithEnvironment("DB", db);""")]
    [InlineData("""var worker = builder.AddProject<Projects.Worker>("worker"); builder.AddProject<Projects.Api>("api").WithReference(worker); worker.WithHttpEndpoint();""")]
    [InlineData("""var worker = builder.AddProject<Projects.Worker>("worker"); if (args.Length > 0) worker.WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").WithReference(worker);""")]
    [InlineData("""var tool = builder.AddContainer("tool", "x").WithExplicitStart(); builder.AddProject<Projects.Api>("api").WithExplicitStart().WaitFor(tool);""")]
    [InlineData("""var tool = builder.AddContainer("tool", "x"); var api = builder.AddProject<Projects.Api>("api"); if (args.Length > 0) tool.WithExplicitStart(); else api.WaitFor(tool);""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpCommand("/a", "A").WithHttpCommand("/b", "B"); if (args.Length > 0) api.WithHttpCommand("/c", "C", commandName: "c"); else api.WithHttpCommand("/d", "C", commandName: "c");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WithHttpsEndpoint().WithHttpHealthCheck("/a").WithHttpHealthCheck("/b").WithHttpHealthCheck("/a", endpointName: "http");""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api").WithUrlForEndpoint("HTTP", u => u.DisplayText = "x"); if (args.Length > 0) api.WithHttpEndpoint();""")]
    public async Task What_is_right_or_may_be_meant_gets_none(string body) =>
        Assert.Empty(await AdviceRun.OnAsync(GeneratorTestDriver.Run($"{AdviceRun.Before}{body}\nbuilder.Build().Run();")));

    private const string Package = """
        // <auto-generated/>
        #nullable enable
        public static class PackageExtensions
        {
            public static IResourceBuilder<ContainerResource> AddPackage(this IDistributedApplicationBuilder builder, string name, string password = "admin")
            {
                builder.AddParameter($"{name}-unused");
                return builder.AddContainer(name, "x:1").WithEnvironment("PASSWORD", password).WithEnvironment("SECRET", "abc").WithEnvironment("MODE", "a").WithEnvironment("URL", "http://cache:80");
            }

            public static IResourceBuilder<ContainerResource> WithMode(this IResourceBuilder<ContainerResource> builder, string mode) => builder.WithEnvironment("MODE", mode);
        }
        """;

    /// <summary>Advice goes to who can follow it: what an integration says by itself is not theirs, what they pass is.</summary>
    [Theory]
    [InlineData("""builder.AddPackage("p");""", null)]
    [InlineData("""builder.AddPackage("p", [|"hunter2"|]);""", "AHS5004")]
    [InlineData("""builder.AddPackage("p").WithEnvironment("MODE", "b");""", null)]
    [InlineData("""builder.AddPackage("p").WithEnvironment("OTHER", "b").WithEnvironment([|"OTHER"|], "c");""", "AHS5009")]
    [InlineData("""builder.AddContainer("p", "x:1").WithEnvironment("MODE", "b").[|WithMode|]("c");""", "AHS5009")]
    public async Task What_an_integration_writes_is_not_the_users(string body, string? id)
    {
        var (program, span) = Marked.Read($"{AdviceRun.Before}builder.AddContainer(\"cache\", \"redis:7\");\n{(id is null ? body + "[||]" : body)}\nbuilder.Build().Run();");
        var diagnostics = await AdviceRun.OnAsync(GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", program), ("Package.cs", Package))));

        Assert.Equal(id is null ? [] : [(id, span)], diagnostics.Select(d => (d.Id, d.Location.SourceSpan)));
    }

    [Fact]
    public async Task Project_that_is_no_resource_is_said_at_the_builder()
    {
        const string Manifest = """
            [host]
            name=Host
            directory=../
            [project]
            type=Projects.Api
            project=../Api/Api.csproj
            target=../Api/bin/Api.dll
            command=../Api/bin/Api
            [project]
            type=Projects.Worker
            project=../Worker/Worker.csproj
            target=../Worker/bin/Worker.dll
            command=../Worker/bin/Worker
            """;
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddProject<Projects.Api>(\"api\");\nbuilder.Build().Run();", Manifest);
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run));
        Assert.Equal(("AHS5008", "CreateBuilder"), (diagnostic.Id, DiagnosticText.At(diagnostic.Location)));
        Assert.Contains("../Worker/Worker.csproj", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_image_is_a_matter_only_when_asked_for()
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddContainer(\"a\", \"redis\"); builder.AddContainer(\"b\", \"redis\", \"7\"); builder.AddContainer(\"c\", \"redis:7\"); builder.AddContainer(\"d\", \"redis\").WithImageTag(\"7\");\nbuilder.Build().Run();");
        Assert.Empty(await AdviceRun.OnAsync(run));
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run, "AHS5006"));
        Assert.Equal(("AHS5006", "\"redis\""), (diagnostic.Id, DiagnosticText.At(diagnostic.Location)));
    }

    [Fact]
    public async Task Nothing_is_said_about_what_is_missing_while_a_part_is_open()
    {
        var run = GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", $$"""
            {{AdviceRun.Before}}
            builder.AddParameter("p");
            var cache = builder.AddContainer("cache", "redis", "7").WithHttpEndpoint(targetPort: 80);
            var api = builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http"));
            foreach (var arg in args) builder.AddParameter(arg);
            """)));
        Assert.Equal("AHS2001", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(GraphAdvice.Check(run.Graph, hasUserSecrets: false));
    }

    /// <summary>Two kinds of parts of one server.</summary>
    internal const string Databases = """
        public class Database(string name, string databaseName, Server parent) : Resource(name), IResourceWithParent<Server>, IResourceWithConnectionString
        {
            public Server Parent => parent;
            public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{parent};Database={databaseName}");
        }

        public class Queue(string name, Server parent) : Resource(name), IResourceWithParent<Server>, IResourceWithConnectionString
        {
            public Server Parent => parent;
            public ReferenceExpression ConnectionStringExpression => parent.ConnectionStringExpression;
        }

        public class Server(string name) : ContainerResource(name), IResourceWithConnectionString
        {
            public EndpointReference Primary => new(this, "tcp");
            public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Primary.Property(EndpointProperty.HostAndPort)}");
        }
        """;

    [Theory]
    [InlineData("""Add("a", "x", one); [|builder.AddResource(new Database("b", "x", one.Resource))|];""")]
    [InlineData("""Add("a", "x", one); Add("b", "y", one); Add("c", "x", two); builder.AddResource(new Queue("d", one.Resource)); builder.AddResource(new Queue("e", one.Resource));""")]
    [InlineData("""if (args.Length > 0) Add("a", "x", one); else Add("b", "x", one);""")]
    public async Task Two_databases_of_one_name(string body)
    {
        var (program, span) = Marked.Read($$"""
            {{AdviceRun.Before}}
            var one = builder.AddResource(new Server("one")).WithImage("db").WithEndpoint(targetPort: 1, name: "tcp");
            var two = builder.AddResource(new Server("two")).WithImage("db").WithEndpoint(targetPort: 1, name: "tcp");
            {{(body.Contains("[|", StringComparison.Ordinal) ? body : body + "[||]")}}
            builder.Build().Run();
            IResourceBuilder<Database> Add(string name, string databaseName, IResourceBuilder<Server> server) => builder.AddResource(new Database(name, databaseName, server.Resource));
            {{Databases}}
            """);
        var diagnostics = await AdviceRun.OnAsync(GeneratorTestDriver.Run(program));
        if (span.IsEmpty)
        {
            Assert.Empty(diagnostics);
            return;
        }

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("AHS5017", diagnostic.Id);
        Assert.True(span.Contains(diagnostic.Location.SourceSpan));
        Assert.Contains("'a' and 'b' are parts of 'one'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_password_is_kept_in_user_secrets()
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}var password = builder.AddParameter(\"password\", new GenerateParameterDefault(), secret: true, persist: true); builder.AddContainer(\"db\", \"postgres:17\").WithEnvironment(\"PASSWORD\", password).WithVolume(\"data\", \"/data\");\nbuilder.Build().Run();");
        Assert.Equal("AHS5005", Assert.Single(GraphAdvice.Check(run.Graph, hasUserSecrets: false)).Rule.Id);
        Assert.Empty(GraphAdvice.Check(run.Graph, hasUserSecrets: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("builder.Build();")]
    [InlineData("using var app = builder.Build(); Task.Run(() => { });")]
    public async Task Application_that_nothing_starts_is_a_warning(string end)
    {
        var diagnostics = await AdviceRun.OnAsync(GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddProject<Projects.Api>(\"api\");\n{end}"));

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(("AHS5021", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal("CreateBuilder", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("await builder.Build().RunAsync();")]
    [InlineData("Action run = builder.Build().Run; run();")]
    [InlineData("await using var app = builder.Build(); await app.StartAsync(); await app.StopAsync();")]
    [InlineData("Start(builder.Build()); static void Start(DistributedApplication application) => application.Run();")]
    [InlineData("GC.KeepAlive(builder.Build());")]
    [InlineData("var app = builder.Build(); GC.KeepAlive(app);")]
    public async Task What_may_start_the_application_is_left_alone(string end) =>
        Assert.Empty(await AdviceRun.OnAsync(GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddProject<Projects.Api>(\"api\");\n{end}")));

    [Theory]
    [InlineData("""web.WithReference(api.GetEndpoint([|"pubilc"|]));""", "public")]
    [InlineData("""var endpoint = api.GetEndpoint([|"pubilc"|]); web.WithReference(endpoint).WithEnvironment("URL", $"{endpoint}/v1");""", "public")]
    [InlineData("""api.WithHttpHealthCheck(endpointName: [|"gprc"|]);""", "grpc")]
    [InlineData("""api.WithHttpCommand("/x", "X", endpointName: [|@"gprc"|]);""", "grpc")]
    public async Task A_name_that_is_nearly_right_can_be_repaired(string body, string name)
    {
        var (program, span) = Marked.Read($$"""
            {{AdviceRun.Before}}
            var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public").WithHttpEndpoint(name: "grpc");
            var web = builder.AddProject<Projects.Web>("web");
            {{body}}
            builder.Build().Run();
            """);
        var run = GeneratorTestDriver.Run(program);
        Assert.Equal(("AHS1003", span), (Assert.Single(run.Diagnostics).Id, run.Diagnostics[0].Location.SourceSpan));
        var diagnostic = Assert.Single(await AdviceRun.OnFaultyAsync(run));
        Assert.Equal(DiagnosticSeverity.Hidden, diagnostic.Severity);
        Assert.Equal(("AHS5019", span, $"Did you mean '{name}'?"), (diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        var repaired = await AdviceRun.FixedAsync(run, diagnostic);
        Assert.Equal(program[..span.Start] + $"\"{name}\"" + program[span.End..], repaired);
        Assert.Empty(GeneratorTestDriver.Run(repaired!).Diagnostics);
    }

    [Theory]
    [InlineData("""web.WithReference(api.GetEndpoint("admin"));""")]
    [InlineData("""const string Name = "pub" + "ilc"; web.WithReference(api.GetEndpoint(Name));""")]
    public async Task A_name_that_is_no_literal_or_nothing_like_another_is_left_alone(string body)
    {
        var run = GeneratorTestDriver.Run(AdviceRun.Before + $$"""
            var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public");
            var web = builder.AddProject<Projects.Web>("web");
            {{body}}
            builder.Build().Run();
            """);
        Assert.Equal("AHS1003", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(await AdviceRun.OnFaultyAsync(run));
    }

    /// <summary>Id, program, program after the fix.</summary>
    public static TheoryData<string, string, string> Fixes => new()
    {
        {
            "AHS5001",
            """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WithArgs("x");""",
            """var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80); builder.AddProject<Projects.Api>("api").WithReference(cache.GetEndpoint("http")).WaitFor(cache).WithArgs("x");"""
        },
        {
            "AHS5001",
            """
            var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80);
            builder.AddProject<Projects.Api>("api")
                .WithReference(cache.GetEndpoint("http"));
            """,
            """
            var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80);
            builder.AddProject<Projects.Api>("api")
                .WithReference(cache.GetEndpoint("http"))
                .WaitFor(cache);
            """
        },
        {
            "AHS5002",
            """var job = builder.AddProject<Projects.Worker>("migrations"); builder.AddProject<Projects.Api>("api").WaitFor(job).WithArgs("x");""",
            """var job = builder.AddProject<Projects.Worker>("migrations"); builder.AddProject<Projects.Api>("api").WaitForCompletion(job).WithArgs("x");"""
        },
        {
            "AHS5013",
            """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").WaitForCompletion(web, 0);""",
            """var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint(); builder.AddProject<Projects.Api>("api").WaitFor(web);"""
        },
        {
            "AHS5030",
            """var db = builder.AddContainer("db", "postgres"); builder.AddProject<Projects.Api>("api").WaitForCompletion(db, 0);""",
            """var db = builder.AddContainer("db", "postgres"); builder.AddProject<Projects.Api>("api").WaitFor(db);"""
        },
        {
            "AHS5004",
            """builder.AddProject<Projects.Api>("api").WithEnvironment("API_KEY", "abc");""",
            """builder.AddProject<Projects.Api>("api").WithEnvironment("API_KEY", builder.AddParameter("api-key", secret: true));"""
        },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Is_repaired_by_one_edit(string id, string before, string after)
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}{before}\nbuilder.Build().Run();");
        var diagnostic = Assert.Single(await AdviceRun.OnAsync(run));
        Assert.Equal(id, diagnostic.Id);
        var repaired = await AdviceRun.FixedAsync(run, diagnostic);
        Assert.Equal($"{AdviceRun.Before}{after}\nbuilder.Build().Run();", repaired);
        Assert.Empty(await AdviceRun.OnAsync(GeneratorTestDriver.Run(repaired!)));
    }

    [Fact]
    public async Task What_would_be_done_twice_is_not_offered()
    {
        var run = GeneratorTestDriver.Run($"{AdviceRun.Before}builder.AddProject<Projects.Api>(\"api\").WithReference(builder.AddContainer(\"cache\", \"redis\").WithHttpEndpoint(targetPort: 80).GetEndpoint(\"http\"));\nbuilder.Build().Run();");
        Assert.Null(await AdviceRun.FixedAsync(run, Assert.Single(await AdviceRun.OnAsync(run))));
    }
}
