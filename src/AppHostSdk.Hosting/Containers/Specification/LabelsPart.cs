namespace AppHostSdk.Containers;

/// <summary>The labels.</summary>
internal sealed class LabelsPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Labels)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec) => request.Labels = spec.Labels;

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        foreach (var (name, value) in spec.Labels)
        {
            command.AddOption("--label", $"{name}={value}");
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        // They say which container it is, not what it is made of, and the text is one of them.
    }
}
