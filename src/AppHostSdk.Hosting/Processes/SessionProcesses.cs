using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace AppHostSdk.Processes;

/// <summary>Finds and ends what was started for runs of app hosts. A process is known by its mark, never by its name or number alone.</summary>
internal static class SessionProcesses
{
    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes(SessionMark.Variable + "=");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>The live processes that carry a mark, and the mark.</summary>
    /// <param name="since">Only those that started then or later, in clock ticks since the machine booted: the others need not be looked into.</param>
    public static List<MarkedProcess> Marked(long since = 0)
    {
        var found = new List<MarkedProcess>();
        foreach (var pid in Pids())
        {
            // The identity first: a mark read afterwards is that of the same process, or of one that will not be found under it.
            if (ProcessIdentity.Of(pid) is { } process && process.StartTime >= since && MarkOf(pid) is { } mark)
            {
                found.Add(new(process, mark));
            }
        }

        return found;
    }

    /// <summary>The live members of process groups.</summary>
    public static List<ProcessIdentity> MembersOf(IReadOnlySet<int> groups)
    {
        var found = new List<ProcessIdentity>();
        foreach (var pid in groups.Count == 0 ? [] : Pids())
        {
            if (ProcessIdentity.Of(pid, out var group) is { } process && groups.Contains(group))
            {
                found.Add(process);
            }
        }

        return found;
    }

    /// <summary>Asks what <paramref name="find"/> finds to end, and ends it by force after <paramref name="grace"/>, until it finds nothing more.</summary>
    /// <param name="find">Looks anew each time: what is being ended may start something else.</param>
    /// <param name="grace">How long they have to end by themselves.</param>
    /// <param name="limit">When to give up.</param>
    /// <returns>What could not be ended.</returns>
    public static async Task<IReadOnlyList<ProcessIdentity>> EndAsync(Func<IReadOnlyList<ProcessIdentity>> find, TimeSpan grace, TimeSpan limit)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var asked = new HashSet<ProcessIdentity>();
        var refused = new HashSet<ProcessIdentity>();
        while (find().Where(p => !refused.Contains(p)).ToList() is { Count: > 0 } found)
        {
            var elapsed = TimeProvider.System.GetElapsedTime(begin);
            if (elapsed > limit)
            {
                return found;
            }

            foreach (var process in found)
            {
                try
                {
                    if (elapsed >= grace)
                    {
                        ProcessGroup.SignalLeader(process, ProcessGroup.Kill);
                    }
                    else if (asked.Add(process))
                    {
                        ProcessGroup.SignalLeader(process, ProcessGroup.Terminate);
                    }
                }
                catch (Win32Exception)
                {
                    refused.Add(process); // it has taken on another user's rights
                }
            }

            // They are nobody's children here, so there is no event for their end.
            await Task.Delay(Pause).ConfigureAwait(false);
        }

        return [.. refused];
    }

    private static IEnumerable<int> Pids()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            {
                yield return pid;
            }
        }
    }

    private static SessionMark? MarkOf(int pid)
    {
        byte[] variables;
        try
        {
            variables = File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended, or is another user's
        }

        for (var rest = variables.AsSpan(); !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)0);
            var variable = end < 0 ? rest : rest[..end];
            if (variable.StartsWith(Prefix))
            {
                return SessionMark.Parse(Encoding.ASCII.GetString(variable[Prefix.Length..]));
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return null;
    }
}

/// <summary>A live process that was started for a run of an app host.</summary>
/// <param name="Process">The process.</param>
/// <param name="Mark">Its mark.</param>
internal sealed record MarkedProcess(ProcessIdentity Process, SessionMark Mark);
