namespace AppHostSdk.Model;

/// <summary>What a resource is.</summary>
public enum ResourceKind
{
    /// <summary>A .NET project.</summary>
    Project,

    /// <summary>A container.</summary>
    Container,

    /// <summary>A program on the host.</summary>
    Executable,

    /// <summary>A value supplied from outside.</summary>
    Parameter,

    /// <summary>Part of another resource, for example a database of a server: nothing is started for it.</summary>
    Logical,

    /// <summary>
    /// Something that the compiler only knows to be there, for example what a compiled library adds. In an open part of a graph;
    /// the running program says what it is.
    /// </summary>
    Open,

    /// <summary>A service outside the application, of which only the address is known.</summary>
    ExternalService,
}

/// <summary>
/// A part of the application. Lists keep the order of the program, because later entries override earlier ones;
/// each entry has the condition under which it is there.
/// </summary>
public sealed record Resource
{
    /// <summary>Identifies the resource in the graph. Differs from the name when two alternatives share one.</summary>
    public required string Key { get; init; }

    /// <summary>The name the user gave.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>When it exists.</summary>
    public Condition Condition { get; init; }

    /// <summary>The call that added it.</summary>
    public int Site { get; init; }

    /// <summary>For a project: the name of its generated type.</summary>
    public string? Project { get; init; }

    /// <summary>For a project: the launch profile that the program names; none leaves the choice to <see cref="LaunchSelection"/>.</summary>
    public ModelValue LaunchProfile { get; init; } = ModelValue.None;

    /// <summary>For a container: image without tag.</summary>
    public ModelValue Image { get; init; } = ModelValue.None;

    /// <summary>For a container: the tag; none means <c>latest</c>.</summary>
    public ModelValue Tag { get; init; } = ModelValue.None;

    /// <summary>For a container: what changes its image, in order; see <see cref="ImageFold"/>.</summary>
    public EquatableArray<ImageEntry> Images { get; init; }

    /// <summary>For an executable: the program.</summary>
    public ModelValue Command { get; init; } = ModelValue.None;

    /// <summary>For an executable: the directory it starts in.</summary>
    public ModelValue WorkingDirectory { get; init; } = ModelValue.None;

    /// <summary>For a parameter: its value must not be shown.</summary>
    public bool Secret { get; init; }

    /// <summary>For a parameter: where its value comes from.</summary>
    public ParameterSource Parameter { get; init; } = ParameterSource.Configuration;

    /// <summary>True for what a run starts; the others are values, parts and addresses.</summary>
    public bool IsStarted => Kind is ResourceKind.Project or ResourceKind.Container or ResourceKind.Executable;

    /// <summary>For a container: it outlives the host, and is found again at the next start. Conditions are ignored, as in <see cref="Setting"/>.</summary>
    public bool IsPersistent => Last<LifetimeEntry>()?.Lifetime.AsText == "Persistent";

    /// <summary>What declares its endpoints, in order; see <see cref="EndpointFold"/>.</summary>
    public EquatableArray<EndpointEntry> Endpoints { get; init; }

    /// <summary>What fills its environment, in order; the last entry for a name wins.</summary>
    public EquatableArray<EnvironmentEntry> Environment { get; init; }

    /// <summary>Its command line arguments.</summary>
    public EquatableArray<ArgumentEntry> Arguments { get; init; }

    /// <summary>What it waits for before it starts.</summary>
    public EquatableArray<WaitEntry> Waits { get; init; }

    /// <summary>What changes when it is started.</summary>
    public EquatableArray<LifecycleEntry> Lifecycle { get; init; }

    /// <summary>What makes it healthy.</summary>
    public EquatableArray<HealthCheckEntry> HealthChecks { get; init; }

    /// <summary>What of the host's file system it sees.</summary>
    public EquatableArray<MountEntry> Mounts { get; init; }

    /// <summary>Relations that tools show and the executor ignores.</summary>
    public EquatableArray<RelationshipEntry> Relationships { get; init; }

    /// <summary>What adds and changes the URLs that are shown with it, in order.</summary>
    public EquatableArray<UrlEntry> Urls { get; init; }

    /// <summary>What it has one of, in order; see <see cref="Setting"/>.</summary>
    public EquatableArray<SettingEntry> Settings { get; init; }

    /// <summary>What it has several of, in order.</summary>
    public EquatableArray<DetailEntry> Details { get; init; }

    /// <summary>For a container: how it is made and kept, in order; see <see cref="Last"/>.</summary>
    public EquatableArray<ContainerEntry> Container { get; init; }

    /// <summary>What people can have it do.</summary>
    public EquatableArray<CommandEntry> Commands { get; init; }

    /// <summary>What is called at moments of its life.</summary>
    public EquatableArray<HandlerEntry> Handlers { get; init; }

    /// <summary>The value of a setting, or <see cref="ModelValue.None"/>. Conditions are ignored: the result holds once a graph is specialised.</summary>
    public ModelValue Setting(ResourceSetting setting) => Settings.LastOrDefault(e => e.Setting == setting)?.Value ?? ModelValue.None;

    /// <summary>For an executable: the program it runs. Conditions are ignored, as in <see cref="Setting"/>.</summary>
    public ModelValue Program() => Setting(ResourceSetting.Program) is { IsNone: false } program ? program : Command;

    /// <summary>The last entry of a type among <see cref="Container"/>, or <see langword="null"/>. Conditions are ignored, as in <see cref="Setting"/>.</summary>
    public T? Last<T>()
        where T : ContainerEntry =>
        Container.OfType<T>().LastOrDefault();

    /// <summary>How many copies of it run: 1 unless it says otherwise. Conditions are ignored, as in <see cref="Setting"/>.</summary>
    public ModelValue Replicas() => Lifecycle.OfType<ReplicaEntry>().LastOrDefault()?.Count ?? ModelValue.From(1);

    /// <summary>What others connect to it with; see <see cref="ConnectionFold"/>.</summary>
    public EquatableArray<ConnectionEntry> Connections { get; init; }

    /// <summary>The single values of what others connect to it with.</summary>
    public EquatableArray<ConnectionPropertyEntry> ConnectionProperties { get; init; }

    /// <summary>How it is published; nothing else than what it is when empty.</summary>
    public EquatableArray<PublishingEntry> Publishing { get; init; }
}
