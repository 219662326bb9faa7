using AppHostSdk.Health;
using AppHostSdk.Output;
using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>A started container. It is removed when it is disposed of, unless it is to stay.</summary>
internal sealed class RunningContainer : IRunningProgram
{
    private readonly IContainerEngine _engine;
    private readonly string _id;
    private readonly Lines _output;
    private readonly Lines _errors;
    private readonly CancellationTokenSource _leaving = new();
    private volatile Action<string?> _onSight = _ => { };
    private bool _isStopped;

    private RunningContainer(IContainerEngine engine, string id, bool staysBehind, IContainerAttachment attachment, HealthCheck? healthCheck, Action<string, bool> onLine)
    {
        _engine = engine;
        _id = id;
        StaysBehind = staysBehind;
        HealthCheck = healthCheck;
        _output = new Lines(line => onLine(line, false));
        _errors = new Lines(line => onLine(line, true));

        // Asked for at once: after its removal the engine could not tell the exit code any more.
        Exited = SuperviseAsync(attachment, engine.WaitContainerAsync(id, _leaving.Token));
    }

    /// <inheritdoc/>
    public bool StaysBehind { get; }

    /// <inheritdoc/>
    public HealthCheck? HealthCheck { get; }

    /// <inheritdoc/>
    public Action<string?> OnSight
    {
        set => _onSight = value;
    }

    public Task<ProgramEnd> Exited { get; }

    /// <summary>Attaches to its output before it starts, so that not one byte is lost, and starts it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="id">The container.</param>
    /// <param name="staysBehind">It outlives the run.</param>
    /// <param name="isAsked">The engine is asked whether the container has a health check.</param>
    /// <param name="onLine">Receives what it prints.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<RunningContainer> StartAsync(IContainerEngine engine, string id, bool staysBehind, bool isAsked, Action<string, bool> onLine, CancellationToken cancellation)
    {
        var attachment = await engine.AttachAsync(id, cancellation).ConfigureAwait(false);
        HealthCheck? healthCheck;
        try
        {
            healthCheck = isAsked ? await engine.HealthCheckOfAsync(id, cancellation).ConfigureAwait(false) : null;
            await engine.StartContainerAsync(id, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await attachment.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new RunningContainer(engine, id, staysBehind, attachment, healthCheck, onLine);
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
        try
        {
            if (StaysBehind && !_isStopped)
            {
                await _leaving.CancelAsync().ConfigureAwait(false);
            }
            else if (!StaysBehind)
            {
                await _engine.RemoveContainerAsync(_id, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (ContainerEngineException)
        {
            // Nobody waits for the return of an engine that does not answer now.
            await _leaving.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await ((Task)Exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _leaving.Dispose();
        }
    }

    private async Task<ProgramEnd> SuperviseAsync(IContainerAttachment attachment, Task<int> exit)
    {
        while (true)
        {
            try
            {
                await using (attachment.ConfigureAwait(false))
                {
                    await attachment.ReadAsync(
                        (stream, bytes) =>
                        {
                            (stream == ContainerStream.Stdout ? _output : _errors).Add(bytes.Span);
                            return ValueTask.CompletedTask;
                        },
                        _leaving.Token).ConfigureAwait(false);
                    _output.Complete();
                    _errors.Complete();
                    return new(await exit.ConfigureAwait(false));
                }
            }
            catch (ContainerEngineException e) when (e.IsLoss)
            {
                _onSight(e.Problem);
            }

            if (await FindAgainAsync().ConfigureAwait(false) is not { } found)
            {
                throw new ContainerEngineException("looking for its container", "it is gone: somebody removed it while the engine did not answer");
            }

            if (found.Attachment is null)
            {
                return new(found.ExitCode);
            }

            (attachment, exit) = (found.Attachment, _engine.WaitContainerAsync(_id, _leaving.Token));
            _onSight(null);
        }
    }

    /// <summary>Looks at the container once the engine answers again; null when it is gone, without an attachment when it has ended.</summary>
    private async Task<(IContainerAttachment? Attachment, int ExitCode)?> FindAgainAsync()
    {
        while (true)
        {
            try
            {
                await _engine.ReturnedAsync(_leaving.Token).ConfigureAwait(false);
                return await _engine.InspectContainerAsync(_id, _leaving.Token).ConfigureAwait(false) is not { } condition
                    ? null
                    : (condition.IsRunning ? await _engine.AttachAsync(_id, _leaving.Token).ConfigureAwait(false) : null, condition.ExitCode);
            }
            catch (ContainerEngineException e) when (e.IsLoss)
            {
                // It is gone once more.
            }
        }
    }
}
