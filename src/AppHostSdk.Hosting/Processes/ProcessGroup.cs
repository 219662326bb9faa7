using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AppHostSdk.Processes;

/// <summary>Signals to all processes of a group.</summary>
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

        if (KillGroup(-group, signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int KillGroup(int pid, int signal);
}
