using System.Collections;
using System.Diagnostics;

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
                "Running is supported on Linux only so far: elsewhere a process could outlive the app host. Building and checking work everywhere.");
        }

        var (path, _) = ProgramPath.Find("setsid", "/", SearchPath + ":/usr/bin:/bin");
        return path ?? throw new DistributedApplicationException("The program 'setsid' is missing; install the package util-linux.");
    }

    public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new DistributedApplicationException($"its working directory {spec.WorkingDirectory} does not exist.");
        }

        var (program, problem) = ProgramPath.Find(spec.FileName, spec.WorkingDirectory, spec.Environment.GetValueOrDefault("PATH") ?? SearchPath);
        if (program is null)
        {
            throw new DistributedApplicationException($"{problem}. {spec.MissingProgramAdvice}".TrimEnd());
        }

        var start = new ProcessStartInfo(_setsid)
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(program);
        foreach (var argument in spec.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (InheritedEnvironment.Passes((string)variable.Key) && !spec.Withheld.Contains((string)variable.Key))
            {
                start.Environment[(string)variable.Key] = (string?)variable.Value;
            }
        }

        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        if (_mark is not null)
        {
            start.Environment[SessionMark.Variable] = _mark.Value;
        }

        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            process.Dispose();
            throw new DistributedApplicationException($"{program} could not be started: {new System.ComponentModel.Win32Exception(e.NativeErrorCode).Message}.", e);
        }

        return new RunningProcess(process, onLine, _sentinel);
    }

    private static string? SearchPath => Environment.GetEnvironmentVariable("PATH");
}
