using AppHostSdk.Containers;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Running;
using AppHostSdk.Starters;

namespace AppHostSdk.Launching;

/// <summary>Resolves what a container is created from.</summary>
internal static class ContainerLaunchResolver
{
    public static ContainerSpec Resolve(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, ValueResolver values, RunIdentity identity)
    {
        var variables = values.Environment(resource);
        LaunchResolver.AddPorts(variables, endpoints);
        return new ContainerSpec
        {
            Name = resource.Setting(ResourceSetting.ContainerName) is { IsNone: false } name ? values.Text(resource, name) : resource.IsPersistent ? identity.PersistentName(resource.Name) : identity.ContainerName(resource.Name),
            IsPersistent = resource.IsPersistent,
            Image = ImageOf(resource, values, identity),
            Build = BuildOf(resource, values),
            PullPolicy = Enum.TryParse<ImagePullPolicy>(resource.Last<PullPolicyEntry>()?.Policy.AsText, out var policy) ? policy : ImagePullPolicy.Default,
            Entrypoint = resource.Settings.LastOrDefault(s => s.Setting == ResourceSetting.Entrypoint) is { } entrypoint
                ? [values.Text(resource, entrypoint.Value), .. (entrypoint.Detail as ModelValue.List)?.Items.Select(argument => values.Text(resource, argument)) ?? []]
                : null,
            Command = values.Arguments(resource),
            RuntimeArguments = [.. resource.Details
                .Where(d => d.Detail == ResourceDetail.RuntimeArguments)
                .SelectMany(d => d.Value is ModelValue.List list ? list.Items : EquatableArray.Of(d.Value))
                .Select(argument => values.Text(resource, argument))],
            MemoryLimit = resource.Setting(ResourceSetting.MemoryLimit) is { IsNone: false } memory ? MemoryLimit.Bytes(values.Text(resource, memory)) : 0,
            NanoCpus = resource.Setting(ResourceSetting.CpuLimit) is { IsNone: false } cpus ? CpuLimit.NanoCpus(values.Text(resource, cpus)) : 0,
            Mounts = [.. resource.Mounts.Select(m => new ContainerMount(
                m.Source.IsNone ? null : values.Text(resource, m.Source),
                m.Target,
                m.IsVolume,
                m.IsReadOnly))],
            Files = [.. FilesOf(resource, values)],
            Environment = [.. variables],
            Labels = resource.IsPersistent
                ? new Dictionary<string, string>(identity.PersistentLabels())
                {
                    [RunIdentity.ResourceLabel] = resource.Name,
                    [RunIdentity.PortsLabel] = PersistentContainers.PortsText(endpoints),
                }
                : identity.Labels(resource.Name),
            Ports = [.. endpoints.Select(e => new ContainerPort(e.TargetPort, e.Endpoint.Protocol, "127.0.0.1", e.HostPort))],
            NetworkAliases = [.. Aliases(resource, values)],
        };
    }

    /// <summary>The address that other containers are given for a container. Names in URLs lose their capitals.</summary>
    public static string NetworkAddress(Model.Resource container) => $"{container.Name.ToLowerInvariant()}.dev.internal";

    private static IEnumerable<string> Aliases(Model.Resource resource, ValueResolver values) => new[]
    {
        resource.Name.ToLowerInvariant(),
        resource.Name,
        NetworkAddress(resource),
    }.Concat(resource.Details.Where(d => d.Detail == ResourceDetail.NetworkAlias).Select(d => values.Text(resource, d.Value))).Distinct();

    /// <summary>The full image reference of a container resource.</summary>
    public static string ImageOf(Model.Resource resource, ValueResolver values, RunIdentity identity)
    {
        if (resource.Last<DockerfileEntry>() is not null)
        {
            return identity.BuiltImage(resource.Name);
        }

        var (finalImage, finalTag) = resource.FinalImage();
        if (finalImage.IsNone)
        {
            throw new DistributedApplicationException($"Container '{resource.Name}' has no image. Call WithImage on it.");
        }

        var image = values.Text(resource, finalImage);
        var tag = finalTag.IsNone ? image.Contains('@') ? "" : ":latest" : ":" + values.Text(resource, finalTag);
        return image + tag;
    }

    private static ImageBuild? BuildOf(Model.Resource resource, ValueResolver values)
    {
        var arguments = resource.Details.Where(d => d.Detail is ResourceDetail.BuildArgument or ResourceDetail.BuildSecret).ToList();
        if (resource.Last<DockerfileEntry>() is not { } build)
        {
            return arguments.Count == 0
                ? null
                : throw new DistributedApplicationException($"'{resource.Name}' has build {(arguments[0].Detail == ResourceDetail.BuildArgument ? "argument" : "secret")} '{arguments[0].Name}', but its image is not built. Call WithDockerfile on it, or remove {(arguments[0].Detail == ResourceDetail.BuildArgument ? "WithBuildArg" : "WithBuildSecret")}.");
        }

        var context = values.Text(resource, build.Context);
        return new ImageBuild(
            context,
            Path.GetFullPath(Path.Combine(context, build.Dockerfile.IsNone ? "Dockerfile" : values.Text(resource, build.Dockerfile))),
            build.Stage.IsNone ? null : values.Text(resource, build.Stage),
            Named(ResourceDetail.BuildArgument))
        {
            Secrets = Named(ResourceDetail.BuildSecret),
            Withheld = values.Withheld,
        };

        Dictionary<string, string> Named(ResourceDetail detail) => arguments
            .Where(a => a.Detail == detail)
            .GroupBy(a => a.Name!)
            .ToDictionary(same => same.Key, same => values.Text(resource, same.Last().Value));
    }

    private static IEnumerable<ContainerFiles> FilesOf(Model.Resource resource, ValueResolver values) =>
        from files in resource.Container.OfType<ContainerFilesEntry>()
        select new ContainerFiles(
            files.Target,
            files.Source is ModelValue.List ? null : values.Text(resource, files.Source),
            files.Source is ModelValue.List items ? ItemsOf(resource, items, values) : [])
        {
            Owner = (int)(files.Owner.AsNumber ?? 0),
            Group = (int)(files.Group.AsNumber ?? 0),
            Umask = files.Umask.AsText is { } name ? Enum.Parse<UnixFileMode>(name) : (UnixFileMode)(files.Umask.AsNumber ?? (int)ContainerFiles.DefaultUmask),
        };

    /// <summary>See <see cref="ContainerFilesEntry.Source"/>.</summary>
    private static IReadOnlyList<ContainerFiles.Item> ItemsOf(Model.Resource resource, ModelValue.List items, ValueResolver values) =>
    [
        .. items.Items.Cast<ModelValue.List>().Select(i => i.Items).Select(i => new ContainerFiles.Item(
            i[0].AsText!,
            i[4].AsText,
            i[5].IsNone ? null : values.Text(resource, i[5]),
            i[6] is ModelValue.List entries ? ItemsOf(resource, entries, values) : null)
        {
            Owner = (int?)i[1].AsNumber,
            Group = (int?)i[2].AsNumber,
            Mode = (UnixFileMode)(i[3].AsNumber ?? 0),
        }),
    ];
}
