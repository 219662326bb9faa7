using System.ComponentModel;

namespace AppHostSdk;

/// <summary>Finds the app host's project directory without any absolute path in its assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HostDirectory
{
    /// <summary>The environment variable that overrides the directory, for hosts run from elsewhere.</summary>
    public const string OverrideVariable = "APPHOST_DIRECTORY";

    /// <summary>The file beside a published host that says where its project directory is from there.</summary>
    public const string LocationFile = "apphost.location.txt";

    private static readonly Lazy<string?> PublishedDirectory = new(() =>
        Path.Combine(AppContext.BaseDirectory, LocationFile) is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null);

    /// <summary>
    /// The absolute form of <paramref name="path"/>, which is relative to the host's project directory. That is
    /// <c>APPHOST_DIRECTORY</c> if set, else what a published host has in <see cref="LocationFile"/>, else
    /// <paramref name="directory"/>; the latter two seen from the directory of the running assembly, never from the current one.
    /// </summary>
    /// <param name="directory">The project directory relative to the assembly's directory.</param>
    /// <param name="path">A path relative to the project directory; empty for the directory itself.</param>
    public static string Resolve(string directory, string path)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(path);
        var root = Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, PublishedDirectory.Value ?? directory));
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root, path)));
    }
}
