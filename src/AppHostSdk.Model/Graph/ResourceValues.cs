namespace AppHostSdk.Model;

/// <summary>Everything that a resource holds values in.</summary>
public static class ResourceValues
{
    /// <summary>
    /// The values of <paramref name="resource"/> and of its entries, whatever becomes of them later: in no order, conditions ignored.
    /// What refers to another resource by its key alone (waits, references, relationships) is not among them.
    /// </summary>
    public static IEnumerable<ModelValue> Values(this Resource resource) =>
        new[] { resource.LaunchProfile, resource.Image, resource.Tag, resource.Command, resource.WorkingDirectory, resource.Parameter.Default }
            .Concat(resource.Images.SelectMany(i => new[] { i.Image, i.Tag, i.Registry, i.Digest }))
            .Concat(resource.Endpoints.OfType<EndpointDeclaration>().SelectMany(e => new[] { e.Port, e.TargetPort }))
            .Concat(resource.Environment.Select(ValueOf))
            .Concat(resource.Arguments.Select(a => a.Value))
            .Concat(resource.Waits.Select(w => w.Behavior))
            .Concat(resource.Lifecycle.SelectMany(ValuesOf))
            .Concat(resource.HealthChecks.OfType<RegisteredHealthCheckEntry>().Select(h => h.Key))
            .Concat(resource.Mounts.Select(m => m.Source))
            .Concat(resource.Urls.SelectMany(ValuesOf))
            .Concat(resource.Settings.SelectMany(s => new[] { s.Value, s.Detail }))
            .Concat(resource.Details.Select(d => d.Value))
            .Concat(resource.Commands.SelectMany(c => new[] { c.DisplayName, c.Callback, c.Path }))
            .Concat(resource.Handlers.Select(h => h.Callback))
            .Concat(resource.Connections.Select(c => c.Value))
            .Concat(resource.ConnectionProperties.Select(p => p.Value));

    private static ModelValue ValueOf(EnvironmentEntry entry) => entry switch
    {
        EnvironmentVariable variable => variable.Value,
        UriVariables address => address.Uri,
        EnvironmentCallback function => function.Callback,
        _ => ModelValue.None,
    };

    private static IEnumerable<ModelValue> ValuesOf(LifecycleEntry entry) => entry switch
    {
        RestartEntry restart => [restart.Policy, restart.MaxRestarts],
        ReplicaEntry replicas => [replicas.Count],
        _ => [],
    };

    private static IEnumerable<ModelValue> ValuesOf(UrlEntry entry) => entry switch
    {
        UrlDeclaration declaration => [declaration.Url, declaration.DisplayText],
        UrlCallback function => [function.Callback],
        _ => [],
    };
}
