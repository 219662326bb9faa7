using System.Diagnostics.CodeAnalysis;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Asks what is described of a resource so far.</summary>
public static class ResourceExtensions
{
    /// <summary>Refers to an endpoint of the resource. That it exists is checked when compiling.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    [ModelOperation(OperationKind.GetEndpoint)]
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, [EndpointName, ModelArgument("name")] string endpointName) =>
        new(resource, endpointName);

    /// <summary>Refers to an endpoint of the resource as it is seen from a certain side, whoever the consumer is.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="contextNetworkId">From where it is looked at, for example <see cref="KnownNetworkIdentifiers.LocalhostNetwork"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such network.</exception>
    [ModelOperation(OperationKind.GetEndpoint)]
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, [EndpointName, ModelArgument("name")] string endpointName, NetworkIdentifier contextNetworkId) =>
        new(resource, endpointName, contextNetworkId);

    /// <summary>The endpoints that the resource has so far, those of its launch profile included.</summary>
    /// <param name="resource">The resource.</param>
    [ModelQuery]
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        EndpointsOf(resource).Select(e => new EndpointReference(resource, e.Name));

    /// <summary>The endpoints that the resource has so far as they are seen from a certain side.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="contextNetworkId">From where they are looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such network.</exception>
    [ModelQuery]
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource, NetworkIdentifier contextNetworkId) =>
        EndpointsOf(resource).Select(e => new EndpointReference(resource, e.Name, contextNetworkId));

    /// <summary>How many copies of the resource run.</summary>
    /// <param name="resource">The resource.</param>
    [ModelQuery]
    public static int GetReplicaCount(this IResource resource) => (int)(Described(resource).Replicas().AsNumber ?? 1);

    /// <summary>Whether the resource is a container.</summary>
    /// <param name="resource">The resource.</param>
    [ModelQuery]
    public static bool IsContainer(this IResource resource) => Described(resource).Kind == ResourceKind.Container;

    /// <summary>Whether the resource is left out when the application is published.</summary>
    /// <param name="resource">The resource.</param>
    [ModelQuery]
    public static bool IsExcludedFromPublish(this IResource resource) => Described(resource).Publishing.Any(p => p.Kind == PublishingKind.Excluded);

    /// <summary>The image that a container is made of.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="imageName">The image with its registry, and its tag or digest.</param>
    /// <returns>False when it is not a container, or its image is built.</returns>
    [ModelQuery]
    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName)
    {
        var (image, tag) = Described(resource).FinalImage();
        imageName = image.AsText is { Length: > 0 } name ? tag.AsText is { Length: > 0 } version ? $"{name}:{version}" : name : null;
        return imageName is not null;
    }

    private static EquatableArray<ResourceEndpoint> EndpointsOf(IResource resource) => Described(resource).Endpoints();

    private static Model.Resource Described(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Expressed.Described(resource)
            ?? throw new InvalidOperationException($"'{resource.Name}' was not added to an application, so nothing is described of it. Add it with AddResource.");
    }
}
