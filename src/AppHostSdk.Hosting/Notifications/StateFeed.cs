using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AppHostSdk.Supervision;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Notifications;

/// <summary>
/// What is known of every resource now, and what changes, for whoever watches. As long as nobody does, a change is noted and nothing
/// is made of it.
/// </summary>
internal sealed class StateFeed(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IResource, Known> _known = new(ReferenceEqualityComparer.Instance);
    private List<Channel<ResourceEvent>>? _watchers;

    /// <summary>The executor's word on a resource.</summary>
    public void Publish(IResource resource, ResourceState state)
    {
        lock (_lock)
        {
            Of(resource).Note(state, time.GetUtcNow());
            Tell(resource);
        }
    }

    /// <summary>The program's word on a resource.</summary>
    public void Update(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var known = Of(resource);
            known.Replace(change(known.Snapshot(resource)));
            Tell(resource);
        }
    }

    public ResourceEvent? Find(IResource resource)
    {
        lock (_lock)
        {
            return _known.TryGetValue(resource, out var known) ? known.Event(resource) : null;
        }
    }

    /// <summary>Why a resource is not as it should be, as far as the executor has said; <see langword="null"/> when there is nothing to say.</summary>
    public string? ProblemOf(IResource resource)
    {
        lock (_lock)
        {
            return _known.TryGetValue(resource, out var known) ? known.Problem : null;
        }
    }

    /// <summary>What is known now, one resource after the other, then every change until cancelled.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var (resource, known) in _known)
            {
                channel.Writer.TryWrite(known.Event(resource));
            }

            (_watchers ??= []).Add(channel);
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
                _watchers!.Remove(channel);
            }
        }
    }

    private Known Of(IResource resource)
    {
        if (!_known.TryGetValue(resource, out var known))
        {
            _known[resource] = known = new Known(time.GetUtcNow());
        }

        return known;
    }

    private void Tell(IResource resource)
    {
        if (_watchers is { Count: > 0 })
        {
            TellWatchers(_known[resource].Event(resource));
        }
    }

    private void TellWatchers(ResourceEvent change) => _watchers!.ForEach(w => w.Writer.TryWrite(change));

    /// <summary>What is known of one resource: the program's word, and what the executor said after it.</summary>
    private sealed class Known(DateTimeOffset created)
    {
        private CustomResourceSnapshot? _said;
        private ResourceState? _state;
        private DateTimeOffset? _started;
        private DateTimeOffset? _stopped;

        public string? Problem => _state?.Problem;

        public void Note(ResourceState state, DateTimeOffset now)
        {
            var runs = state.Phase == ResourcePhase.Running;
            _started = runs && _state?.Phase != ResourcePhase.Running ? now : _started;
            _stopped = state.Phase is ResourcePhase.Finished or ResourcePhase.Exited ? now : null;
            _state = state;
        }

        public void Replace(CustomResourceSnapshot said)
        {
            _said = said;
            _state = null;
        }

        public ResourceEvent Event(IResource resource) => new(resource, resource.Name, Snapshot(resource));

        public CustomResourceSnapshot Snapshot(IResource resource)
        {
            var said = _said ?? new CustomResourceSnapshot
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
                CreationTimeStamp = created.UtcDateTime,
            };
            return _state is not { } state ? said : said with
            {
                State = new ResourceStateSnapshot(state.Phase.ToString(), state.IsFailure ? "error" : state.IsHealthy == true ? "success" : null),
                HealthStatus = state.Phase != ResourcePhase.Running ? null : state.IsHealthy == false ? HealthStatus.Unhealthy : HealthStatus.Healthy,
                ExitCode = state.ExitCode,
                StartTimeStamp = _started?.UtcDateTime,
                StopTimeStamp = _stopped?.UtcDateTime,
            };
        }
    }
}
