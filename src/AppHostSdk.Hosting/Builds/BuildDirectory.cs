using System.Globalization;
using AppHostSdk.Processes;

namespace AppHostSdk.Builds;

/// <summary>Directories for the files of one build. The build removes its own; what a killed host left of them, a later build does.</summary>
internal static class BuildDirectory
{
    private const string Prefix = "apphost-build-";

    /// <summary>A process of another process namespace that shares the directory of temporary files cannot be seen, but builds in time.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromHours(1);

    /// <summary>Makes one among the temporary files.</summary>
    public static DirectoryInfo Create()
    {
        RemoveLeft();
        var (pid, startTime) = ProcessIdentity.Current;
        return Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{pid}-{startTime}-"));
    }

    private static void RemoveLeft()
    {
        // Elsewhere nothing tells which process is meant.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var directory in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (OwnerOf(directory) is { } owner && ProcessIdentity.Of(owner.Pid) != owner && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(directory) > LongestBuild)
                {
                    Directory.Delete(directory, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or removed by another host meanwhile.
            }
        }
    }

    private static ProcessIdentity? OwnerOf(string directory) =>
        Path.GetFileName(directory)[Prefix.Length..].Split('-') is [var pid, var startTime, _]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(startTime, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new ProcessIdentity(number, ticks)
            : null;
}
