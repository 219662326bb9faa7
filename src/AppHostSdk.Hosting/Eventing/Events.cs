using Microsoft.Extensions.Logging;

namespace AppHostSdk;

/// <summary>Something that happens to an application.</summary>
public interface IDistributedApplicationEvent;

/// <summary>Something that happens to a resource.</summary>
public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    /// <summary>The resource.</summary>
    IResource Resource { get; }
}

/// <summary>The resources of an application as those see them that are called while it runs.</summary>
/// <param name="resources">The resources.</param>
public sealed class DistributedApplicationModel(IEnumerable<IResource> resources)
{
    /// <summary>The resources in the order in which they were added.</summary>
    public IReadOnlyList<IResource> Resources { get; } = resources as IReadOnlyList<IResource> ?? [.. resources];
}

/// <summary>
/// The application is about to start; nothing was started yet. Subscribers may still change the model: what they do is applied and
/// checked like the program's own calls.
/// </summary>
/// <param name="services">The services of the application.</param>
/// <param name="model">Its resources.</param>
public sealed class BeforeStartEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The resources of the application.</summary>
    public DistributedApplicationModel Model { get; } = model;
}

/// <summary>Every resource is up, or has failed.</summary>
/// <param name="services">The services of the application.</param>
/// <param name="model">Its resources.</param>
public sealed class AfterResourcesCreatedEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The resources of the application.</summary>
    public DistributedApplicationModel Model { get; } = model;
}

/// <summary>
/// The application starts. For a resource of a type that nothing is started for, this is where its author begins its life: the
/// start of the others does not wait for subscribers.
/// </summary>
/// <param name="resource">The resource.</param>
/// <param name="eventing">Publishes what happens to it.</param>
/// <param name="logger">Writes to its output.</param>
/// <param name="notifications">Changes the state that it is shown in.</param>
/// <param name="services">The services of the application.</param>
public sealed class InitializeResourceEvent(
    IResource resource,
    IDistributedApplicationEventing eventing,
    ILogger logger,
    ResourceNotificationService notifications,
    IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>Publishes what happens to the resource.</summary>
    public IDistributedApplicationEventing Eventing { get; } = eventing;

    /// <summary>Writes to the output of the resource.</summary>
    public ILogger Logger { get; } = logger;

    /// <summary>Changes the state that the resource is shown in.</summary>
    public ResourceNotificationService Notifications { get; } = notifications;

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;
}

/// <summary>The addresses of the resource's endpoints are known. It is not started yet.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The services of the application.</param>
public sealed class ResourceEndpointsAllocatedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;
}

/// <summary>What the resource waits for is ready, and it starts once subscribers have finished.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The services of the application.</param>
public sealed class BeforeResourceStartedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;
}

/// <summary>
/// The resource runs and, where it has health checks, is healthy; once per start. What waits for it starts when subscribers have
/// finished.
/// </summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The services of the application.</param>
public sealed class ResourceReadyEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;
}

/// <summary>The resource has ended, by itself or because it was stopped.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The services of the application.</param>
/// <param name="resourceEvent">The state it ended in.</param>
public sealed class ResourceStoppedEvent(IResource resource, IServiceProvider services, ResourceEvent resourceEvent) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The state it ended in.</summary>
    public ResourceEvent ResourceEvent { get; } = resourceEvent;
}

/// <summary>All endpoints of the application have addresses. Published once, before anything starts.</summary>
/// <param name="services">The services of the application.</param>
/// <param name="model">The resources.</param>
public sealed class AfterEndpointsAllocatedEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>The services of the application.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The resources.</summary>
    public DistributedApplicationModel Model { get; } = model;
}

/// <summary>The connection string of a resource can be asked for. Published once for each, before anything starts.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">The services of the application.</param>
public sealed class ConnectionStringAvailableEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services { get; } = services;
}
