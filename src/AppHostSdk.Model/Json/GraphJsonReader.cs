using System.Globalization;

namespace AppHostSdk.Model;

internal static class GraphJsonReader
{
    public static AppGraph Graph(object? json)
    {
        var root = Object(json);
        if (Number(root, "version") is var version && version != AppGraph.CurrentVersion)
        {
            throw new FormatException(string.Format(
                CultureInfo.InvariantCulture,
                "The graph has version {0}; this library reads version {1}.",
                version,
                AppGraph.CurrentVersion));
        }

        return Checked(new AppGraph
        {
            Application = Required(root, "application"),
            Resources = List(root, "resources", Resource),
            Projects = List(root, "projects", project => new ProjectLaunch(
                Required(project, "type"),
                Required(project, "projectPath"),
                Required(project, "targetPath"),
                Required(project, "command"),
                Text(project, "workingDirectory") ?? "",
                Text(project, "targetFramework") ?? "")
            {
                Arguments = Text(project, "arguments") ?? "",
                IsLibrary = Flag(project, "library") ?? false,
                Profiles = List(project, "profiles", Profile),
                KestrelEndpoints = List(project, "kestrelEndpoints", e =>
                    new KestrelEndpoint(Required(e, "key"), Required(e, "name"), Address(Object(e["url"])), Text(e, "protocols"))),
                IsPartial = Flag(project, "partial") ?? false,
            }),
            Conditions = new ConditionTable(List(root, "atoms", Atom), List(root, "conditions", Node)),
            Slots = List(root, "slots", slot => new Slot(Number(slot, "id"), Provenance(slot))),
            OpenParts = List(root, "openParts", part => new OpenPart(
                Number(part, "site"),
                Required(part, "diagnostic"),
                Required(part, "reason"))
            {
                Resource = Text(part, "resource"),
            }),
        });
    }

    /// <summary>Numbers that stand for conditions must lead to one, and deciding it must come to an end.</summary>
    private static AppGraph Checked(AppGraph graph)
    {
        var nodes = graph.Conditions.Nodes;
        for (var i = 0; i < nodes.Count; i++)
        {
            var number = i + ConditionTable.FirstNode;
            if (nodes[i].Atom < 0 || nodes[i].Atom >= graph.Conditions.Atoms.Count)
            {
                throw new FormatException($"Condition {number} does not test an atom of the graph.");
            }

            if (nodes[i].Edges.Select(e => e.Then).Concat([nodes[i].Otherwise]).Any(c => c.Node < 0 || c.Node >= number))
            {
                throw new FormatException($"Condition {number} does not lead to earlier ones only.");
            }
        }

        foreach (var resource in graph.Resources)
        {
            foreach (var condition in GraphBuilder.ConditionsOf(resource))
            {
                if (condition.Node < 0 || condition.Node >= nodes.Count + ConditionTable.FirstNode)
                {
                    throw new FormatException($"'{resource.Key}' has condition {condition.Node}, which is not in the graph.");
                }
            }
        }

        return graph;
    }

    private static Resource Resource(JsonObject json) => new()
    {
        Key = Required(json, "key"),
        Name = Required(json, "name"),
        Kind = JsonNames.Parse<ResourceKind>(Required(json, "kind")),
        Condition = Condition(json),
        Site = Number(json, "site"),
        Project = Text(json, "project"),
        LaunchProfile = Value(json["launchProfile"]),
        Image = Value(json["image"]),
        Tag = Value(json["tag"]),
        Command = Value(json["command"]),
        WorkingDirectory = Value(json["workingDirectory"]),
        Secret = Flag(json, "secret") ?? false,
        Images = Entries(json, "images", e => new ImageEntry(Value(e["image"]), Value(e["tag"])) { Registry = Value(e["registry"]), Digest = Value(e["digest"]), Variant = Text(e, "variant"), VariantOf = Text(e, "variantOf") }),
        Endpoints = Entries(json, "endpoints", Endpoint),
        Environment = Entries(json, "environment", Environment),
        Arguments = Entries(json, "arguments", e => new ArgumentEntry(Value(e["value"])) { IsMany = Flag(e, "many") ?? false }),
        Waits = Entries(json, "waits", e => new WaitEntry(
            JsonNames.Parse<WaitKind>(Required(e, "for")),
            Required(e, "dependency"),
            Number(e, "exitCode"))
        {
            Behavior = Value(e["behavior"]),
        }),
        Lifecycle = Entries(json, "lifecycle", Lifecycle),
        HealthChecks = Entries(json, "healthChecks", HealthCheck),
        Mounts = Entries(json, "mounts", e => new MountEntry(
            Value(e["source"]),
            Required(e, "target"),
            Flag(e, "volume") ?? false,
            Flag(e, "readOnly") ?? false)),
        Relationships = Entries(json, "relationships", e => new RelationshipEntry(Required(e, "kind"), Required(e, "other"))),
        Urls = Entries(json, "urls", Url),
        Settings = Entries(json, "settings", e => new SettingEntry(JsonNames.Parse<ResourceSetting>(Required(e, "setting")), Value(e["value"]), Value(e["detail"]))),
        Commands = Entries(json, "commands", e => new CommandEntry(Required(e, "name"), Value(e["displayName"]), Value(e["callback"]))
        {
            Path = Value(e["path"]),
            Endpoint = Text(e, "endpoint"),
        }),
        Handlers = Entries(json, "handlers", e => new HandlerEntry(Required(e, "event"), Value(e["callback"]))),
        Parameter = json["parameter"] is { } parameter ? Parameter(Object(parameter)) : ParameterSource.Configuration,
        Connections = Entries(json, "connections", e => new ConnectionEntry(Value(e["value"]))
        {
            Variable = Text(e, "variable"),
            IsRedirection = Flag(e, "redirection") ?? false,
        }),
        ConnectionProperties = Entries(json, "connectionProperties", e => new ConnectionPropertyEntry(Required(e, "name"), Value(e["value"])) { IsOwn = Flag(e, "own") ?? false }),
        Publishing = Entries(json, "publishing", e => new PublishingEntry(JsonNames.Parse<PublishingKind>(Required(e, "as")))),
        Details = Entries(json, "details", e => new DetailEntry(JsonNames.Parse<ResourceDetail>(Required(e, "detail")), Text(e, "name"), Value(e["value"]))),
    };

