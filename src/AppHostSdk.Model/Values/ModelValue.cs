namespace AppHostSdk.Model;

/// <summary>What of an endpoint a value refers to.</summary>
public enum EndpointProperty
{
    /// <summary>Scheme, host and port, for example <c>http://localhost:5001</c>.</summary>
    Url,

    /// <summary>The host name a consumer reaches it by.</summary>
    Host,

    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host,

    /// <summary>The port a consumer connects to.</summary>
    Port,

    /// <summary>The scheme, for example <c>http</c>.</summary>
    Scheme,

    /// <summary>The port the resource itself listens on.</summary>
    TargetPort,

    /// <summary>Host and port joined by a colon.</summary>
    HostAndPort,

    /// <summary><c>true</c> when the endpoint speaks TLS.</summary>
    TlsEnabled,
}

/// <summary>A value in an operation or in the graph: a constant, or a reference that each consumer resolves for itself.</summary>
public abstract record ModelValue
{
    private ModelValue()
    {
    }

    /// <summary>No value: an argument left out, or <c>null</c>.</summary>
    public static ModelValue None { get; } = new NoValue();

    /// <summary>The value of a constant string, or <see langword="null"/> when this is none.</summary>
    public string? AsText => (this as Text)?.Value;

    /// <summary>The value of a constant whole number, or <see langword="null"/> when this is none.</summary>
    public long? AsNumber => (this as Number)?.Value;

    /// <summary>The value of a constant truth value, or <see langword="null"/> when this is none.</summary>
    public bool? AsFlag => (this as Flag)?.Value;

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => this is NoValue;

    /// <summary>A string constant, or <see cref="None"/> for <see langword="null"/>.</summary>
    public static ModelValue From(string? value) => value is null ? None : new Text(value);

    /// <summary>A whole number, or <see cref="None"/> for <see langword="null"/>.</summary>
    public static ModelValue From(long? value) => value is { } number ? new Number(number) : None;

    /// <summary>A truth value, or <see cref="None"/> for <see langword="null"/>.</summary>
    public static ModelValue From(bool? value) => value is { } flag ? new Flag(flag) : None;

    /// <summary>No value.</summary>
    public sealed record NoValue : ModelValue;

    /// <summary>A string constant.</summary>
    public sealed record Text(string Value) : ModelValue;

    /// <summary>A whole number.</summary>
    public sealed record Number(long Value) : ModelValue;

    /// <summary>A truth value.</summary>
    public sealed record Flag(bool Value) : ModelValue;

    /// <summary>A path relative to the app host's directory, with forward slashes as written.</summary>
    public sealed record HostPath(string Relative) : ModelValue;

    /// <summary>Several values in order.</summary>
    public sealed record List(EquatableArray<ModelValue> Items) : ModelValue;

    /// <summary>Text with values in it, joined without separator.</summary>
    public sealed record Template(EquatableArray<ModelValue> Parts) : ModelValue;

    /// <summary>Another resource, by key.</summary>
    public sealed record Resource(string Key) : ModelValue;

    /// <summary>A property of an endpoint of a resource, resolved per consumer.</summary>
    public sealed record Endpoint(string Key, string Name, EndpointProperty Property = EndpointProperty.Url) : ModelValue;

    /// <summary>The value of a parameter resource.</summary>
    public sealed record Parameter(string Key) : ModelValue;

    /// <summary>A value the running host supplies; see <see cref="Model.Slot"/>.</summary>
    public sealed record Late(int Slot) : ModelValue;

    /// <summary>A function the running host calls when the value is needed.</summary>
    public sealed record Callback(int Slot) : ModelValue;
}
