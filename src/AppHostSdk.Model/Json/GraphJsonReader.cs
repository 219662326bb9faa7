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

        return new AppGraph
        {
            Application = Text(root, "application") ?? "",
            Resources = List(root, "resources", Resource),
            Projects = List(root, "projects", project => new ProjectLaunch(
                Required(project, "type"),
                Required(project, "projectPath"),
                Required(project, "targetPath"),
                Required(project, "command"),
                Text(project, "workingDirectory") ?? "",
                Text(project, "targetFramework") ?? "")),
            Conditions = new ConditionTable(List(root, "atoms", Atom), List(root, "conditions", Node)),
            Slots = List(root, "slots", slot => new Slot((int)Number(slot, "id"), Provenance(slot))),
            OpenParts = List(root, "openParts", part => new OpenPart(
                (int)Number(part, "site"),
                Required(part, "diagnostic"),
                Text(part, "reason") ?? "")),
        };
    }

    private static Resource Resource(JsonObject json) => new()
    {
        Key = Text(json, "key") ?? "",
        Name = Text(json, "name") ?? "",
        Kind = JsonNames.Parse<ResourceKind>(Required(json, "kind")),
        Condition = Condition(json),
        Site = (int)Number(json, "site"),
        Project = Text(json, "project"),
        Image = Value(json["image"]),
        Tag = Value(json["tag"]),
        Command = Value(json["command"]),
        WorkingDirectory = Value(json["workingDirectory"]),
        Secret = json["secret"] is true,
        Lifetime = Text(json, "lifetime") is { } lifetime ? JsonNames.Parse<ResourceLifetime>(lifetime) : ResourceLifetime.Session,
        Endpoints = Entries(json, "endpoints", Endpoint),
        Environment = Entries(json, "environment", Environment),
        Arguments = Entries(json, "arguments", e => new ArgumentEntry(Value(e["value"]))),
        Waits = Entries(json, "waits", e => new WaitEntry(
            JsonNames.Parse<WaitKind>(Required(e, "for")),
            Required(e, "dependency"),
            (int)Number(e, "exitCode"))),
        HealthChecks = Entries(json, "healthChecks", e => new HealthCheckEntry(
            Text(e, "path") ?? "",
            (int)Number(e, "statusCode"),
            Text(e, "endpoint"))),
        Mounts = Entries(json, "mounts", e => new MountEntry(
            Value(e["source"]),
            Required(e, "target"),
            e["volume"] is true,
            e["readOnly"] is true)),
        Relationships = Entries(json, "relationships", e => new RelationshipEntry(Required(e, "kind"), Required(e, "other"))),
    };

    private static EndpointEntry Endpoint(JsonObject json) => json["allHttp"] is not null
        ? new HttpEndpointsExternal()
        : new EndpointDeclaration(Text(json, "name") ?? "")
        {
            Scheme = Text(json, "scheme"),
            Protocol = Text(json, "protocol"),
            Port = Value(json["port"]),
            TargetPort = Value(json["targetPort"]),
            PortVariable = Text(json, "portVariable"),
            IsProxied = Flag(json, "proxied"),
            IsExternal = Flag(json, "external"),
        };

    private static EnvironmentEntry Environment(JsonObject json) => Text(json, "reference") is { } source
        ? new ReferenceVariables(source, Text(json, "endpoint"))
        : new EnvironmentVariable(Text(json, "name") ?? "", Value(json["value"]));

    private static Atom Atom(JsonObject json) =>
        new(JsonNames.Parse<AtomKind>(Required(json, "kind")), Required(json, "key"), Provenance(json));

    private static ConditionNode Node(JsonObject json) => new(
        (int)Number(json, "atom"),
        Object(json["values"]).Select(e => new ConditionEdge(e.Key, new Condition((int)(long)e.Value!))).ToEquatableArray(),
        new Condition((int)Number(json, "otherwise")));

    private static Provenance Provenance(JsonObject json)
    {
        var provenance = Object(json["provenance"]);
        return new Provenance(JsonNames.Parse<ProvenanceKind>(Required(provenance, "kind")), Text(provenance, "text") ?? "");
    }

    private static EquatableArray<T> Entries<T>(JsonObject json, string name, Func<JsonObject, T> read)
        where T : Entry =>
        List(json, name, item => read(item) with { Condition = Condition(item), Site = (int)Number(item, "site") });

    private static Condition Condition(JsonObject json) => new((int)Number(json, "condition"));

    private static ModelValue Value(object? json) => json switch
    {
        null => ModelValue.None,
        string text => new ModelValue.Text(text),
        long number => new ModelValue.Number(number),
        JsonObject value => Reference(value),
        _ => throw new FormatException($"A value cannot be {json}."),
    };

    private static ModelValue Reference(JsonObject json) => json.First() switch
    {
        ("text", _) => new ModelValue.Text(""),
        ("flag", bool flag) => new ModelValue.Flag(flag),
        ("path", string path) => new ModelValue.HostPath(path),
        ("list", List<object?> items) => new ModelValue.List(items.Select(Value).ToEquatableArray()),
        ("template", List<object?> parts) => new ModelValue.Template(parts.Select(Value).ToEquatableArray()),
        ("resource", string key) when Text(json, "endpoint") is { } endpoint =>
            new ModelValue.Endpoint(key, endpoint, JsonNames.Parse<EndpointProperty>(Required(json, "property"))),
        ("resource", string key) => new ModelValue.Resource(key),
        ("parameter", string key) => new ModelValue.Parameter(key),
        ("slot", long slot) => new ModelValue.Late((int)slot),
        ("callback", long slot) => new ModelValue.Callback((int)slot),
        var (form, _) => throw new FormatException($"'{form}' is no form of value."),
    };

    private static void Deconstruct(this KeyValuePair<string, object?> pair, out string name, out object? value) =>
        (name, value) = (pair.Key, pair.Value);

    private static EquatableArray<T> List<T>(JsonObject json, string name, Func<JsonObject, T> read) => json[name] switch
    {
        null => default,
        List<object?> items => items.Select(item => read(Object(item))).ToEquatableArray(),
        _ => throw new FormatException($"'{name}' must be a list."),
    };

    private static JsonObject Object(object? json) => json as JsonObject ?? throw new FormatException("An object was expected.");

    private static string? Text(JsonObject json, string name) => json[name] switch
    {
        null => null,
        string text => text,
        _ => throw new FormatException($"'{name}' must be a string."),
    };

    private static string Required(JsonObject json, string name) =>
        Text(json, name) ?? throw new FormatException($"'{name}' is missing.");

    private static long Number(JsonObject json, string name) => json[name] switch
    {
        null => 0,
        long number => number,
        _ => throw new FormatException($"'{name}' must be a whole number."),
    };

    private static bool? Flag(JsonObject json, string name) => json[name] as bool?;
}
