using AppHostSdk.Console;
using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>A started container. It is removed when it is disposed of.</summary>
internal sealed class RunningContainer : IRunningProgram
{
    private readonly IContainerEngine _engine;
    private readonly string _id;
    private readonly IContainerAttachment _attachment;

    private RunningContainer(IContainerEngine engine, string id, IContainerAttachment attachment, Action<string, bool> onLine)
    {
        _engine = engine;
        _id = id;
        _attachment = attachment;

        // Asked for at once: after its removal the engine could not tell the exit code any more.
        Exited = SuperviseAsync(engine.WaitContainerAsync(id, CancellationToken.None), onLine);
    }

    public Task<int> Exited { get; }

    /// <summary>Attaches to its output before it starts, so that not one byte is lost, and starts it.</summary>
    public static async Task<RunningContainer> StartAsync(IContainerEngine engine, string id, Action<string, bool> onLine, CancellationToken cancellation)
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

        return new RunningContainer(engine, id, attachment, onLine);
    }

    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        try
        {
            await _engine.StopContainerAsync(_id, grace, hurry).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            // Removing it by force is what comes next anyway.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.RemoveContainerAsync(_id, CancellationToken.None).ConfigureAwait(false);
        await ((Task)Exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _attachment.DisposeAsync().ConfigureAwait(false);
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
            CancellationToken.None).ConfigureAwait(false);
        output.Complete();
        errors.Complete();
        return await exit.ConfigureAwait(false);
    }
}
