using System.Globalization;
using AppHostSdk.Configuration;
using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Planning;
using AppHostSdk.Processes;
using AppHostSdk.Running;
using AppHostSdk.Starters;
using AppHostSdk.UserCode;

namespace AppHostSdk.Launching;

/// <summary>Everything the executor needs to start one resource; computed for all resources before anything starts.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Process">What to start on the host, or <see langword="null"/>.</param>
/// <param name="Container">What to start in the engine, or <see langword="null"/>.</param>
/// <param name="HealthChecks">What must succeed for the resource to be healthy.</param>
/// <param name="Urls">The addresses to show.</param>
internal sealed record LaunchSpec(
    Model.Resource Resource,
    ProcessSpec? Process,
    ContainerSpec? Container,
    IReadOnlyList<HealthCheck> HealthChecks,
    IReadOnlyList<string> Urls)
{
    /// <summary>The resource that the program describes: another one for a replica.</summary>
    public Model.Resource Origin { get; init; } = Resource;

    /// <summary>The URL of each endpoint, in the order of the endpoints.</summary>
    public IReadOnlyList<string> EndpointUrls { get; } = Urls;

    /// <summary>The project that is built first, and whose program <see cref="Process"/> then is; <see langword="null"/> for none.</summary>
    public string? BuiltFrom { get; init; }

    /// <summary>What may be the matter when it fails, asked only then.</summary>
    public Func<string?> FailureAdvice { get; init; } = () => null;

    /// <summary>Says who is in the way of the ports it needs; <see langword="null"/> for nobody.</summary>
    public Func<string?> Conflict { get; init; } = () => null;
}

/// <summary>Resolves the launches of a graph. Reads no file and starts nothing.</summary>
internal static class LaunchResolver
{
    public static IReadOnlyDictionary<string, LaunchSpec> Resolve(AppGraph graph, Addresses addresses, ValueResolver values, RunIdentity session, string hostDirectory, RegisteredChecks checks)
    {
        var launches = new Dictionary<string, LaunchSpec>();
        var origins = ReplicaExpansion.Origins(graph);
        foreach (var resource in ReplicaExpansion.Expand(graph).Resources.Where(r => r.IsStarted))
        {
            // What functions of the program decide is decided when it starts.
            launches.Add(resource.Key, Resolve(graph, CallbackInvoker.Without(resource), addresses, values, session, hostDirectory, checks) with
            {
                Resource = resource,
                Origin = origins.TryGetValue(resource.Key, out var origin) ? graph.Find(origin)! : resource,
            });
        }

        return launches;
    }

    /// <summary>The launch of one resource, which is without functions.</summary>
    public static LaunchSpec Resolve(AppGraph graph, Model.Resource resource, Addresses addresses, ValueResolver values, RunIdentity session, string hostDirectory, RegisteredChecks checks)
    {
        var endpoints = addresses.Of(resource.Key);
        var process = resource.Kind switch
        {
            ResourceKind.Project => Project(graph, resource, endpoints, values, hostDirectory),
            ResourceKind.Executable => Executable(resource, endpoints, values),
            _ => null,
        };
        return new LaunchSpec(
            resource,
            process,
            resource.Kind == ResourceKind.Container ? Container(resource, endpoints, values, session) : null,
            ResourceChecks.Of(resource, endpoints, key => checks.Find(resource.Name, values.Text(resource, key))),
            EndpointUrls.Of(graph.LaunchOf(resource), resource, endpoints))
        {
            BuiltFrom = graph.LaunchOf(resource) is { Command: ProjectLaunch.BuiltWhenStarted } project ? project.ProjectPath : null,
            FailureAdvice = () => resource.Kind == ResourceKind.Project ? DeveloperCertificate.AdviceFor(endpoints.Select(e => e.Endpoint.Scheme), process!.Environment.Keys) : null,
            Conflict = () => endpoints.Select(e => e.DirectConflict).FirstOrDefault(c => c is not null),
        };
    }

