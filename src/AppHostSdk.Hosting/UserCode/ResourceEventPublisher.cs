using System.Diagnostics.CodeAnalysis;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Notifications;
using AppHostSdk.Planning;
using AppHostSdk.Supervision;

namespace AppHostSdk.UserCode;

/// <summary>What the program has to say at moments of a resource's life: event subscribers and functions that decide late.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and a stop that comes late must not meet a disposed one.")]
internal sealed class ResourceEventPublisher : IResourceHooks
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly DistributedApplicationBuilder _application;
    private readonly AppGraph _graph;
    private readonly CallbackInvoker _callbacks;
    private readonly UrlCallbacks _urls;
    private readonly Func<Model.Resource, LaunchSpec> _resolve;
    private readonly ILookup<string, IResource> _parts;
    private readonly Dictionary<string, Whole> _wholes;

    /// <param name="application">What the program described.</param>
    /// <param name="graph">The graph that runs.</param>
    /// <param name="addresses">Where endpoints are.</param>
    /// <param name="values">Resolves values.</param>
    /// <param name="resolve">Resolves the launch of a resource without functions.</param>
    public ResourceEventPublisher(DistributedApplicationBuilder application, AppGraph graph, Addresses addresses, ValueResolver values, Func<Model.Resource, LaunchSpec> resolve)
    {
        _application = application;
        _graph = graph;
        _callbacks = new CallbackInvoker(application, values);
        _urls = new UrlCallbacks(application, addresses, values);
        _resolve = resolve;
        _parts = graph.Resources.ToLookup(
            r => r.Kind == ResourceKind.Logical ? LogicalDependencies.Started(graph, r.Key) : r.Key,
            r => application.ResourceOf(r.Key));
        var origins = ReplicaExpansion.Origins(graph);
        _wholes = origins.Values.Distinct().ToDictionary(key => key, _ => new Whole());
        foreach (var (replica, origin) in origins)
        {
            application.KeepReplica(replica, origin);
        }
    }

    /// <summary>Tells that the application starts and where its endpoints are.</summary>
    /// <exception cref="DistributedApplicationException">A subscriber failed.</exception>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        foreach (var resource in _graph.Resources)
        {
            if (resource.Kind == ResourceKind.Parameter)
            {
                Show(new ResourceState(resource.Key, resource.Name, ResourcePhase.Running));
            }

            if (Subscribed<InitializeResourceEvent>(resource))
            {
                await InitializeAsync(resource).ConfigureAwait(false);
            }
        }

        foreach (var resource in _graph.Resources.Where(Subscribed<ResourceEndpointsAllocatedEvent>))
        {
            await PublishAsync(resource, new ResourceEndpointsAllocatedEvent(_application.ResourceOf(resource.Key), _application.ServiceProvider), cancellation).ConfigureAwait(false);
        }
    }

    private Task InitializeAsync(Model.Resource resource) => _application.Eventing.PublishAsync(
        new InitializeResourceEvent(
            _application.ResourceOf(resource.Key),
            _application.Eventing,
            new ResourceLogger(_application.Lines, resource.Name),
            _application.Notifications,
            _application.ServiceProvider),
        EventDispatchBehavior.NonBlockingConcurrent,
        _stopping.Token);

    /// <summary>Tells those that look after resources of their own that the application stops.</summary>
    public void End() => _ = TellToGiveUpAsync(_stopping);

    /// <summary>A change of a resource's state is one of its parts, too.</summary>
    public void Show(ResourceState state)
    {
        if (_wholes.TryGetValue(state.Key, out var whole))
        {
            lock (whole)
            {
                whole.HasEnded = state.Phase is ResourcePhase.Finished or ResourcePhase.Exited or ResourcePhase.FailedToStart;
            }
        }

        foreach (var part in _parts[state.Key])
        {
            _application.Feed.Publish(part, state);
        }
    }

    /// <inheritdoc/>
    public bool DecidesLate(LaunchSpec launch) => CallbackInvoker.Has(launch.Resource) || Subscribed<BeforeResourceStartedEvent>(launch.Resource);

    /// <inheritdoc/>
    public bool MakesReady(LaunchSpec launch) => WithParts(launch.Origin).Any(Subscribed<ResourceReadyEvent>);

    /// <summary>What the resource is started with, after subscribers and functions had their say.</summary>
    /// <exception cref="DistributedApplicationException">One of them failed.</exception>
    public async Task<LaunchSpec> PrepareAsync(LaunchSpec launch, CancellationToken cancellation)
    {
        using var telling = TellToGiveUp(cancellation, out cancellation);
        var resource = launch.Resource;
        if (_wholes.TryGetValue(launch.Origin.Key, out var whole))
        {
            lock (whole)
            {
                whole.IsUp = true;
            }
        }

        if (Subscribed<BeforeResourceStartedEvent>(resource))
        {
            await PublishAsync(resource, new BeforeResourceStartedEvent(_application.ResourceOf(resource.Key), _application.ServiceProvider), cancellation).ConfigureAwait(false);
        }

        if (CallbackInvoker.Has(resource))
        {
            launch = _resolve(await _callbacks.ResolveAsync(resource, cancellation).ConfigureAwait(false)) with { Resource = resource, Origin = launch.Origin };
        }

        return resource.Urls.IsEmpty
            ? launch
            : launch with { Urls = await _urls.ResolveAsync(resource, launch.EndpointUrls, cancellation).ConfigureAwait(false) };
    }

    /// <summary>Tells that the resource is ready, and its parts with it: once, when the first of its replicas is.</summary>
    /// <exception cref="DistributedApplicationException">A subscriber failed.</exception>
    public Task ReadyAsync(LaunchSpec launch, CancellationToken cancellation)
    {
        if (!_wholes.TryGetValue(launch.Origin.Key, out var whole))
        {
            return TellReadyAsync(launch.Origin, cancellation);
        }

        lock (whole)
        {
            // The end of the first replica is not that of the others.
            return whole.Ready = whole.Ready is { IsFaulted: false } telling ? telling : TellReadyAsync(launch.Origin, _stopping.Token);
        }
    }

    /// <summary>Tells that the resource has ended: when the last of its replicas has. What goes wrong there is reported; nothing depends on it.</summary>
    public async Task StoppedAsync(LaunchSpec launch)
    {
        if (_wholes.TryGetValue(launch.Origin.Key, out var whole))
        {
            lock (whole)
            {
                if (!whole.HasEnded || !whole.IsUp)
                {
                    return;
                }

                (whole.IsUp, whole.Ready) = (false, null);
            }
        }

        _application.Lines.Complete(launch.Resource.Name);
        foreach (var resource in WithParts(launch.Origin).Where(Subscribed<ResourceStoppedEvent>))
        {
            var part = _application.ResourceOf(resource.Key);
            if (_application.Feed.Find(part) is { } state)
            {
                try
                {
                    await PublishAsync(resource, new ResourceStoppedEvent(part, _application.ServiceProvider, state), CancellationToken.None).ConfigureAwait(false);
                }
                catch (DistributedApplicationException e)
                {
                    _application.Eventing.OnProblem(e.Message);
                }
            }
        }
    }

    private async Task TellReadyAsync(Model.Resource described, CancellationToken cancellation)
    {
        await Task.Yield();
        using var telling = TellToGiveUp(cancellation, out cancellation);
        foreach (var resource in WithParts(described))
        {
            await PublishAsync(resource, new ResourceReadyEvent(_application.ResourceOf(resource.Key), _application.ServiceProvider), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Passes a cancellation on to functions of the program.</summary>
    /// <param name="cancellation">What is cancelled.</param>
    /// <param name="told">What they are given.</param>
    private CancellationTokenRegistration TellToGiveUp(CancellationToken cancellation, out CancellationToken told)
    {
        var source = new CancellationTokenSource();
        told = source.Token;
        return cancellation.Register(() => _ = TellToGiveUpAsync(source));
    }

    /// <summary>What functions of the program do when they are told to give up must neither hold up nor break what cancels them.</summary>
    private async Task TellToGiveUpAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            _application.Eventing.OnProblem($"A function of the program failed when it was told to give up: {e.InnerException!.GetType().Name}: {e.InnerException.Message}");
        }
    }

    /// <summary>The resource, and what is a part of it without being started itself.</summary>
    public IEnumerable<Model.Resource> WithParts(Model.Resource resource) =>
        _graph.Resources.Where(r => r.Key == resource.Key || (r.Kind == ResourceKind.Logical && LogicalDependencies.Started(_graph, r.Key) == resource.Key));

    private bool Subscribed<T>(Model.Resource resource)
        where T : IDistributedApplicationResourceEvent => _application.Eventing.HasSubscribers<T>(_application.ResourceOf(resource.Key));

    private Task PublishAsync<T>(Model.Resource resource, T @event, CancellationToken cancellation)
        where T : IDistributedApplicationResourceEvent =>
        CallbackInvoker.CallAsync($"a subscriber of {typeof(T).Name} on '{resource.Name}'", () => _application.Eventing.PublishAsync(@event, cancellation));

    /// <summary>What replicas have been told together.</summary>
    private sealed class Whole
    {
        /// <summary>One has been started since they were last told to have ended.</summary>
        public bool IsUp { get; set; }

        public bool HasEnded { get; set; }

        /// <summary>They are told to be ready.</summary>
        public Task? Ready { get; set; }
    }
}
