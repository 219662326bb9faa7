namespace AppHostSdk.Tests;

/// <summary>
/// The hosts that Aspire's introductory documents show, with the integrations of this repository: they are understood completely,
/// without a warning, and what they describe is what the documents say of them.
/// </summary>
public class DocumentSampleTests
{
    private const string Projects = """
        namespace Projects
        {
            public sealed class AspireApp_ApiService : IProjectMetadata { public string ProjectPath => ""; }
            public sealed class AspireApp_Web : IProjectMetadata { public string ProjectPath => ""; }
            public sealed class AspireApp_Migration : IProjectMetadata { public string ProjectPath => ""; }
            public sealed class ApiService : IProjectMetadata { public string ProjectPath => ""; }
            public sealed class Frontend : IProjectMetadata { public string ProjectPath => ""; }
            public sealed class WebApplication : IProjectMetadata { public string ProjectPath => ""; }
        }
        """;

    /// <summary>What it shows, the program between its first and its last line, how many values and functions only the running host knows.</summary>
    public static TheoryData<string, string, int> Samples => new()
    {
        {
            "pages to look into servers",
            """
            var password = builder.AddParameter("password", secret: true);
            var db = builder.AddPostgres("pg", password: password).WithPgAdmin(admin => admin.WithHostPort(5050)).WithInitFiles("../init").AddDatabase("orders").WithCreationScript("CREATE DATABASE orders");
            builder.AddPostgres("other").WithPgAdmin(admin => admin.WithImageTag("10")).WithPgWeb(web => web.WithHostPort(8081), "sql");
            builder.AddRedis("cache").WithRedisInsight().WithRedisCommander(commander => commander.WithHostPort(8082));
            builder.AddRedis("sessions").WithRedisInsight(insight => insight.WithHostPort(5540));
            builder.AddRabbitMQ("queue").WithManagementPlugin(15672);
            """,
            6
        },
        {
            "an empty host",
            "// TODO:\n//   Add resources to the app model\n//   Express dependencies between resources",
            0
        },
        {
            "two projects and a cache",
            """
            var cache = builder.AddRedis("cache");

            var apiservice = builder.AddProject<Projects.AspireApp_ApiService>("apiservice");

            builder.AddProject<Projects.AspireApp_Web>("webfrontend")
                .WithExternalHttpEndpoints()
                .WithReference(cache)
                .WaitFor(cache)
                .WithReference(apiservice)
                .WaitFor(apiservice);
            """,
            0
        },
        {
            "a project",
            """
            // Adds the project "apiservice" of type "Projects.AspireApp_ApiService".
            var apiservice = builder.AddProject<Projects.AspireApp_ApiService>("apiservice");
            """,
            0
        },
        {
            "a reference to a cache",
            """
            var cache = builder.AddRedis("cache");

            builder.AddProject<Projects.AspireApp_Web>("webfrontend")
                .WithReference(cache);
            """,
            0
        },
        {
            "a wait for a database",
            """
            var postgres = builder.AddPostgres("postgres");
            var postgresdb = postgres.AddDatabase("postgresdb");

            builder.AddProject<Projects.AspireApp_ApiService>("apiservice")
                .WithReference(postgresdb)
                .WaitFor(postgresdb);
            """,
            1
        },
        {
            "a migration",
            """
            var postgres = builder.AddPostgres("postgres");
            var postgresdb = postgres.AddDatabase("postgresdb");

            var migration = builder.AddProject<Projects.AspireApp_Migration>("migration")
                .WithReference(postgresdb)
                .WaitFor(postgresdb);

            builder.AddProject<Projects.AspireApp_ApiService>("apiservice")
                .WithReference(postgresdb)
                .WaitForCompletion(migration);
            """,
            1
        },
        {
            "another image tag",
            """
            var cache = builder.AddRedis("cache")
                .WithImageTag("latest");

            // Instead of using the "7.4" tag, the "cache"
            // container resource now uses the "latest" tag.
            """,
            0
        },
        {
            "references to a cache and a project",
            """
            var cache = builder.AddRedis("cache");

            var apiservice = builder.AddProject<Projects.AspireApp_ApiService>("apiservice");

            builder.AddProject<Projects.AspireApp_Web>("webfrontend")
                .WithReference(cache)
                .WithReference(apiservice);
            """,
            0
        },
        {
            "a reference to an endpoint of a container",
            """
            var customContainer = builder.AddContainer("myapp", "mycustomcontainer")
                                         .WithHttpEndpoint(port: 9043, name: "endpoint");

            var endpoint = customContainer.GetEndpoint("endpoint");

            var apiservice = builder.AddProject<Projects.AspireApp_ApiService>("apiservice")
                .WithReference(endpoint);
            """,
            0
        },
        {
            "a node name for local runs",
            """
            builder.AddRabbitMQ("queue").RunWithStableNodeName();
            """,
            1
        },
        {
            "a cache or a connection string",
            """
            var redis = builder.ExecutionContext.IsRunMode
                ? builder.AddRedis("redis")
                : builder.AddConnectionString("redis");

            builder.AddProject<Projects.WebApplication>("api")
                .WithReference(redis);
            """,
            0
        },
        {
            "replicas",
            """
            // Adds the project "apiservice" of type "Projects.AspireApp_ApiService".
            var apiservice = builder.AddProject<Projects.AspireApp_ApiService>("apiservice")
                                    .WithReplicas(3);
            """,
            0
        },
        {
            "a container with mounts and arguments for Docker",
            """
            var ollama = builder.AddContainer("ollama", "ollama/ollama")
                .WithBindMount("ollama", "/root/.ollama")
                .WithBindMount("./ollamaconfig", "/usr/config")
                .WithHttpEndpoint(port: 11434, targetPort: 11434, name: "ollama")
                .WithEntrypoint("/usr/config/entrypoint.sh")
                .WithContainerRuntimeArgs("--gpus=all");
            """,
            0
        },
        {
            "a container with arguments for Podman",
            """
            var ollama = builder.AddContainer("ollama", "ollama/ollama")
                .WithBindMount("ollama", "/root/.ollama")
                .WithBindMount("./ollamaconfig", "/usr/config")
                .WithHttpEndpoint(port: 11434, targetPort: 11434, name: "ollama")
                .WithEntrypoint("/usr/config/entrypoint.sh")
                .WithContainerRuntimeArgs("--device", "nvidia.com/gpu=all");
            """,
            0
        },
        {
            "a persistent container",
            """
            var ollama = builder.AddContainer("ollama", "ollama/ollama")
                .WithLifetime(ContainerLifetime.Persistent);
            """,
            0
        },
        {
            "three tiers, the volume on the database",
            """
            // Add database service
            var postgres = builder.AddPostgres("db")
                .AddDatabase("appdata")
                .WithDataVolume();

            // Add API service and reference the database
            var api = builder.AddProject<Projects.ApiService>("api")
                .WithReference(postgres)
                .WaitFor(postgres);

            // Add frontend service and reference the API
            var frontend = builder.AddProject<Projects.Frontend>("frontend")
                .WithReference(api);
            """,
            2
        },
        {
            "a cache without an engine",
            """
            var cache = builder.AddRedis("cache");
            if (builder.Configuration["Engine"] == "none")
            {
                cache.RunAsExecutable();
            }

            builder.AddProject<Projects.ApiService>("api")
                .WithReference(cache)
                .WaitFor(cache);
            """,
            0
        },
        {
            "pages in JavaScript",
            """
            var api = builder.AddProject<Projects.ApiService>("api");

            builder.AddViteApp("frontend", "../frontend")
                .WithReference(api)
                .WaitFor(api);

            builder.AddNodeApp("node", "../node", "server.js")
                .WithNpm()
                .WithHttpEndpoint(env: "PORT")
                .WithExternalHttpEndpoints();

            builder.AddJavaScriptApp("angular", "../angular", runScriptName: "start")
                .WithNpm()
                .WithHttpEndpoint(env: "PORT");
            """,
            0
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Is_understood_as_the_document_says(string name, string body, int slots)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            [("Program.cs", HostCompilation.Described(body) + (body.Contains("StableNodeName", StringComparison.Ordinal) ? "\n" + StableNodeName : "")), ("Projects.cs", Projects), .. RepositoryIntegrations.Files]));

