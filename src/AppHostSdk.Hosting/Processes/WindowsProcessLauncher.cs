using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace AppHostSdk.Processes;

/// <summary>
/// Starts programs on Windows, each in a console group of its own, which can be told to end, and in a job of its own, which can be ended
/// whole. This process is in a job, too, so what a program starts before it is in its own one ends with this process all the same.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProcessLauncher : IProcessLauncher
{
    // Never disposed of: it ends with this process, and everything in it does.
    private static readonly Lazy<WindowsJob> Own = new(() =>
    {
        var job = new WindowsJob();
        using var current = Process.GetCurrentProcess();
        job.Add(current);
        return job;
    });

    private readonly SessionMark? _mark;

    /// <param name="mark">Marks what is started; <see langword="null"/> for nothing.</param>
    /// <exception cref="DistributedApplicationException">The system refuses a job for this process.</exception>
    public WindowsProcessLauncher(SessionMark? mark = null)
    {
        _mark = mark;
        try
        {
            _ = Own.Value;
        }
        catch (Win32Exception e)
        {
            throw new DistributedApplicationException($"This process cannot be put into a job of its own ({e.Message}), so what it starts could outlive it.", e);
        }
    }

    public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        ProcessStart.RequireDirectory(spec);
        var path = spec.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        var program = ProgramPath.FindOnWindows(spec.FileName, spec.WorkingDirectory, path, Environment.GetEnvironmentVariable("PATHEXT"))
            ?? throw new DistributedApplicationException($"there is no program '{spec.FileName}'. {spec.MissingProgramAdvice}".TrimEnd());
        var start = ProcessStart.Info(spec, _mark, program);
        start.CreateNewProcessGroup = true;
        var job = new WindowsJob();
        Process? process = null;
        try
        {
            process = ProcessStart.Start(start, program);
            job.Add(process);
            return new WindowsProcess(process, job, onLine);
        }
        catch
        {
            process?.Kill(entireProcessTree: true);
            process?.Dispose();
            job.Dispose();
            throw;
        }
    }
}
