using System.Collections;
using System.ComponentModel;
using System.Diagnostics;

namespace AppHostSdk.Processes;

/// <summary>What is the same about starting a program on every system.</summary>
internal static class ProcessStart
{
    /// <exception cref="DistributedApplicationException">The directory that it is to start in does not exist.</exception>
    public static void RequireDirectory(ProcessSpec spec)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new DistributedApplicationException($"its working directory {spec.WorkingDirectory} does not exist.");
        }
    }

    /// <summary>A start without a shell, with all pipes, and with the environment that the program shall have.</summary>
    /// <param name="spec">The program.</param>
    /// <param name="mark">Marks it and what it starts; <see langword="null"/> for nothing.</param>
    /// <param name="file">What is started.</param>
    /// <param name="before">The arguments before its own.</param>
    public static ProcessStartInfo Info(ProcessSpec spec, SessionMark? mark, string file, params string[] before)
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in before.Concat(spec.Arguments))
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

        if (mark is not null)
        {
            start.Environment[SessionMark.Variable] = mark.Value;
        }

        return start;
    }

    /// <exception cref="DistributedApplicationException">The system refuses.</exception>
    public static Process Start(ProcessStartInfo start, string program)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return process;
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new DistributedApplicationException($"{program} could not be started: {new Win32Exception(e.NativeErrorCode).Message}.", e);
        }
    }
}
