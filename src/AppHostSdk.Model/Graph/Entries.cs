namespace AppHostSdk.Model;

/// <summary>One line of a resource's description.</summary>
public abstract record Entry
{
    /// <summary>When it is there.</summary>
    public Condition Condition { get; init; }

    /// <summary>The call that made it.</summary>
    public int Site { get; init; }
}

/// <summary>Something that declares or changes endpoints.</summary>
public abstract record EndpointEntry : Entry;

/// <summary>Declares an endpoint, or changes what is given here of one declared before under the same name.</summary>
/// <param name="Name">The endpoint's name.</param>
public sealed record EndpointDeclaration(string Name) : EndpointEntry
{
    /// <summary>The URI scheme.</summary>
    public string? Scheme { get; init; }

    /// <summary><c>tcp</c> (the default) or <c>udp</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The port on the host; none means any free one.</summary>
    public ModelValue Port { get; init; } = ModelValue.None;

    /// <summary>The port the resource listens on.</summary>
    public ModelValue TargetPort { get; init; } = ModelValue.None;

    /// <summary>The host that the resource binds, for example <c>0.0.0.0</c> or <c>*</c>; <see langword="null"/> for the loopback addresses.</summary>
    public string? TargetHost { get; init; }

    /// <summary>The environment variable that tells the resource which port to listen on.</summary>
    public string? PortVariable { get; init; }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool? IsProxied { get; init; }

    /// <summary>Whether it is meant to be reached from outside the application.</summary>
    public bool? IsExternal { get; init; }
}

/// <summary>Marks the http and https endpoints declared so far as external.</summary>
public sealed record HttpEndpointsExternal : EndpointEntry;

/// <summary>Changes the image of a container; what is none stays as it was.</summary>
/// <param name="Image">The image without tag.</param>
/// <param name="Tag">The tag.</param>
public sealed record ImageEntry(ModelValue Image, ModelValue Tag) : Entry;

/// <summary>Something that fills the environment of a resource.</summary>
public abstract record EnvironmentEntry : Entry;

/// <summary>Sets one environment variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value; none means empty.</param>
public sealed record EnvironmentVariable(string Name, ModelValue Value) : EnvironmentEntry;

/// <summary>Sets the variables by which a resource finds another one.</summary>
/// <param name="Source">Key of the resource referred to.</param>
/// <param name="Endpoint">The one endpoint referred to, or <see langword="null"/> for all of them.</param>
public sealed record ReferenceVariables(string Source, string? Endpoint) : EnvironmentEntry;

/// <summary>Appends one command line argument.</summary>
/// <param name="Value">The argument.</param>
public sealed record ArgumentEntry(ModelValue Value) : Entry
{
    /// <summary>The value is a list of which not even the length is known: any number of arguments.</summary>
    public bool IsMany { get; init; }
}

/// <summary>What of a dependency is waited for.</summary>
public enum WaitKind
{
    /// <summary>Running, and healthy where it has health checks.</summary>
    Healthy,

    /// <summary>Running.</summary>
    Started,

    /// <summary>Ended with the expected exit code.</summary>
    Completed,
}

/// <summary>Delays the start of a resource.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Dependency">Key of the resource waited for.</param>
/// <param name="ExitCode">The exit code expected of a dependency that completes.</param>
public sealed record WaitEntry(WaitKind Kind, string Dependency, int ExitCode = 0) : Entry
{
    /// <summary>What happens when the dependency fails: 0 to go on waiting, 1 (and none) to fail as well.</summary>
    public ModelValue Behavior { get; init; } = ModelValue.None;
}

/// <summary>Something that changes when a resource is started; the last entry of a kind wins.</summary>
public abstract record LifecycleEntry : Entry;

/// <summary>It is not started with the application, but when somebody asks for it.</summary>
public sealed record ExplicitStart : LifecycleEntry;

/// <summary>What is done when the resource ends by itself.</summary>
/// <param name="Policy">0 for nothing, 1 to start it again when it failed, 2 to start it again always.</param>
/// <param name="MaxRestarts">How many times in a row; none for without limit.</param>
public sealed record RestartEntry(ModelValue Policy, ModelValue MaxRestarts) : LifecycleEntry;

/// <summary>Healthy when a GET request is answered with a status code.</summary>
/// <param name="Path">The path asked for.</param>
/// <param name="StatusCode">The status code that means healthy.</param>
/// <param name="Endpoint">The endpoint asked, or <see langword="null"/> for https if there is one, else http.</param>
public sealed record HealthCheckEntry(string Path, int StatusCode, string? Endpoint) : Entry;

/// <summary>A directory, file or volume of the host inside a container.</summary>
/// <param name="Source">Host-relative path, or the name of a volume; none for an anonymous volume.</param>
/// <param name="Target">Absolute path inside the container.</param>
/// <param name="IsVolume">A volume of the engine, not a path of the host.</param>
/// <param name="IsReadOnly">The container cannot write to it.</param>
public sealed record MountEntry(ModelValue Source, string Target, bool IsVolume, bool IsReadOnly) : Entry;

/// <summary>A relation between resources that only tools show.</summary>
/// <param name="Kind">For example <c>parent</c>.</param>
/// <param name="Other">Key of the other resource.</param>
public sealed record RelationshipEntry(string Kind, string Other) : Entry
{
    /// <summary>The <see cref="Kind"/> of the resource that another one is a part of.</summary>
    public const string Parent = "parent";
}
