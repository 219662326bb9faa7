using System.Globalization;

namespace AppHostSdk.Processes;

/// <summary>A process that cannot be mistaken for a later one with the same number.</summary>
/// <param name="Pid">The process number.</param>
/// <param name="StartTime">When it started, in clock ticks since the machine booted.</param>
internal readonly record struct ProcessIdentity(int Pid, long StartTime)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId) ?? new(Environment.ProcessId, Environment.TickCount64);

    /// <summary>The process now called <paramref name="pid"/>, or <see langword="null"/> when there is none or it has ended.</summary>
    public static ProcessIdentity? Of(int pid) => Of(pid, out _);

    /// <inheritdoc cref="Of(int)"/>
    /// <param name="pid">The number.</param>
    /// <param name="group">Its process group.</param>
    public static ProcessIdentity? Of(int pid, out int group)
    {
        group = 0;
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        }
        catch (IOException)
        {
            return null; // it ended, which is the answer
        }

        // The second field, the program's name in parentheses, may itself hold spaces and parentheses.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        if (fields[0] is "Z" or "X")
        {
            return null;
        }

        group = int.Parse(fields[2], CultureInfo.InvariantCulture);
        return new ProcessIdentity(pid, long.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
