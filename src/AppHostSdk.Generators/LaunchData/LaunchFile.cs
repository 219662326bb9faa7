using AppHostSdk.Model;

namespace AppHostSdk.Generators;

/// <summary>A file of a project that says how it is launched, with what could be read in it.</summary>
/// <param name="Path">Its path as the compiler was given it.</param>
/// <param name="Text">Its text, to tell lines and columns.</param>
/// <param name="Settings">The launch settings, or <see langword="null"/> when it is another file.</param>
/// <param name="AppSettings">The app settings, or <see langword="null"/> when it is another file.</param>
internal sealed record LaunchFile(string Path, string Text, LaunchSettings? Settings, AppSettings? AppSettings)
{
    /// <summary>True for names that a launch file may have.</summary>
    public static bool IsOne(string path) => IsLaunchSettings(path) || IsAppSettings(path);

    /// <param name="path">The path.</param>
    /// <param name="text">The text, or <see langword="null"/> when the file cannot be opened.</param>
    public static LaunchFile Read(string path, string? text)
    {
        var closed = EquatableArray.Of(new LaunchFileProblem(LaunchFileProblemKind.Unreadable, 0, 0, "it cannot be opened"));
        return new LaunchFile(
            path,
            text ?? "",
            !IsLaunchSettings(path) ? null : text is null ? new LaunchSettings(default, closed) : LaunchSettings.Read(text),
            !IsAppSettings(path) ? null : text is null ? new AppSettings(default, closed) : AppSettings.Read(text));
    }

    private static bool IsLaunchSettings(string path) =>
        Ends(path, LaunchPaths.LaunchSettings) || path.EndsWith(LaunchPaths.FlatLaunchSettings, StringComparison.OrdinalIgnoreCase);

    private static bool IsAppSettings(string path) => LaunchPaths.AppSettings.Any(name => Ends(path, name));

    private static bool Ends(string path, string name) => System.IO.Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase);
}
