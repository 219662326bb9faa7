using AppHostSdk.Model;

namespace AppHostSdk.Tasks.Tests;

/// <summary>Graphs with paths in them. What is not said is unconditional and at site 1.</summary>
internal static class Graphs
{
    /// <summary>Everything runs only with configuration <c>database</c> being <c>postgres</c>.</summary>
    public static Condition Postgres { get; } = new(2);

    public static AppGraph Of(params Resource[] resources) => new()
    {
        Application = "Shop.AppHost",
        Resources = resources.ToEquatableArray(),
        Conditions = new ConditionTable(
            EquatableArray.Of(new Atom(AtomKind.Value, "cfg:database", new Provenance(ProvenanceKind.Configuration, "database"))),
            EquatableArray.Of(new ConditionNode(0, EquatableArray.Of(new ConditionEdge("postgres", Condition.Always)), Condition.Never))),
    };

    public static Resource Container(string name, params MountEntry[] mounts) => new()
    {
        Key = name,
        Name = name,
        Kind = ResourceKind.Container,
        Image = ModelValue.From("redis"),
        Site = 1,
        Mounts = mounts.ToEquatableArray(),
    };

    /// <summary>A container whose image is built.</summary>
    public static Resource Built(string name, string context, string? dockerfile = null, int site = 3) => Container(name) with
    {
        Container = EquatableArray.Of<ContainerEntry>(new DockerfileEntry(new ModelValue.HostPath(context), ModelValue.From(dockerfile), ModelValue.None) { Site = site }),
    };

    public static MountEntry Mount(string source, bool isReadOnly = true, int site = 2) => Mount(new ModelValue.HostPath(source), isReadOnly, site);

    public static MountEntry Mount(ModelValue source, bool isReadOnly = true, int site = 2) => new(source, "/target", IsVolume: false, isReadOnly) { Site = site };

    public static Resource Executable(string name, string command, string workingDirectory = ".", int site = 1) => new()
    {
        Key = name,
        Name = name,
        Kind = ResourceKind.Executable,
        Command = ModelValue.From(command),
        WorkingDirectory = new ModelValue.HostPath(workingDirectory),
        Site = site,
    };

    public static Resource Project(string name, string path) => new()
    {
        Key = name,
        Name = name,
        Kind = ResourceKind.Project,
        Site = 1,
        Settings = EquatableArray.Of(new SettingEntry(ResourceSetting.ProjectPath, new ModelValue.HostPath(path), ModelValue.None) { Site = 1 }),
    };

    public static Resource After(this Resource resource, string dependency, WaitKind kind) =>
        resource with { Waits = resource.Waits.Add(new WaitEntry(kind, dependency)) };
}
