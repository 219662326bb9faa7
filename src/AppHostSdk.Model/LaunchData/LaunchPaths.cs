using System.IO;

namespace AppHostSdk.Model;

/// <summary>Where the files are that say how a project is launched. The disk is not asked.</summary>
public static class LaunchPaths
{
    /// <summary>The name of a project's launch settings.</summary>
    public const string LaunchSettings = "launchSettings.json";

    /// <summary>The end of the name of a file-based program's launch settings: <c>worker.run.json</c> for <c>worker.cs</c>.</summary>
    public const string FlatLaunchSettings = ".run.json";

    /// <summary>The names of the app settings in a project's directory that are read, the one that counts most last.</summary>
    public static IReadOnlyList<string> AppSettings { get; } = ["appsettings.json", "appsettings.Development.json"];

    /// <summary>The launch settings of <paramref name="project"/>.</summary>
    /// <param name="project">The path of a project file or of a file-based program, with forward slashes.</param>
    public static string LaunchSettingsOf(string project) => Path.GetExtension(project).ToUpperInvariant() switch
    {
        ".CS" => Path.ChangeExtension(project, null) + FlatLaunchSettings,
        ".VBPROJ" => $"{DirectoryOf(project)}My Project/{LaunchSettings}",
        _ => $"{DirectoryOf(project)}Properties/{LaunchSettings}",
    };

    /// <summary>The app settings of <paramref name="project"/> that are read, the one that counts most last.</summary>
    /// <param name="project">The path of a project file or of a file-based program, with forward slashes.</param>
    public static IEnumerable<string> AppSettingsOf(string project) => AppSettings.Select(name => DirectoryOf(project) + name);

    /// <summary>The path with forward slashes and without steps that lead nowhere.</summary>
    /// <param name="path">A path of any system.</param>
    public static string Normal(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Replace('\\', '/').Split('/'))
        {
            if (step == ".." && steps.Count > 0 && steps[steps.Count - 1] is not ("" or ".."))
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step != "." && (step.Length > 0 || steps.Count == 0))
            {
                steps.Add(step);
            }
        }

        return string.Join("/", steps);
    }

    private static string DirectoryOf(string path) => path.Substring(0, path.LastIndexOf('/') + 1);
}
