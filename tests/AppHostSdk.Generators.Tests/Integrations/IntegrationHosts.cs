namespace AppHostSdk.Tests;

/// <summary>A host for each integration that calls all of its methods, as hosts of Aspire do.</summary>
internal static class IntegrationHosts
{
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>
    {
        ["Docker"] = """
            var compose = builder.AddDockerComposeEnvironment("compose")
                .WithProperties(environment => environment.DefaultNetworkName = "shop")
                .WithDashboard(enabled: false)
                .WithDashboard(dashboard => dashboard.WithHostPort(18888).WithForwardedHeaders())
                .ConfigureComposeFile(file => file.AddNetwork(new Aspire.Hosting.Docker.Resources.ComposeNodes.Network { Name = "shop", Driver = "bridge" }))
                .ConfigureEnvFile(variables => variables["TAG"] = new CapturedEnvironmentVariable { Name = "TAG", DefaultValue = "latest" });
            var key = builder.AddParameter("key", secret: true);
            builder.AddProject<Projects.Api>("api").PublishAsDockerComposeService((resource, service) =>
            {
                service.Restart = "unless-stopped";
                service.AddEnvironmentalVariable("KEY", key.AsEnvironmentPlaceholder(resource)).AddVolume(new() { Name = "data", Source = "data", Target = "/data", Type = "volume" });
            });
            """,
        ["Elasticsearch"] = """
            var search = builder.AddElasticsearch("search").WithDataVolume().WithElasticvue(page => page.WithHostPort(8080));
            builder.AddElasticsearch("other", builder.AddParameter("key", secret: true), 9200).WithDataBindMount("../search").WithElasticvue(containerName: "not-this-name");
            builder.AddProject<Projects.Api>("api").WithReference(search).WaitFor(search);
            """,
        ["Garnet"] = """
            var cache = builder.AddGarnet("cache").WithDataVolume();
            builder.AddGarnet("other", 6379, builder.AddParameter("key", secret: true)).WithDataBindMount("../garnet", isReadOnly: true);
            builder.AddGarnet("third").WithPersistence(TimeSpan.FromSeconds(5));
            builder.AddProject<Projects.Api>("api").WithReference(cache).WaitFor(cache);
            """,
        ["JavaScript"] = """
            var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint();
            builder.AddViteApp("frontend", "../frontend").WithPnpm().WithViteConfig("vite.other.js").WithBrowserDebugger().WithReference(api).WaitFor(api).PublishAsStaticWebsite("/api", api);
            builder.AddNodeApp("node", "../node", "server.js").WithNpm(installCommand: "ci").WithHttpEndpoint(env: "PORT").PublishAsNodeServer("server.js");
            builder.AddJavaScriptApp("angular", "../angular", runScriptName: "start").WithYarn(installArgs: ["--immutable"]).WithBuildScript("build").WithHttpEndpoint(env: "PORT").PublishAsPackageScript();
            builder.AddNextJsApp("next", "../next").WithBun(install: false).DisableBuildValidation();
            builder.AddNpmApp("react", "../react", args: ["--fast"]).WithNpmPackageManager(useCI: true).WithRunScript("serve").WithHttpEndpoint(env: "PORT");
            builder.AddBunApp("bun", "../bun", "server.ts").WithHttpEndpoint(env: "PORT");
            builder.AddDenoApp("deno", "../deno", "main.ts").WithDeno().WithHttpEndpoint(env: "PORT");
            """,
        ["Kafka"] = """
            var kafka = builder.AddKafka("kafka", port: 9092).WithDataVolume().WithKafkaUI(ui => ui.WithHostPort(8080));
            builder.AddKafka("other-kafka").WithDataBindMount("../kafka").WithKafkaUI(containerName: "not-this-name");
            builder.AddProject<Projects.Api>("api").WithReference(kafka).WaitFor(kafka);
            builder.AddContainer("worker", "acme/worker").WithEnvironment("BROKER", kafka.Resource.InternalEndpoint.Property(EndpointProperty.HostAndPort));
            """,
        ["Keycloak"] = """
            var keycloak = builder.AddKeycloak("keycloak", 8080).WithDataVolume().WithRealmImport("../realms").WithEnabledFeatures("scripts", "docker").WithEnabledFeatures("preview").WithDisabledFeatures("admin", "impersonation");
            var user = builder.AddParameter("user");
            builder.AddKeycloak("other", adminUsername: user, adminPassword: builder.AddParameter("key", secret: true)).WithDataBindMount("../keycloak");
            builder.AddProject<Projects.Api>("api").WithReference(keycloak).WaitFor(keycloak);
            """,
        ["MailPit"] = """
            var mail = builder.AddMailPit("mail").WithDataVolume("mail");
            builder.AddMailPit("other", httpPort: 8025, smtpPort: 1025).WithDataBindMount("../mail");
            builder.AddProject<Projects.Api>("api").WithReference(mail).WaitFor(mail);
            """,
        ["Meilisearch"] = """
            var search = builder.AddMeilisearch("search").WithDataVolume();
            builder.AddMeilisearch("other", builder.AddParameter("key", secret: true), 7700).WithDataBindMount("../search");
            builder.AddProject<Projects.Api>("api").WithReference(search).WaitFor(search);
            """,
        ["Milvus"] = """
            var milvus = builder.AddMilvus("milvus").WithDataVolume().WithAttu(page => page.WithHostPort(3000));
            var db = milvus.AddDatabase("orders", "Orders");
            builder.AddMilvus("other", builder.AddParameter("key", secret: true), 19530).WithDataBindMount("../milvus").WithConfigurationFile("../milvus.yaml").WithAttu(containerName: "attu");
            builder.AddProject<Projects.Api>("api").WithReference(db).WithReference(milvus).WaitFor(db);
            """,
        ["Minio"] = """
            var files = builder.AddMinioContainer("files").WithDataVolume();
            var key = builder.AddParameter("key", secret: true);
            var user = builder.AddParameter("user");
            builder.AddMinioContainer("other", user, key, 9000).WithHostPort(9002).WithUserName(user).WithPassword(key).WithDataBindMount("../files");
            builder.AddProject<Projects.Api>("api").WithReference(files).WaitFor(files);
            """,
        ["MongoDB"] = """
            var mongo = builder.AddMongoDB("mongo").WithDataVolume().WithInitFiles("../init").WithMongoExpress(express => express.WithHostPort(8081));
            var db = mongo.AddDatabase("orders", "Orders");
            mongo.AddDatabase("logs");
            builder.AddMongoDB("other", 27017, builder.AddParameter("user"), builder.AddParameter("key", secret: true)).WithDataBindMount("../mongo").WithInitBindMount("../scripts").WithMongoExpress(containerName: "express");
            builder.AddProject<Projects.Api>("api").WithReference(db).WithReference(mongo).WaitFor(db);
            """,
        ["MySql"] = """
            var mysql = builder.AddMySql("mysql").WithDataVolume().WithInitFiles("../init").WithPhpMyAdmin(page => page.WithHostPort(8080));
            var db = mysql.AddDatabase("orders", "Orders").WithCreationScript("CREATE DATABASE `Orders` CHARACTER SET utf8mb4");
            mysql.AddDatabase("logs");
            var key = builder.AddParameter("key", secret: true);
            builder.AddMySql("other", key, 3306).WithHostPort(3307).WithPassword(key).WithDataBindMount("../mysql").WithInitBindMount("../scripts").WithPhpMyAdmin();
            builder.AddProject<Projects.Api>("api").WithReference(db).WithReference(mysql).WaitFor(db);
            """,
        ["Nats"] = """
            var nats = builder.AddNats("nats").WithJetStream().WithDataVolume();
            builder.AddNats("other", 4222, builder.AddParameter("user"), builder.AddParameter("key", secret: true)).WithDataBindMount("../nats");
            builder.AddProject<Projects.Api>("api").WithReference(nats).WaitFor(nats);
            """,
        ["Ollama"] = """
            var ollama = builder.AddOllama("ollama").WithDataVolume().WithGPUSupport().WithOpenWebUI(page => page.WithHostPort(3000).WithDataVolume());
            var model = ollama.AddModel("library/llama3.2:1b");
            var face = ollama.AddHuggingFaceModel("face", "owner/model");
            builder.AddOllama("other", 11434).WithGPUSupport(OllamaGpuVendor.AMD).WithOpenWebUI(containerName: "not-this-name");
            var local = builder.AddOllamaLocal("local", targetPort: 11500);
            var chat = local.AddModel("chat", "phi3");
            builder.AddProject<Projects.Api>("api").WithReference(model).WithReference(face).WithReference(chat).WithReference(local).WaitFor(model).WaitFor(chat);
            """,
        ["Oracle"] = """
            var oracle = builder.AddOracle("oracle").WithDataVolume().WithInitFiles("../init");
            var db = oracle.AddDatabase("orders", "FREEPDB1");
            builder.AddOracle("other", builder.AddParameter("key", secret: true), 1521).WithDataBindMount("../oracle").WithInitBindMount("../startup").WithDbSetupBindMount("../setup").AddDatabase("FREEPDB1");
            builder.AddProject<Projects.Api>("api").WithReference(db).WithReference(oracle).WaitFor(db);
            """,
        ["Orleans"] = """
            var redis = builder.AddConnectionString("redis-grains").WithOrleansProviderType("Redis");
            var store = builder.AddConnectionString("store").WithOrleansProviderType("AzureTableStorage");
            var key = builder.AddParameter("key");
            var orleans = builder.AddOrleans("cluster")
                .WithClustering(redis)
                .WithGrainStorage(redis).WithGrainStorage("orders", store).WithMemoryGrainStorage("scratch")
                .WithReminders(redis)
                .WithStreaming(redis).WithStreaming("events", store).WithMemoryStreaming("local")
                .WithBroadcastChannel("news")
                .WithGrainDirectory(redis).WithGrainDirectory("places", store);
            builder.AddProject<Projects.Api>("silo").WithReference(orleans).WithReplicas(2);
            builder.AddProject<Projects.Web>("client").WithReference(orleans.AsClient());
            var dev = builder.AddOrleans("dev").WithDevelopmentClustering().WithMemoryReminders().WithClusterId("dev").WithServiceId(key);
            dev.WithServiceId("shop").WithClusterId(key).EnableDistributedTracing = false;
            builder.AddProject<Projects.Api>("other").WithReference(dev);
            """,
        ["PostgreSQL"] = """
            var key = builder.AddParameter("key", secret: true);
            var pg = builder.AddPostgres("pg").WithHostPort(5432).WithUserName(builder.AddParameter("user")).WithPassword(key).WithDataBindMount("../pg").WithInitFiles("../init").WithPgAdmin(admin => admin.WithHostPort(5050)).WithPgWeb(web => web.WithHostPort(8081));
            var db = pg.AddDatabase("orders", "Orders").WithCreationScript("CREATE DATABASE \"Orders\"");
            builder.AddPostgres("other", port: 5433).WithInitBindMount("../scripts").AddDatabase("logs").WithDataVolume();
            builder.AddProject<Projects.Api>("api").WithReference(db).WaitFor(db);
            """,
        ["Python"] = """
            var api = builder.AddUvicornApp("api", "../api", "main:app").WithUv().WithHttpHealthCheck("/health");
            builder.AddPythonApp("worker", "../worker", "main.py").WithVirtualEnvironment("../.venv", createIfNotExists: false).WithPip(installArgs: ["--quiet"]).WithReference(api).WaitFor(api);
            builder.AddPythonApp("old", "../worker", "main.py", ".venv", "--fast", "1");
            builder.AddPythonModule("module", "../worker", "worker").WithEntrypoint(EntrypointType.Module, "worker.main").WithArgs("--slow");
            builder.AddPythonExecutable("tool", "../worker", "celery").WithPip(install: false).WithDebugging();
            builder.AddStreamlitApp("page", "../page", "app.py").WithUv(install: false).WithHttpEndpoint(env: "PORT");
            builder.AddProject<Projects.Api>("consumer").WithReference(api).WaitFor(api);
            """,
        ["Qdrant"] = """
            var qdrant = builder.AddQdrant("qdrant").WithDataVolume();
            builder.AddQdrant("other", builder.AddParameter("key", secret: true), grpcPort: 6334, httpPort: 6333).WithDataBindMount("../qdrant");
            builder.AddProject<Projects.Api>("api").WithReference(qdrant).WaitFor(qdrant);
            """,
        ["RabbitMQ"] = """
            var queue = builder.AddRabbitMQ("queue").WithManagementPlugin(15672).WithDataVolume();
            builder.AddRabbitMQ("other", builder.AddParameter("user"), builder.AddParameter("key", secret: true), 5672).WithDataBindMount("../queue");
            builder.AddProject<Projects.Api>("api").WithReference(queue).WaitFor(queue);
            """,
        ["Redis"] = """
            var key = builder.AddParameter("key", secret: true);
            var cache = builder.AddRedis("cache").WithDataVolume().WithRedisInsight(page => page.WithHostPort(5540)).WithRedisCommander(page => page.WithHostPort(8081));
            builder.AddRedis("other", 6379).WithPassword(key).WithHostPort(6380).WithDataBindMount("../cache").WithPersistence(TimeSpan.FromMinutes(5), 100);
            builder.AddRedis("local", password: key).RunAsExecutable();
            builder.AddProject<Projects.Api>("api").WithReference(cache).WaitFor(cache);
            """,
        ["Seq"] = """
            var seq = builder.AddSeq("seq", 5341).WithDataVolume();
            builder.AddSeq("other", builder.AddParameter("key", secret: true)).WithDataBindMount("../seq");
            builder.AddProject<Projects.Api>("api").WithReference(seq).WaitFor(seq);
            """,
        ["SqlServer"] = """
            var sql = builder.AddSqlServer("sql").WithDataVolume().WithLifetime(ContainerLifetime.Persistent);
            var db = sql.AddDatabase("orders", "Orders; 1").WithCreationScript("CREATE DATABASE [Orders; 1]\nGO\nUSE [Orders; 1]\nCREATE TABLE Lines (Id int)\nGO");
            sql.AddDatabase("logs");
            var key = builder.AddParameter("key", secret: true);
            builder.AddSqlServer("other", key, 1433).WithHostPort(1434).WithPassword(key).WithDataBindMount("../sql");
            builder.AddProject<Projects.Api>("api").WithReference(db).WithReference(sql).WaitFor(db);
            """,
        ["Sqlite"] = """
            var db = builder.AddSqlite("db").WithSqliteWeb(page => page.WithHostPort(8080));
            builder.AddSqlite("other", "../files", "other.sqlite").WithSqliteWeb(containerName: "web");
            builder.AddProject<Projects.Api>("api").WithReference(db).WaitFor(db);
            """,
        ["Valkey"] = """
            var cache = builder.AddValkey("cache").WithDataVolume();
            builder.AddValkey("other", 6379, builder.AddParameter("key", secret: true)).WithDataBindMount("../valkey", isReadOnly: true).WithPersistence(TimeSpan.FromMinutes(5), 100);
            builder.AddProject<Projects.Api>("api").WithReference(cache).WaitFor(cache);
            """,
    };
}
