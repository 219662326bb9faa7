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
public sealed record ReferenceVariables(string Source, string? Endpoint) : EnvironmentEntry
{
    /// <summary>The name under which the other one is found; <see langword="null"/> for its own.</summary>
    public string? Name { get; init; }

    /// <summary>The variables hold what the resource connects to the other one with, not where its endpoints are.</summary>
    public bool IsConnection { get; init; }

    /// <summary>Without a value there is no variable; otherwise a missing value keeps the application from starting.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>Sets the variables by which a resource finds an address outside the application.</summary>
/// <param name="Name">The name under which it is found.</param>
/// <param name="Uri">The address.</param>
public sealed record UriVariables(string Name, ModelValue Uri) : EnvironmentEntry;

/// <summary>Chooses which variables references give the resource, wherever they stand; the last choice counts.</summary>
/// <param name="Flags">The variables that are given.</param>
public sealed record ReferenceInjection(ReferenceEnvironmentInjectionFlags Flags) : EnvironmentEntry;

/// <summary>Sets the variables that say where telemetry is sent.</summary>
/// <param name="Protocol"><c>grpc</c> or <c>http/protobuf</c>; <see langword="null"/> leaves the choice to the run time.</param>
public sealed record TelemetryVariables(string? Protocol) : EnvironmentEntry;

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
public sealed record WaitEntry(WaitKind Kind, string Dependency, int ExitCode = 0) : Entry;

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