    private static ProcessSpec Project(AppGraph graph, Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, ValueResolver values, string hostDirectory)
    {
        var project = graph.LaunchOf(resource)
            ?? throw new DistributedApplicationException(ProjectPaths.ProblemOf(resource, hostDirectory) is { } problem
                ? $"'{resource.Name}' is a project by path, but {problem}. Correct the path, which is relative to the app host's directory."
                : $"'{resource.Name}' is the project {resource.Project}, which the app host's build does not know. Add a ProjectReference to it to the app host's project file and rebuild.");
        var target = Path.GetFullPath(Path.Combine(hostDirectory, project.TargetPath));
        var profile = LaunchExpansion.ProfileOf(resource, project);
        IReadOnlyList<string> arguments = [.. ProfileProgram.Arguments(profile, project, hostDirectory), .. values.Arguments(resource)];
        var variables = values.Environment(resource);
        var served = endpoints.Where(e => !e.IsAlias && ListenVariables.IsServed(e.Endpoint)).ToList();
        ProjectVariables(resource, variables, project, served, values.IsDevelopment);
        PortVariables(variables, endpoints);
        var withheld = Withheld(values.Withheld, project, served);
        if (profile is { StartsProgram: true })
        {
            return ProfileProgram.Of(resource, profile, project, hostDirectory) with { Arguments = arguments, Environment = variables, Withheld = withheld };
        }

        return new ProcessSpec
        {
            Name = resource.Name,
            FileName = project.Command switch
            {
                ProjectLaunch.SharedHost => SharedHost.Dotnet,
                ProjectLaunch.BuiltWhenStarted => "",
                var name when !name.Contains('/') => name,
                var path => Path.GetFullPath(Path.Combine(hostDirectory, path)),
            },
            Arguments = project switch
            {
                { Command: ProjectLaunch.SharedHost, Arguments: "" } => ["exec", target, .. arguments],
                _ => [.. CommandLine.Split(project.Arguments), .. arguments],
            },
            WorkingDirectory = Path.GetFullPath(Path.Combine(hostDirectory, project.WorkingDirectory)),
            Environment = variables,
            Withheld = withheld,
            MissingProgramAdvice = () => $"Build the app host, which builds {Path.GetFileName(project.ProjectPath)} with it.",
        };
    }

