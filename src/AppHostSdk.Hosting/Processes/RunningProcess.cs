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

    public RunningProcess(Process process, Action<string, bool> onLine)
    {
        _process = process;
        _group = process.Id;
        process.StandardInput.Close();
        Exited = SuperviseAsync(
            Lines.ReadAsync(process.StandardOutput.BaseStream, line => onLine(line, false)),
            Lines.ReadAsync(process.StandardError.BaseStream, line => onLine(line, true)));
    }

    public int Pid => _group;

    public Task<int> Exited { get; }

    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        if (Exited.IsCompleted || !Signal(ProcessGroup.Terminate))
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
        _process.Dispose();
    }

    /// <summary>Signals the group while its leader is ours: not yet reaped, its number cannot belong to anyone else.</summary>
    private bool Signal(int signal) => !_process.HasExited && ProcessGroup.Signal(_group, signal);

    private async Task<int> SuperviseAsync(Task output, Task errors)
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);

        // What the program left behind in its group goes with it. A group number is not given away while the group has members.
        if (ProcessIdentity.Of(_group) is null)
        {
            ProcessGroup.Signal(_group, ProcessGroup.Kill);
        }

        try
        {
            await Task.WhenAll(output, errors).WaitAsync(DrainTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something outside the group still holds the pipes; the program itself has ended and said all it had to say.
        }

        return _process.ExitCode;
    }
}
