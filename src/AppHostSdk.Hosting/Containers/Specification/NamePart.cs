namespace AppHostSdk.Containers;

/// <summary>The name of the container.</summary>
internal sealed class NamePart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Name)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        // The engine wants it in the address of the request.
    }

    public override void Fill(CreateCommand command, ContainerSpec spec) => command.AddOption("--name", spec.Name);

    public override void Fill(SpecificationLines lines, ContainerSpec spec) => lines.Add("name", spec.Name);
}
