using AppHostSdk.Console;
using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>A started container. It is removed when it is disposed of, unless it is to stay.</summary>
internal sealed class RunningContainer : IRunningProgram
{
    private readonly IContainerEngine _engine;
    private readonly string _id;
    private readonly IContainerAttachment _attachment;
    private readonly CancellationTokenSource _leaving = new();
    private bool _isStopped;

    private RunningContainer(IContainerEngine engine, string id, bool staysBehind, IContainerAttachment attachment, Action<string, bool> onLine)
    {
        _engine = engine;
        _id = id;
        StaysBehind = staysBehind;
        _attachment = attachment;

        // Asked for at once: after its removal the engine could not tell the exit code any more.
        Exited = SuperviseAsync(engine.WaitContainerAsync(id, _leaving.Token), onLine);
    }

    /// <inheritdoc/>
    public bool StaysBehind { get; }

    public Task<int> Exited { get; }

    /// <summary>Attaches to its output before it starts, so that not one byte is lost, and starts it.</summary>
    public static async Task<RunningContainer> StartAsync(IContainerEngine engine, string id, bool staysBehind, Action<string, bool> onLine, CancellationToken cancellation)
    {
        var attachment = await engine.AttachAsync(id, cancellation).ConfigureAwait(false);
        try
        {
            await engine.StartContainerAsync(id, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await attachment.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new RunningContainer(engine, id, staysBehind, attachment, onLine);
    }

    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        try
        {
            await _engine.StopContainerAsync(_id, grace, hurry).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            // Removing it by force is what comes next anyway, unless it stays.
            if (StaysBehind)
            {
                await _engine.StopContainerAsync(_id, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            }
        }

        _isStopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (StaysBehind && !_isStopped)
        {
            await _leaving.CancelAsync().ConfigureAwait(false);
        }
        else if (!StaysBehind)
        {
            await _engine.RemoveContainerAsync(_id, CancellationToken.None).ConfigureAwait(false);
        }

        await ((Task)Exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _attachment.DisposeAsync().ConfigureAwait(false);
        _leaving.Dispose();
    }

    private async Task<int> SuperviseAsync(Task<int> exit, Action<string, bool> onLine)
    {
        var output = new Lines(line => onLine(line, false));
        var errors = new Lines(line => onLine(line, true));
        await _attachment.ReadAsync(
            (stream, bytes) =>
            {
                (stream == ContainerStream.Stdout ? output : errors).Add(bytes.Span);
                return ValueTask.CompletedTask;
            },
            _leaving.Token).ConfigureAwait(false);
        output.Complete();
        errors.Complete();
        return await exit.ConfigureAwait(false);
    }
}
