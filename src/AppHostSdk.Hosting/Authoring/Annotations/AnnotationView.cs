using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What is described of a resource, as annotations. Variables of references are not among them: each run makes them.</summary>
internal static class AnnotationView
{
    public static IEnumerable<IResourceAnnotation> Of(IResource resource, Model.Resource described, Func<ResourceEndpoint, EndpointAnnotation> endpoint)
    {
        var values = new DescribedValues(resource);
        return Image(described)
            .Concat(described.Endpoints().Select(endpoint))
            .Concat(described.Environment.Select(e => Environment(e, values)).OfType<IResourceAnnotation>())
            .Concat(described.Arguments.Select(a => Argument(a, values)))
            .Concat(described.Mounts.Select(m => new ContainerMountAnnotation(values.TextOf(m.Source), m.Target, m.IsVolume ? ContainerMountType.Volume : ContainerMountType.BindMount, m.IsReadOnly)))
            .Concat(described.Waits.Select(w => new WaitAnnotation(values.ResourceOf(w.Dependency), TypeOf(w.Kind), w.ExitCode) { WaitBehavior = Enum.TryParse<WaitBehavior>(w.Behavior.AsText, out var behavior) ? behavior : null }))
            .Concat(described.HealthChecks.Select(h => new HealthCheckAnnotation(KeyOf(described, h))))
            .Concat(described.Relationships.Select(r => new ResourceRelationshipAnnotation(values.ResourceOf(r.Other), r.Kind == RelationshipEntry.Parent ? "Parent" : r.Kind)))
            .Concat(described.Connections.Where(c => c.IsRedirection).SelectMany(c => c.Value.Mentioned()).Select(values.ResourceOf).OfType<IResourceWithConnectionString>().Select(r => new ConnectionStringRedirectAnnotation(r)))
            .Concat(described.Urls.OfType<UrlDeclaration>().Select(u => new ResourceUrlAnnotation { Url = values.TextOf(u.Url) ?? "", DisplayText = values.TextOf(u.DisplayText) }))
            .Concat(Single(described));
    }

    private static IEnumerable<IResourceAnnotation> Image(Model.Resource described)
    {
        var (image, tag) = described.FinalImage();
        if (described.Kind == ResourceKind.Container && image.AsText is { Length: > 0 } name)
        {
            yield return ContainerImageAnnotation.Of(name, tag.AsText);
        }
    }

    private static IEnumerable<IResourceAnnotation> Single(Model.Resource described)
    {
        if (described.Replicas().AsNumber is > 1 and var replicas)
        {
            yield return new ReplicaAnnotation((int)replicas);
        }

        if (described.Lifecycle.OfType<ExplicitStart>().Any())
        {
            yield return new ExplicitStartupAnnotation();
        }

        if (Enum.TryParse<ContainerLifetime>(described.Last<LifetimeEntry>()?.Lifetime.AsText, out var lifetime))
        {
            yield return new ContainerLifetimeAnnotation { Lifetime = lifetime };
        }
    }

    private static EnvironmentCallbackAnnotation? Environment(EnvironmentEntry entry, DescribedValues values) => entry switch
    {
        EnvironmentVariable { Value: ModelValue.Callback callback } variable => new(variable.Name, (Func<string>)values.CallbackOf(callback)),
        EnvironmentVariable variable => new((EnvironmentCallbackContext context) => context.EnvironmentVariables[variable.Name] = values.ObjectOf(variable.Value) ?? ""),
        EnvironmentCallback { Callback: ModelValue.Callback callback } => new(Awaited<EnvironmentCallbackContext>(values.CallbackOf(callback))),
        _ => null,
    };

    private static CommandLineArgsCallbackAnnotation Argument(ArgumentEntry entry, DescribedValues values) => entry.Value is ModelValue.Callback callback
        ? new(Awaited<CommandLineArgsCallbackContext>(values.CallbackOf(callback)))
        : new((IList<object> args) => args.Add(values.ObjectOf(entry.Value) ?? ""));

    private static Func<TContext, Task> Awaited<TContext>(Delegate callback) => (Func<TContext, Task>)callback;

    private static WaitType TypeOf(WaitKind kind) => kind switch
    {
        WaitKind.Started => WaitType.WaitUntilStarted,
        WaitKind.Completed => WaitType.WaitForCompletion,
        _ => WaitType.WaitUntilHealthy,
    };

    private static string KeyOf(Model.Resource described, HealthCheckEntry check) => check switch
    {
        RegisteredHealthCheckEntry registered => registered.Key.AsText ?? "",
        HttpHealthCheckEntry http => $"{described.Name}_{http.Endpoint ?? "http"}_{http.Path}_{http.StatusCode}_check",
        TcpHealthCheckEntry tcp => $"{described.Name}_{tcp.Endpoint ?? "tcp"}_check",
        _ => check.ToString()!,
    };
}
