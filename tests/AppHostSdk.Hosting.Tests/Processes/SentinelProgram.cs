using System.Diagnostics;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>A sentinel that a test talks to in place of a host.</summary>
internal sealed class SentinelProgram : IDisposable
{
    private readonly Process _process = Process.Start(new ProcessStartInfo(AppHostSdk.Processes.SharedHost.Path, ["exec", Path.Combine(AppContext.BaseDirectory, "AppHostSdk.Sentinel.dll")])
    {
        RedirectStandardInput = true,
        RedirectStandardError = true,
    })!;

    public void Tell(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>The host dies.</summary>
    public void HangUp() => _process.StandardInput.Close();

    /// <summary>Waits for its end and demands that it had nothing to complain of.</summary>
    public async Task EndAsync()
    {
        var complaint = await _process.StandardError.ReadToEndAsync().InTime();
        await _process.WaitForExitAsync().InTime();
        Assert.Equal(("", 0), (complaint, _process.ExitCode));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
