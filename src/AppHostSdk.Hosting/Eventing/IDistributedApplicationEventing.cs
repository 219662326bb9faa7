using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>How the subscribers of an event are called.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; publishing ends with the last one.</summary>
    BlockingSequential,

    /// <summary>All at once; publishing ends when all have finished.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; publishing does not wait for them.</summary>
    NonBlockingSequential,

    /// <summary>All at once; publishing does not wait for them.</summary>
    NonBlockingConcurrent,
}

/// <summary>A function that is called for events of a type.</summary>
/// <param name="callback">The function.</param>
public sealed class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>The function.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}

/// <summary>Calls functions of the program at moments of the application's life.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Calls a function for every event of a type.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.Subscribe)]
    DistributedApplicationEventSubscription Subscribe<T>([RunTimeOnly] Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Calls a function for every event of a type that is about one resource.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.Subscribe)]
    DistributedApplicationEventSubscription Subscribe<T>([RunTimeOnly] IResource resource, [RunTimeOnly] Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>No longer calls the function of a subscription.</summary>
    /// <param name="subscription">What subscribing returned.</param>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Calls the subscribers of an event one after the other, and waits for them.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Is given to the subscribers.</param>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;

    /// <summary>Calls the subscribers of an event.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="dispatchBehavior">How they are called.</param>
    /// <param name="cancellationToken">Is given to the subscribers.</param>
    Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}
