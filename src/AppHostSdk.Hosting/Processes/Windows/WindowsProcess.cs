using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AppHostSdk.Output;

namespace AppHostSdk.Processes;

/// <summary>A started program on Windows, with everything that it starts.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsProcess : IRunningProgram
{
    private const uint CtrlBreak = 1;
    private const uint KilledExitCode = 137;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _listening = new();
    private readonly Process _process;
    private readonly WindowsJob _job;
    private readonly Task _output;

    /// <param name="process">The program; in a console group of its own.</param>
    /// <param name="job">Holds it and what it starts, and is disposed of with it.</param>
    /// <param name="onLine">Receives each line of its output.</param>
    public WindowsProcess(Process process, WindowsJob job, Action<string, bool> onLine)
    {
        _process = process;
        _job = job;
        process.StandardInput.Close();
        _output = Task.WhenAll(
            Lines.ReadAsync(process.StandardOutput.BaseStream, line => onLine(line, false), _listening.Token),
            Lines.ReadAsync(process.StandardError.BaseStream, line => onLine(line, true), _listening.Token));
        Exited = SuperviseAsync();
    }

    public Task<ProgramEnd> Exited { get; }

    /// <summary>Programs without a console cannot be told to end; they are ended when their time is over.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        patience.CancelAfter(grace);
        try
        {
            // .NET programs see it as SIGQUIT, others as Ctrl+Break. Ctrl+C cannot be sent to one group.
            if (!_process.HasExited && GenerateConsoleCtrlEvent(CtrlBreak, (uint)_process.Id))
            {
                await Exited.WaitAsync(patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // It had its time.
        }

        _job.Terminate(KilledExitCode);
        await Exited.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            _job.Terminate(KilledExitCode);
        }

        await Exited.ConfigureAwait(false);
        _job.Dispose();

        // Whatever left the job and still holds the pipes is not listened to any more.
        await _listening.CancelAsync().ConfigureAwait(false);
        await _output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private async Task<ProgramEnd> SuperviseAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);

        // What it left behind goes with it, and lets go of the pipes.
        _job.Terminate(KilledExitCode);
        try
        {
            await _output.WaitAsync(DrainTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something outside the job still holds the pipes; the program itself has ended and said all it had to say.
        }

        return new(_process.ExitCode);
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint kind, uint group);
}
