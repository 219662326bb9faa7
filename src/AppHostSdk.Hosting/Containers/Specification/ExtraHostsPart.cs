namespace AppHostSdk.Containers;

/// <summary>The lines of the container's hosts file.</summary>
internal sealed class ExtraHostsPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.ExtraHosts)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec) => request.HostConfig.ExtraHosts = spec.ExtraHosts;

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        foreach (var line in spec.ExtraHosts)
        {
            command.AddOption("--add-host", line);
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        foreach (var line in spec.ExtraHosts)
        {
            lines.Add($"host {line.Split(':')[0]}", line);
        }
    }
}
