using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>Replaces what differs between machines or runs, so that a snapshot holds only what is decided by us.</summary>
internal sealed record Scrubber(string Name, Func<string, string> Scrub);

/// <summary>Everything that is replaced in a snapshot. Nothing is replaced that is not listed here.</summary>
internal static class Scrubbers
{
    public static IReadOnlyList<Scrubber> All { get; } = Of(RepoRoot.Path, Path.GetTempPath());

    /// <summary>The scrubbers of a machine whose repository and temporary files are in these directories.</summary>
    public static IReadOnlyList<Scrubber> Of(string repository, string temporary)
    {
        Scrubber[] directories = [Directory(repository, "{Repo}"), Directory(temporary, "{Temp}")];

        // One may contain the other.
        return repository.TrimEnd('/', '\\').Length >= temporary.TrimEnd('/', '\\').Length ? directories : [.. directories.Reverse()];
    }

    /// <summary>
    /// A directory, in any spelling of its separators (also the doubled ones of JSON and C#), as whole path segments: <c>/tmp</c>
    /// is neither in <c>/tmpfs</c> nor in <c>/var/tmp</c>.
    /// </summary>
    public static Scrubber Directory(string path, string placeholder)
    {
        var segments = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0)
        {
            return new Scrubber(placeholder, text => text);
        }

        const string separator = @"(?:/|\\{1,2})";
        var root = path[0] is '/' or '\\' ? separator : "";
        var pattern = new Regex(
            $@"(?<![\w.\-/\\}}]){root}{string.Join(separator, segments.Select(Regex.Escape))}(?![\w\-]|\.\w)",
            OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.None);
        return new Scrubber(placeholder, text => pattern.Replace(text, placeholder));
    }
}
