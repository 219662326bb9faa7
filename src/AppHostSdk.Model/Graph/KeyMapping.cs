namespace AppHostSdk.Model;

/// <summary>Replaces the keys by which a resource refers to others and to itself.</summary>
internal static class KeyMapping
{
    /// <summary>The resource with every key in its entries and values replaced; its own <see cref="Resource.Key"/> stays.</summary>
    public static Resource MapKeys(this Resource resource, Func<string, string> map)
    {
        return resource with
        {
            LaunchProfile = Value(resource.LaunchProfile),
            Image = Value(resource.Image),
            Tag = Value(resource.Tag),
            Command = Value(resource.Command),
            WorkingDirectory = Value(resource.WorkingDirectory),
            Parameter = resource.Parameter with { Default = Value(resource.Parameter.Default) },
            Images = resource.Images.Map(e => e with { Image = Value(e.Image), Tag = Value(e.Tag), Registry = Value(e.Registry), Digest = Value(e.Digest) }),
            Endpoints = resource.Endpoints.Map(e => e is EndpointDeclaration d ? d with { Port = Value(d.Port), TargetPort = Value(d.TargetPort) } : e),
            Environment = resource.Environment.Map(e => e switch
            {
                EnvironmentVariable v => v with { Value = Value(v.Value) },
                ReferenceVariables r => r with { Source = map(r.Source) },
                UriVariables u => u with { Uri = Value(u.Uri) },
                EnvironmentCallback c => c with { Callback = Value(c.Callback) },
                _ => e,
            }),
            Arguments = resource.Arguments.Map(e => e with { Value = Value(e.Value) }),
            Waits = resource.Waits.Map(e => e with { Dependency = map(e.Dependency), Behavior = Value(e.Behavior) }),
            Lifecycle = resource.Lifecycle.Map(e => e switch
            {
                RestartEntry r => r with { Policy = Value(r.Policy), MaxRestarts = Value(r.MaxRestarts) },
                ReplicaEntry r => r with { Count = Value(r.Count) },
                _ => e,
            }),
            HealthChecks = resource.HealthChecks.Map(e => e is RegisteredHealthCheckEntry h ? h with { Key = Value(h.Key) } : e),
            Mounts = resource.Mounts.Map(e => e with { Source = Value(e.Source) }),
            Relationships = resource.Relationships.Map(e => e with { Other = map(e.Other) }),
            Urls = resource.Urls.Map(e => e switch
            {
                UrlDeclaration u => u with { Url = Value(u.Url), DisplayText = Value(u.DisplayText) },
                UrlCallback u => u with { Callback = Value(u.Callback) },
                _ => e,
            }),
            Settings = resource.Settings.Map(e => e with { Value = Value(e.Value), Detail = Value(e.Detail) }),
            Details = resource.Details.Map(e => e with { Value = Value(e.Value) }),
            Commands = resource.Commands.Map(e => e with { DisplayName = Value(e.DisplayName), Callback = Value(e.Callback), Path = Value(e.Path) }),
            Handlers = resource.Handlers.Map(e => e with { Callback = Value(e.Callback) }),
            Connections = resource.Connections.Map(e => e with { Value = Value(e.Value) }),
            ConnectionProperties = resource.ConnectionProperties.Map(e => e with { Value = Value(e.Value) }),
        };

        ModelValue Value(ModelValue value) => value switch
        {
            ModelValue.Resource r => new ModelValue.Resource(map(r.Key)),
            ModelValue.Parameter p => new ModelValue.Parameter(map(p.Key)),
            ModelValue.Connection c => new ModelValue.Connection(map(c.Key)),
            ModelValue.Formatted f => f with { Value = Value(f.Value) },
            ModelValue.Endpoint e => e with { Key = map(e.Key) },
            ModelValue.List l => new ModelValue.List(l.Items.Map(Value)),
            ModelValue.Template t => new ModelValue.Template(t.Parts.Map(Value)),
            _ => value,
        };
    }
}