    private static ParameterSource Parameter(JsonObject json) => new()
    {
        Key = Text(json, "key"),
        Default = Value(json["default"]),
        Generated = json["generated"] is { } generated ? Generated(Object(generated)) : null,
        IsPersisted = Flag(json, "persisted") ?? false,
        PublishesDefault = Flag(json, "publishesDefault") ?? false,
    };

    private static GeneratedValue Generated(JsonObject json) => new(
        Number(json, "minLength"),
        Flag(json, "lower") ?? true,
        Flag(json, "upper") ?? true,
        Flag(json, "numeric") ?? true,
        Flag(json, "special") ?? true,
        Number(json, "minLower"),
        Number(json, "minUpper"),
        Number(json, "minNumeric"),
        Number(json, "minSpecial"));

    private static LaunchProfile Profile(JsonObject json) => new(Required(json, "name"))
    {
        CommandName = Text(json, "commandName"),
        Urls = List(json, "urls", Address),
        Environment = List(json, "environment", v => new LaunchVariable(Required(v, "name"), Required(v, "value"))),
        Arguments = Text(json, "arguments"),
        ExecutablePath = Text(json, "executablePath"),
        WorkingDirectory = Text(json, "workingDirectory"),
        LaunchUrl = Text(json, "launchUrl"),
    };

    private static ListenAddress Address(JsonObject json) => new(Required(json, "scheme"), Required(json, "host"), Number(json, "port"));

    private static EndpointEntry Endpoint(JsonObject json) => json["allHttp"] is not null
        ? new HttpEndpointsExternal()
        : new EndpointDeclaration(Text(json, "name") ?? "")
        {
            Scheme = Text(json, "scheme"),
            Protocol = Text(json, "protocol"),
            Port = Value(json["port"]),
            TargetPort = Value(json["targetPort"]),
            TargetHost = Text(json, "targetHost"),
            PortVariable = Text(json, "portVariable"),
            IsProxied = Flag(json, "proxied"),
            IsExternal = Flag(json, "external"),
        };

    private static LifecycleEntry Lifecycle(JsonObject json) => json["start"] is not null
        ? new ExplicitStart()
        : json["replicas"] is { } count ? new ReplicaEntry(Value(count))
        : new RestartEntry(Value(json["restart"]), Value(json["maxRestarts"]));

    private static EnvironmentEntry Environment(JsonObject json)
    {
        if (Text(json, "reference") is { } source)
        {
            return new ReferenceVariables(source, Text(json, "endpoint"))
            {
                Name = Text(json, "as"),
                Network = Network(json),
                IsConnection = Flag(json, "connection") ?? false,
                IsOptional = Flag(json, "optional") ?? false,
            };
        }

        if (json["inject"] is not null)
        {
            return new ReferenceInjection((ReferenceEnvironmentInjectionFlags)Number(json, "inject"));
        }

        if (Text(json, "telemetry") is { } protocol)
        {
            return new TelemetryVariables(protocol == GraphJsonWriter.AnyProtocol ? null : protocol);
        }

        if (json["callback"] is { } callback)
        {
            return new EnvironmentCallback(Value(callback));
        }

        return json["uri"] is { } uri
            ? new UriVariables(Required(json, "name"), Value(uri))
            : new EnvironmentVariable(Text(json, "name") ?? "", Value(json["value"]));
    }

