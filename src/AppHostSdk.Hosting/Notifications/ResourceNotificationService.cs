using AppHostSdk.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk;

/// <summary>Tells the states of resources while the application runs.</summary>
public sealed class ResourceNotificationService
{
    private readonly RunContext _context;

    internal ResourceNotificationService(RunContext context) => _context = context;

    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetState">The state; left out: <see cref="KnownResourceStates.Running"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is in one of several states.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The state it is in.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(resourceName, e => e.Snapshot.State is { } state && states.Contains(state.Text), cancellationToken).ConfigureAwait(false);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until what is known of a resource is as asked for.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="predicate">Whether it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known then.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var resource = Named(resourceName);
        await foreach (var change in _context.Feed.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (ReferenceEquals(change.Resource, resource) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until a resource runs and, where it has health checks, is healthy: one that was healthy before is asked once more.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known then.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    /// <exception cref="DistributedApplicationException">The resource has failed or ended before.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        // What was healthy may not be any more, and is asked rarely.
        await _context.AskAnew(Named(resourceName)).WaitAsync(cancellationToken).ConfigureAwait(false);
        var found = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.HealthStatus == HealthStatus.Healthy || KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text),
            cancellationToken).ConfigureAwait(false);
        return found.Snapshot.HealthStatus == HealthStatus.Healthy
            ? found
            : throw new DistributedApplicationException(
                $"Resource '{resourceName}' did not become healthy: it is {found.Snapshot.State!.Text}{(_context.Feed.ProblemOf(found.Resource) is { } problem ? $" ({problem})" : "")}.");
    }

    /// <summary>Waits until a resource runs and, where it has health checks, is healthy.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="waitBehavior">Whether to go on waiting when the resource has failed or ended: it may be started again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known then.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    /// <exception cref="DistributedApplicationException">The resource has failed or ended before, and that is not waited through.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        if (waitBehavior != WaitBehavior.WaitOnResourceUnavailable)
        {
            return await WaitForResourceHealthyAsync(resourceName, cancellationToken).ConfigureAwait(false);
        }

        await _context.AskAnew(Named(resourceName)).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await WaitForResourceAsync(resourceName, e => e.Snapshot.HealthStatus == HealthStatus.Healthy, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is known of every resource, then every change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<ResourceEvent> WatchAsync(CancellationToken cancellationToken = default) => _context.Feed.WatchAsync(cancellationToken);

    /// <summary>What is known of a resource now.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="resourceEvent">What is known.</param>
    /// <returns>False when nothing is known yet.</returns>
    public bool TryGetCurrentState(string resourceId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent = _context.Feed.Find(Named(resourceId));
        return resourceEvent is not null;
    }

    /// <summary>Changes what is known of a resource that the program looks after itself.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new state of the one before.</param>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        _context.Feed.Update(resource, stateFactory);
        return Task.CompletedTask;
    }

    private IResource Named(string name) =>
        _context.Resources.Named(name)
        ?? throw new ArgumentException(
            $"There is no resource '{name}'. There are: {string.Join(", ", _context.Resources.All.Select(r => r.Name))}.",
            nameof(name));
}
