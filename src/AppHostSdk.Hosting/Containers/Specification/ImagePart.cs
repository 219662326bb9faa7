namespace AppHostSdk.Containers;

/// <summary>The image.</summary>
internal sealed class ImagePart : SpecificationPart
{
    private const string Line = "image";

    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Image)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec) => request.Image = spec.Image;

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        // It has been fetched or built before, by the rules of its pull policy.
        command.AddOption("--pull", "never");
        command.AddProgram(spec.Image);
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec) => lines.Add(Line, spec.Image);

    public override bool IsQuoted(string name) => name == Line;
}
