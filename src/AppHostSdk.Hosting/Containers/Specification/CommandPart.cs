namespace AppHostSdk.Containers;

/// <summary>The arguments for the entry point.</summary>
internal sealed class CommandPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Command)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec) => request.Cmd = spec.Command.Count == 0 ? null : spec.Command;

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        foreach (var argument in spec.Command)
        {
            command.AddProgram(argument);
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        if (spec.Command.Count > 0)
        {
            lines.AddDigest("command line", spec.Command);
        }
    }
}
