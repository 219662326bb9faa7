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
        spec.RequireDirectory();
        var path = spec.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        var program = ProgramPath.FindOnWindows(spec.FileName, spec.WorkingDirectory, path, Environment.GetEnvironmentVariable("PATHEXT"))
            ?? throw new DistributedApplicationException($"there is no program '{spec.FileName}'. {spec.MissingProgramAdvice()}".TrimEnd());
        var start = new ProcessStartInfo(program, spec.Arguments)
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNewProcessGroup = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in ChildEnvironment.Of(spec, _mark))
        {
            start.Environment[name] = value;
        }

        var job = new WindowsJob();
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
            job.Add(process);
            return new WindowsProcess(process, job, onLine);
        }
        catch (Exception e)
        {
            process?.Kill(entireProcessTree: true);
            process?.Dispose();
            job.Dispose();
            if (e is Win32Exception)
            {
                throw new DistributedApplicationException($"{program} could not be started: {e.Message}.", e);
            }

            throw;
        }
    }
}
