namespace AppHostSdk.Model;

/// <summary>What a picture says of one resource.</summary>
internal static class ResourceLines
{
    /// <summary>Name, kind, what it is made of, and where it listens with some launch profile that may be selected.</summary>
    public static IReadOnlyList<string> Of(AppGraph graph, Resource resource, ConditionWords words)
    {
        var kind = resource.Kind.ToString().ToLowerInvariant();
        var lines = new List<string>
        {
            resource.Name,
            resource.Kind == ResourceKind.ExternalService ? "external service" : resource.Secret ? "secret " + kind : resource.IsPersistent ? kind + ", persistent" : kind,
        };
        lines.AddRange(Made(graph, resource, words));
        lines.AddRange(resource.Lifecycle.OfType<ReplicaEntry>().Where(e => e.Count.AsNumber != 1).Select(e =>
            $"{Text(graph, e.Count)} replicas" + (e.Condition.IsAlways || e.Condition == resource.Condition ? "" : " " + words.Of(e.Condition))));
        var endpoints = LaunchExpansion.Union(LaunchExpansion.Candidates(resource, graph.LaunchOf(resource)));
        if (!endpoints.IsEmpty)
        {
            lines.Add("listens on " + string.Join(", ", endpoints.Select(e => Text(graph, e.Port) is { } port ? $"{e.Name}:{port}" : e.Name)));
        }

        return lines;
    }

    /// <summary>The values that belong to the resource itself, each with what it is.</summary>
    public static IEnumerable<(ModelValue Value, string What)> OwnValues(Resource resource)
    {
        yield return (resource.Image, "image");
        yield return (resource.Tag, "tag");
        yield return (resource.Command, "command");
        yield return (resource.WorkingDirectory, "working directory");
        foreach (var endpoint in resource.Endpoints())
        {
            yield return (endpoint.Port, "port");
            yield return (endpoint.TargetPort, "target port");
        }
    }

    /// <summary>A value as text, with braces around what is known only when the host runs; <see langword="null"/> for none.</summary>
    public static string? Text(AppGraph graph, ModelValue value) => value switch
    {
        ModelValue.NoValue => null,
        ModelValue.Text text => text.Value,
        ModelValue.Number number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ModelValue.Flag flag => flag.Value ? "true" : "false",
        ModelValue.HostPath path => path.Relative,
        ModelValue.Template template => string.Concat(template.Parts.Select(part => Text(graph, part))),
        ModelValue.List list => string.Join(", ", list.Items.Select(item => Text(graph, item))),
        ModelValue.Resource resource => $"{{{resource.Key}}}",
        ModelValue.Endpoint endpoint => $"{{{endpoint.Key}.{endpoint.Name}}}",
        ModelValue.Parameter parameter => $"{{{parameter.Key}}}",
        ModelValue.Connection connection => $"{{{connection.Key}}}",
        ModelValue.Formatted formatted => Text(graph, formatted.Value),
        ModelValue.Late late => $"{{{graph.Slots.FirstOrDefault(slot => slot.Id == late.Slot)?.Provenance.Text ?? "known at run time"}}}",
        _ => "{known at run time}",
    };

    private static IEnumerable<string> Made(AppGraph graph, Resource resource, ConditionWords words) => resource.Kind switch
    {
        ResourceKind.Project => Line(graph.LaunchOf(resource) is { } project ? FileName(project.ProjectPath) : resource.Project ?? (Text(graph, resource.Setting(ResourceSetting.ProjectPath)) is { } path ? FileName(path) : null)),
        ResourceKind.Container => Images(graph, resource, words),
        ResourceKind.Executable => Line(Text(graph, resource.Program())),
        ResourceKind.ExternalService => resource.Connections.SelectMany(c => Line(Text(graph, c.Value))),
        _ => [],
    };

    private static IEnumerable<string> Line(string? text) => text is null ? [] : [text];

    /// <summary>The image, and below it those that some runs use instead.</summary>
    private static IEnumerable<string> Images(AppGraph graph, Resource resource, ConditionWords words)
    {
        var always = new List<ImageEntry>();
        var instead = new List<(List<ImageEntry> Entries, Condition When)>();
        foreach (var entry in resource.Images)
        {
            if (!entry.Condition.IsAlways && entry.Condition != resource.Condition)
            {
                instead.Add(([.. always, entry], entry.Condition));
                continue;
            }

            // What always happens overrides what happened sometimes.
            always.Add(entry);
            instead = entry.Image.IsNone ? instead.ConvertAll(i => (new List<ImageEntry>(i.Entries) { entry }, i.When)) : [];
        }

        return Line(Name(always)).Concat(instead.SelectMany(i => Line(Name(i.Entries)).Select(name => $"{name} {words.Of(i.When)}")));

        string? Name(List<ImageEntry> entries)
        {
            var (image, tag) = (resource with { Images = entries.ToEquatableArray() }).FinalImage();
            return Text(graph, image) is { } name ? Text(graph, tag) is { } suffix ? $"{name}:{suffix}" : name : null;
        }
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
