using System.Threading.Channels;
using AppHostSdk.Execution;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Notifications;

/// <summary>What is known of every resource now, and what changes, for whoever watches. Nobody watching costs one look-up per change.</summary>
internal sealed class StateFeed(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IResource, ResourceEvent> _latest = new(ReferenceEqualityComparer.Instance);
    private readonly List<Channel<ResourceEvent>> _watchers = [];

    /// <summary>The executor's word on a resource.</summary>
    public void Publish(IResource resource, ResourceState state) => Update(resource, resource.Name, before => Next(before, state));

    /// <summary>Changes what is known of a resource.</summary>
    public ResourceEvent Update(IResource resource, string id, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var before = _latest.GetValueOrDefault(resource)?.Snapshot ?? First(resource);
            var next = new ResourceEvent(resource, id, change(before));
            _latest[resource] = next;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(next);
            }

            return next;
        }
    }

    public ResourceEvent? Find(IResource resource)
    {
        lock (_lock)
        {
            return _latest.GetValueOrDefault(resource);
        }
    }

    /// <summary>What is known now, one resource after the other, then every change until cancelled.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var known in _latest.Values)
            {
                channel.Writer.TryWrite(known);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    private CustomResourceSnapshot First(IResource resource) => new()
    {
        ResourceType = resource switch
        {
            ProjectResource => "Project",
            ContainerResource => "Container",
            ExecutableResource => "Executable",
            ParameterResource => "Parameter",
            _ => resource.GetType().Name,
        },
        Properties = [],
        CreationTimeStamp = time.GetUtcNow().UtcDateTime,
    };

    private CustomResourceSnapshot Next(CustomResourceSnapshot before, ResourceState state)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (runs, ended) = (state.Phase == ResourcePhase.Running, state.Phase is ResourcePhase.Finished or ResourcePhase.Exited);
        return before with
        {
            State = new ResourceStateSnapshot(state.Phase.ToString(), state.IsFailure ? "error" : state.IsHealthy == true ? "success" : null),
            HealthStatus = runs ? state.IsHealthy == false ? HealthStatus.Unhealthy : HealthStatus.Healthy : null,
            ExitCode = state.ExitCode,
            StartTimeStamp = runs && before.State?.Text != nameof(ResourcePhase.Running) ? now : before.StartTimeStamp,
            StopTimeStamp = ended ? now : null,
        };
    }
}
