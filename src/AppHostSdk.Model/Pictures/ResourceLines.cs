namespace AppHostSdk.Model;

/// <summary>What a picture says of one resource.</summary>
internal static class ResourceLines
{
    /// <summary>Name, kind, what it is made of, and where it listens.</summary>
    public static IReadOnlyList<string> Of(AppGraph graph, Resource resource)
    {
        var kind = resource.Kind.ToString().ToLowerInvariant();
        var lines = new List<string>
        {
            resource.Name,
            resource.Secret ? "secret " + kind : resource.Lifetime == ResourceLifetime.Persistent ? kind + ", persistent" : kind,
        };
        if (Made(graph, resource) is { } made)
        {
            lines.Add(made);
        }

        var endpoints = resource.Endpoints();
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
        foreach (var entry in resource.Images)
        {
            yield return (entry.Image, "image");
            yield return (entry.Tag, "tag");
        }

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
        ModelValue.Late late => $"{{{graph.Slots.FirstOrDefault(slot => slot.Id == late.Slot)?.Provenance.Text ?? "known at run time"}}}",
        _ => "{known at run time}",
    };

    private static string? Made(AppGraph graph, Resource resource) => resource.Kind switch
    {
        ResourceKind.Project => graph.Projects.FirstOrDefault(p => p.Type == resource.Project) is { } project ? FileName(project.ProjectPath) : resource.Project,
        ResourceKind.Container => resource.FinalImage() is var (image, tag) && Text(graph, image) is { } name ? Text(graph, tag) is { } version ? $"{name}:{version}" : name : null,
        ResourceKind.Executable => Text(graph, resource.Command),
        _ => null,
    };

    private static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
