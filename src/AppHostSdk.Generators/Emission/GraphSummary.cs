using AppHostSdk.Model;

namespace AppHostSdk.Generators;

/// <summary>The graph at a glance: one line per resource, for the head of the emitted file.</summary>
internal static class GraphSummary
{
    public static IEnumerable<string> Lines(AppGraph graph)
    {
        var width = graph.Resources.Select(r => r.Key.Length).DefaultIfEmpty(0).Max();
        var checkedResources = new HashSet<string>(graph.Resources.Where(r => !r.HealthChecks.IsEmpty).Select(r => r.Key), StringComparer.Ordinal);
        foreach (var resource in graph.Resources)
        {
            var endpoints = LaunchExpansion.Union(LaunchExpansion.Candidates(resource, graph.LaunchOf(resource)));
            var facts = Facts(resource, endpoints, checkedResources).ToList();
            var kind = resource.Kind == ResourceKind.ExternalService ? "external" : resource.Kind.ToString().ToLowerInvariant();
            yield return facts.Count == 0
                ? $"{OneLine(resource.Key).PadRight(width)}  {kind}"
                : $"{OneLine(resource.Key).PadRight(width)}  {kind.PadRight(10)}  {OneLine(string.Join("; ", facts))}";
        }
    }

    /// <summary>User text must not end the comment it stands in.</summary>
    internal static string OneLine(string text) =>
        new([.. text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    private static IEnumerable<string> Facts(Resource resource, EquatableArray<ResourceEndpoint> endpoints, HashSet<string> checkedResources)
    {
        var (finalImage, finalTag) = resource.FinalImage();
        if (finalImage.AsText is { } image)
        {
            yield return finalTag.AsText is { } tag ? $"{image}:{tag}" : image;
        }

        if (resource.Program().AsText is { } command)
        {
            yield return command;
        }

        if (resource.Kind == ResourceKind.ExternalService && resource.FinalConnection()?.Value.AsText is { } address)
        {
            yield return address;
        }

        if (resource.Replicas().AsNumber is > 1 and var replicas)
        {
            yield return $"{replicas} replicas";
        }

        if (!endpoints.IsEmpty)
        {
            yield return "listens on " + string.Join(", ", endpoints.Select(e => e.Port.AsNumber is { } port ? $"{e.Name}:{port}" : e.Name));
        }

        var references = resource.Environment.OfType<ReferenceVariables>().Select(r => r.Source).Distinct().ToList();
        if (references.Count > 0)
        {
            yield return "refers to " + string.Join(", ", references);
        }

        if (!resource.Waits.IsEmpty)
        {
            yield return "starts after " + string.Join(", ", resource.Waits.Select(w => w.Kind switch
            {
                WaitKind.Completed => $"{w.Dependency} has ended",
                WaitKind.Started => $"{w.Dependency} runs",
                _ => checkedResources.Contains(w.Dependency) ? $"{w.Dependency} is healthy" : $"{w.Dependency} runs",
            }));
        }
    }
}
