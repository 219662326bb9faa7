using System.Diagnostics;
using AppHostSdk.Console;

namespace AppHostSdk.Processes;

/// <summary>A started program and its process group.</summary>
internal sealed class RunningProcess : IRunningProgram
{
    /// <summary>How long output is read after the end: something that left the group may hold the pipes open.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly int _group;
    private readonly ProcessIdentity? _leader;
    private readonly Sentinel? _sentinel;
    private readonly CancellationTokenSource _listening = new();
    private readonly Stream[] _pipes;
    private readonly Task _output;

    public RunningProcess(Process process, Action<string, bool> onLine, Sentinel? sentinel = null)
    {
        _sentinel = sentinel;
        _process = process;
        _group = process.Id;
        _leader = ProcessIdentity.Of(_group);
        if (_leader is { } leader)
        {
            sentinel?.Add(leader);
        }

        process.StandardInput.Close();
        _pipes = [process.StandardOutput.BaseStream, process.StandardError.BaseStream];

        // On another thread: the first reading of a run loads what sockets need, and who waits for the start need not wait for that.
        _output = Task.Run(() => Task.WhenAll(
            Lines.ReadAsync(_pipes[0], line => onLine(line, false), _listening.Token),
            Lines.ReadAsync(_pipes[1], line => onLine(line, true), _listening.Token)));
        Exited = SuperviseAsync();
    }

    public int Pid => _group;

    public Task<int> Exited { get; }

    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        if (!Signal(ProcessGroup.Terminate))
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
            Signal(ProcessGroup.Kill);
            await Exited.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Signal(ProcessGroup.Kill);
        await Exited.ConfigureAwait(false);

        // Whatever outside the group still holds the pipes is not listened to any more.
        await _listening.CancelAsync().ConfigureAwait(false);
        await _output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var pipe in _pipes)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    /// <summary>
    /// Signals the group while its leader is ours: not yet reaped, its number cannot belong to anyone else. A leader that was
    /// started a moment ago may not have made its group yet; then it is all there is to signal.
    /// </summary>
    private bool Signal(int signal) =>
        !Exited.IsCompleted
        && !_process.HasExited
        && (ProcessGroup.Signal(_group, signal) || (_leader is { } leader && ProcessGroup.SignalLeader(leader, signal)));

    private async Task<int> SuperviseAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);

        // What the program left behind in its group goes with it. A group number is not given away while the group has members.
        if (ProcessIdentity.Of(_group) is null)
        {
            ProcessGroup.Signal(_group, ProcessGroup.Kill);
        }

        if (_leader is { } leader)
        {
            _sentinel?.Remove(leader);
        }

        try
        {
            await _output.WaitAsync(DrainTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something outside the group still holds the pipes; the program itself has ended and said all it had to say.
        }

        return _process.ExitCode;
    }
}
