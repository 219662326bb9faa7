using System.Globalization;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>Looks at processes that are not children of the tests.</summary>
internal static class Processes
{
    /// <summary>Waits until a process is gone. It is nobody's child here, so there is no event to wait for.</summary>
    public static async Task UntilGone(ProcessIdentity process)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (ProcessIdentity.Of(process.Pid) == process)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Waits until a process has become the program called <paramref name="name"/>; there is no event for that either.</summary>
    public static async Task UntilNamed(int pid, string name)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (await File.ReadAllTextAsync($"/proc/{pid}/comm", patience.Token) != name + "\n")
        {
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Waits until the child of <paramref name="parent"/> called <paramref name="name"/> gets nothing done any more; there is no event for that either.</summary>
    public static async Task UntilHeldUp(int parent, string name)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        for (string? before = null, now; ; before = now)
        {
            now = ChildrenOf(parent).Select(child => File.ReadAllText($"/proc/{child.Pid}/stat")).FirstOrDefault(stat => stat.Contains($"({name}) S", StringComparison.Ordinal));
            if (now is not null && now == before)
            {
                return;
            }

            await Task.Delay(200, patience.Token);
        }
    }

    public static bool IsAlive(ProcessIdentity process) => ProcessIdentity.Of(process.Pid) == process;

    /// <summary>The live children of a process.</summary>
    public static IReadOnlyList<ProcessIdentity> ChildrenOf(int pid) =>
    [
        .. File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat(Directory.EnumerateDirectories($"/proc/{pid}/task").SelectMany(t => File.ReadAllText(t + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Distinct()
            .Select(child => ProcessIdentity.Of(int.Parse(child, CultureInfo.InvariantCulture)))
            .OfType<ProcessIdentity>(),
    ];

    /// <summary>Ends a process that left its group.</summary>
    public static void Kill(ProcessIdentity process)
    {
        if (IsAlive(process))
        {
            using var target = System.Diagnostics.Process.GetProcessById(process.Pid);
            target.Kill();
        }
    }

    /// <summary>The live processes that have <paramref name="mark"/> in their environment.</summary>
    public static IReadOnlyList<ProcessIdentity> Marked(string mark)
    {
        var found = new List<ProcessIdentity>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                    && File.ReadAllText(Path.Combine(directory, "environ")).Split('\0').Contains(mark)
                    && ProcessIdentity.Of(pid) is { } process)
                {
                    found.Add(process);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has just ended, or is none of ours.
            }
        }

        return found;
    }
}
