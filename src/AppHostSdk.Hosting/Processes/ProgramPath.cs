namespace AppHostSdk.Processes;

/// <summary>Finds the file that a command names.</summary>
internal static class ProgramPath
{
    /// <summary>The absolute path of <paramref name="command"/>, or <see langword="null"/> with the reason.</summary>
    /// <param name="command">A path, or a name looked up in <paramref name="searchPath"/>.</param>
    /// <param name="workingDirectory">What a relative path is relative to, also one in <paramref name="searchPath"/>.</param>
    /// <param name="searchPath">The value of <c>PATH</c>.</param>
    public static (string? Path, string? Problem) Find(string command, string workingDirectory, string? searchPath)
    {
        if (command.Contains('/'))
        {
            var path = Path.GetFullPath(command, workingDirectory);
            return Problem(path) is { } problem ? (null, problem) : (path, null);
        }

        var candidates = (searchPath ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.GetFullPath(Path.Combine(directory, command), workingDirectory))
            .ToList();
        var found = candidates.Find(c => Problem(c) is null);
        return found is not null
            ? (found, null)
            : (null, candidates.Find(File.Exists) is { } present ? Problem(present) : $"there is no program '{command}' in PATH");
    }

    /// <summary>Whether a name is found in the host's own <c>PATH</c>.</summary>
    /// <param name="name">A name without a separator.</param>
    /// <param name="workingDirectory">What relative paths in it are relative to.</param>
    public static bool IsInSearchPath(string name, string workingDirectory)
    {
        var searchPath = Environment.GetEnvironmentVariable("PATH");
        return (OperatingSystem.IsWindows()
            ? FindOnWindows(name, workingDirectory, searchPath, Environment.GetEnvironmentVariable("PATHEXT"))
            : Find(name, workingDirectory, searchPath).Path) is not null;
    }

    /// <summary>
    /// The file that a command names on Windows, or <see langword="null"/>: a name without one of the <paramref name="extensions"/> of
    /// programs is tried with each of them.
    /// </summary>
    /// <param name="command">A path, or a name looked up in <paramref name="searchPath"/>.</param>
    /// <param name="workingDirectory">What a relative path is relative to.</param>
    /// <param name="searchPath">The value of <c>PATH</c>.</param>
    /// <param name="extensions">The value of <c>PATHEXT</c>.</param>
    public static string? FindOnWindows(string command, string workingDirectory, string? searchPath, string? extensions)
    {
        var endings = (extensions ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> names = endings.Any(e => command.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? [command] : endings.Select(e => command + e);
        string[] directories = command.AsSpan().ContainsAny('/', '\\', ':')
            ? [""]
            : (searchPath ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return directories
            .SelectMany(directory => names.Select(name => Path.GetFullPath(Path.Combine(directory.Trim('"'), name), workingDirectory)))
            .FirstOrDefault(File.Exists);
    }

    private static string? Problem(string path)
    {
        if (Directory.Exists(path))
        {
            return $"{path} is a directory";
        }

        if (!File.Exists(path))
        {
            return $"{path} does not exist";
        }

        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Execute) == 0 ? $"{path} is not executable (chmod +x)" : null;
    }
}
