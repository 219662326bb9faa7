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
            OperationKind.AddDockerfile => resource with { Container = EquatableArray.Of(ContainerOf(operation) with { Condition = condition, Site = operation.Site }) },
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

    private static Resource Project(Resource resource, ModelOperation operation, Condition condition)
    {
        var settings = new List<SettingEntry>();
        if (!operation["projectPath"].IsNone)
        {
            Add(ResourceSetting.ProjectPath, PathOf(operation["projectPath"]));
        }

        if (operation["excludeKestrelEndpoints"].AsFlag == true)
        {
            Add(ResourceSetting.ExcludeKestrelEndpoints, ModelValue.From(true));
        }

        return resource with
        {
            Project = operation["projectPath"].IsNone ? Required(operation, "project") : null,
            Settings = settings.ToEquatableArray(),
        };

        void Add(ResourceSetting setting, ModelValue value) =>
            settings.Add(new SettingEntry(setting, value, ModelValue.None) { Condition = condition, Site = operation.Site });
    }

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
        _ when operation["excludeLaunchProfile"].AsFlag == true => LaunchSelection.Excluded,
        (ModelValue.NoValue, ModelValue.NoValue) or (ModelValue.Text { Value: "" }, _) => ModelValue.None,
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
        resource.Entries().Select(e => e.Condition).Prepend(resource.Condition);

    private Resource OnlyReached(Resource resource, Condition reached) =>
        resource.MapEntries(e => Conditions.And(e.Condition, reached).IsNever ? null : e);

    private static Resource Renumber(Resource resource, Func<Condition, Condition> map)
    {
        return (resource with { Condition = map(resource.Condition) }).MapEntries(Renumbered);

        Entry Renumbered(Entry entry) => map(entry.Condition) is var condition && condition == entry.Condition ? entry : entry with { Condition = condition };
    }
}
