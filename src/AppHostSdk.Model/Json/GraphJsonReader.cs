using System.Globalization;
using static AppHostSdk.Model.JsonFields;

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

    private static Resource Resource(JsonObject json)
    {
        var resource = new Resource
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
            Parameter = json["parameter"] is { } parameter ? Parameter(Object(parameter)) : ParameterSource.Configuration,
        };
        for (var list = 0; list < ResourceEntries.Count; list++)
        {
            var name = ResourceEntries.NameOf(list);
            var entries = List(json, JsonNames.OfMember(name), item => EntryReader.Read(name, item) with { Condition = Condition(item), Site = Number(item, "site") });
            resource = entries.IsEmpty ? resource : ResourceEntries.Replace(resource, list, [.. entries]);
        }

        return resource;
    }

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

    private static LaunchProfile Profile(JsonObject json) => new LaunchProfile(Required(json, "name"))
    {
        Urls = List(json, "urls", Address),
        Environment = List(json, "environment", v => new LaunchVariable(Required(v, "name"), Required(v, "value"))),
    }.MapTexts((member, _) => Text(json, JsonNames.OfMember(member)));

    private static ListenAddress Address(JsonObject json) => new(Required(json, "scheme"), Required(json, "host"), Number(json, "port"));

    private static NetworkIdentifier? Network(JsonObject json) => Text(json, "network") is { } network ? JsonNames.Parse<NetworkIdentifier>(network) : null;

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

    private static Condition Condition(JsonObject json) => new(Number(json, "condition"));

    public static ModelValue Value(object? json) => json switch
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
}
