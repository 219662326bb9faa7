using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>An engine for one test. Whatever the test makes through it is gone when it is disposed.</summary>
internal sealed class EngineScope : IAsyncDisposable
{
    private const string ScopeLabel = "dev.apphostsdk.test-scope";

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private int _names;

    private EngineScope(IContainerEngine engine) => Engine = engine;

    public IContainerEngine Engine { get; }

    /// <summary>Ends a test that hangs.</summary>
    public CancellationToken Token => _patience.Token;

    public static async Task<EngineScope> OpenAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return new(await ContainerTests.ConnectAsync(patience.Token));
    }

    /// <summary>A name that no other test uses.</summary>
    public string NewName() => $"apphost-test-{_id}-{Interlocked.Increment(ref _names)}";

    /// <summary>A container that runs a shell script.</summary>
    public ContainerSpec Script(string script) => new()
    {
        Name = NewName(),
        Image = ContainerTests.Image,
        Command = ["sh", "-c", script],
    };

    /// <summary>Creates a container that goes with this scope.</summary>
    public Task<string> CreateAsync(ContainerSpec spec) => Engine.CreateContainerAsync(
        spec with { Labels = new Dictionary<string, string>(spec.Labels) { [ScopeLabel] = _id } }, Token);

    /// <summary>Creates and starts a container and waits until it has written <c>ready</c>.</summary>
    public async Task<string> StartReadyAsync(string script)
    {
        var id = await CreateAsync(Script(script));
        await using var attachment = await Engine.AttachAsync(id, Token);
        await Engine.StartContainerAsync(id, Token);
        using var ready = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var text = new StringBuilder();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attachment.ReadAsync(
            async (_, bytes) =>
            {
                text.Append(Encoding.UTF8.GetString(bytes.Span));
                if (text.ToString().Contains("ready\n", StringComparison.Ordinal))
                {
                    await ready.CancelAsync();
                }
            },
            ready.Token));
        Token.ThrowIfCancellationRequested();
        return id;
    }

    /// <summary>Runs a container from its first byte to its exit code.</summary>
    public async Task<ContainerRun> RunAsync(ContainerSpec spec)
    {
        var id = await CreateAsync(spec);
        await using var attachment = await Engine.AttachAsync(id, Token);
        await Engine.StartContainerAsync(id, Token);
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        await attachment.ReadAsync(
            (stream, bytes) =>
            {
                (stream == ContainerStream.Stdout ? output : errors).Write(bytes.Span);
                return ValueTask.CompletedTask;
            },
            Token);
        return new(
            await Engine.WaitContainerAsync(id, Token),
            Encoding.UTF8.GetString(output.ToArray()),
            Encoding.UTF8.GetString(errors.ToArray()));
    }

    /// <summary>All containers of this scope.</summary>
    public Task<IReadOnlyList<ContainerSummary>> ListAsync() => Engine.ListContainersAsync(ScopeLabel, _id, Token);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            foreach (var container in await Engine.ListContainersAsync(ScopeLabel, _id, patience.Token))
            {
                await Engine.RemoveContainerAsync(container.Id, patience.Token);
            }
        }
        finally
        {
            Engine.Dispose();
            _patience.Dispose();
        }
    }
}

/// <summary>What a container did.</summary>
internal sealed record ContainerRun(int ExitCode, string Output, string Errors);
