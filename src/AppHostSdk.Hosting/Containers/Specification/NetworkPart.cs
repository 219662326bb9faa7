namespace AppHostSdk.Containers;

/// <summary>The network that the container is in, and its names there.</summary>
internal sealed class NetworkPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties =>
        [nameof(ContainerSpec.Network), nameof(ContainerSpec.NetworkId), nameof(ContainerSpec.NetworkAliases)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        // By its name: the id is that of the network that has the name now.
        if (spec.Network is { } network)
        {
            request.HostConfig.NetworkMode = network;
            request.NetworkingConfig = new(new() { [network] = new(spec.NetworkAliases) });
        }
    }

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        if (spec.Network is { } network)
        {
            command.AddOption("--network", network);
        }

        foreach (var alias in spec.NetworkAliases)
        {
            command.AddOption("--network-alias", alias);
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        lines.Add("network", spec.Network ?? "");
        if (spec.NetworkId is { } id)
        {
            lines.Add("network id", id);
        }

        foreach (var alias in spec.NetworkAliases.Distinct())
        {
            lines.Add($"network alias {alias}", "");
        }
    }
}
