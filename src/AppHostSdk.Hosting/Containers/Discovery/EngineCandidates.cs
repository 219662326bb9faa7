namespace AppHostSdk.Containers;

/// <summary>Which engines are tried, and in which order.</summary>
/// <param name="Addresses">Where engines may listen; the first that answers is taken.</param>
/// <param name="Wanted">The only kind of engine that will do; null for any.</param>
/// <param name="PodmanProgram">The program that is asked to listen when nothing else answers; null for none.</param>
/// <param name="IsSaid">Somebody has said which one: others are not tried.</param>
internal sealed record EngineCandidates(
    IReadOnlyList<ContainerEngineAddress> Addresses,
    EngineKind? Wanted,
    string? PodmanProgram,
    bool IsSaid)
{
    private static readonly string[] RuntimeVariables = ["APPHOST_CONTAINER_RUNTIME", "ASPIRE_CONTAINER_RUNTIME", "DOTNET_ASPIRE_CONTAINER_RUNTIME"];

    /// <summary>
    /// What is said comes first, and alone: DOCKER_HOST, the Docker context, CONTAINER_HOST. Otherwise the sockets that engines use
    /// are tried, those of Docker before those of Podman. The variables about the run time leave one of the two families out.
    /// </summary>
    /// <exception cref="ContainerEngineException">Something is said that cannot be followed.</exception>
    public static EngineCandidates Of(EngineSurroundings here)
    {
        var wanted = Runtime(here);
        if (wanted == EngineKind.Podman)
        {
            return Set(here, "CONTAINER_HOST") is { } container
                ? Said(ContainerEngineAddress.Parse(container, "CONTAINER_HOST"), wanted)
                : new(
                    [.. Set(here, "DOCKER_HOST") is { } docker ? [ContainerEngineAddress.Parse(docker)] : Array.Empty<ContainerEngineAddress>(), .. Sockets(PodmanSockets(here))],
                    wanted,
                    here.FindProgram("podman"),
                    IsSaid: false);
        }

        if (Set(here, "DOCKER_HOST") is { } host)
        {
            var address = ContainerEngineAddress.Parse(host);
            return address.SocketPath is null && Set(here, "DOCKER_TLS_VERIFY") is not null
                ? throw new ContainerEngineException(
                    $"using DOCKER_HOST '{host}'",
                    "DOCKER_TLS_VERIFY is set, and TLS is not supported. Forward the engine's socket, for example with ssh -L, and set DOCKER_HOST to that.")
                : Said(address, wanted);
        }

        if (DockerContext.AddressOf(here) is { } context)
        {
            return Said(context, wanted);
        }

        if (wanted is null && Set(here, "CONTAINER_HOST") is { } podman)
        {
            return Said(ContainerEngineAddress.Parse(podman, "CONTAINER_HOST"), wanted);
        }

        return wanted == EngineKind.Docker
            ? new(Sockets(DockerSockets(here)), wanted, PodmanProgram: null, IsSaid: false)
            : new(Sockets([.. DockerSockets(here), .. PodmanSockets(here)]), wanted, here.FindProgram("podman"), IsSaid: false);
    }

    private static EngineCandidates Said(ContainerEngineAddress address, EngineKind? wanted) => new([address], wanted, PodmanProgram: null, IsSaid: true);

    private static EngineKind? Runtime(EngineSurroundings here)
    {
        foreach (var name in RuntimeVariables)
        {
            if (Set(here, name) is { } value)
            {
                return value.ToUpperInvariant() switch
                {
                    "DOCKER" => EngineKind.Docker,
                    "PODMAN" => EngineKind.Podman,
                    _ => throw new ContainerEngineException($"using {name} '{value}'", "there is no such container engine here. Set it to docker or podman, or unset it to take the one that answers."),
                };
            }
        }

        return null;
    }

    /// <summary>Where nothing can listen, because the path is too long, nothing is looked for.</summary>
    private static List<ContainerEngineAddress> Sockets(IEnumerable<string> paths) => [.. paths.Distinct().Select(ContainerEngineAddress.TrySocket).OfType<ContainerEngineAddress>()];

    private static IEnumerable<string> DockerSockets(EngineSurroundings here) =>
    [
        ContainerEngineAddress.DefaultSocket,
        $"{RuntimeDirectory(here)}/docker.sock",
        $"{here.Home}/.docker/run/docker.sock",
        $"{here.Home}/.docker/desktop/docker.sock",
        $"{Set(here, "COLIMA_HOME") ?? $"{here.Home}/.colima"}/default/docker.sock",
        $"{here.Home}/.orbstack/run/docker.sock",
        $"{here.Home}/.rd/docker.sock",
    ];

    /// <summary>A user's own containers come before those of root, which the user can hardly reach.</summary>
    private static IEnumerable<string> PodmanSockets(EngineSurroundings here)
    {
        var own = $"{RuntimeDirectory(here)}/podman/podman.sock";
        const string Root = "/run/podman/podman.sock";
        return
        [
            here.User == 0 ? Root : own,
            here.User == 0 ? own : Root,
            $"{here.Home}/.local/share/containers/podman/machine/podman.sock",
            $"{(Set(here, "TMPDIR") ?? "/tmp").TrimEnd('/')}/podman/podman-machine-default-api.sock",
        ];
    }

    private static string RuntimeDirectory(EngineSurroundings here) => Set(here, "XDG_RUNTIME_DIR")?.TrimEnd('/') ?? $"/run/user/{here.User}";

    private static string? Set(EngineSurroundings here, string name) => here.Variable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
