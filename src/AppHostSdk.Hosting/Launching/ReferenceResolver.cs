using AppHostSdk.Model;
using AppHostSdk.Networking;

namespace AppHostSdk.Launching;

/// <summary>Turns the references of one consumer into its variables.</summary>
internal sealed class ReferenceResolver(
    AppGraph graph,
    Addresses addresses,
    ValueResolver values,
    Model.Resource consumer,
    Dictionary<string, string> variables)
{
    private readonly ReferenceEnvironmentInjectionFlags _injection = ConnectionTargets.InjectionOf(consumer);

    public void Refer(ReferenceVariables reference)
    {
        var source = graph.Find(reference.Source)!;
        if (source.Kind == ResourceKind.ExternalService)
        {
            ReferOutside(source);
        }
        else if (reference.IsConnection)
        {
            Connect(source, reference);
        }
        else
        {
            Discover(source, reference);
        }
    }

    public void Refer(UriVariables address)
    {
        var url = Url(address.Name, values.Text(consumer, address.Uri), isShown: true).ToString();
        Set(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, EnvironmentNames.Service(address.Name, "default", 0), url);
        Set(ReferenceEnvironmentInjectionFlags.Endpoints, address.Name, url);
    }

    private void Discover(Model.Resource source, ReferenceVariables reference)
    {
        var name = reference.Name ?? source.Name;
        foreach (var address in addresses.Of(source.Key))
        {
            var endpoint = address.Endpoint;
            if (reference.Endpoint is { } only && !string.Equals(only, endpoint.Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var url = values.Text(consumer, new ModelValue.Endpoint(source.Key, endpoint.Name) { Network = reference.Network });
            var key = endpoint.Name.ToLowerInvariant() is "http" or "https" ? endpoint.Scheme : endpoint.Name;
            var index = 0;
            while (variables.ContainsKey(EnvironmentNames.Service(name, key, index)))
            {
                index++;
            }

            Set(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, EnvironmentNames.Service(name, key, index), url);
            Set(
                ReferenceEnvironmentInjectionFlags.Endpoints,
                reference.Name is null ? EnvironmentNames.Endpoint(source.Name, endpoint.Name) : EnvironmentNames.NamedEndpoint(name, endpoint.Name),
                url);
        }
    }

    private void Connect(Model.Resource source, ReferenceVariables reference)
    {
        var target = ConnectionTargets.ConnectedTo(graph, source);
        var connection = new ModelValue.Connection(source.Key);
        if (!reference.IsOptional || values.HasValue(connection))
        {
            var own = source.Connections.LastOrDefault(c => !c.IsRedirection)?.Variable;
            var name = reference.Name is { Length: > 0 } given ? given : source.Name;
            foreach (var variable in own is null ? EnvironmentNames.ConnectionString(name) : [own])
            {
                Set(ReferenceEnvironmentInjectionFlags.ConnectionString, variable, () => values.Text(consumer, connection));
            }
        }

        foreach (var property in target.FinalConnectionProperties().Where(p => !reference.IsOptional || values.HasValue(p.Value)))
        {
            Set(
                ReferenceEnvironmentInjectionFlags.ConnectionProperties,
                EnvironmentNames.ConnectionProperty(reference.Name ?? source.Name, property.Name),
                () => values.Text(consumer, property.Value));
        }
    }

    private void ReferOutside(Model.Resource service)
    {
        var parameter = service.FinalConnection()?.Value is ModelValue.Parameter { Key: var key } ? graph.Find(key) : null;
        var url = Url(service.Name, values.Text(consumer, new ModelValue.Connection(service.Key)), parameter is not { Secret: true });
        Set(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, EnvironmentNames.Service(service.Name, url.Scheme, 0), url.ToString());
        Set(
            ReferenceEnvironmentInjectionFlags.Endpoints,
            parameter is null ? EnvironmentNames.ExternalService(service.Name) : EnvironmentNames.Endpoint(service.Name, url.Scheme),
            url.ToString());
    }

    private static Uri Url(string service, string text, bool isShown) => OutsideValueRule.Mistake(text) is { } mistake
        ? throw new DistributedApplicationException($"The address {(isShown ? $"'{text}' " : "")}of '{service}' cannot be used: {mistake}. Write scheme and host, and a path if there is one.")
        : new Uri(text);

    private void Set(ReferenceEnvironmentInjectionFlags part, string name, string value) => Set(part, name, () => value);

    private void Set(ReferenceEnvironmentInjectionFlags part, string name, Func<string> value)
    {
        if (_injection.HasFlag(part))
        {
            variables[name] = value();
        }
    }
}
