namespace AppHostSdk.Containers;

/// <summary>The variables.</summary>
internal sealed class EnvironmentPart : SpecificationPart
{
    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Environment)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        var values = LastValues(spec);
        var variables = new string[values.Count];
        var count = 0;
        foreach (var (name, value) in values)
        {
            variables[count++] = $"{name}={value}";
        }

        request.Env = variables;
    }

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        foreach (var (name, value) in LastValues(spec))
        {
            command.AddVariable(name, value);
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        foreach (var (name, value) in LastValues(spec))
        {
            lines.AddDigest($"variable {name}", value);
        }
    }

    private static OrderedDictionary<string, string> LastValues(ContainerSpec spec)
    {
        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in spec.Environment)
        {
            values[name] = value;
        }

        return values;
    }
}
