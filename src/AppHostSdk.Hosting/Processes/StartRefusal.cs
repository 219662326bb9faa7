using System.ComponentModel;

namespace AppHostSdk.Processes;

/// <summary>Why Linux does not start a file that is there and may be executed.</summary>
internal static class StartRefusal
{
    private const int NotFound = 2; // ENOENT
    private const int NoProgram = 8; // ENOEXEC
    private const int Refused = 13; // EACCES

    /// <summary>execve(2) reads no more of a first line.</summary>
    private const int MostOfFirstLine = 255;

    /// <summary>What the system means, in words.</summary>
    /// <param name="program">The path.</param>
    /// <param name="directory">Where it was to start.</param>
    /// <param name="refusal">What it says.</param>
    public static string Of(string program, string directory, Win32Exception refusal) => refusal.NativeErrorCode switch
    {
        NotFound when !Directory.Exists(directory) => $"its working directory {directory} does not exist.",
        NotFound when Interpreter(program) is { } interpreter => interpreter.EndsWith('\r')
            ? $"{program} could not be started: its first line ends with a carriage return, which becomes part of the interpreter's name. Save it with line feeds only."
            : $"{program} could not be started: its first line names the interpreter '{interpreter}', which does not exist.",
        NotFound => $"{program} could not be started: it was built for another system; what should load it does not exist here.",
        Refused => $"{program} could not be started: {refusal.Message}. It must be allowed to execute it, and to enter its working directory {directory}.",
        Libc.TooManyFiles or Libc.TooManyFilesOfAll => $"{program} could not be started: there are too many open files. Allow more of them (ulimit -n).",
        NoProgram => $"{program} could not be started: it is no program for this machine. A script needs a first line that names its interpreter, such as #!/bin/sh.",
        _ => $"{program} could not be started: {refusal.Message}.",
    };

    private static string? Interpreter(string program)
    {
        try
        {
            using var file = File.OpenRead(program);
            var bytes = new byte[MostOfFirstLine];
            var line = System.Text.Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Split('\n')[0];
            return line.StartsWith("#!", StringComparison.Ordinal) ? line[2..].TrimStart(' ', '\t').Split(' ', '\t')[0] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it may be executed and not read
        }
    }
}
