using System.ComponentModel;
using System.Runtime.InteropServices;

namespace TestChild;

internal static partial class Native
{
    public static int ProcessGroup() => GetProcessGroup(0);

    public static int Session() => GetSession(0);

    public static void NewSession()
    {
        if (SetSession() < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Lets every process trace this one.</summary>
    public static void AllowTracing()
    {
        const int SetTracer = 0x59616d61; // PR_SET_PTRACER
        _ = Control(SetTracer, -1, 0, 0, 0); // refused where everybody may anyway
    }

    /// <summary>Becomes the debugger of a process, for as long as this thread lives.</summary>
    public static void Trace(int pid)
    {
        const int Seize = 0x4206; // PTRACE_SEIZE
        if (TraceProcess(Seize, pid, 0, 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Ends without running anything of this program any more.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ExitNow(int code);

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint TraceProcess(nint request, int pid, nint address, nint data);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetProcessGroup(int pid);

    [LibraryImport("libc", EntryPoint = "getsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetSession(int pid);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSession();
}
