namespace AppHostSdk.Containers;

/// <summary>The files that are put into the container.</summary>
internal sealed class FilesPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Files)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        // They are sent as an archive once the container is there.
    }

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        // They are sent as an archive once the container is there.
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        foreach (var files in spec.Files.GroupBy(f => f.Destination))
        {
            lines.AddDigest($"files in {files.Key}", files);
        }
    }
}
