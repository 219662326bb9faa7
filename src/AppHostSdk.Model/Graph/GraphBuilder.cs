namespace AppHostSdk.Model;

/// <summary>
/// Turns operations into a graph. The only place where the meaning of an operation is written: the compiler applies the
/// operations it derived from the program, the run time the ones it recorded.
/// </summary>
public sealed partial class GraphBuilder
{
    private readonly List<Resource> _resources = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<Slot> _slots = [];
    private readonly List<OpenPart> _openParts = [];

    /// <summary>The conditions of the graph under construction.</summary>
    public ConditionDiagram Conditions { get; } = new();

    /// <summary>
    /// The key for the next resource called <paramref name="name"/>: the name, and for further ones of the same name (without
    /// regard to case) the name with <c>#1</c>, <c>#2</c>… Both drivers number alternatives in the order of the program.
    /// </summary>
    public string NewKey(string name)
    {
        _names.TryGetValue(name, out var count);
        string key;
        do
        {
            // A name may look like a numbered key: it is invalid then, but that is for a rule to say.
            key = count == 0 ? name : $"{name}#{count}";
            count++;
        }
        while (!_keys.Add(key));

        _names[name] = count;
        return key;
    }

    /// <summary>Adds a value that the running host will supply.</summary>
    public ModelValue.Late AddSlot(Provenance provenance)
    {
        _slots.Add(new Slot(_slots.Count + 1, provenance));
        return new ModelValue.Late(_slots.Count);
    }

    /// <summary>Adds a function that the running host will call.</summary>
    public ModelValue.Callback AddCallback(Provenance provenance) => new(AddSlot(provenance).Slot);

    /// <summary>Notes that the effect of a part of the program is unknown.</summary>
    public void AddOpenPart(OpenPart part) => _openParts.Add(part);

    /// <summary>A graph without conditions after more operations.</summary>
    /// <exception cref="ArgumentException">The graph has conditions, or an operation does not fit.</exception>
    public static AppGraph Extend(AppGraph graph, IEnumerable<ModelOperation> operations)
    {
        if (!graph.Conditions.Nodes.IsEmpty)
        {
            throw new ArgumentException("Only a graph without conditions can be extended.", nameof(graph));
        }

        var builder = new GraphBuilder();
        foreach (var resource in graph.Resources)
        {
            builder._index.Add(resource.Key, builder._resources.Count);
            builder._resources.Add(resource);
        }

        foreach (var operation in operations)
        {
            builder.Apply(operation, Condition.Always);
        }

        return graph with { Resources = builder._resources.ToEquatableArray() };
    }

    /// <summary>Applies <paramref name="operation"/> to the graph under <paramref name="condition"/>.</summary>
    /// <exception cref="ArgumentException">The receiver is not in the graph, or an argument has the wrong form.</exception>
    public void Apply(ModelOperation operation, Condition condition)
    {
        if (condition.IsNever)
        {
            return;
        }

        if (OperationSchema.AddsResource(operation.Kind))
        {
            var resource = NewResource(operation, condition);
            _index.Add(operation.Receiver, _resources.Count);
            _resources.Add(resource);
            return;
        }

        if (!_index.TryGetValue(operation.Receiver, out var index))
        {
            throw new ArgumentException($"{operation.Kind} acts on '{operation.Receiver}', which is not in the graph.", nameof(operation));
        }

        _resources[index] = Extend(_resources[index], operation, condition);
    }

    /// <summary>The finished graph, its conditions frozen and numbered in the graph's order.</summary>
    /// <param name="application">The name of the app host.</param>
    public AppGraph Build(string application) => Build(application, Condition.Always);

    /// <summary>The finished graph of the runs in which <paramref name="reached"/> holds; what exists in no such run is left out.</summary>
    /// <param name="application">The name of the app host.</param>
    /// <param name="reached">When the application is built; conditions do not repeat it.</param>
    public AppGraph Build(string application, Condition reached)
    {
        var resources = AlternativeMerge.Merge(_resources, Conditions, out var renamed)
            .Where(r => !Conditions.And(r.Condition, reached).IsNever)
            .Select(r => reached.IsAlways ? r : Renumber(OnlyReached(r, reached), c => Conditions.Within(c, reached)))
            .ToList();
        var openParts = _openParts.Select(p => p.Resource is { } key && renamed.TryGetValue(key, out var other) ? p with { Resource = other } : p);
        var graph = new AppGraph { Application = application, Slots = _slots.ToEquatableArray(), OpenParts = openParts.ToEquatableArray() };
        if (Conditions.IsTrivial)
        {
            // What a running host records, always: it does not pay for conditions.
            return graph with { Resources = resources.ToEquatableArray() };
        }

        var (table, map) = Conditions.Freeze(resources.SelectMany(ConditionsOf));
        return graph with { Conditions = table, Resources = resources.Select(r => Renumber(r, map)).ToEquatableArray() };
    }

