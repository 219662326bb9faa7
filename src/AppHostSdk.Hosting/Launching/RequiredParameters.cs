using AppHostSdk.Model;

namespace AppHostSdk.Launching;

/// <summary>Which parameters the resources that are started need: only these must have a value.</summary>
internal sealed class RequiredParameters
{
    private readonly AppGraph _graph;
    private readonly HashSet<string> _requiredConnections = [];
    private readonly HashSet<string> _optionalConnections = [];
    private readonly HashSet<string> _required = [];
    private readonly HashSet<string> _optional = [];

    private RequiredParameters(AppGraph graph, IEnumerable<Model.Resource> resources)
    {
        _graph = graph;
        foreach (var resource in resources)
        {
            Use(resource);
        }

        _optional.ExceptWith(_required);
    }

    /// <summary>Keys of parameters without whose value something cannot be started.</summary>
    public IReadOnlySet<string> Required => _required;

    /// <summary>Keys of parameters that are left out when they have no value.</summary>
    public IReadOnlySet<string> Optional => _optional;

    public static RequiredParameters Of(AppGraph graph) => new(graph, graph.Resources.Where(r => r.IsStarted));

    /// <summary>The keys of all parameters that one resource of a graph uses.</summary>
    public static HashSet<string> Of(AppGraph graph, Model.Resource resource)
    {
        var used = new RequiredParameters(graph, [resource]);
        return [.. used._required, .. used._optional];
    }

    private void Use(Model.Resource resource)
    {
        var (image, tag) = resource.FinalImage();
        var values = resource.Arguments.Select(a => a.Value)
            .Concat(resource.Mounts.Select(m => m.Source))
            .Concat(resource.Urls.OfType<UrlDeclaration>().Select(u => u.Url))
            .Concat(resource.Details.Select(d => d.Value))
            .Concat(resource.Container.SelectMany(c => c.Values()))
            .Concat(resource.HealthChecks.OfType<RegisteredHealthCheckEntry>().Select(h => h.Key))
            .Concat(resource.Settings.SelectMany(s => new[] { s.Value, s.Detail }))
            .Concat([image, tag, resource.Command, resource.WorkingDirectory]);
        foreach (var value in values)
        {
            Use(value, true);
        }

        var injection = ConnectionTargets.InjectionOf(resource);
        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case EnvironmentVariable variable:
                    Use(variable.Value, true);
                    break;
                case UriVariables address:
                    Use(address.Uri, true);
                    break;
                case ReferenceVariables reference when _graph.Find(reference.Source) is { } source:
                    Refer(source, reference, injection);
                    break;
            }
        }
    }

    private void Refer(Model.Resource source, ReferenceVariables reference, ReferenceEnvironmentInjectionFlags injection)
    {
        if (source.Kind == ResourceKind.ExternalService)
        {
            Use(new ModelValue.Connection(source.Key), true);
        }

        if (!reference.IsConnection)
        {
            return;
        }

        if (injection.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
        {
            Use(new ModelValue.Connection(source.Key), !reference.IsOptional);
        }

        if (injection.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
        {
            foreach (var property in ConnectionTargets.ConnectedTo(_graph, source).FinalConnectionProperties())
            {
                Use(property.Value, !reference.IsOptional);
            }
        }
    }

    private void Use(ModelValue value, bool isRequired)
    {
        foreach (var part in value.SelfAndParts())
        {
            switch (part)
            {
                case ModelValue.Parameter parameter:
                    (isRequired ? _required : _optional).Add(parameter.Key);
                    break;
                case ModelValue.Connection connection when (isRequired ? _requiredConnections : _optionalConnections).Add(connection.Key) && _graph.Find(connection.Key)?.FinalConnection() is { } entry:
                    Use(entry.Value, isRequired);
                    break;
            }
        }
    }
}
