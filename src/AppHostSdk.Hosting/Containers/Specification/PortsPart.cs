using System.Globalization;

namespace AppHostSdk.Containers;

/// <summary>The ports that are published on the host.</summary>
internal sealed class PortsPart : SpecificationPart
{
    private const string LinePrefix = "port ";

    public override IReadOnlyList<string> Properties => [nameof(ContainerSpec.Ports)];

    public override void Fill(CreateContainerRequest request, ContainerSpec spec)
    {
        var bindings = request.HostConfig.PortBindings;
        foreach (var port in spec.Ports)
        {
            var key = KeyOf(port);
            var binding = new CreateContainerRequest.Binding(port.HostAddress, HostOf(port));
            request.ExposedPorts[key] = new();
            bindings[key] = bindings.TryGetValue(key, out var before) ? [.. before, binding] : [binding];
        }
    }

    public override void Fill(CreateCommand command, ContainerSpec spec)
    {
        foreach (var port in spec.Ports)
        {
            command.AddOption("--publish", $"{port.HostAddress}:{HostOf(port)}:{KeyOf(port)}");
        }
    }

    public override void Fill(SpecificationLines lines, ContainerSpec spec)
    {
        foreach (var port in spec.Ports)
        {
            lines.Add($"{LinePrefix}{KeyOf(port)} at {port.HostAddress}", HostOf(port));
        }
    }

    public override bool IsQuoted(string name) => name.StartsWith(LinePrefix, StringComparison.Ordinal);

    private static string KeyOf(ContainerPort port) => string.Create(CultureInfo.InvariantCulture, $"{port.Container}/{port.Protocol}");

    private static string HostOf(ContainerPort port) => port.Host.ToString(CultureInfo.InvariantCulture);
}
