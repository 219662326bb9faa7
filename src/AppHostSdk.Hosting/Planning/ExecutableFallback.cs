using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>Makes programs of this machine out of containers that are to run as such.</summary>
internal static class ExecutableFallback
{
    /// <summary>
    /// The graph in which they are executables. What is about containers only is gone, but for mounts and files, which are told at the
    /// start. An endpoint's port inside the container means nothing here: the program listens where others connect.
    /// </summary>
    public static AppGraph Apply(AppGraph graph) =>
        graph.Resources.Any(IsOne) ? graph with { Resources = graph.Resources.Map(r => IsOne(r) ? Executable(r) : r) } : graph;

    /// <summary>What the program would expect of a container and does not have, one line for each resource.</summary>
    public static IReadOnlyList<string> Losses(AppGraph graph)
    {
        var losses = new List<string>();
        foreach (var program in graph.Resources)
        {
            if (program.Kind == ResourceKind.Executable && !program.Mounts.IsEmpty)
            {
                losses.Add($"'{program.Name}' runs as a program of this machine, where its volumes and bind mounts mean nothing: {string.Join(", ", program.Mounts.Select(m => m.Target))}. Its data is not kept.");
            }

            if (program.Kind == ResourceKind.Executable && !program.Details.IsEmpty && program.Details.Where(IsFiles).Select(d => d.Name).Distinct().ToList() is { Count: > 0 } files)
            {
                losses.Add($"'{program.Name}' runs as a program of this machine, where the files of WithContainerFiles are not put: {string.Join(", ", files)}.");
            }
        }

        return losses;
    }

    private static bool IsFiles(DetailEntry detail) => detail.Detail == ResourceDetail.ContainerFiles;

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
        Details = container.Details.Where(IsFiles).Select(d => d with { Value = ModelValue.None }).ToEquatableArray(),
        Settings = container.Settings
            .Where(s => s.Setting is not (ResourceSetting.Entrypoint or ResourceSetting.ContainerName or ResourceSetting.ImagePullPolicy or ResourceSetting.Lifetime or ResourceSetting.Dockerfile))
            .ToEquatableArray(),
    };
}
