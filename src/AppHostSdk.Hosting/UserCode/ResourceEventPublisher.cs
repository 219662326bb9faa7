using System.Diagnostics.CodeAnalysis;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Notifications;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.Supervision;

namespace AppHostSdk.UserCode;

/// <summary>What the program has to say at moments of a resource's life: event subscribers and functions that decide late.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and a stop that comes late must not meet a disposed one.")]
internal sealed class ResourceEventPublisher : IResourceHooks
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly RunContext _context;
    private readonly AppGraph _graph;
    private readonly CallbackInvoker _callbacks;
    private readonly UrlCallbacks _urls;
    private readonly LaunchContext _launching;
    private readonly ILookup<string, IResource> _parts;
    private readonly Dictionary<string, Whole> _wholes;

    /// <param name="context">The application.</param>
    /// <param name="launching">What launches are resolved from.</param>
    public ResourceEventPublisher(RunContext context, LaunchContext launching)
    {
        var graph = launching.Graph.Described;
        (_context, _graph, _launching) = (context, graph, launching);
        _callbacks = new CallbackInvoker(context, launching.Values);
        _urls = new UrlCallbacks(context, launching.Addresses, launching.Values);
        _parts = graph.Resources.ToLookup(
            r => r.Kind == ResourceKind.Logical ? LogicalDependencies.Started(graph, r.Key) : r.Key,
            r => context.Resources[r.Key]);
        var origins = launching.Graph.Origins;
        _wholes = origins.Values.Distinct().ToDictionary(key => key, _ => new Whole());
        foreach (var (replica, origin) in origins)
        {
            context.AddReplica(replica, origin);
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
            await PublishAsync(resource, new ResourceEndpointsAllocatedEvent(_context.Resources[resource.Key], _context.Services), cancellation).ConfigureAwait(false);
        }

        if (_context.Eventing.HasSubscribers<AfterEndpointsAllocatedEvent>(null))
        {
            await CallbackInvoker.CallAsync(
                $"a subscriber of {nameof(AfterEndpointsAllocatedEvent)}",
                () => _context.Eventing.PublishAsync(new AfterEndpointsAllocatedEvent(_context.Services, _context.Model), cancellation)).ConfigureAwait(false);
        }

        foreach (var resource in _graph.Resources.Where(r => _context.Resources[r.Key] is IResourceWithConnectionString && Subscribed<ConnectionStringAvailableEvent>(r)))
        {
            await PublishAsync(resource, new ConnectionStringAvailableEvent(_context.Resources[resource.Key], _context.Services), cancellation).ConfigureAwait(false);
        }
    }

    private Task InitializeAsync(Model.Resource resource) => _context.Eventing.PublishAsync(
        new InitializeResourceEvent(
            _context.Resources[resource.Key],
            _context.Eventing,
            new ResourceLogger(_context.Lines, resource.Name),
            _context.Notifications,
            _context.Services),
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
            _context.Feed.Publish(part, state);
        }
    }

    /// <inheritdoc/>
    public bool DecidesLate(LaunchSpec launch) => DecidesLate(_context, launch);

    /// <summary>Whether functions or subscribers have a say in what a resource is started with.</summary>
    public static bool DecidesLate(RunContext context, LaunchSpec launch) =>
        CallbackInvoker.Has(launch.Resource) || context.Eventing.HasSubscribers<BeforeResourceStartedEvent>(context.Resources[launch.Origin.Key]);

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
            await PublishAsync(resource, new BeforeResourceStartedEvent(_context.Resources[resource.Key], _context.Services), cancellation).ConfigureAwait(false);
        }

        if (CallbackInvoker.Has(resource))
        {
            launch = LaunchResolver.Resolve(_launching, await _callbacks.ResolveAsync(resource, cancellation).ConfigureAwait(false)) with { Resource = resource, Origin = launch.Origin };
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

        _context.Lines.Complete(launch.Resource.Name);
        foreach (var resource in WithParts(launch.Origin).Where(Subscribed<ResourceStoppedEvent>))
        {
            var part = _context.Resources[resource.Key];
            if (_context.Feed.Find(part) is { } state)
            {
                try
                {
                    await PublishAsync(resource, new ResourceStoppedEvent(part, _context.Services, state), CancellationToken.None).ConfigureAwait(false);
                }
                catch (DistributedApplicationException e)
                {
                    _context.Eventing.OnProblem(e.Message);
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
            await PublishAsync(resource, new ResourceReadyEvent(_context.Resources[resource.Key], _context.Services), cancellation).ConfigureAwait(false);
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
            _context.Eventing.OnProblem($"A function of the program failed when it was told to give up: {e.InnerException!.GetType().Name}: {e.InnerException.Message}");
        }
    }

    /// <summary>The resource, and what is a part of it without being started itself.</summary>
    public IEnumerable<Model.Resource> WithParts(Model.Resource resource) =>
        _graph.Resources.Where(r => r.Key == resource.Key || (r.Kind == ResourceKind.Logical && LogicalDependencies.Started(_graph, r.Key) == resource.Key));

    private bool Subscribed<T>(Model.Resource resource)
        where T : IDistributedApplicationResourceEvent => _context.Eventing.HasSubscribers<T>(_context.Resources[resource.Key]);

    private Task PublishAsync<T>(Model.Resource resource, T @event, CancellationToken cancellation)
        where T : IDistributedApplicationResourceEvent =>
        CallbackInvoker.CallAsync($"a subscriber of {typeof(T).Name} on '{resource.Name}'", () => _context.Eventing.PublishAsync(@event, cancellation));

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
