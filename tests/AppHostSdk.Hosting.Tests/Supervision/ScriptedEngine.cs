using System.Collections.Concurrent;
using AppHostSdk.Containers;
using AppHostSdk.Health;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>A container engine without containers. Calls are logged as <c>pull redis:latest</c>, <c>create cache</c>, <c>start cache</c>….</summary>
internal sealed class ScriptedEngine(EventLog<string> log) : IContainerEngine
{
    /// <summary>What a call, by its log entry, waits for or throws.</summary>
    public Dictionary<string, Task> Answers { get; } = [];

    /// <summary>What was created and not removed.</summary>
    public ConcurrentDictionary<string, ContainerSummary> Containers { get; } = [];

    public Dictionary<string, TaskCompletionSource<int>> Exits { get; } = [];

    public string Address => "scripted";

    public bool SharesFiles { get; set; } = true;

    public EngineKind Kind { get; set; }

    public Task ConnectAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<bool> ImageExistsAsync(string image, CancellationToken ct) => Task.FromResult(false);

    public Task PullImageAsync(string image, Action<string>? onProgress, CancellationToken ct) => CallAsync($"pull {image}", ct);

    public async Task<string> BuildImageAsync(ImageBuild build, string tag, Action<string> onLine, CancellationToken ct)
    {
        await CallAsync($"build {tag}", ct);
        return "sha256:built";
    }

    /// <summary>Something happens to a container that nobody asked for.</summary>
    public void Turn(string name, string state) => Containers[name] = Containers[name] with { State = state };

    public async Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken ct)
    {
        var name = spec.Name[..^9];
        Exits[name] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await CallAsync($"create {name}", ct);
        Containers[name] = new ContainerSummary(name, name, spec.Image, "created", spec.Labels);
        return name;
    }

    public async Task<IContainerAttachment> AttachAsync(string id, CancellationToken ct)
    {
        await CallAsync($"attach {id}", ct);
        return new Silence(Exits[id].Task);
    }

    public async Task StartContainerAsync(string id, CancellationToken ct)
    {
        await CallAsync($"start {id}", ct);
        Containers[id] = Containers[id] with { State = "running" };
        if (Exits[id].Task.IsCompleted)
        {
            Exits[id] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task UnpauseContainerAsync(string id, CancellationToken ct)
    {
        await CallAsync($"unpause {id}", ct);
        Containers[id] = Containers[id] with { State = "running" };
    }

    public Task<int> WaitContainerAsync(string id, CancellationToken ct) => Exits[id].Task.WaitAsync(ct);

    public async Task StopContainerAsync(string id, TimeSpan grace, CancellationToken ct)
    {
        await CallAsync($"stop {id}", ct);
        Containers[id] = Containers[id] with { State = "exited" };
        Exits[id].TrySetResult(143);
    }

    public async Task RemoveContainerAsync(string id, CancellationToken ct)
    {
        await CallAsync($"remove {id}", ct);
        Containers.Remove(id, out _);
        Exits[id].TrySetResult(137);
    }

    /// <summary>What is lost comes back when this completes.</summary>
    public Task Return { get; set; } = Task.CompletedTask;

    /// <summary>The health check that containers bring with them.</summary>
    public HealthCheck? HealthCheck { get; set; }

    public Task<ContainerCondition?> InspectContainerAsync(string id, CancellationToken ct) => Task.FromResult(
        Containers.TryGetValue(id, out var container) ? new ContainerCondition(container.State == "running", 3, Health: null) : null);

    public Task<HealthCheck?> HealthCheckOfAsync(string id, CancellationToken ct) => Task.FromResult(HealthCheck);

    public Task ReturnedAsync(CancellationToken ct) => Return.WaitAsync(ct);

    public Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(string label, string? value, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ContainerSummary>>([.. Containers.Values.Where(c => c.Labels.GetValueOrDefault(label) is { } given && (value is null || value == given))]);

    public async Task<ContainerNetwork> CreateNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken ct)
    {
        await CallAsync("create network", ct);
        return new ContainerNetwork("network", name, System.Net.IPAddress.Loopback);
    }

    public Task<ContainerNetwork?> FindNetworkAsync(string name, CancellationToken ct) => Task.FromResult<ContainerNetwork?>(null);

    public Task RemoveNetworkAsync(ContainerNetwork network, CancellationToken ct) => CallAsync("remove network", ct);

    public void Dispose()
    {
    }

    private async Task CallAsync(string call, CancellationToken ct)
    {
        log.Add(call);
        if (Answers.TryGetValue(call, out var answer))
        {
            await answer.WaitAsync(ct);
        }
    }

    private sealed class Silence(Task exit) : IContainerAttachment
    {
        public Task ReadAsync(Func<ContainerStream, ReadOnlyMemory<byte>, ValueTask> onOutput, CancellationToken ct) => exit.WaitAsync(ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
