namespace AppHostSdk.Containers;

/// <summary>The program to run and its first arguments.</summary>
internal sealed class EntrypointPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Entrypoint)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec) => request.Entrypoint = spec.Entrypoint;

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        if (spec.Entrypoint is not { } entrypoint)
        {
            return;
        }

        // The option takes the program alone; an empty one is none at all.
        command.AddOption("--entrypoint", entrypoint is [var program, ..] ? program : "");
        foreach (var argument in entrypoint.Skip(1))
        {
            command.AddProgram(argument);
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        if (spec.Entrypoint is { } entrypoint)
        {
            lines.AddDigest("entry point", entrypoint);
        }
    }
}
