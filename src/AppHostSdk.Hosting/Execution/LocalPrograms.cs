using AppHostSdk.Model;

namespace AppHostSdk.Execution;

/// <summary>Makes programs of this machine out of containers that are to run as such.</summary>
internal static class LocalPrograms
{
    /// <summary>
    /// The graph in which they are executables. What is about containers only is gone, but for what is told of it at the start. An
    /// endpoint's port inside the container means nothing here: the program listens where others connect.
    /// </summary>
    public static AppGraph Apply(AppGraph graph) =>
        graph.Resources.Any(IsOne) ? graph with { Resources = graph.Resources.Map(r => IsOne(r) ? Executable(r) : r) } : graph;

    /// <summary>What the program would expect of a container and does not have, one line for each resource.</summary>
    public static IEnumerable<string> Losses(AppGraph graph)
    {
        foreach (var resource in graph.Resources)
        {
            if (resource.Kind == ResourceKind.Executable && !(resource.Mounts.IsEmpty && resource.Details.IsEmpty))
            {
                var paths = string.Join(", ", resource.Mounts.Select(m => m.Target).Concat(resource.Details.Select(d => d.Name)));
                yield return $"'{resource.Name}' runs as a program of this machine, where its volumes, bind mounts and container files mean nothing: {paths}. Its data is not kept.";
            }
        }
    }

    private static bool IsOne(Model.Resource resource) => resource.Kind == ResourceKind.Container && !resource.Setting(ResourceSetting.Executable).IsNone;

    private static Model.Resource Executable(Model.Resource container) => container with
    {
        Kind = ResourceKind.Executable,
        Command = container.Setting(ResourceSetting.Executable),
        WorkingDirectory = new ModelValue.HostPath("."),
        Arguments =
        [
            .. ((ModelValue.List)container.Settings.Last(s => s.Setting == ResourceSetting.Executable).Detail).Items.Select(a => new ArgumentEntry(a)),
            .. container.Arguments,
        ],
        Endpoints = container.Endpoints.Map(e => e is EndpointDeclaration declaration ? declaration with { TargetPort = ModelValue.None } : e),
        Image = ModelValue.None,
        Tag = ModelValue.None,
        Images = [],
        Details = container.Details.Where(d => d.Detail == ResourceDetail.ContainerFiles).Select(d => d with { Value = ModelValue.None }).ToEquatableArray(),
        Settings = container.Settings
            .Where(s => s.Setting is not (ResourceSetting.Entrypoint or ResourceSetting.ContainerName or ResourceSetting.ImagePullPolicy or ResourceSetting.Lifetime or ResourceSetting.Dockerfile))
            .ToEquatableArray(),
    };
}
