using System.Globalization;
using AppHostSdk.Model;
using AppHostSdk.Networking;

namespace AppHostSdk.Execution;

/// <summary>Turns values of the graph into text for one consumer: the same endpoint has another address in a container.</summary>
internal sealed class ValueResolver(AppGraph graph, Addresses addresses, IReadOnlyDictionary<string, string> parameters, string hostDirectory)
{
    /// <summary>The environment variables of <paramref name="resource"/> in order; the last one for a name wins.</summary>
    public Dictionary<string, string> Environment(Model.Resource resource)
    {
        var variables = new Dictionary<string, string>();
        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case EnvironmentVariable variable:
                    variables[variable.Name] = Text(resource, variable.Value);
                    break;
                case ReferenceVariables reference:
                    Refer(variables, resource, reference);
                    break;
            }
        }

        return variables;
    }

    /// <summary>The command line arguments of <paramref name="resource"/>.</summary>
    public IReadOnlyList<string> Arguments(Model.Resource resource) => [.. resource.Arguments.Select(a => Text(resource, a.Value))];

    /// <summary>The text of <paramref name="value"/> as <paramref name="consumer"/> needs it.</summary>
    public string Text(Model.Resource consumer, ModelValue value) => value switch
    {
        ModelValue.NoValue => "",
        ModelValue.Text text => text.Value,
        ModelValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        ModelValue.Flag flag => flag.Value ? "true" : "false",
        ModelValue.HostPath path => Path.GetFullPath(Path.Combine(hostDirectory, path.Relative)),
        ModelValue.Template template => string.Concat(template.Parts.Select(part => Text(consumer, part))),
        ModelValue.Parameter parameter => parameters.TryGetValue(parameter.Key, out var text)
            ? text
            : throw new DistributedApplicationException($"Parameter '{graph.Find(parameter.Key)?.Name ?? parameter.Key}', which '{consumer.Name}' uses, has no value."),
        ModelValue.Endpoint endpoint => EndpointText(consumer, endpoint),
        _ => throw new DistributedApplicationException($"A value of '{consumer.Name}' cannot be written as text: {value}."),
    };

    private void Refer(Dictionary<string, string> variables, Model.Resource consumer, ReferenceVariables reference)
    {
        var source = graph.Find(reference.Source)!;
        foreach (var address in addresses.Of(source.Key))
        {
            var endpoint = address.Endpoint;
            if (reference.Endpoint is { } only && !string.Equals(only, endpoint.Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var url = EndpointText(consumer, new ModelValue.Endpoint(source.Key, endpoint.Name));
            var key = endpoint.Name.ToLowerInvariant() is "http" or "https" ? endpoint.Scheme : endpoint.Name;
            var index = 0;
            while (variables.ContainsKey(EnvironmentNames.Service(source.Name, key, index)))
            {
                index++;
            }

            variables[EnvironmentNames.Service(source.Name, key, index)] = url;
            variables[EnvironmentNames.Endpoint(source.Name, endpoint.Name)] = url;
        }
    }

    private string EndpointText(Model.Resource consumer, ModelValue.Endpoint reference)
    {
        var address = addresses.Of(reference.Key, reference.Name);
        if (consumer.Kind == ResourceKind.Container)
        {
            throw new DistributedApplicationException(
                $"Container '{consumer.Name}' refers to endpoint '{reference.Name}' of '{graph.Find(reference.Key)!.Name}'. "
                + "References from a container to another resource are not available yet: containers do not share a network so far. "
                + "Remove the reference, or run the consumer as a project or an executable.");
        }

        return reference.Property switch
        {
            EndpointProperty.Url => address.HostUrl,
            EndpointProperty.Host => address.Host,
            EndpointProperty.IPV4Host => address.Host == "localhost" ? "127.0.0.1" : address.Host,
            EndpointProperty.Port => address.HostPort.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.TargetPort => address.TargetPort.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => address.Endpoint.Scheme,
            EndpointProperty.HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.HostPort}"),
            EndpointProperty.TlsEnabled => address.Endpoint.Scheme == "https" ? "true" : "false",
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference.Property, "Unknown endpoint property."),
        };
    }
}
