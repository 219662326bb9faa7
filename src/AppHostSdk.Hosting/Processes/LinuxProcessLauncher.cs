namespace AppHostSdk.Processes;

/// <summary>
/// Starts programs on Linux, each in a session and process group of its own: a Ctrl+C on the terminal reaches the host only,
/// and a group can be ended whole. <c>setsid</c> makes the group and becomes the program, so the pid stays the same.
/// </summary>
internal sealed class LinuxProcessLauncher : IProcessLauncher
{
    private readonly string _setsid;
    private readonly SessionMark? _mark;
    private readonly Sentinel? _sentinel;

    /// <param name="mark">Marks what is started; <see langword="null"/> for nothing.</param>
    /// <param name="sentinel">Told of every process group.</param>
    public LinuxProcessLauncher(SessionMark? mark = null, Sentinel? sentinel = null)
    {
        _mark = mark;
        _sentinel = sentinel;
        _setsid = FindSetsid();
    }

    /// <summary>The program that gives a process a session of its own.</summary>
    /// <exception cref="DistributedApplicationException">It is missing, or this is no Linux.</exception>
    public static string FindSetsid()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new DistributedApplicationException(
                "Running is supported on Linux, and on Windows without having been tested there: elsewhere a process could outlive the app host. Building and checking work everywhere.");
        }

        var (path, _) = ProgramPath.Find("setsid", "/", SearchPath + ":/usr/bin:/bin");
        return path ?? throw new DistributedApplicationException("The program 'setsid' is missing; install the package util-linux.");
    }

    public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        ProcessStart.RequireDirectory(spec);
        var (program, problem) = ProgramPath.Find(spec.FileName, spec.WorkingDirectory, spec.Environment.GetValueOrDefault("PATH") ?? SearchPath);
        if (program is null)
        {
            throw new DistributedApplicationException($"{problem}. {spec.MissingProgramAdvice}".TrimEnd());
        }

        var process = ProcessStart.Start(ProcessStart.Info(spec, _mark, _setsid, program), program);
        return new RunningProcess(process, onLine, _sentinel);
    }

    private static string? SearchPath => Environment.GetEnvironmentVariable("PATH");
}
