namespace AppHostSdk.Model.Tests;

/// <summary>
/// An app host's program as the operations its calls amount to. Each call is a site of its own, numbered from 1 in the order of
/// the program, so that a test can say "the third call".
/// </summary>
internal sealed class HostProgram
{
    private readonly GraphBuilder _builder = new();

    public ConditionDiagram Conditions => _builder.Conditions;

    /// <summary>The number of the last call.</summary>
    public int Site { get; private set; }

    /// <summary>The condition under which the next calls happen: an <c>if</c> around them.</summary>
    public Condition When { get; set; }

    public AppGraph Graph => _builder.Build("Host");

    /// <summary>The findings in the form <c>AHS1003 at 3.source (1.name): message</c>.</summary>
    public IReadOnlyList<string> Findings => [.. GraphRules.Check(Graph).Select(f => (f.IsCertain ? "" : "warning ") + Describe(f))];

    public Res Project(string name, string project = "Projects.Api") => Add(OperationKind.AddProject, name, ("project", ModelValue.From(project)));

    /// <summary>A project whose launch profile the program names; <see langword="null"/> for none.</summary>
    public Res ProjectWithProfile(string name, string? launchProfile, string project = "Projects.Api") => Add(
        OperationKind.AddProject,
        name,
        ("project", ModelValue.From(project)),
        ("launchProfileName", ModelValue.From(launchProfile)),
        ("launchProfileGiven", ModelValue.From("true")));

    public Res ProjectByPath(string name, string path) => Add(OperationKind.AddProject, name, ("projectPath", ModelValue.From(path)));

    public Res Container(string name, string image = "redis", string? tag = null) =>
        Add(OperationKind.AddContainer, name, ("image", ModelValue.From(image)), ("tag", ModelValue.From(tag)));

    public Res Executable(string name, string command = "node") => Add(OperationKind.AddExecutable, name, ("command", ModelValue.From(command)));

    public Res Parameter(string name, bool secret = false) => Add(OperationKind.AddParameter, name, ("secret", ModelValue.From(secret)));

    public Res Add(OperationKind kind, string name, params (string Argument, ModelValue Value)[] arguments)
    {
        var key = _builder.NewKey(name);
        Apply(kind, key, [("name", ModelValue.From(name)), .. arguments]);
        return new Res(this, key);
    }

    public void Apply(OperationKind kind, string receiver, params (string Argument, ModelValue Value)[] arguments) =>
        _builder.Apply(Operation(kind, receiver, arguments) with { Site = ++Site }, When);

    public ModelValue.Late Late(string configurationKey) => _builder.AddSlot(new Provenance(ProvenanceKind.Configuration, configurationKey));

    /// <summary>A part that the compiler could not follow: the graph is incomplete.</summary>
    /// <param name="resource">The only resource that it may change; <see langword="null"/> for any.</param>
    public void Open(Res? resource = null) =>
        _builder.AddOpenPart(new OpenPart(++Site, "AHS2001", "the name is known only at run time") { Resource = resource?.Key });

    public Condition Is(string configurationKey, string value) =>
        Conditions.Is(new Atom(AtomKind.Value, $"cfg:{configurationKey}", new Provenance(ProvenanceKind.Configuration, configurationKey)), value);

    /// <summary>An operation with its arguments by name.</summary>
    public static ModelOperation Operation(OperationKind kind, string receiver, params (string Argument, ModelValue Value)[] arguments)
    {
        var names = OperationSchema.ArgumentsOf(kind);
        Assert.All(arguments, a => Assert.Contains(a.Argument, names));
        return new ModelOperation(
            kind,
            receiver,
            names.Select(n => arguments.SingleOrDefault(a => a.Argument == n).Value ?? ModelValue.None).ToEquatableArray());
    }

    public static string Describe(Finding finding)
    {
        var related = string.Join(", ", finding.Related.Select(Place));
        return $"{finding.Rule.Id} at {Place(finding.Location)}{(related.Length > 0 ? $" ({related})" : "")}: {finding.Message}";
    }

    private static string Place(SiteArgument place) => place.Argument is null ? $"{place.Site}" : $"{place.Site}.{place.Argument}";
}

/// <summary>A variable of the program that holds a resource; each method is a call in the program.</summary>
internal sealed record Res(HostProgram Program, string Key)
{
    public Resource Built => Program.Graph.Find(Key)!;

    public ResourceEndpoint Endpoint(string name) => Built.Endpoints().Named(name)!;

    public Res Do(OperationKind kind, params (string Argument, ModelValue Value)[] arguments)
    {
        Program.Apply(kind, Key, arguments);
        return this;
    }

    public Res WithReference(Res source) => Do(OperationKind.WithReference, ("source", new ModelValue.Resource(source.Key)));

    public Res WithReference(Res source, string endpoint) =>
        Do(OperationKind.WithReference, ("source", new ModelValue.Endpoint(source.Key, endpoint)));

    public Res WithEnvironment(string name, ModelValue value) =>
        Do(OperationKind.WithEnvironment, ("name", ModelValue.From(name)), ("value", value));

    public Res WithArgs(params ModelValue[] args) => Do(OperationKind.WithArgs, ("args", new ModelValue.List(args.ToEquatableArray())));

    public Res WithEndpoint(
        string? name = null,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        string? protocol = null) => Do(
            OperationKind.WithEndpoint,
            ("name", ModelValue.From(name)),
            ("port", ModelValue.From(port)),
            ("targetPort", ModelValue.From(targetPort)),
            ("scheme", ModelValue.From(scheme)),
            ("env", ModelValue.From(env)),
            ("isProxied", ModelValue.From(isProxied)),
            ("isExternal", ModelValue.From(isExternal)),
            ("protocol", ModelValue.From(protocol)));

    public Res WithHttpEndpoint(int? port = null, int? targetPort = null, string? name = null) =>
        WithEndpoint(name ?? "http", port, targetPort, scheme: "http");

    public Res WithExternalHttpEndpoints() => Do(OperationKind.WithExternalHttpEndpoints);

    public Res WaitFor(Res dependency) => Do(OperationKind.WaitFor, ("dependency", new ModelValue.Resource(dependency.Key)));

    public Res WithHttpHealthCheck(string? path = null, int? statusCode = null, string? endpoint = null) => Do(
        OperationKind.WithHttpHealthCheck,
        ("path", ModelValue.From(path)),
        ("statusCode", ModelValue.From(statusCode)),
        ("endpointName", ModelValue.From(endpoint)));
}
