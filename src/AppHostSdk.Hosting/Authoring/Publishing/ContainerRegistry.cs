using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>A place that images are pushed to when the application is published.</summary>
public interface IContainerRegistry
{
    /// <summary>What it is called.</summary>
    ReferenceExpression Name { get; }

    /// <summary>Its address, for example <c>ghcr.io</c>.</summary>
    ReferenceExpression Endpoint { get; }

    /// <summary>The path under the address; <see langword="null"/> for none.</summary>
    ReferenceExpression? Repository => null;
}

/// <summary>A registry that exists. Nothing is started for it.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="endpoint">Its address.</param>
/// <param name="repository">The path under the address.</param>
public class ContainerRegistryResource(string name, ReferenceExpression endpoint, ReferenceExpression? repository = null) : Resource(name), IContainerRegistry
{
    /// <summary>Its address.</summary>
    public ReferenceExpression Endpoint { get; } = endpoint;

    /// <summary>The path under the address; <see langword="null"/> for none.</summary>
    public ReferenceExpression? Repository { get; } = repository;

    ReferenceExpression IContainerRegistry.Name => ReferenceExpression.Create($"{Name}");
}

/// <summary>Says where images are pushed to when the application is published. A run pulls and builds images as it would without.</summary>
public static class ContainerRegistryExtensions
{
    /// <summary>Adds a registry.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="endpoint">Its address, for example <c>ghcr.io</c>.</param>
    /// <param name="repository">The path under the address.</param>
    [ModelOperation(OperationKind.AddResource)]
    [ModelConstant("kind", nameof(ResourceKind.Logical))]
    public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [RunTimeOnly] string endpoint,
        [RunTimeOnly] string? repository = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        return builder.Registry(name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}"));
    }

    /// <summary>Adds a registry whose address is a parameter.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="endpoint">Its address.</param>
    /// <param name="repository">The path under the address.</param>
    [ModelOperation(OperationKind.AddResource)]
    [ModelConstant("kind", nameof(ResourceKind.Logical))]
    public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [RunTimeOnly] IResourceBuilder<ParameterResource> endpoint,
        [RunTimeOnly] IResourceBuilder<ParameterResource>? repository = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(endpoint);
        return builder.Registry(name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}"));
    }

    /// <summary>Pushes the image of the resource to a registry when the application is published.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="registry">The registry.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.ContainerRegistry))]
    public static IResourceBuilder<TDestination> WithContainerRegistry<TDestination, TContainerRegistry>(
        this IResourceBuilder<TDestination> builder,
        [ModelArgument("subject")] IResourceBuilder<TContainerRegistry> registry)
        where TDestination : IResource
        where TContainerRegistry : IResource, IContainerRegistry => builder.Publish(PublishingKind.ContainerRegistry, registry.Reference());

    private static ResourceBuilder<ContainerRegistryResource> Registry(
        this IDistributedApplicationBuilder builder,
        string name,
        ReferenceExpression endpoint,
        ReferenceExpression? repository) =>
        builder.Add(OperationKind.AddResource, new ContainerRegistryResource(name, endpoint, repository), ModelValue.From(name), ModelValue.From(nameof(ResourceKind.Logical)));
}
