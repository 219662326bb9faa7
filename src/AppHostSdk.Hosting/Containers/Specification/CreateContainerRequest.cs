namespace AppHostSdk.Containers;

/// <summary>The body of a create, in the engine's terms.</summary>
internal sealed record CreateContainerRequest
{
    public string Image { get; set; } = "";

    public IReadOnlyList<string>? Cmd { get; set; }

    public IReadOnlyList<string>? Entrypoint { get; set; }

    public string[] Env { get; set; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public Dictionary<string, Nothing> ExposedPorts { get; } = [];

    public bool AttachStdout { get; init; } = true;

    public bool AttachStderr { get; init; } = true;

    // With a terminal the two output streams would be one, and not in frames.
    public bool Tty { get; init; }

    public Host HostConfig { get; } = new();

    public Networking? NetworkingConfig { get; set; }

    /// <summary>Translates a specification.</summary>
    public static CreateContainerRequest From(ContainerSpec spec)
    {
        var request = new CreateContainerRequest();
        foreach (var part in SpecificationParts.All)
        {
            part.Fill(request, spec);
        }

        return request;
    }

    /// <summary>The part about the host.</summary>
    internal sealed record Host
    {
        public Dictionary<string, Binding[]> PortBindings { get; } = [];

        public IReadOnlyList<string> ExtraHosts { get; set; } = [];

        public IReadOnlyList<Mount>? Mounts { get; set; }

        public string? NetworkMode { get; set; }

        // Numbers, as objects: a property of type long has the first request of every start compile 33 methods, limits or not.
        public object? Memory { get; set; }

        public object? NanoCpus { get; set; }
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
