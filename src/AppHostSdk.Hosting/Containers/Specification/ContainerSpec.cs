namespace AppHostSdk.Containers;

/// <summary>What a container is made of.</summary>
internal sealed record ContainerSpec
{
    /// <summary>The name; unique among the containers of the engine.</summary>
    public required string Name { get; init; }

    /// <summary>The image, as users write it.</summary>
    public required string Image { get; init; }

    /// <summary>How <see cref="Image"/> is built; null when it is fetched.</summary>
    public ImageBuild? Build { get; init; }

    /// <summary>When the image is fetched.</summary>
    public ImagePullPolicy PullPolicy { get; init; }

    /// <summary>
    /// The arguments for the entry point. When empty, the image's own, unless <see cref="Entrypoint"/> replaces its entry point.
    /// </summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The program to run and its first arguments; null for the image's own, empty for none at all.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Variables on top of those of the image. When a name occurs twice, the last value counts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>It outlives whoever made it, and is taken as it is when the same one is wanted again.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>Labels on top of those of the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The ports to publish on the host.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>The directories, files and volumes that the container sees.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>The files that are put into it before it starts.</summary>
    public IReadOnlyList<ContainerFiles> Files { get; init; } = [];

    /// <summary>Arguments for the engine's command line that create it, besides everything else.</summary>
    public IReadOnlyList<string> RuntimeArguments { get; init; } = [];

    /// <summary>How many bytes of memory it may use; 0 for no limit.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>How many billionths of a processor it may use; 0 for no limit.</summary>
    public long NanoCpus { get; init; }

    /// <summary>Lines for the container's hosts file, each <c>name:address</c>.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>The name of the network that it is in; null for the engine's own, in which containers do not know each other's names.</summary>
    public string? Network { get; init; }

    /// <summary>The id of <see cref="Network"/>: another network of its name is another one.</summary>
    public string? NetworkId { get; init; }

    /// <summary>The names by which the other containers of <see cref="Network"/> find it, besides its own.</summary>
    public IReadOnlyList<string> NetworkAliases { get; init; } = [];
}