    private static HealthCheckEntry HealthCheck(JsonObject json) =>
        json["registered"] is { } key ? new RegisteredHealthCheckEntry(Value(key))
        : Flag(json, "accepts") is true ? new TcpHealthCheckEntry(Text(json, "endpoint"))
        : new HttpHealthCheckEntry(Text(json, "path") ?? "", Number(json, "statusCode"), Text(json, "endpoint"));

    private static NetworkIdentifier? Network(JsonObject json) => Text(json, "network") is { } network ? JsonNames.Parse<NetworkIdentifier>(network) : null;

    private static UrlEntry Url(JsonObject json) => json["callback"] is { } callback
        ? new UrlCallback(Value(callback), Text(json, "endpoint"))
        : new UrlDeclaration(Value(json["url"]), Value(json["displayText"]));

    private static Atom Atom(JsonObject json) =>
        new(JsonNames.Parse<AtomKind>(Required(json, "kind")), Required(json, "key"), Provenance(json));

    private static ConditionNode Node(JsonObject json) => new(
        Number(json, "atom"),
        Object(json["values"]).Select(e => new ConditionEdge(e.Key, new Condition(Number(e.Key, e.Value)))).ToEquatableArray(),
        new Condition(Number(json, "otherwise")));

    private static Provenance Provenance(JsonObject json)
    {
        var provenance = Object(json["provenance"]);
        return new Provenance(JsonNames.Parse<ProvenanceKind>(Required(provenance, "kind")), Text(provenance, "text") ?? "");
    }

    private static EquatableArray<T> Entries<T>(JsonObject json, string name, Func<JsonObject, T> read)
        where T : Entry =>
        List(json, name, item => read(item) with { Condition = Condition(item), Site = Number(item, "site") });

    private static Condition Condition(JsonObject json) => new(Number(json, "condition"));

    private static ModelValue Value(object? json) => json switch
    {
        null => ModelValue.None,
        string text => new ModelValue.Text(text),
        long number => new ModelValue.Number(number),
        JsonObject value => Reference(value),
        _ => throw new FormatException(string.Format(CultureInfo.InvariantCulture, "A value cannot be {0}.", json)),
    };

    private static ModelValue Reference(JsonObject json) => json.FirstOrDefault() switch
    {
        ("text", _) => new ModelValue.Text(""),
        ("flag", bool flag) => new ModelValue.Flag(flag),
        ("path", string path) => new ModelValue.HostPath(path),
        ("list", List<object?> items) => new ModelValue.List(items.Select(Value).ToEquatableArray()),
        ("template", List<object?> parts) => new ModelValue.Template(parts.Select(Value).ToEquatableArray()),
        ("resource", string key) when Text(json, "endpoint") is { } endpoint =>
            new ModelValue.Endpoint(key, endpoint, JsonNames.Parse<EndpointProperty>(Required(json, "property"))) { Network = Network(json) },
        ("resource", string key) => new ModelValue.Resource(key),
        ("parameter", string key) => new ModelValue.Parameter(key),
        ("connection", string key) => new ModelValue.Connection(key),
        ("format", string format) => new ModelValue.Formatted(Value(json["value"]), format),
        ("slot", long) => new ModelValue.Late(Number(json, "slot")),
        ("callback", long) => new ModelValue.Callback(Number(json, "callback")),
        var (form, _) => throw new FormatException($"'{form}' is no form of value."),
    };

    private static void Deconstruct(this KeyValuePair<string, object?> pair, out string name, out object? value) =>
        (name, value) = (pair.Key, pair.Value);

    private static EquatableArray<T> List<T>(JsonObject json, string name, Func<JsonObject, T> read) => json[name] switch
    {
        null => default,
        List<object?> items => items.Select((item, i) => At($"{name}[{i}]", item, read)).ToEquatableArray(),
        _ => throw new FormatException($"'{name}' must be a list."),
    };

    private static T At<T>(string place, object? item, Func<JsonObject, T> read)
    {
        try
        {
            return read(Object(item));
        }
        catch (FormatException error)
        {
            throw new FormatException($"{place}: {error.Message}", error);
        }
    }

    private static JsonObject Object(object? json) => json as JsonObject ?? throw new FormatException("An object was expected.");

    private static string? Text(JsonObject json, string name) => json[name] switch
    {
        null => null,
        string text => text,
        _ => throw new FormatException($"'{name}' must be a string."),
    };

    private static string Required(JsonObject json, string name) =>
        Text(json, name) ?? throw new FormatException($"'{name}' is missing.");

    private static int Number(JsonObject json, string name) => json[name] is { } value ? Number(name, value) : 0;

    private static int Number(string name, object? value) =>
        value is long number and >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new FormatException($"'{name}' must be a whole number.");

    private static bool? Flag(JsonObject json, string name) => json[name] switch
    {
        null => null,
        bool flag => flag,
        _ => throw new FormatException($"'{name}' must be true or false."),
    };
}
