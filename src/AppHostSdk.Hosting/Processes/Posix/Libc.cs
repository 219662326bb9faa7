using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// What is passed to C is the same in memory on both sides, so that calls can be compiled ahead.
[assembly: DisableRuntimeMarshalling]

namespace AppHostSdk.Processes;

/// <summary>Functions of the C library on Linux, glibc's and musl's: what choosing ports, starting programs and waiting for them takes.</summary>
/// <remarks>
/// The name is that of glibc's file, under which it is loaded already: for a shorter one the run time tries several files first. musl
/// takes any version of it for itself.
/// </remarks>
internal static unsafe partial class Libc
{
    public const int Interrupted = 4; // EINTR
    public const int TryAgain = 11; // EAGAIN
    public const int AddressInUse = 98; // EADDRINUSE
    public const int Datagram = 2; // SOCK_DGRAM
    public const int TooManyFilesOfAll = 23; // ENFILE
    public const int TooManyFiles = 24; // EMFILE
    public const int ReadOnly = 0; // O_RDONLY
    public const int WriteOnly = 1; // O_WRONLY
    public const int CloseOnExec = 0x80000; // O_CLOEXEC, EPOLL_CLOEXEC
    public const int Add = 1; // EPOLL_CTL_ADD
    public const int Delete = 2; // EPOLL_CTL_DEL
    public const uint Readable = 1; // EPOLLIN
    public const int ChildEnded = 17; // SIGCHLD
    public const int ByNumber = 1; // P_PID
    public const int HasEnded = 4; // WEXITED
    public const int LeaveIt = 0x01000000; // WNOWAIT
    public const int DoNotWait = 1; // WNOHANG
    public const short Writable = 4; // POLLOUT

    /// <summary>pidfd_open(2), which has this number on every processor. Linux 5.3.</summary>
    private const nint OpenProcessCall = 434;

    /// <summary>A file that becomes readable when the process ends; negative where there is no such thing.</summary>
    public static int OpenProcess(int pid) => (int)SystemCall(OpenProcessCall, pid, 0);

    /// <summary>How many files this process may have open.</summary>
    public static ulong MostFiles { get; } = FindMostFiles();

    private static ulong FindMostFiles()
    {
        const int OpenFiles = 7; // RLIMIT_NOFILE
        var limits = stackalloc ulong[2];
        return Limit(OpenFiles, limits) == 0 ? limits[0] : ulong.MaxValue;
    }

    /// <summary>What is written to the file now is taken without waiting, up to as much as the smallest pipe holds.</summary>
    public static bool TakesNow(int file)
    {
        var state = new PollFile { File = file, Wanted = Writable };
        return Poll(&state, 1, 0) == 1 && (state.Found & Writable) != 0;
    }

    /// <summary>Waits until the file takes something.</summary>
    public static void WaitUntilTaking(int file)
    {
        var state = new PollFile { File = file, Wanted = Writable };
        _ = Poll(&state, 1, -1);
    }

    /// <summary>The file is a terminal.</summary>
    public static bool IsTerminal(int file) => FindTerminal(file) == 1;

    [LibraryImport("libc.so.6", EntryPoint = "isatty")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FindTerminal(int file);

    [LibraryImport("libc.so.6", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Write(int file, byte* bytes, nint count);

    /// <summary>An address of the socket may be that of a connection which was closed a moment ago.</summary>
    public static void AllowReuse(int socket)
    {
        const int OfSocket = 1; // SOL_SOCKET
        const int ReuseAddress = 2; // SO_REUSEADDR
        var yes = 1;
        _ = SetOption(socket, OfSocket, ReuseAddress, &yes, sizeof(int));
    }

    [LibraryImport("libc.so.6", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc.so.6", EntryPoint = "bind", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Bind(int socket, byte* address, uint size);

    [LibraryImport("libc.so.6", EntryPoint = "getsockname", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int NameOf(int socket, byte* address, uint* size);

    [LibraryImport("libc.so.6", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int socket, int level, int option, int* value, uint size);

    [LibraryImport("libc.so.6", EntryPoint = "pipe2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Pipe(int* files, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Limit(int kind, ulong* limits);

    [LibraryImport("libc.so.6", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Read(int file, byte* buffer, nint most);

    [LibraryImport("libc.so.6", EntryPoint = "waitpid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int WaitFor(int pid, int* status, int options);

    [LibraryImport("libc.so.6", EntryPoint = "waitid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int WaitFor(int kind, int id, byte* information, int options);

    [LibraryImport("libc.so.6", EntryPoint = "sigaction", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int OnSignal(int signal, byte* action, byte* former);

    [LibraryImport("libc.so.6", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int CreatePoll(int flags);

    [LibraryImport("libc.so.6", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ControlPoll(int poll, int operation, int file, byte* pollEvent);

    [LibraryImport("libc.so.6", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int WaitPoll(int poll, byte* events, int most, int timeout);

    [LibraryImport("libc.so.6", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Poll(PollFile* files, nint count, int timeout);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawn")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Spawn(int* pid, byte* path, byte* fileActions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawnattr_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int InitializeAttributes(byte* attributes);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawnattr_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawnattr_setflags")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawnattr_setsigdefault")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetDefaultSignals(byte* attributes, byte* signals);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawnattr_setsigmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetSignalMask(byte* attributes, byte* signals);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawn_file_actions_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int InitializeActions(byte* actions);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawn_file_actions_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int DestroyActions(byte* actions);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawn_file_actions_adddup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int AddDuplicate(byte* actions, int file, int number);

    [LibraryImport("libc.so.6", EntryPoint = "posix_spawn_file_actions_addopen")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int AddOpen(byte* actions, int number, byte* path, int flags, uint mode);

    /// <exception cref="EntryPointNotFoundException">glibc before 2.29 has no such thing.</exception>
    [LibraryImport("libc.so.6", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int AddChangeDirectory(byte* actions, byte* path);

    [LibraryImport("libc.so.6", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, nint first, nint second);

    /// <summary>struct pollfd.</summary>
    public struct PollFile
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
