namespace AppHostSdk.Model;

/// <summary>Replaces the keys by which a resource refers to others and to itself.</summary>
internal static class KeyMapping
{
    /// <summary>The resource with every key in its entries and values replaced; its own <see cref="Resource.Key"/> stays.</summary>
    public static Resource MapKeys(this Resource resource, Func<string, string> map)
    {
        return (resource with
        {
            LaunchProfile = Value(resource.LaunchProfile),
            Image = Value(resource.Image),
            Tag = Value(resource.Tag),
            Command = Value(resource.Command),
            WorkingDirectory = Value(resource.WorkingDirectory),
            Parameter = resource.Parameter with { Default = Value(resource.Parameter.Default) },
        }).MapEntries(entry => entry.Map(Value, map));

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
