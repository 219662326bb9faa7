using System.Diagnostics;
using System.Globalization;

namespace AppHostSdk.Tests;

/// <summary>A living process, from the system's own table.</summary>
internal sealed record LivingProcess(int Id, string Command, string[] Environment)
{
    /// <summary>The living processes whose program lies below <paramref name="directory"/>.</summary>
    public static List<LivingProcess> Below(string directory) =>
        [.. All().Where(p => p.Command.StartsWith(directory + "/", StringComparison.Ordinal))];

    /// <summary>The living processes that have a variable, given as <c>name=value</c>.</summary>
    public static List<LivingProcess> With(string variable) => [.. All().Where(p => p.Environment.Contains(variable))];

    /// <summary>The number of the living child of <paramref name="parent"/> that runs <paramref name="program"/>.</summary>
    public static int ChildOf(int parent, string program) =>
        Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}/task"))
            .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            .Single(child => File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{child}/cmdline")).Contains(program, StringComparison.Ordinal));

    private static List<LivingProcess> All()
    {
        var found = new List<LivingProcess>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var entry = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}");
                try
                {
                    found.Add(new LivingProcess(process.Id, File.ReadAllText($"{entry}/cmdline").Split('\0')[0], File.ReadAllText($"{entry}/environ").Split('\0')));
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
