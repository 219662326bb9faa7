using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Calls functions at moments of a resource's life.</summary>
public static class ResourceEventExtensions
{
    /// <summary>Calls a function when the application starts, once for the resource. Nothing waits for it.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithHandler)]
    [ModelConstant("event", nameof(InitializeResourceEvent))]
    public static IResourceBuilder<T> OnInitializeResource<T>(this IResourceBuilder<T> builder, Func<T, InitializeResourceEvent, CancellationToken, Task> callback)
        where T : IResource => builder.On(callback);

    /// <summary>Calls a function when the addresses of the resource's endpoints are known, before it starts.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function; nothing starts before it has finished.</param>
    [ModelOperation(OperationKind.WithHandler)]
    [ModelConstant("event", nameof(ResourceEndpointsAllocatedEvent))]
    public static IResourceBuilder<T> OnResourceEndpointsAllocated<T>(
        this IResourceBuilder<T> builder,
        Func<T, ResourceEndpointsAllocatedEvent, CancellationToken, Task> callback)
        where T : IResourceWithEndpoints => builder.On(callback);

    /// <summary>Calls a function when what the resource waits for is ready.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function; the resource starts when it has finished, and fails when it throws.</param>
    [ModelOperation(OperationKind.WithHandler)]
    [ModelConstant("event", nameof(BeforeResourceStartedEvent))]
    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(
        this IResourceBuilder<T> builder,
        Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback)
        where T : IResource => builder.On(callback);

    /// <summary>Calls a function when the resource runs and, where it has health checks, is healthy; once per start.</summary>
    /// <param name="builder">The resource. For a part of another one, when that is ready.</param>
    /// <param name="callback">The function; what waits for the resource starts when it has finished, and fails when it throws.</param>
    [ModelOperation(OperationKind.WithHandler)]
    [ModelConstant("event", nameof(ResourceReadyEvent))]
    public static IResourceBuilder<T> OnResourceReady<T>(this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback)
        where T : IResource => builder.On(callback);

    /// <summary>Calls a function when the resource has ended, by itself or because it was stopped.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithHandler)]
    [ModelConstant("event", nameof(ResourceStoppedEvent))]
    public static IResourceBuilder<T> OnResourceStopped<T>(this IResourceBuilder<T> builder, Func<T, ResourceStoppedEvent, CancellationToken, Task> callback)
        where T : IResource => builder.On(callback);

    /// <summary>Calls a function when the connection string of the resource can be asked for: before anything starts.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithHandler)]
    [ModelConstant("event", nameof(ConnectionStringAvailableEvent))]
    public static IResourceBuilder<T> OnConnectionStringAvailable<T>(
        this IResourceBuilder<T> builder,
        Func<T, ConnectionStringAvailableEvent, CancellationToken, Task> callback)
        where T : IResourceWithConnectionString => builder.On(callback);

    /// <summary>
    /// Calls a function before the application starts. What it does to the model is applied and checked like the program's own calls.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.Subscribe)]
    public static T OnBeforeStart<T>(this T builder, [RunTimeOnly] Func<BeforeStartEvent, CancellationToken, Task> callback)
        where T : IDistributedApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        builder.Eventing.Subscribe(callback);
        return builder;
    }

    private static IResourceBuilder<T> On<T, TEvent>(this IResourceBuilder<T> builder, Func<T, TEvent, CancellationToken, Task> callback)
        where T : IResource
        where TEvent : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        builder.Record(OperationKind.WithHandler, ModelValue.From(typeof(TEvent).Name), builder.Callback(callback));
        var resource = builder.Resource;
        builder.Application().Context.Eventing.Subscribe<TEvent>(resource, (e, cancellation) => callback(resource, e, cancellation));
        return builder;
    }
}
