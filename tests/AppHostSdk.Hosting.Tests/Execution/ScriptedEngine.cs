using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Execution;

/// <summary>A container engine without containers. Calls are logged as <c>pull redis:latest</c>, <c>create cache</c>, <c>start cache</c>….</summary>
internal sealed class ScriptedEngine(EventLog<string> log) : IContainerEngine
{
    /// <summary>What a call, by its log entry, waits for or throws.</summary>
    public Dictionary<string, Task> Answers { get; } = [];

    public Dictionary<string, TaskCompletionSource<int>> Exits { get; } = [];

    public string Address => "scripted";

    public Task ConnectAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<bool> ImageExistsAsync(string image, CancellationToken ct) => Task.FromResult(false);

    public Task PullImageAsync(string image, Action<string>? onProgress, CancellationToken ct) => CallAsync($"pull {image}", ct);

    public async Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken ct)
    {
        var name = spec.Name[..^9];
        Exits[name] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await CallAsync($"create {name}", ct);
        return name;
    }

    public async Task<IContainerAttachment> AttachAsync(string id, CancellationToken ct)
    {
        await CallAsync($"attach {id}", ct);
        return new Silence(Exits[id].Task);
    }

    public Task StartContainerAsync(string id, CancellationToken ct) => CallAsync($"start {id}", ct);

    public Task<int> WaitContainerAsync(string id, CancellationToken ct) => Exits[id].Task;

    public async Task StopContainerAsync(string id, TimeSpan grace, CancellationToken ct)
    {
        await CallAsync($"stop {id}", ct);
        Exits[id].TrySetResult(143);
    }

    public async Task RemoveContainerAsync(string id, CancellationToken ct)
    {
        await CallAsync($"remove {id}", ct);
        Exits[id].TrySetResult(137);
    }

    public Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(string label, string? value, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ContainerSummary>>([]);

    public async Task<ContainerNetwork> CreateNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken ct)
    {
        await CallAsync("create network", ct);
        return new ContainerNetwork("network", name, System.Net.IPAddress.Loopback);
    }

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
        public Task ReadAsync(Func<ContainerStream, ReadOnlyMemory<byte>, ValueTask> onOutput, CancellationToken ct) => exit;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