        Assert.True(run.Diagnostics.All(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Equal((slots, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run);
        Snapshot.Match(GraphText.Of(run.Graph), name.Replace(' ', '-'));
    }

    [Fact]
    public void A_page_for_several_servers_may_be_added_under_a_test()
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            [
                ("Program.cs", HostCompilation.Described("""var first = builder.AddRedis("first"); if (builder.Configuration["A"] == "1") first.WithRedisInsight(); if (builder.Configuration["B"] == "1") builder.AddRedis("second").WithRedisInsight(insight => insight.WithHostPort(5540));""")),
                ("Projects.cs", Projects),
                .. RepositoryIntegrations.Files,
            ]));

        Assert.True(run.Diagnostics.All(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Empty(run.Graph.OpenParts);
        ExecutedHost.InEveryWay(run, "", "--A=1", "--B=1", "--A=1 --B=1");
    }

    /// <summary>What an object would remember of being read, an unknown program that was given it earlier might change.</summary>
    [Theory]
    [InlineData("Redis")]
    [InlineData("Postgres")]
    [InlineData("RabbitMQ")]
    public void A_server_whose_endpoint_is_read_stays_known_when_another_is_added(string server)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create(
            [
                ("Program.cs", HostCompilation.Described($"""var first = builder.Add{server}("first"); builder.AddContainer("box", "busybox").WithArgs(first.Resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort)); builder.Add{server}("second");""")),
                ("Projects.cs", Projects),
                .. RepositoryIntegrations.Files,
            ]));

        Assert.True(run.Diagnostics.All(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Empty(run.Graph.OpenParts);
        ExecutedHost.InEveryWay(run);
    }

    private const string StableNodeName = """
        public static class RabbitExtensions
        {
            public static IResourceBuilder<RabbitMQServerResource> RunWithStableNodeName(
                this IResourceBuilder<RabbitMQServerResource> builder)
            {
                if (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
                {
                    builder.WithEnvironment(context =>
                    {
                        // Set a stable node name so queue storage is consistent between sessions
                        var nodeName = $"{builder.Resource.Name}@localhost";
                        context.EnvironmentVariables["RABBITMQ_NODENAME"] = nodeName;
                    });
                }

                return builder;
            }
        }
        """;
}
