using System.Buffers.Text;
using System.Globalization;

namespace AppHostSdk.Processes;

/// <summary>A process that cannot be mistaken for a later one with the same number.</summary>
/// <param name="Pid">The process number.</param>
/// <param name="StartTime">When it started, in clock ticks since the machine booted.</param>
internal sealed record ProcessIdentity(int Pid, long StartTime)
{
    // proc_pid_stat(5): 52 numbers of up to 20 digits, and a name of up to 64 characters; counted from the state, the third field.
    private const int MostOfStat = 2048;
    private const int MostOfPath = 32;
    private const int GroupField = 2;
    private const int StartTimeField = 19;

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
        Span<byte> content = stackalloc byte[MostOfStat];
        int length;
        try
        {
            using var file = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, stackalloc char[MostOfPath], $"/proc/{pid}/stat"));
            length = RandomAccess.Read(file, content, 0);
        }
        catch (IOException)
        {
            return null; // it ended, which is the answer
        }

        // The second field, the program's name in parentheses, may itself hold spaces and parentheses.
        ReadOnlySpan<byte> rest = content[..length];
        rest = rest[(rest.LastIndexOf((byte)')') + 2)..];
        if (rest[0] is (byte)'Z' or (byte)'X')
        {
            return null;
        }

        group = (int)Field(rest, GroupField);
        return new ProcessIdentity(pid, Field(rest, StartTimeField));
    }

    /// <summary>A number among fields that are separated by spaces.</summary>
    private static long Field(ReadOnlySpan<byte> fields, int index)
    {
        for (; index > 0; index--)
        {
            fields = fields[(fields.IndexOf((byte)' ') + 1)..];
        }

        return Utf8Parser.TryParse(fields, out long value, out _) ? value : throw new FormatException("/proc/<pid>/stat has another form than is known.");
    }
}
