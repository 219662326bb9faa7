using System.Globalization;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Networks;

namespace AppHostSdk.Launching;

/// <summary>Turns values of the graph into text for one consumer: the same endpoint has another address in a container.</summary>
/// <param name="graph">The graph that runs.</param>
/// <param name="addresses">Where endpoints are.</param>
/// <param name="parameters">The values of the parameters that resources use, by key.</param>
/// <param name="hostDirectory">The absolute path of the app host's directory.</param>
/// <param name="telemetry">Where telemetry is sent, or <see langword="null"/> for nowhere.</param>
/// <param name="unused">Supplies parameters that no resource uses but the program itself asks for.</param>
/// <param name="forwardedPort">The port at which containers reach a port of a host of this machine; without it, the same one.</param>
internal sealed class ValueResolver(
    AppGraph graph,
    Addresses addresses,
    IReadOnlyDictionary<string, string> parameters,
    string hostDirectory,
    OtlpEnvironment? telemetry = null,
    Func<Model.Resource, string>? unused = null,
    Func<string, int, int>? forwardedPort = null)
{
    /// <summary>The names of variables that may supply secrets to the host; who is entitled to one gets it under another name.</summary>
    public IReadOnlySet<string> Withheld { get; } = graph.Resources
        .Where(r => r is { Kind: ResourceKind.Parameter, Secret: true })
        .SelectMany(r => Configuration.Parameters.VariablesOf(r.Name, r.Parameter.Key))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A developer runs the application.</summary>
    public bool IsDevelopment { get; init; }

    /// <summary>The environment variables of <paramref name="resource"/> in order; the last one for a name wins.</summary>
    public Dictionary<string, string> Environment(Model.Resource resource)
    {
        var variables = new Dictionary<string, string>();
        var references = new ReferenceResolver(graph, addresses, this, resource, variables);
        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case EnvironmentVariable variable:
                    variables[variable.Name] = Text(resource, variable.Value);
                    break;
                case ReferenceVariables reference:
                    references.Refer(reference);
                    break;
                case UriVariables address:
                    references.Refer(address);
                    break;
            }
        }

        telemetry?.AddTo(variables, resource, forwardedPort);
        return variables;
    }

    /// <summary>The command line arguments of <paramref name="resource"/>.</summary>
    public IReadOnlyList<string> Arguments(Model.Resource resource) => [.. resource.Arguments.Select(a => Text(resource, a.Value))];

    /// <summary>True when every parameter in <paramref name="value"/> has a value.</summary>
    public bool HasValue(ModelValue value) => value.SelfAndParts().All(part => part switch
    {
        ModelValue.Parameter parameter => parameters.ContainsKey(parameter.Key),
        ModelValue.Connection connection => graph.Find(connection.Key)?.FinalConnection() is { } entry && HasValue(entry.Value),
        _ => true,
    });

    /// <summary>The text of <paramref name="value"/> as a consumer needs it.</summary>
    /// <param name="consumer">The consumer, or <see langword="null"/> for the host itself and other processes on this machine.</param>
    /// <param name="value">The value.</param>
    public string Text(Model.Resource? consumer, ModelValue value) => Text(consumer, value, []);

    private string Text(Model.Resource? consumer, ModelValue value, List<string> within) => value switch
    {
        ModelValue.NoValue => "",
        ModelValue.Text text => text.Value,
        ModelValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        ModelValue.Flag flag => flag.Value ? "true" : "false",
        ModelValue.HostPath path => Path.GetFullPath(Path.Combine(hostDirectory, path.Relative)),
        ModelValue.Template template => string.Concat(template.Parts.Select(part => Text(consumer, part, within))),
        ModelValue.Formatted formatted => FormattedText(consumer, formatted, within),
        ModelValue.Parameter parameter => ParameterText(consumer, parameter),
        ModelValue.Endpoint endpoint => EndpointText(consumer, endpoint),
        ModelValue.Connection connection => ConnectionText(consumer, connection.Key, within),
        _ => throw new DistributedApplicationException($"A value of '{consumer?.Name}' cannot be written as text: {value}."),
    };

    private string FormattedText(Model.Resource? consumer, ModelValue.Formatted formatted, List<string> within)
    {
        var text = Text(consumer, formatted.Value, within);
        if (ValueFormat.Obstacle(text, formatted.Format) is not { } obstacle)
        {
            return ValueFormat.Write(text, formatted.Format);
        }

        var parameter = formatted.Value.SelfAndParts().OfType<ModelValue.Parameter>().FirstOrDefault();
        var place = within is [.., var connection] ? $"the connection string of '{graph.Find(connection)!.Name}'"
            : consumer is null ? "this text"
            : $"a value of '{consumer.Name}'";
        throw new DistributedApplicationException(
            $"{(parameter is null ? "A value" : $"The value of parameter '{graph.Find(parameter.Key)!.Name}'")} {obstacle}, "
            + $"which {place} cannot express: its format has no quoting. "
            + $"Give {(parameter is null ? "it" : "the parameter")} another value.");
    }

    private string ParameterText(Model.Resource? consumer, ModelValue.Parameter parameter) => parameters.TryGetValue(parameter.Key, out var text)
        ? text
        : consumer is null && unused is not null && graph.Find(parameter.Key) is { } asked ? unused(asked)
        : throw new DistributedApplicationException(
            $"Parameter '{graph.Find(parameter.Key)?.Name ?? parameter.Key}' has no value{(consumer is null ? "" : $", and '{consumer.Name}' needs it")}.");

    private string ConnectionText(Model.Resource? consumer, string key, List<string> within)
    {
        var source = graph.Find(key) ?? throw new DistributedApplicationException($"'{key}' is not in the application.");
        if (within.Contains(key))
        {
            throw new DistributedApplicationException($"The connection string of '{source.Name}' needs itself.");
        }

        var entry = source.FinalConnection()
            ?? throw new DistributedApplicationException($"'{source.Name}' has no connection string{(consumer is null ? "" : $", and '{consumer.Name}' needs it")}.");
        within.Add(key);
        var text = Text(consumer, entry.Value, within);
        within.RemoveAt(within.Count - 1);
        return text;
    }

    private string EndpointText(Model.Resource? consumer, ModelValue.Endpoint reference)
    {
        var address = addresses.Of(reference.Key, reference.Name, consumer);
        return reference.Property switch
        {
            EndpointProperty.Url => $"{address.Endpoint.Scheme}://{HostAndPort()}",
            EndpointProperty.Host => Place().Host,
            EndpointProperty.IPV4Host => Place().Host.Replace("localhost", "127.0.0.1", StringComparison.Ordinal),
            EndpointProperty.Port => Place().Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.TargetPort when address.IsShared => throw new DistributedApplicationException(
                $"'{graph.Find(reference.Key)!.Name}' runs as replicas, each of which listens on a port of its own: the TargetPort of endpoint '{reference.Name}' is known in their environment only. Use Port."),
            EndpointProperty.TargetPort => address.TargetPort.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => address.Endpoint.Scheme,
            EndpointProperty.HostAndPort => HostAndPort(),
            EndpointProperty.TlsEnabled => address.Endpoint.Scheme == "https" ? "true" : "false",
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference.Property, "Unknown endpoint property."),
        };

        (string Host, int Port) Place() => (reference.Network ?? NetworkOf(consumer)) == NetworkIdentifier.ContainerNetwork
            ? FromContainer(consumer, graph.Find(reference.Key)!, address)
            : (address.Host, address.HostPort);

        string HostAndPort()
        {
            var (host, port) = Place();
            return string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        }
    }

    private static NetworkIdentifier NetworkOf(Model.Resource? consumer) =>
        consumer is { Kind: ResourceKind.Container } ? NetworkIdentifier.ContainerNetwork : NetworkIdentifier.LocalhostNetwork;

    /// <summary>Containers reach each other by name in their network, and processes through <see cref="HostForwards"/>.</summary>
    private (string Host, int Port) FromContainer(Model.Resource? consumer, Model.Resource owner, EndpointAddress address)
    {
        if (owner.Kind == ResourceKind.Container)
        {
            return (ContainerLaunchResolver.NetworkAddress(owner), address.TargetPort);
        }

        return address.Endpoint.Protocol == "udp"
            ? throw new DistributedApplicationException(
                $"{(consumer is null ? "Something" : $"Container '{consumer.Name}'")} refers to endpoint '{address.Endpoint.Name}' of '{owner.Name}', which speaks UDP. "
                + "Containers reach processes of this machine over TCP only. Run both as containers, or neither.")
            : (HostForwards.HostName, forwardedPort?.Invoke(address.Host, address.HostPort) ?? address.HostPort);
    }
}
