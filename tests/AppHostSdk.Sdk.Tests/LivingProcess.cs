using System.Diagnostics;
using System.Globalization;

namespace AppHostSdk.Tests;

/// <summary>A living process, from the system's own table.</summary>
internal sealed record LivingProcess(int Id, string Command, string[] Environment)
{
    /// <summary>The living processes whose program lies below <paramref name="directory"/>.</summary>
    public static List<LivingProcess> Below(string directory)
    {
        var found = new List<LivingProcess>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var entry = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}");
                try
                {
                    var command = File.ReadAllText($"{entry}/cmdline").Split('\0')[0];
                    if (command.StartsWith(directory + "/", StringComparison.Ordinal))
                    {
                        found.Add(new LivingProcess(process.Id, command, File.ReadAllText($"{entry}/environ").Split('\0')));
                    }
                }
                catch (IOException)
                {
                    // It ended while it was looked at.
                }
                catch (UnauthorizedAccessException)
                {
                    // Another user's process is none of ours.
                }
            }
        }

        return found;
    }
}