    private static Resource NewResource(ModelOperation operation, Condition condition)
    {
        var resource = new Resource
        {
            Key = operation.Receiver,
            Name = Required(operation, "name"),
            Kind = KindOf(operation),
            Condition = condition,
            Site = operation.Site,
        };
        return operation.Kind switch
        {
            OperationKind.AddProject => Project(resource, operation, condition) with { LaunchProfile = LaunchProfile(operation) },
            OperationKind.AddContainer => Container(resource, operation["image"], operation["tag"]),
            OperationKind.AddDockerfile => resource with { Settings = EquatableArray.Of(Dockerfile(operation, condition)) },
            OperationKind.AddExecutable => Executable(resource, operation) with { Arguments = ArgumentsOf(operation, condition) },
            OperationKind.AddResource => (resource.Kind == ResourceKind.Executable ? Executable(resource, operation) : resource) with
            {
                Secret = operation["secret"].AsFlag ?? false,
            },
            OperationKind.AddConnectionString => OutsideValues.ConnectionString(resource, operation, condition),
            OperationKind.AddExternalService => resource with { Connections = EquatableArray.Of(new ConnectionEntry(operation["url"]) { Condition = condition, Site = operation.Site }) },
            _ => OutsideValues.Parameter(resource, operation),
        };
    }

    private static ResourceKind KindOf(ModelOperation operation) => operation.Kind switch
    {
        OperationKind.AddProject => ResourceKind.Project,
        OperationKind.AddContainer or OperationKind.AddDockerfile => ResourceKind.Container,
        OperationKind.AddExecutable => ResourceKind.Executable,
        OperationKind.AddParameter => ResourceKind.Parameter,
        OperationKind.AddConnectionString => operation["expression"].IsNone ? ResourceKind.Parameter : ResourceKind.Logical,
        OperationKind.AddExternalService => ResourceKind.ExternalService,
        _ => Enum.TryParse<ResourceKind>(Required(operation, "kind"), out var kind)
            ? kind
            : throw new ArgumentException($"'{operation["kind"]}' is not a kind of resource.", nameof(operation)),
    };

    private static Resource Project(Resource resource, ModelOperation operation, Condition condition) => operation["projectPath"].IsNone
        ? resource with { Project = Required(operation, "project") }
        : resource with
        {
            Settings = EquatableArray.Of(new SettingEntry(ResourceSetting.ProjectPath, PathOf(operation["projectPath"]), ModelValue.None) { Condition = condition, Site = operation.Site }),
        };

    private static Resource Executable(Resource resource, ModelOperation operation) => resource with
    {
        Command = operation["command"],
        WorkingDirectory = PathOf(operation["workingDirectory"]),
    };

    /// <summary>Text names a path relative to the app host's directory.</summary>
    private static ModelValue PathOf(ModelValue value) => value is ModelValue.Text path ? new ModelValue.HostPath(path.Value) : value;

    /// <summary>No name given, or an empty one, leaves the choice open; <see langword="null"/> given is "without a profile".</summary>
    private static ModelValue LaunchProfile(ModelOperation operation) => (operation["launchProfileName"], operation["launchProfileGiven"]) switch
    {
        (_, ModelValue.NoValue) or (ModelValue.Text { Value: "" }, _) => ModelValue.None,
        (ModelValue.NoValue, _) => LaunchSelection.Excluded,
        var (name, _) => name,
    };

    private static Resource Container(Resource resource, ModelValue image, ModelValue tag)
    {
        (image, tag) = ImageFold.Split(image, tag);
        return resource with { Image = image, Tag = tag };
    }

