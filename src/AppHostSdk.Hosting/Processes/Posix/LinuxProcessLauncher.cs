using System.ComponentModel;

namespace AppHostSdk.Processes;

/// <summary>Starts programs on Linux.</summary>
/// <param name="mark">Marks what is started; <see langword="null"/> for nothing.</param>
/// <param name="sentinel">Told of every process group.</param>
internal sealed class LinuxProcessLauncher(SessionMark? mark = null, Sentinel? sentinel = null) : IProcessLauncher
{
    /// <exception cref="DistributedApplicationException">This is no Linux.</exception>
    public static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new DistributedApplicationException(
                "Running is supported on Linux, and on Windows without having been tested there: elsewhere a process could outlive the app host. Building and checking work everywhere.");
        }
    }

    public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        spec.RequireDirectory();
        var (program, problem) = ProgramPath.Find(spec.FileName, spec.WorkingDirectory, spec.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH"));
        if (program is null)
        {
            throw new DistributedApplicationException($"{problem}. {spec.MissingProgramAdvice()}".TrimEnd());
        }

        try
        {
            return RunningProcess.Start(program, spec, mark, onLine, sentinel);
        }
        catch (Win32Exception e)
        {
            throw new DistributedApplicationException(StartRefusal.Of(program, spec.WorkingDirectory, e), e);
        }
    }
}
