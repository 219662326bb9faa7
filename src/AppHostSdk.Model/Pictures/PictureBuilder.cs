namespace AppHostSdk.Model;

/// <summary>Decides what of a graph a picture shows, and in which words.</summary>
internal sealed class PictureBuilder
{
    private readonly AppGraph _graph;
    private readonly ConditionWords _words;
    private readonly List<(PictureNode Node, Condition Condition)> _nodes = [];
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<(bool IsVolume, ModelValue Source), int> _storage = [];
    private readonly List<Connection> _connections = [];
    private readonly Dictionary<(int From, int To, Condition Condition), Connection> _merged = [];

    private PictureBuilder(AppGraph graph)
    {
        _graph = graph;
        _words = new ConditionWords(graph.Conditions);
    }

    public static Picture Of(AppGraph graph) => new PictureBuilder(graph).Build();

    private Picture Build()
    {
        var drawn = _graph.Resources.GroupBy(r => r.Key, StringComparer.Ordinal).Select(group => group.First()).ToList();
        foreach (var resource in drawn)
        {
            _resources.Add(resource.Key, Node(Shape(resource.Kind), ResourceLines.Of(_graph, resource, _words), resource.Condition));
        }

        foreach (var resource in drawn)
        {
            Connect(resource, _resources[resource.Key]);
        }

        if (drawn.Count == 0)
        {
            Node(PictureShape.Note, ["no resources"], Condition.Always);
        }

        if (!_graph.IsComplete)
        {
            Node(
                PictureShape.Note,
                ["INCOMPLETE: the program has parts that the compiler does not follow", .. _graph.OpenParts.Select(part => $"{part.Diagnostic}: {part.Reason}").Distinct()],
                Condition.Always);
        }

        return new Picture(_graph.Application, [.. _nodes.Select(n => n.Node)], [.. _connections.Select(Edge)]);
    }

