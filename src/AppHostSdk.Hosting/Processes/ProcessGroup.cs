using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AppHostSdk.Processes;

/// <summary>Signals to process groups.</summary>
internal static partial class ProcessGroup
{
    public const int Terminate = 15;
    public const int Kill = 9;
    private const int NoSuchProcess = 3;

    /// <summary>Sends <paramref name="signal"/> to the group; false when nothing of it is left.</summary>
    public static bool Signal(int group, int signal)
    {
        if (group <= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(group), group, "Groups 0 and 1 mean this process's own group and every process.");
        }

        return Send(-group, signal);
    }

    /// <summary>Sends <paramref name="signal"/> to one process, that of a group which is not there yet; false when it is gone.</summary>
    public static bool SignalLeader(ProcessIdentity leader, int signal) => ProcessIdentity.Of(leader.Pid) == leader && Send(leader.Pid, signal);

    private static bool Send(int target, int signal)
    {
        if (SendSignal(target, signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [LibraryImport("libc.so.6", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int target, int signal);
}
