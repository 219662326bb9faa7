using System.ComponentModel;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>A started program and its process group.</summary>
internal sealed class RunningProcess : IRunningProgram
{
    /// <summary>How long output is read after the end: something that left the group may hold the pipes open.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ChildProcess _process;
    private readonly ProcessIdentity? _leader;
    private readonly Sentinel? _sentinel;
    private readonly OutputPipe _output;
    private readonly OutputPipe _error;
    private Task<ProgramEnd>? _exited;

    private RunningProcess(ChildProcess process, OutputPipe output, OutputPipe error, Sentinel? sentinel)
    {
        (_process, _output, _error, _sentinel) = (process, output, error, sentinel);
        _leader = ProcessIdentity.Of(process.Pid);
        if (_leader is { } leader)
        {
            sentinel?.Add(leader);
        }
    }

    public int Pid => _process.Pid;

    /// <remarks>Its end is waited for from the moment on in which somebody asks: until it is told that it runs there is no time for that.</remarks>
    public Task<ProgramEnd> Exited
    {
        get
        {
            lock (_lock)
            {
                return _exited ??= SuperviseAsync();
            }
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="path">The program, absolute.</param>
    /// <param name="spec">What else is said of it.</param>
    /// <param name="mark">Marks it and what it starts; <see langword="null"/> for nothing.</param>
    /// <param name="onLine">Receives each line of its output.</param>
    /// <param name="sentinel">Told of its group.</param>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static RunningProcess Start(string path, ProcessSpec spec, SessionMark? mark, Action<string, bool> onLine, Sentinel? sentinel)
    {
        SafeFileHandle? writer = null;
        SafeFileHandle? errorWriter = null;
        OutputPipe? output = null;
        OutputPipe? error = null;
        try
        {
            output = OutputPipe.Open(line => onLine(line, false), out writer);
            error = OutputPipe.Open(line => onLine(line, true), out errorWriter);
            var process = ChildProcess.Start(new(path, spec.Arguments, ChildEnvironment.Of(spec, mark), spec.WorkingDirectory) { Output = writer, Error = errorWriter });
            return new RunningProcess(process, output, error, sentinel);
        }
        catch
        {
            output?.Dispose();
            error?.Dispose();
            throw;
        }
        finally
        {
            writer?.Dispose();
            errorWriter?.Dispose();
        }
    }

    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        if (!_process.Signal(ProcessGroup.Terminate))
        {
            await Exited.ConfigureAwait(false);
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        patience.CancelAfter(grace);
        try
        {
            await Exited.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            _process.Signal(ProcessGroup.Kill);
            await Exited.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Signal(ProcessGroup.Kill);
            await Exited.ConfigureAwait(false);
        }
        finally
        {
            // Whatever outside the group still holds the pipes is not listened to any more.
            _output.Dispose();
            _error.Dispose();
        }
    }

    private async Task<ProgramEnd> SuperviseAsync()
    {
        EventLoop.Output.Begin();
        var end = await _process.Exited.ConfigureAwait(false);
        if (_leader is { } leader)
        {
            _sentinel?.Remove(leader);
        }

        try
        {
            await Task.WhenAll(_output.Ended, _error.Ended).WaitAsync(DrainTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something outside the group still holds the pipes; the program itself has ended and said all it had to say.
        }

        return end;
    }
}