    private void Connect(Resource resource, int from)
    {
        foreach (var (value, what) in ResourceLines.OwnValues(resource))
        {
            Refer(from, value, what, resource.Condition);
        }

        foreach (var entry in resource.Images)
        {
            Refer(from, entry.Image, "image", entry.Condition);
            Refer(from, entry.Tag, "tag", entry.Condition);
        }

        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case ReferenceVariables reference:
                    Add(from, NodeOf(reference.Source), reference.Endpoint is { } endpoint ? $"refers to {endpoint}" : reference.IsConnection ? "connects to" : "refers to", entry.Condition);
                    break;
                case EnvironmentVariable variable:
                    Refer(from, variable.Value, variable.Name, entry.Condition);
                    break;
            }
        }

        foreach (var connection in resource.Connections)
        {
            ReferToOthers(connection.Value, connection.IsRedirection ? "connects through" : "connection string", connection.Condition);
        }

        foreach (var argument in resource.Arguments)
        {
            Refer(from, argument.Value, "argument", argument.Condition);
        }

        foreach (var wait in resource.Waits)
        {
            Add(from, NodeOf(wait.Dependency), Words(wait), wait.Condition, isWait: true);
        }

        foreach (var mount in resource.Mounts)
        {
            Add(from, Storage(mount), mount.IsReadOnly ? $"{mount.Target} (read-only)" : mount.Target, mount.Condition);
        }

        foreach (var relation in resource.Relationships)
        {
            Add(from, NodeOf(relation.Other), relation.Kind, relation.Condition);
        }

        // That a server's connection string has its own address in it is no news.
        void ReferToOthers(ModelValue value, string what, Condition condition)
        {
            foreach (var key in value.Mentioned().Where(key => key != resource.Key).Distinct())
            {
                Add(from, NodeOf(key), what, condition);
            }
        }
    }

    /// <summary>Connects what a value refers to, however deep it is in there.</summary>
    private void Refer(int from, ModelValue value, string what, Condition condition)
    {
        switch (value)
        {
            case ModelValue.Endpoint endpoint:
                Add(from, NodeOf(endpoint.Key), $"{what}: {endpoint.Name}", condition);
                break;
            case ModelValue.Parameter parameter:
                Add(from, NodeOf(parameter.Key), what, condition);
                break;
            case ModelValue.Connection connection:
                Add(from, NodeOf(connection.Key), $"{what}: connection", condition);
                break;
            case ModelValue.Formatted formatted:
                Refer(from, formatted.Value, what, condition);
                break;
            case ModelValue.Resource resource:
                Add(from, NodeOf(resource.Key), what, condition);
                break;
            case ModelValue.List list:
                ReferAll(list.Items);
                break;
            case ModelValue.Template template:
                ReferAll(template.Parts);
                break;
        }

        void ReferAll(EquatableArray<ModelValue> parts)
        {
            foreach (var part in parts)
            {
                Refer(from, part, what, condition);
            }
        }
    }

    private string Words(WaitEntry wait) => wait.Kind switch
    {
        WaitKind.Completed when wait.ExitCode != 0 => $"waits until ended with {PictureText.Number(wait.ExitCode)}",
        WaitKind.Completed => "waits until ended",
        WaitKind.Healthy when _graph.Find(wait.Dependency) is { HealthChecks.IsEmpty: false } => "waits until healthy",
        _ => "waits until running",
    };

    /// <summary>One edge per pair and condition: what connects two resources is read in one place.</summary>
    private void Add(int from, int to, string line, Condition condition, bool isWait = false)
    {
        if (!_merged.TryGetValue((from, to, condition), out var connection))
        {
            _merged[(from, to, condition)] = connection = new Connection(from, to, condition);
            _connections.Add(connection);
        }

        connection.IsWait |= isWait;
        if (!connection.Lines.Contains(line))
        {
            connection.Lines.Add(line);
        }
    }

    private PictureEdge Edge(Connection connection)
    {
        var (from, to) = (_nodes[connection.From].Condition, _nodes[connection.To].Condition);
        var condition = connection.Condition;

        // What a node at one of the ends says is not said again.
        IReadOnlyList<string> lines = condition.IsAlways || condition == from || condition == to
            ? connection.Lines
            : [.. connection.Lines, _words.Of(condition)];
        return new PictureEdge(connection.From, connection.To, lines, connection.IsWait, !(condition.IsAlways && from.IsAlways && to.IsAlways));
    }

    private int NodeOf(string key)
    {
        // A graph that another tool wrote may be damaged, and the picture is a good place to see it.
        if (!_resources.TryGetValue(key, out var node))
        {
            _resources[key] = node = Node(PictureShape.Note, [key, "not in the graph"], Condition.Always);
        }

        return node;
    }

    /// <summary>Volumes and paths that several containers mount are one node; an anonymous volume is nobody else's.</summary>
    private int Storage(MountEntry mount)
    {
        if (mount.Source.IsNone || !_storage.TryGetValue((mount.IsVolume, mount.Source), out var node))
        {
            node = Node(
                mount.IsVolume ? PictureShape.Volume : PictureShape.Path,
                [ResourceLines.Text(_graph, mount.Source) ?? "anonymous", mount.IsVolume ? "volume" : "path"],
                Condition.Always);
            _storage[(mount.IsVolume, mount.Source)] = node;
        }

        return node;
    }

    private int Node(PictureShape shape, IReadOnlyList<string> lines, Condition condition)
    {
        _nodes.Add((new PictureNode(shape, condition.IsAlways ? lines : [.. lines, _words.Of(condition)], !condition.IsAlways), condition));
        return _nodes.Count - 1;
    }

    private static PictureShape Shape(ResourceKind kind) => kind switch
    {
        ResourceKind.Project => PictureShape.Project,
        ResourceKind.Container => PictureShape.Container,
        ResourceKind.Executable => PictureShape.Executable,
        ResourceKind.Parameter => PictureShape.Parameter,
        ResourceKind.ExternalService => PictureShape.Note,
        _ => PictureShape.Part,
    };

    private sealed class Connection(int from, int to, Condition condition)
    {
        public int From { get; } = from;

        public int To { get; } = to;

        public Condition Condition { get; } = condition;

        public List<string> Lines { get; } = [];

        public bool IsWait { get; set; }
    }
}