    /// <summary>The variables every project gets. What the user set stays.</summary>
    private static void ProjectVariables(
        Model.Resource resource, Dictionary<string, string> variables, ProjectLaunch project, List<EndpointAddress> http, bool isDevelopment)
    {
        if (!project.KestrelEndpoints.IsEmpty)
        {
            // Endpoints of the app settings make the web server pass over all other addresses, so every endpoint becomes one of them.
            foreach (var e in http)
            {
                variables.TryAdd($"Kestrel__Endpoints__{ListenVariables.KeyOf(project, e.Endpoint)}__Url", e.TargetUrl);
            }
        }
        else if (http.Count > 0)
        {
            variables.TryAdd("ASPNETCORE_URLS", string.Join(';', http.Select(e => e.TargetUrl)));
        }

        if (http.Find(e => e.Endpoint.Scheme == "https") is { } https)
        {
            variables.TryAdd("ASPNETCORE_HTTPS_PORT", https.HostPort.ToString(CultureInfo.InvariantCulture));
        }

        if (isDevelopment)
        {
            // A developer's traces show whole addresses.
            variables.TryAdd("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            variables.TryAdd("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        if (OtlpEnvironment.IsSentWithin(resource))
        {
            variables.TryAdd(OtlpEnvironment.RetryVariable, "in_memory");
        }

        variables.TryAdd("LOGGING__CONSOLE__FORMATTERNAME", "simple");
    }

    /// <summary>What the host does not pass on: secrets, and what would have the program listen elsewhere than at its endpoints.</summary>
    private static IReadOnlySet<string> Withheld(IReadOnlySet<string> secrets, ProjectLaunch project, List<EndpointAddress> served)
    {
        if (served.Count == 0)
        {
            return secrets;
        }

        var endpoints = served.ConvertAll(e => e.Endpoint);
        var displacing = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => ListenVariables.Displaces(name, project, endpoints)).ToList();
        return displacing.Count == 0 ? secrets : secrets.Concat(displacing).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static ProcessSpec Executable(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, ValueResolver values)
    {
        var variables = values.Environment(resource);
        PortVariables(variables, endpoints);
        var (command, directory) = (values.Text(resource, resource.Command), values.Text(resource, resource.WorkingDirectory));
        return new ProcessSpec
        {
            Name = resource.Name,
            FileName = command,
            Arguments = values.Arguments(resource),
            WorkingDirectory = directory,
            Environment = variables,
            Withheld = values.Withheld,
            MissingProgramAdvice = () => CommandAdvice.For(resource, command, path => File.Exists(Path.Combine(directory, path)), name => ProgramPath.IsInSearchPath(name, directory))
                ?? (resource.Setting(ResourceSetting.Executable).IsNone
                    ? "Check the command given to AddExecutable."
                    : "Install it, or run the container: leave out RunAsExecutable."),
        };
    }

    private static ContainerSpec Container(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, ValueResolver values, RunIdentity session)
    {
        var variables = values.Environment(resource);
        PortVariables(variables, endpoints);
        return new ContainerSpec
        {
            Name = resource.Setting(ResourceSetting.ContainerName) is { IsNone: false } name ? values.Text(resource, name) : resource.IsPersistent ? session.PersistentName(resource.Name) : session.ContainerName(resource.Name),
            IsPersistent = resource.IsPersistent,
            Image = ImageOf(resource, values, session),
            Build = BuildOf(resource, values),
            PullPolicy = Enum.TryParse<ImagePullPolicy>(resource.Setting(ResourceSetting.ImagePullPolicy).AsText, out var policy) ? policy : ImagePullPolicy.Default,
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
                ? new Dictionary<string, string>(session.PersistentLabels())
                {
                    [RunIdentity.ResourceLabel] = resource.Name,
                    [RunIdentity.PortsLabel] = PersistentContainers.PortsText(endpoints),
                }
                : session.Labels(resource.Name),
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
    public static string ImageOf(Model.Resource resource, ValueResolver values, RunIdentity session)
    {
        if (resource.Settings.Any(s => s.Setting == ResourceSetting.Dockerfile))
        {
            return session.BuiltImage(resource.Name);
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
        if (resource.Settings.LastOrDefault(s => s.Setting == ResourceSetting.Dockerfile) is not { Detail: ModelValue.List { Items: [var file, var stage] } } build)
        {
            return arguments.Count == 0
                ? null
                : throw new DistributedApplicationException($"'{resource.Name}' has build {(arguments[0].Detail == ResourceDetail.BuildArgument ? "argument" : "secret")} '{arguments[0].Name}', but its image is not built. Call WithDockerfile on it, or remove {(arguments[0].Detail == ResourceDetail.BuildArgument ? "WithBuildArg" : "WithBuildSecret")}.");
        }

        var context = values.Text(resource, build.Value);
        return new ImageBuild(
            context,
            Path.GetFullPath(Path.Combine(context, file.IsNone ? "Dockerfile" : values.Text(resource, file))),
            stage.IsNone ? null : values.Text(resource, stage),
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
        from detail in resource.Details
        where detail.Detail == ResourceDetail.ContainerFiles
        let parts = ((ModelValue.List)detail.Value).Items
        select new ContainerFiles(
            detail.Name!,
            parts[0] is ModelValue.List ? null : values.Text(resource, parts[0]),
            parts[0] is ModelValue.List items ? ItemsOf(resource, items, values) : [])
        {
            Owner = (int)(parts[1].AsNumber ?? 0),
            Group = (int)(parts[2].AsNumber ?? 0),
            Umask = parts[3].AsText is { } name ? Enum.Parse<UnixFileMode>(name) : (UnixFileMode)(parts[3].AsNumber ?? (int)ContainerFiles.DefaultUmask),
        };

    /// <summary>See <see cref="ResourceDetail.ContainerFiles"/>.</summary>
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

    private static void PortVariables(Dictionary<string, string> variables, IReadOnlyList<EndpointAddress> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Endpoint.PortVariable is { } name)
            {
                variables[name] = endpoint.TargetPort.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
