namespace AppHostSdk.Model;

/// <summary>What each operation on a resource that is there means.</summary>
public sealed partial class GraphBuilder
{
    private static Resource Extend(Resource resource, ModelOperation operation, Condition condition)
    {
        var site = operation.Site;
        return operation.Kind switch
        {
            OperationKind.WithReference => resource with
            {
                Environment = resource.Environment.Add(operation["source"] switch
                {
                    ModelValue.Resource source => new ReferenceVariables(source.Key, null)
                    {
                        Name = operation["name"].AsText ?? operation["connectionName"].AsText,
                        IsConnection = !operation["connection"].IsNone,
                        IsOptional = operation["optional"].AsFlag ?? false,
                        Condition = condition,
                        Site = site,
                    },
                    ModelValue.Endpoint source => new ReferenceVariables(source.Key, source.Name) { Network = source.Network, Condition = condition, Site = site },
                    _ => throw new ArgumentException("A reference needs a resource or an endpoint.", nameof(operation)),
                }),
            },
            OperationKind.WithEnvironment => resource with
            {
                Environment = resource.Environment.Add(
                    new EnvironmentVariable(Required(operation, "name"), operation["value"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithArgs => resource with
            {
                Arguments = resource.Arguments.Concat(ArgumentsOf(operation, condition)).ToEquatableArray(),
            },
            OperationKind.WithEndpoint => resource with { Endpoints = resource.Endpoints.Add(Endpoint(operation, condition)) },
            OperationKind.WithExternalHttpEndpoints => resource with
            {
                Endpoints = resource.Endpoints.Add(new HttpEndpointsExternal { Condition = condition, Site = site }),
            },
            OperationKind.WithImage => resource with { Images = resource.Images.Add(Image(operation, condition)) },
            OperationKind.WithParentRelationship => resource with
            {
                Relationships = resource.Relationships.Add(operation["parent"] is ModelValue.Resource parent
                    ? new RelationshipEntry(RelationshipEntry.Parent, parent.Key) { Condition = condition, Site = site }
                    : throw new ArgumentException("A parent is a resource.", nameof(operation))),
            },
            OperationKind.WaitFor => Wait(resource, operation, condition, WaitKind.Healthy),
            OperationKind.WaitForStart => Wait(resource, operation, condition, WaitKind.Started),
            OperationKind.WaitForCompletion => Wait(resource, operation, condition, WaitKind.Completed),
            OperationKind.WithHttpHealthCheck or OperationKind.WithTcpHealthCheck or OperationKind.WithHealthCheck => resource with
            {
                HealthChecks = resource.HealthChecks.Add(HealthCheck(operation) with { Condition = condition, Site = site }),
            },
            OperationKind.WithEnvironmentCallback => resource with
            {
                Environment = resource.Environment.Add(new EnvironmentCallback(operation["callback"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithArgsCallback => resource with
            {
                Arguments = resource.Arguments.Add(new ArgumentEntry(operation["callback"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithUrl => resource with
            {
                Urls = resource.Urls.Add(new UrlDeclaration(operation["url"], operation["displayText"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithUrlCallback => resource with
            {
                Urls = resource.Urls.Add(new UrlCallback(operation["callback"], operation["endpointName"].AsText) { Condition = condition, Site = site }),
            },
            OperationKind.WithMount => resource with { Mounts = resource.Mounts.Add(Mount(operation, condition)) },
            OperationKind.WithSetting => resource with { Settings = resource.Settings.Add(Setting(operation, condition)) },
            OperationKind.WithDockerfile or OperationKind.WithContainerFiles or OperationKind.WithLifetime or OperationKind.WithImagePullPolicy =>
                resource with { Container = resource.Container.Add(ContainerOf(operation) with { Condition = condition, Site = site }) },
            OperationKind.WithDetail => resource with { Details = resource.Details.Add(Detail(operation, condition)) },
            OperationKind.WithRelationship => resource with
            {
                Relationships = resource.Relationships.Add(operation["other"] is ModelValue.Resource other
                    ? new RelationshipEntry(operation["type"].AsText ?? "", other.Key) { Condition = condition, Site = site }
                    : throw new ArgumentException("A relationship is one to a resource.", nameof(operation))),
            },
            OperationKind.WithCommand => resource with
            {
                Commands = resource.Commands.Add(new CommandEntry(operation["name"].AsText ?? CommandEntry.NameOf(operation["path"].AsText), operation["displayName"], operation["callback"])
                {
                    Path = operation["path"],
                    Endpoint = operation["endpointName"].AsText,
                    Condition = condition,
                    Site = site,
                }),
            },
            OperationKind.WithHandler => resource with
            {
                Handlers = resource.Handlers.Add(new HandlerEntry(Required(operation, "event"), operation["callback"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithExplicitStart => resource with { Lifecycle = resource.Lifecycle.Add(new ExplicitStart { Condition = condition, Site = site }) },
            OperationKind.WithRestartPolicy => resource with
            {
                Lifecycle = resource.Lifecycle.Add(new RestartEntry(operation["policy"], operation["maxRestarts"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithReplicas => resource with
            {
                Lifecycle = resource.Lifecycle.Add(new ReplicaEntry(operation["replicas"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithReferenceUri => resource with
            {
                Environment = resource.Environment.Add(new UriVariables(Required(operation, "name"), operation["uri"]) { Condition = condition, Site = site }),
            },
            OperationKind.WithReferenceEnvironment => resource with
            {
                Environment = resource.Environment.Add(
                    new ReferenceInjection(Injection(operation["flags"])) { Condition = condition, Site = site }),
            },
            OperationKind.WithOtlpExporter => resource with
            {
                Environment = resource.Environment.Add(new TelemetryVariables(Protocol(operation["protocol"])) { Condition = condition, Site = site }),
            },
            OperationKind.WithConnectionString => resource with
            {
                Connections = resource.Connections.Add(new ConnectionEntry(operation["value"]) { Variable = operation["variable"].AsText, Condition = condition, Site = site }),
            },
            OperationKind.WithConnectionStringRedirection => resource with
            {
                Connections = resource.Connections.Add(operation["resource"] is ModelValue.Resource target
                    ? new ConnectionEntry(new ModelValue.Connection(target.Key)) { IsRedirection = true, Condition = condition, Site = site }
                    : throw new ArgumentException("A connection string is redirected to a resource.", nameof(operation))),
            },
            OperationKind.WithConnectionProperty => resource with
            {
                ConnectionProperties = resource.ConnectionProperties.Add(
                    new ConnectionPropertyEntry(Required(operation, "name"), operation["value"]) { IsOwn = !operation["own"].IsNone, Condition = condition, Site = site }),
            },
            OperationKind.ExcludeFromManifest => Published(resource, PublishingKind.Excluded, condition, site),
            OperationKind.PublishAsConnectionString => Published(resource, PublishingKind.ConnectionString, condition, site),
            OperationKind.WithPublishing => Published(resource, PublishedAs(operation), condition, site, operation["subject"], operation["detail"]),
            OperationKind.WithHttpProbe => Probed(resource, operation, condition),
            _ => throw new ArgumentException($"{operation.Kind} does not change a resource.", nameof(operation)),
        };
    }

    private static HealthCheckEntry HealthCheck(ModelOperation operation) => operation.Kind switch
    {
        OperationKind.WithHttpHealthCheck => new HttpHealthCheckEntry(
            operation["path"].AsText ?? "/",
            (int)(operation["statusCode"].AsNumber ?? 200),
            operation["endpointName"].AsText),
        OperationKind.WithTcpHealthCheck => new TcpHealthCheckEntry(operation["endpointName"].AsText),
        _ => new RegisteredHealthCheckEntry(operation["key"]),
    };

    /// <summary>The members of the authoring API's enumeration.</summary>
    private static string? Protocol(ModelValue protocol) => protocol.AsText switch
    {
        null => null,
        "Grpc" => "grpc",
        "HttpProtobuf" => "http/protobuf",
        "HttpJson" => "http/json",
        var other => throw new ArgumentException($"There is no telemetry protocol {other}.", nameof(protocol)),
    };

    /// <summary>One member of the enumeration by its name, several by their number.</summary>
    private static ReferenceEnvironmentInjectionFlags Injection(ModelValue flags) =>
        flags.AsText is { } name && Enum.TryParse<ReferenceEnvironmentInjectionFlags>(name, out var member)
            ? member
            : (ReferenceEnvironmentInjectionFlags)(flags.AsNumber ?? (long)ReferenceEnvironmentInjectionFlags.All);

    private static Resource Published(Resource resource, PublishingKind kind, Condition condition, int site, ModelValue? value = null, ModelValue? detail = null) => resource with
    {
        Publishing = resource.Publishing.Add(
            new PublishingEntry(kind) { Value = value ?? ModelValue.None, Detail = detail ?? ModelValue.None, Condition = condition, Site = site }),
    };

    private static PublishingKind PublishedAs(ModelOperation operation) => Enum.TryParse<PublishingKind>(Required(operation, "publish"), out var kind)
        ? kind
        : throw new ArgumentException($"'{operation["publish"]}' is not a way to publish.", nameof(operation));

    /// <summary>Two questions of one kind are one health check: the environment asks them for different purposes.</summary>
    private static Resource Probed(Resource resource, ModelOperation operation, Condition condition)
    {
        var check = new HttpHealthCheckEntry(operation["path"].AsText ?? "/", 200, operation["endpointName"].AsText) { Condition = condition, Site = operation.Site };
        var published = Published(resource, PublishingKind.Probe, condition, operation.Site, operation["type"], new ModelValue.List(EquatableArray.Of(
            operation["path"],
            operation["initialDelaySeconds"],
            operation["periodSeconds"],
            operation["timeoutSeconds"],
            operation["failureThreshold"],
            operation["successThreshold"],
            operation["endpointName"])));
        return resource.HealthChecks.Any(c => c == check with { Site = c.Site }) ? published : published with { HealthChecks = resource.HealthChecks.Add(check) };
    }

    private static Resource Wait(Resource resource, ModelOperation operation, Condition condition, WaitKind kind) =>
        operation["dependency"] is ModelValue.Resource dependency
            ? resource with
            {
                Waits = resource.Waits.Add(new WaitEntry(
                    kind,
                    dependency.Key,
                    kind == WaitKind.Completed ? (int)(operation["exitCode"].AsNumber ?? 0) : 0)
                {
                    Behavior = kind == WaitKind.Completed ? ModelValue.None : operation["waitBehavior"],
                    Condition = condition,
                    Site = operation.Site,
                }),
            }
            : throw new ArgumentException("A wait needs a resource.", nameof(operation));

    private static MountEntry Mount(ModelOperation operation, Condition condition)
    {
        var (source, isVolume) = (operation["source"], !operation["isVolume"].IsNone);
        return new MountEntry(
            isVolume ? source : PathOf(source),
            Required(operation, "target"),
            isVolume,
            operation["isReadOnly"].AsFlag ?? false)
        {
            Condition = condition,
            Site = operation.Site,
        };
    }

    private static SettingEntry Setting(ModelOperation operation, Condition condition) =>
        Enum.TryParse<ResourceSetting>(Required(operation, "setting"), out var setting)
            ? new SettingEntry(setting, operation["value"], operation["detail"]) { Condition = condition, Site = operation.Site }
            : throw new ArgumentException($"'{operation["setting"]}' is not a setting.", nameof(operation));

    private static ContainerEntry ContainerOf(ModelOperation operation) => operation.Kind switch
    {
        OperationKind.AddDockerfile or OperationKind.WithDockerfile => new DockerfileEntry(PathOf(operation["contextPath"]), operation["dockerfilePath"], operation["stage"]),
        OperationKind.WithContainerFiles => new ContainerFilesEntry(
            Required(operation, "destinationPath"),
            PathOf(operation["source"]),
            operation["owner"],
            operation["group"],
            operation["umask"]),
        OperationKind.WithLifetime => new LifetimeEntry(operation["lifetime"]),
        _ => new PullPolicyEntry(operation["pullPolicy"]),
    };

    private static DetailEntry Detail(ModelOperation operation, Condition condition) =>
        Enum.TryParse<ResourceDetail>(Required(operation, "detail"), out var detail)
            ? new DetailEntry(detail, operation["name"].AsText, operation["value"]) { Condition = condition, Site = operation.Site }
            : throw new ArgumentException($"'{operation["detail"]}' is not a detail.", nameof(operation));

    private static EndpointDeclaration Endpoint(ModelOperation operation, Condition condition)
    {
        var scheme = operation["scheme"].AsText;
        var protocol = operation["protocol"].AsText;
        return new EndpointDeclaration(operation["name"].AsText ?? scheme ?? protocol ?? "tcp")
        {
            Scheme = scheme,
            Protocol = protocol,
            Port = operation["port"],
            TargetPort = operation["targetPort"].AsNumber == 0 ? ModelValue.None : operation["targetPort"],
            TargetHost = operation["targetHost"].AsText,
            Transport = operation["transport"].AsText,
            OnlyIfDeclared = operation["createIfNotExists"].AsFlag == false,
            PortVariable = operation["env"].AsText,
            IsProxied = operation["isProxied"].AsFlag,
            IsExternal = operation["isExternal"].AsFlag,
            Condition = condition,
            Site = operation.Site,
        };
    }

    private static EquatableArray<ArgumentEntry> ArgumentsOf(ModelOperation operation, Condition condition) =>
        operation["args"] switch
        {
            ModelValue.List list => list.Items.Map(value => new ArgumentEntry(value) { Condition = condition, Site = operation.Site }),
            ModelValue.Late late => EquatableArray.Of(new ArgumentEntry(late) { IsMany = true, Condition = condition, Site = operation.Site }),
            _ => default,
        };

    private static string Required(ModelOperation operation, string argument) =>
        operation[argument].AsText
        ?? throw new ArgumentException($"{operation.Kind} on '{operation.Receiver}' needs '{argument}'.", nameof(operation));
}
