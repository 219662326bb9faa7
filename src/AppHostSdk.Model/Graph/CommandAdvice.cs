namespace AppHostSdk.Model;

/// <summary>What to write in place of a command that names no program, in the words of the build and of the run time.</summary>
public static class CommandAdvice
{
    /// <summary>The advice as a sentence, or <see langword="null"/> when nothing says what was meant.</summary>
    /// <param name="resource">The resource that the command is of.</param>
    /// <param name="command">The command, which names no program.</param>
    /// <param name="isFile">Whether a path, relative to the working directory, is a file.</param>
    /// <param name="isInSearchPath">Whether a name is found in <c>PATH</c>.</param>
    public static string? For(Resource resource, string command, Func<string, bool> isFile, Func<string, bool> isInSearchPath)
    {
        if (IsName(command) && isFile(command))
        {
            return $"A file of that name is in its working directory: write {Literal("./" + command)} to run it.";
        }

        var words = CommandLine.Split(command);
        if (words.Count < 2 || !(IsName(command) || (IsName(words[0]) ? isInSearchPath(words[0]) : isFile(words[0]))))
        {
            // Parts of a path may have blanks.
            return null;
        }

        var literals = words.Select(Literal).ToList();
        if (resource.Kind != ResourceKind.Executable || !resource.Setting(ResourceSetting.Executable).IsNone)
        {
            return $"A command is the program alone, its arguments follow it: {string.Join(", ", literals)}.";
        }

        var call = new[] { Literal(resource.Name), literals[0], Directory(resource) }.Concat(literals.Skip(1));
        return $"A command is the program alone, its arguments follow the working directory: AddExecutable({string.Join(", ", call)}).";
    }

    private static bool IsName(string command) => command.Length > 0 && command.IndexOfAny(['/', '\\']) < 0;

    private static string Directory(Resource resource) => resource.WorkingDirectory switch
    {
        ModelValue.HostPath path => Literal(path.Relative.Length == 0 ? "." : path.Relative),
        ModelValue.Text path => Literal(path.Value),
        _ => "…",
    };

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
