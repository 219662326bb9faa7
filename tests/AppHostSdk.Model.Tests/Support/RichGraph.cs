namespace AppHostSdk.Model.Tests;

/// <summary>One graph with everything in it that a graph can hold.</summary>
internal static class RichGraph
{
    public static AppGraph Create()
    {
        var app = new HostProgram();
        var run = app.Conditions.Is(Atom.Mode, "run");
        var postgres = app.Is("database", "postgres");
        var password = app.Parameter("db-password", secret: true);
        var late = app.Late("Cache:Tag");

        app.When = postgres;
        var db = app.Container("db", "registry.example.com:5000/team/postgres:17")
            .WithEndpoint("tcp", targetPort: 5432, scheme: "tcp", protocol: "tcp", isProxied: false)
            .WithEnvironment("POSTGRES_PASSWORD", new ModelValue.Parameter(password.Key))
            .WithEnvironment("EMPTY", ModelValue.From(""))
            .WithEnvironment("UNSET", ModelValue.None);
        app.When = app.Conditions.Not(postgres);
        app.Parameter("db");

        app.When = Condition.Always;
        var cache = app.Add(OperationKind.AddContainer, "cache", ("image", ModelValue.From("redis")), ("tag", late))
            .WithEndpoint(port: 6379, targetPort: 6379)
            .WithEndpoint("metrics", targetPort: 9121, protocol: "udp", env: "METRICS_PORT", isExternal: false);

        var migrations = app.Project("migrations", "Projects.Catalog_Migrations");
        app.ProjectWithProfile("catalog", null, "Projects.Catalog_Api");
        var api = app.ProjectWithProfile("api", "https", "Projects.Catalog_Api")
            .WithHttpEndpoint(5080)
            .WithEndpoint(scheme: "https", isExternal: true)
            .WithExternalHttpEndpoints()
            .WithReference(cache)
            .WithReference(cache, "tcp")
            .WithHttpHealthCheck("/health", 204, "http")
            .WithHttpHealthCheck()
            .Do(OperationKind.WithTcpHealthCheck)
            .Do(OperationKind.WithTcpHealthCheck, ("endpointName", ModelValue.From("https")))
            .Do(OperationKind.WithHealthCheck, ("key", ModelValue.From("api-ready")))
            .Do(OperationKind.WithHealthCheck, ("key", late))
            .WaitFor(cache)
            .Do(OperationKind.WaitFor, ("dependency", new ModelValue.Resource(cache.Key)), ("waitBehavior", ModelValue.From("WaitOnResourceUnavailable")))
            .Do(OperationKind.WithRestartPolicy, ("policy", ModelValue.From("OnFailure")), ("maxRestarts", ModelValue.From(3)))
            .Do(OperationKind.WithRestartPolicy, ("policy", late))
            .Do(OperationKind.WaitForStart, ("dependency", new ModelValue.Resource(password.Key)))
            .Do(OperationKind.WaitForCompletion, ("dependency", new ModelValue.Resource(migrations.Key)), ("exitCode", ModelValue.From(3)));
        app.When = app.Conditions.And(run, postgres);
        api.Do(OperationKind.WithExplicitStart);
        api.Do(OperationKind.WithReplicas, ("replicas", ModelValue.From(3)));
        api.Do(OperationKind.WithReplicas, ("replicas", late));
        api.WithReference(db).WaitFor(db).WithHttpHealthCheck("/db");

        app.When = app.Conditions.Or(app.Is("region", "eu"), app.Is("region", "us"));
        app.Add(
                OperationKind.AddExecutable,
                "web",
                ("command", ModelValue.From("npm")),
                ("workingDirectory", ModelValue.From("../web")),
                ("args", new ModelValue.List(EquatableArray.Of(ModelValue.From("run"), ModelValue.From("dev")))))
            .WithArgs(ModelValue.From(8080), ModelValue.From(true), ModelValue.None, new ModelValue.HostPath("certs/dev.pem"))
            .WithArgs(new ModelValue.List(EquatableArray.Of(ModelValue.From("--level"), ModelValue.None, new ModelValue.Resource(api.Key))))
            .WithEnvironment("CALLBACK", new ModelValue.Callback(1))
            .Do(OperationKind.WithEnvironmentCallback, ("callback", new ModelValue.Callback(2)))
            .Do(OperationKind.WithArgsCallback, ("callback", new ModelValue.Callback(3)))
            .Do(OperationKind.WithUrl, ("url", ModelValue.From("https://example.com")), ("displayText", ModelValue.From("Docs")))
            .Do(OperationKind.WithUrlCallback, ("callback", new ModelValue.Callback(4)), ("endpointName", ModelValue.From("http")))
            .Do(OperationKind.WithUrlCallback, ("callback", new ModelValue.Callback(5)))
            .Do(OperationKind.WithSetting, ("setting", ModelValue.From("IconName")), ("value", ModelValue.From("Globe")), ("detail", ModelValue.From("Filled")))
            .Do(OperationKind.WithRelationship, ("other", new ModelValue.Resource(api.Key)), ("type", ModelValue.From("Reference")))
            .Do(OperationKind.WithCommand, ("name", ModelValue.From("seed")), ("displayName", ModelValue.From("Seed")), ("callback", new ModelValue.Callback(6)))
            .Do(OperationKind.WithCommand, ("name", ModelValue.From("reset")), ("displayName", ModelValue.From("Reset")), ("path", ModelValue.From("/reset")), ("endpointName", ModelValue.From("http")))
            .Do(OperationKind.WithHandler, ("event", ModelValue.From("ResourceReadyEvent")), ("callback", new ModelValue.Callback(7)))
            .WithEnvironment("ALL", new ModelValue.Template(Enum.GetValues<EndpointProperty>()
                .SelectMany(property => new[] { ModelValue.From($" {property}="), new ModelValue.Endpoint(api.Key, "http", property) })
                .ToEquatableArray()));

        app.When = Condition.Always;
        var opened = app.Add(OperationKind.AddResource, "AddTools(…)", ("kind", ModelValue.From("Open")));
        api.WaitFor(opened).Do(OperationKind.WithArgs, ("args", late));
        app.When = Condition.Always;
        var outside = app.Add(OperationKind.AddConnectionString, "outside", ("variable", ModelValue.From("OUTSIDE")));
        app.Add(OperationKind.AddExternalService, "weather", ("url", ModelValue.From("https://weather.example.com/v1")));
        app.Add(
            OperationKind.AddParameter,
            "generated",
            ("secret", ModelValue.From(true)),
            ("configurationKey", ModelValue.From("Section:Key")),
            ("persist", ModelValue.From(true)),
            ("minLength", ModelValue.From(8)),
            ("lower", ModelValue.From(false)),
            ("upper", ModelValue.From(false)),
            ("numeric", ModelValue.From(false)),
            ("special", ModelValue.From(false)),
            ("minLower", ModelValue.From(1)),
            ("minUpper", ModelValue.From(2)),
            ("minNumeric", ModelValue.From(3)),
            ("minSpecial", ModelValue.From(4)));
        cache.Do(OperationKind.WithDetail, ("detail", ModelValue.From("RuntimeArguments")), ("value", new ModelValue.List(EquatableArray.Of(ModelValue.From("--gpus=all")))));
        app.ProjectByPath("tool", "../Tool/Tool.csproj");
        app.Add(OperationKind.AddParameter, "region", ("value", ModelValue.From("eu")), ("publishValueAsDefault", ModelValue.From(true)));
        cache
            .Do(OperationKind.WithConnectionString, ("value", new ModelValue.Endpoint(cache.Key, "tcp", EndpointProperty.HostAndPort) { Network = NetworkIdentifier.ContainerNetwork }), ("variable", ModelValue.From("CACHE")))
            .Do(OperationKind.WithConnectionProperty, ("name", ModelValue.From("Password")), ("value", new ModelValue.Formatted(new ModelValue.Parameter(password.Key), "uri")), ("own", ModelValue.From("own")))
            .Do(OperationKind.ExcludeFromManifest);
        app.When = run;
        cache
            .Do(OperationKind.WithConnectionStringRedirection, ("resource", new ModelValue.Resource(outside.Key)))
            .Do(OperationKind.WithConnectionProperty, ("name", ModelValue.From("Database")), ("value", ModelValue.From("0")))
            .Do(OperationKind.PublishAsConnectionString);
        api
            .Do(OperationKind.WithReference, ("source", new ModelValue.Resource(cache.Key)), ("connection", ModelValue.From("true")), ("connectionName", ModelValue.From("redis")), ("optional", ModelValue.From(true)))
            .Do(OperationKind.WithReference, ("source", new ModelValue.Endpoint(cache.Key, "tcp") { Network = NetworkIdentifier.LocalhostNetwork }))
            .Do(OperationKind.WithReference, ("source", new ModelValue.Resource("weather")), ("name", ModelValue.From("forecast")))
            .Do(OperationKind.WithReferenceUri, ("name", ModelValue.From("direct")), ("uri", ModelValue.From("https://direct.example.com")))
            .Do(OperationKind.WithReferenceEnvironment, ("flags", ModelValue.From((int)ReferenceEnvironmentInjectionFlags.ConnectionString)))
            .Do(OperationKind.WithOtlpExporter)
            .Do(OperationKind.WithOtlpExporter, ("protocol", ModelValue.From("HttpProtobuf")))
            .WithEnvironment("CACHE", new ModelValue.Template(EquatableArray.Of<ModelValue>(new ModelValue.Connection(cache.Key), new ModelValue.Text(";x"))));

        app.Open();
        app.Open(new Res(app, "api"));
        var graph = app.Graph;
        return graph with
        {
            Resources = graph.Resources.Map(r => r.Key == db.Key
                ? r with
                {
                    Images = EquatableArray.Of(
                        new ImageEntry(ModelValue.From("registry.example.com:5000/team/postgres"), ModelValue.From("16")) { Site = 93, Condition = new Condition(2) },
                        new ImageEntry(ModelValue.None, ModelValue.From("17")),
                        new ImageEntry(ModelValue.None, ModelValue.None) { Registry = ModelValue.From("registry.example.org") },
                        new ImageEntry(ModelValue.None, ModelValue.None) { Digest = ModelValue.From("sha256:0f") },
                        new ImageEntry(ModelValue.None, ModelValue.None) { Variant = "management", VariantOf = "docker.io/library/rabbitmq" }),
                }
                : r.Key != cache.Key ? r : r with
            {
                Endpoints = r.Endpoints.Add(new EndpointDeclaration("metrics") { TargetHost = "0.0.0.0", Transport = "http2", OnlyIfDeclared = true, Site = 89 }),
                Publishing = r.Publishing.Add(new PublishingEntry(PublishingKind.BaseImage) { Value = ModelValue.From("sdk"), Detail = ModelValue.From("runtime"), Site = 95 }),
                Container = EquatableArray.Of<ContainerEntry>(
                    new LifetimeEntry(ModelValue.From("Persistent")) { Site = 95 },
                    new PullPolicyEntry(ModelValue.From("Always")),
                    new DockerfileEntry(new ModelValue.HostPath("cache"), ModelValue.From("Dockerfile.dev"), ModelValue.From("run")) { Condition = new Condition(2) },
                    new ContainerFilesEntry("/etc", new ModelValue.HostPath("etc"), ModelValue.From(999), ModelValue.From(998), ModelValue.From("OtherRead"))),
                Details = EquatableArray.Of(new DetailEntry(ResourceDetail.NetworkAlias, "name", ModelValue.From("redis")) { Site = 94, Condition = new Condition(2) },
                    new DetailEntry(ResourceDetail.BuildSecret, "token", new ModelValue.Parameter(password.Key))),
                Mounts = EquatableArray.Of(
                    new MountEntry(new ModelValue.HostPath("data"), "/data", IsVolume: false, IsReadOnly: true) { Site = 90 },
                    new MountEntry(ModelValue.From("cache-data"), "/var/lib/cache", IsVolume: true, IsReadOnly: false) { Site = 91, Condition = new Condition(2) },
                    new MountEntry(ModelValue.None, "/scratch", IsVolume: true, IsReadOnly: false)),
                Relationships = EquatableArray.Of(new RelationshipEntry("parent", password.Key) { Site = 92, Condition = new Condition(2) }),
            }),
            Projects = EquatableArray.Of(
                new ProjectLaunch(
                    "Projects.Catalog_Api",
                    "../Catalog.Api/Catalog.Api.csproj",
                    "../Catalog.Api/bin/Debug/net10.0/Catalog.Api.dll",
                    "../Catalog.Api/bin/Debug/net10.0/Catalog.Api",
                    "../Catalog.Api",
                    "net10.0")
                {
                    Profiles = EquatableArray.Of(
                        new LaunchProfile("https")
                        {
                            CommandName = "Project",
                            Urls = EquatableArray.Of(new ListenAddress("https", "localhost", 7080), new ListenAddress("http", "*", 0)),
                            Environment = EquatableArray.Of(new LaunchVariable("HOME_OF", "%HOME%"), new LaunchVariable("EMPTY", "")),
                            Arguments = "--name \"a b\"",
                            LaunchUrl = "swagger",
                        },
                        new LaunchProfile("plain"),
                        new LaunchProfile("tool") { CommandName = "Executable", ExecutablePath = "tools/run", WorkingDirectory = "%TEMP%" }),
                    KestrelEndpoints = EquatableArray.Of(
                        new KestrelEndpoint("Web", "https", new ListenAddress("https", "localhost", 7443), "Http1AndHttp2"),
                        new KestrelEndpoint("grpc", "grpc", new ListenAddress("http", "[::]", 0), null)),
                    IsPartial = true,
                },
                new ProjectLaunch("Projects.Catalog_Migrations", "M.csproj", "bin/M.dll", ProjectLaunch.SharedHost, "", "")
                {
                    Arguments = "run --project \"M.csproj\" --",
                    IsLibrary = true,
                }),
        };
    }
}
