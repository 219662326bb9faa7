using System.Globalization;

namespace AppHostSdk.Containers;

/// <summary>The body of a create, in the engine's terms.</summary>
internal sealed record CreateContainerRequest
{
    public required string Image { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public required string[] Env { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required Dictionary<string, Nothing> ExposedPorts { get; init; }

    public bool AttachStdout { get; init; } = true;

    public bool AttachStderr { get; init; } = true;

    // With a terminal the two output streams would be one, and not in frames.
    public bool Tty { get; init; }

    public required Host HostConfig { get; init; }

    public Networking? NetworkingConfig { get; init; }

    /// <summary>Translates a specification.</summary>
    public static CreateContainerRequest From(ContainerSpec spec) => new()
    {
        Image = spec.Image,
        Cmd = spec.Command.Count == 0 ? null : spec.Command,
        Entrypoint = spec.Entrypoint,
        Env = EnvironmentOf(spec),
        Labels = spec.Labels,
        ExposedPorts = spec.Ports.Select(KeyOf).Distinct().ToDictionary(key => key, _ => new Nothing()),
        HostConfig = new()
        {
            PortBindings = spec.Ports.GroupBy(KeyOf).ToDictionary(port => port.Key, port => port.Select(BindingOf).ToArray()),
            ExtraHosts = spec.ExtraHosts,
            NetworkMode = spec.Network,
            Mounts = spec.Mounts.Count == 0 ? null : [.. spec.Mounts.Select(m => new Mount(m.IsVolume ? "volume" : "bind", m.Source ?? "", m.Target, m.IsReadOnly))],
        },
        NetworkingConfig = spec.Network is null ? null : new(new() { [spec.Network] = new(spec.NetworkAliases) }),
    };

    private static string[] EnvironmentOf(ContainerSpec spec)
    {
        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in spec.Environment)
        {
            values[name] = value;
        }

        return [.. values.Select(variable => $"{variable.Key}={variable.Value}")];
    }

    private static string KeyOf(ContainerPort port) =>
        string.Create(CultureInfo.InvariantCulture, $"{port.Container}/{port.Protocol}");

    private static Binding BindingOf(ContainerPort port) =>
        new(port.HostAddress, port.Host.ToString(CultureInfo.InvariantCulture));

    /// <summary>The part about the host.</summary>
    internal sealed record Host
    {
        public required Dictionary<string, Binding[]> PortBindings { get; init; }

        public required IReadOnlyList<string> ExtraHosts { get; init; }

        public IReadOnlyList<Mount>? Mounts { get; init; }

        public string? NetworkMode { get; init; }
    }

    /// <summary>The networks that the container is in, by name.</summary>
    internal sealed record Networking(Dictionary<string, NetworkEndpoint> EndpointsConfig);

    /// <summary>What the container is called in a network.</summary>
    internal sealed record NetworkEndpoint(IReadOnlyList<string> Aliases);

    /// <summary>What the container sees. A source that is empty is a volume without a name.</summary>
    internal sealed record Mount(string Type, string Source, string Target, bool ReadOnly);

    /// <summary>Where a port is published.</summary>
    internal sealed record Binding(string HostIp, string HostPort);

    /// <summary>An empty object, which is how the engine writes a member of a set.</summary>
    internal sealed record Nothing;
}
