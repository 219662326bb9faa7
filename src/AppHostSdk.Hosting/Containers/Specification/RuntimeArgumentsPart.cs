namespace AppHostSdk.Containers;

/// <summary>Further arguments for the engine's command line.</summary>
internal sealed class RuntimeArgumentsPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.RuntimeArguments)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        // Only the command line understands them, so that a container that has any is created by it.
    }

    public override void Fill(CreateCommand command, ContainerSpec spec) => command.AddOptions(spec.RuntimeArguments);

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        if (spec.RuntimeArguments.Count > 0)
        {
            lines.AddDigest("runtime arguments", spec.RuntimeArguments);
        }
    }
}
