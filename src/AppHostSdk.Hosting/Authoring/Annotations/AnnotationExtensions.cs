using System.Diagnostics.CodeAnalysis;

namespace AppHostSdk;

/// <summary>Finds what is noted on a resource.</summary>
public static class AnnotationExtensions
{
    /// <summary>The last annotation of a type.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="annotation">The annotation.</param>
    [ModelQuery]
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    /// <summary>All annotations of a type.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="result">The annotations.</param>
    [ModelQuery]
    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Found([.. resource.Annotations.OfType<T>()], out result);
    }

    /// <summary>Whether there is an annotation of a type.</summary>
    /// <param name="resource">The resource.</param>
    [ModelQuery]
    public static bool HasAnnotationOfType<T>(this IResource resource)
        where T : IResourceAnnotation => resource.TryGetLastAnnotation<T>(out _);

    /// <summary>All annotations of a type, those of what the resource is a part of included.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="result">The annotations.</param>
    [ModelQuery]
    public static bool TryGetAnnotationsIncludingAncestorsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        var all = new List<T>();
        for (var next = resource; next is not null; next = (next as IResourceWithParent)?.Parent)
        {
            all.AddRange(next.Annotations.OfType<T>());
        }

        return Found(all, out result);
    }

    /// <summary>Whether there is an annotation of a type on the resource, or on what it is a part of.</summary>
    /// <param name="resource">The resource.</param>
    [ModelQuery]
    public static bool HasAnnotationIncludingAncestorsOfType<T>(this IResource resource)
        where T : IResourceAnnotation => resource.TryGetAnnotationsIncludingAncestorsOfType<T>(out _);

    /// <summary>What fills the environment.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="environmentVariables">The annotations.</param>
    [ModelQuery]
    public static bool TryGetEnvironmentVariables(this IResource resource, [NotNullWhen(true)] out IEnumerable<EnvironmentCallbackAnnotation>? environmentVariables) =>
        resource.TryGetAnnotationsOfType(out environmentVariables);

    /// <summary>What a container sees of this machine.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="volumeMounts">The annotations.</param>
    [ModelQuery]
    public static bool TryGetContainerMounts(this IResource resource, [NotNullWhen(true)] out IEnumerable<ContainerMountAnnotation>? volumeMounts) =>
        resource.TryGetAnnotationsOfType(out volumeMounts);

    /// <summary>The endpoints, those of a launch profile included.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="endpoints">The annotations.</param>
    [ModelQuery]
    public static bool TryGetEndpoints(this IResource resource, [NotNullWhen(true)] out IEnumerable<EndpointAnnotation>? endpoints) =>
        resource.TryGetAnnotationsOfType(out endpoints);

    /// <summary>The URLs that the program gave the resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="urls">The annotations.</param>
    [ModelQuery]
    public static bool TryGetUrls(this IResource resource, [NotNullWhen(true)] out IEnumerable<ResourceUrlAnnotation>? urls) =>
        resource.TryGetAnnotationsOfType(out urls);

    private static bool Found<T>(List<T> all, [NotNullWhen(true)] out IEnumerable<T>? result)
    {
        result = all.Count > 0 ? all : null;
        return result is not null;
    }
}
