using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>
/// A program that this process has started on Linux, in a session and group of its own. Its end is seen here, and not through the
/// framework's processes, which know nothing of sessions.
/// </summary>
internal sealed unsafe class ChildProcess
{
    private const int BitsOfSignal = 0x7F;

    /// <summary>The exit code of what a signal has ended, as shells have it.</summary>
    private const int EndedBySignal = 128;

    // siginfo_t has 128 bytes, struct sigaction 152.
    private const int MostOfStructure = 256;
    private const nint Ignored = 1; // SIG_IGN

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<ProgramEnd> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _endsGroup;
    private readonly int _watch;
    private bool _isReaped;

    static ChildProcess()
    {
        // Somebody who ignores the ends of children may have started this process, and their exit codes would be lost.
        var action = stackalloc byte[MostOfStructure];
        if (Libc.OnSignal(Libc.ChildEnded, null, action) == 0 && *(nint*)action == Ignored)
        {
            Unsafe.InitBlock(action, 0, MostOfStructure);
            _ = Libc.OnSignal(Libc.ChildEnded, action, null);
        }
    }

    private ChildProcess(int pid, bool endsGroup, bool usesFile)
    {
        Pid = pid;
        _endsGroup = endsGroup;
        if (usesFile && TryOpen() is { } file)
        {
            lock (_lock)
            {
                _watch = EventLoop.Ends.Watch(file, () => End(file));
            }
        }
        else
        {
            WaitApart();
        }
    }

    /// <summary>Its number, and that of its group.</summary>
    public int Pid { get; }

    /// <summary>Completes when it has ended, and what it left in its group was ended with it.</summary>
    public Task<ProgramEnd> Exited
    {
        get
        {
            EventLoop.Ends.Begin();
            return _exited.Task;
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="start">What is started.</param>
    /// <param name="usesFile">Its end is seen through a file; otherwise by a thread of its own, as where Linux is older than 5.3 or does not allow it.</param>
    /// <param name="changesDirectory">See <see cref="PosixSpawn.Start"/>.</param>
    /// <exception cref="DistributedApplicationException">An argument or a variable holds a null character.</exception>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static ChildProcess Start(ChildStart start, bool usesFile = true, bool changesDirectory = true)
    {
        var pid = PosixSpawn.Start(start, changesDirectory);
        try
        {
            return new ChildProcess(pid, start.EndsGroup, usesFile);
        }
        catch
        {
            // What cannot be watched must not run.
            ProcessGroup.Signal(pid, ProcessGroup.Kill);
            int status;
            _ = Libc.WaitFor(pid, &status, 0);
            throw;
        }
    }

    /// <summary>Signals the group; false when the program has ended: then its number may be somebody else's.</summary>
    /// <exception cref="Win32Exception">It has taken on another user's rights.</exception>
    public bool Signal(int signal)
    {
        lock (_lock)
        {
            return !_isReaped && ProcessGroup.Signal(Pid, signal);
        }
    }

    /// <summary>A file that tells of its end; <see langword="null"/> where the system knows no such thing.</summary>
    /// <exception cref="Win32Exception">There are too many open files.</exception>
    private SafeFileHandle? TryOpen()
    {
        if (Libc.OpenProcess(Pid) is >= 0 and var number)
        {
            return new SafeFileHandle(number, ownsHandle: true);
        }

        return Marshal.GetLastPInvokeError() is var error and (Libc.TooManyFiles or Libc.TooManyFilesOfAll) ? throw new Win32Exception(error) : null;
    }

    /// <summary>Waits for its end on a thread of its own.</summary>
    private void WaitApart() => new Thread(WaitAndReap) { IsBackground = true, Name = "end of a program" }.Start();

    private void WaitAndReap()
    {
        var information = stackalloc byte[MostOfStructure];
        while (Libc.WaitFor(Libc.ByNumber, Pid, information, Libc.HasEnded | Libc.LeaveIt) != 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
        {
        }

        lock (_lock)
        {
            TryReap();
        }
    }

    private void End(SafeFileHandle file)
    {
        lock (_lock)
        {
            EventLoop.Ends.Forget(_watch);
            file.Dispose();
            if (!TryReap())
            {
                // A debugger has it, and is told first.
                WaitApart();
            }
        }
    }

    /// <summary>
    /// What the program left behind in its group goes with it. Until it is waited for, the group's number is nobody else's. False when
    /// its end is not ours to see yet.
    /// </summary>
    private bool TryReap()
    {
        if (_endsGroup)
        {
            try
            {
                ProcessGroup.Signal(Pid, ProcessGroup.Kill);
            }
            catch (Win32Exception)
            {
                // It had taken on another user's rights, and so has everything that is left of it.
            }
        }

        int status;
        int result;
        do
        {
            result = Libc.WaitFor(Pid, &status, Libc.DoNotWait);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

        if (result == 0)
        {
            return false;
        }

        _isReaped = true;
        if (result < 0)
        {
            _exited.SetException(new DistributedApplicationException(
                "its exit code is lost: something else in this process has waited for it. A process with the number 1 does so; give the container an init process (docker run --init)."));
        }
        else
        {
            _exited.SetResult(new((status & BitsOfSignal) == 0 ? (status >> 8) & 0xFF : EndedBySignal + (status & BitsOfSignal)));
        }

        return true;
    }
}