    private static ImageEntry Image(ModelOperation operation, Condition condition)
    {
        var (image, tag) = ImageFold.Split(operation["image"], operation["tag"]);
        return new ImageEntry(image, tag)
        {
            Registry = operation["registry"],
            Digest = operation["digest"].IsNone ? ModelValue.None : ImageFold.Joined(ModelValue.From("sha256"), ":", operation["digest"]),
            Variant = operation["variant"].AsText,
            VariantOf = operation["variantOf"].AsText,
            Condition = condition,
            Site = operation.Site,
        };
    }

    internal static IEnumerable<Condition> ConditionsOf(Resource resource) =>
        new[] { resource.Condition }
            .Concat(resource.Images.Select(e => e.Condition))
            .Concat(resource.Endpoints.Select(e => e.Condition))
            .Concat(resource.Environment.Select(e => e.Condition))
            .Concat(resource.Arguments.Select(e => e.Condition))
            .Concat(resource.Waits.Select(e => e.Condition))
            .Concat(resource.HealthChecks.Select(e => e.Condition))
            .Concat(resource.Mounts.Select(e => e.Condition))
            .Concat(resource.Relationships.Select(e => e.Condition))
            .Concat(resource.Urls.Select(e => e.Condition))
            .Concat(resource.Settings.Select(e => e.Condition))
            .Concat(resource.Commands.Select(e => e.Condition))
            .Concat(resource.Handlers.Select(e => e.Condition))
            .Concat(resource.Lifecycle.Select(e => e.Condition))
            .Concat(resource.Connections.Select(e => e.Condition))
            .Concat(resource.ConnectionProperties.Select(e => e.Condition))
            .Concat(resource.Publishing.Select(e => e.Condition))
            .Concat(resource.Details.Select(e => e.Condition));

    private Resource OnlyReached(Resource resource, Condition reached)
    {
        return resource with
        {
            Images = Reached(resource.Images),
            Endpoints = Reached(resource.Endpoints),
            Environment = Reached(resource.Environment),
            Arguments = Reached(resource.Arguments),
            Waits = Reached(resource.Waits),
            HealthChecks = Reached(resource.HealthChecks),
            Mounts = Reached(resource.Mounts),
            Relationships = Reached(resource.Relationships),
            Urls = Reached(resource.Urls),
            Settings = Reached(resource.Settings),
            Commands = Reached(resource.Commands),
            Handlers = Reached(resource.Handlers),
            Lifecycle = Reached(resource.Lifecycle),
            Connections = Reached(resource.Connections),
            ConnectionProperties = Reached(resource.ConnectionProperties),
            Publishing = Reached(resource.Publishing),
            Details = Reached(resource.Details),
        };

        EquatableArray<T> Reached<T>(EquatableArray<T> entries)
            where T : Entry => entries.Where(e => !Conditions.And(e.Condition, reached).IsNever).ToEquatableArray();
    }

    private static Resource Renumber(Resource resource, Func<Condition, Condition> map) => resource with
    {
        Condition = map(resource.Condition),
        Images = resource.Images.Map(e => e with { Condition = map(e.Condition) }),
        Endpoints = resource.Endpoints.Map(e => e with { Condition = map(e.Condition) }),
        Environment = resource.Environment.Map(e => e with { Condition = map(e.Condition) }),
        Arguments = resource.Arguments.Map(e => e with { Condition = map(e.Condition) }),
        Waits = resource.Waits.Map(e => e with { Condition = map(e.Condition) }),
        HealthChecks = resource.HealthChecks.Map(e => e with { Condition = map(e.Condition) }),
        Mounts = resource.Mounts.Map(e => e with { Condition = map(e.Condition) }),
        Relationships = resource.Relationships.Map(e => e with { Condition = map(e.Condition) }),
        Urls = resource.Urls.Map(e => e with { Condition = map(e.Condition) }),
        Settings = resource.Settings.Map(e => e with { Condition = map(e.Condition) }),
        Commands = resource.Commands.Map(e => e with { Condition = map(e.Condition) }),
        Handlers = resource.Handlers.Map(e => e with { Condition = map(e.Condition) }),
        Lifecycle = resource.Lifecycle.Map(e => e with { Condition = map(e.Condition) }),
        Connections = resource.Connections.Map(e => e with { Condition = map(e.Condition) }),
        ConnectionProperties = resource.ConnectionProperties.Map(e => e with { Condition = map(e.Condition) }),
        Publishing = resource.Publishing.Map(e => e with { Condition = map(e.Condition) }),
        Details = resource.Details.Map(e => e with { Condition = map(e.Condition) }),
    };
}
