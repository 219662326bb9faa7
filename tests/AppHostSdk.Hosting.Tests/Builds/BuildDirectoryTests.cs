using AppHostSdk.Builds;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Builds;

public class BuildDirectoryTests
{
    [Fact]
    public void What_a_killed_host_left_is_removed_by_a_later_build_and_nothing_else()
    {
        var (pid, startTime) = ProcessIdentity.Current;
        var left = Make($"apphost-build-{pid}-{startTime - 1}-left", hours: 2);
        string[] others =
        [
            Make($"apphost-build-{pid}-{startTime}-living", hours: 2),
            Make($"apphost-build-{pid}-{startTime - 1}-young", hours: 0),
            Make("apphost-build-notes-of-mine", hours: 2),
        ];
        try
        {
            var made = BuildDirectory.Create();

            Assert.False(Directory.Exists(left));
            Assert.All(others.Append(made.FullName), directory => Assert.True(Directory.Exists(directory), directory));
            Assert.StartsWith(Path.Combine(Path.GetTempPath(), $"apphost-build-{pid}-{startTime}-"), made.FullName, StringComparison.Ordinal);
            made.Delete();
        }
        finally
        {
            foreach (var directory in others)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static string Make(string name, int hours)
    {
        var directory = Path.Combine(Path.GetTempPath(), name);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "file"), "");
        Directory.SetLastWriteTimeUtc(directory, DateTime.UtcNow.AddHours(-hours));
        return directory;
    }
}
