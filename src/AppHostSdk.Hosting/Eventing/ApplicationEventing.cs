namespace AppHostSdk.Eventing;

/// <summary>The subscriptions of one application.</summary>
internal sealed class ApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock _lock = new();
    private readonly List<Subscriber> _subscribers = [];

    /// <summary>Receives what a subscriber throws that nobody waits for.</summary>
    public Action<string> OnProblem { get; set; } = Output.StandardError.Write;

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(typeof(T), null, (e, cancellation) => callback((T)e, cancellation));
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add(typeof(T), resource, (e, cancellation) => callback((T)e, cancellation));
    }

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_lock)
        {
            _subscribers.RemoveAll(s => s.Subscription == subscription);
        }
    }

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var subscribers = SubscribersOf(typeof(T), (@event as IDistributedApplicationResourceEvent)?.Resource);
        if (subscribers.Count == 0)
        {
            return Task.CompletedTask;
        }

        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                return Sequentially();
            case EventDispatchBehavior.BlockingConcurrent:
                return Task.WhenAll(subscribers.Select(Call));
            case EventDispatchBehavior.NonBlockingSequential:
                _ = Unwatched(Sequentially);
                return Task.CompletedTask;
            case EventDispatchBehavior.NonBlockingConcurrent:
                subscribers.ForEach(subscriber => _ = Unwatched(() => Call(subscriber)));
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(dispatchBehavior), dispatchBehavior, "There is no such way to call subscribers.");
        }

        Task Call(Func<IDistributedApplicationEvent, CancellationToken, Task> subscriber) => subscriber(@event, cancellationToken);

        async Task Sequentially()
        {
            foreach (var subscriber in subscribers)
            {
                await Call(subscriber).ConfigureAwait(false);
            }
        }

        async Task Unwatched(Func<Task> act)
        {
            await Task.Yield();
            try
            {
                await act().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The application stops.
            }
#pragma warning disable CA1031 // it is the user's code, and nobody else would see what it throws
            catch (Exception e)
#pragma warning restore CA1031
            {
                OnProblem($"A subscriber of {typeof(T).Name} failed: {e.GetType().Name}: {e.Message}");
            }
        }
    }

    /// <summary>True when publishing an event of a type about <paramref name="resource"/> calls somebody.</summary>
    public bool HasSubscribers<T>(IResource? resource)
        where T : IDistributedApplicationEvent => SubscribersOf(typeof(T), resource).Count > 0;

    private DistributedApplicationEventSubscription Add(Type type, IResource? resource, Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
    {
        var subscription = new DistributedApplicationEventSubscription(callback);
        lock (_lock)
        {
            _subscribers.Add(new(type, resource, subscription));
        }

        return subscription;
    }

    private List<Func<IDistributedApplicationEvent, CancellationToken, Task>> SubscribersOf(Type type, IResource? resource)
    {
        lock (_lock)
        {
            return [.. _subscribers.Where(s => s.Type == type && (s.Resource is null || ReferenceEquals(s.Resource, resource))).Select(s => s.Subscription.Callback)];
        }
    }

    private sealed record Subscriber(Type Type, IResource? Resource, DistributedApplicationEventSubscription Subscription);
}
