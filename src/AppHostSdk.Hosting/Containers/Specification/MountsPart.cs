namespace AppHostSdk.Containers;

/// <summary>The directories, files and volumes that the container sees.</summary>
internal sealed class MountsPart : SpecificationPart
{
    private const string LinePrefix = "mount ";

    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Mounts)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        if (spec.Mounts.Count == 0)
        {
            return;
        }

        var mounts = new List<CreateContainerRequest.Mount>();
        foreach (var mount in spec.Mounts)
        {
            mounts.Add(new(mount.IsVolume ? "volume" : "bind", mount.Source ?? "", mount.Target, mount.IsReadOnly));
        }

        request.HostConfig.Mounts = mounts;
    }

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        foreach (var mount in spec.Mounts)
        {
            command.AddOption("--mount", FieldsOf(mount));
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        foreach (var mount in spec.Mounts)
        {
            lines.Add($"{LinePrefix}{mount.Target}", $"{(mount.IsVolume ? "volume " : "")}{mount.Source}{(mount.IsReadOnly ? ", read-only" : "")}");
        }
    }

    public override bool IsQuoted(string name) => name.StartsWith(LinePrefix, StringComparison.Ordinal);

    private static string FieldsOf(ContainerMount mount)
    {
        string?[] fields =
        [
            mount.IsVolume ? "type=volume" : "type=bind",
            mount.Source is { } source ? $"source={source}" : null,
            $"target={mount.Target}",

            // Not "readonly", which Podman does not know for a volume.
            mount.IsReadOnly ? "ro" : null,
        ];
        return string.Join(',', fields.OfType<string>().Select(f => f.AsSpan().ContainsAny(',', '"') ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f));
    }
}
