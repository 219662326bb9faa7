using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>
/// A set of processes on Windows that ends with its last handle. What a member starts is a member, too. The system closes the handles
/// of a process however it ends, so nothing in a job outlives the one that holds it.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsJob : IDisposable
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    private readonly SafeFileHandle _handle;

    /// <summary>An empty job.</summary>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public WindowsJob()
    {
        // Without attributes the handle is not inherited: a child that held it would keep the job alive.
        _handle = CreateJobObject(0, null);
        if (_handle.IsInvalid)
        {
            throw LastError();
        }

        var limits = new ExtendedLimits { Basic = { LimitFlags = KillOnJobClose } };
        if (!SetInformationJobObject(_handle, ExtendedLimitInformation, in limits, (uint)Unsafe.SizeOf<ExtendedLimits>()))
        {
            var error = LastError();
            _handle.Dispose();
            throw error;
        }
    }

    /// <summary>Makes a process a member. What it starts from now on is one; what it has started is not.</summary>
    /// <returns>False when it has ended already.</returns>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public bool Add(Process process)
    {
        if (AssignProcessToJobObject(_handle, process.SafeHandle))
        {
            return true;
        }

        var error = LastError();
        return process.HasExited ? false : throw error;
    }

    /// <summary>Ends all members at once.</summary>
    /// <param name="exitCode">Theirs.</param>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public void Terminate(uint exitCode)
    {
        if (!TerminateJobObject(_handle, exitCode))
        {
            throw LastError();
        }
    }

    /// <summary>Ends the members that are left.</summary>
    public void Dispose() => _handle.Dispose();

    private static Win32Exception LastError() => new(Marshal.GetLastPInvokeError());

    // https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public BasicLimits Basic;
        public IoCounters Io;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct BasicLimits
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct IoCounters
    {
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeFileHandle CreateJobObject(nint attributes, string? name);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(SafeFileHandle job, int kind, in ExtendedLimits information, uint length);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(SafeFileHandle job, SafeProcessHandle process);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateJobObject(SafeFileHandle job, uint exitCode);
}
