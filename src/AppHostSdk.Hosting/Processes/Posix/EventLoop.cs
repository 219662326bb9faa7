using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>
/// Waits until there is something to read, for many files at once on one thread. The framework reads pipes through its sockets, which
/// cost more to load than all the rest of a start.
/// </summary>
internal sealed unsafe class EventLoop
{
    private const int MostAtOnce = 64;

    private static readonly Lock Making = new();
    private static EventLoop? _output;
    private static EventLoop? _ends;

    private readonly string _name;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Action> _watched = [];
    private readonly int _poll;
    private int _last;
    private bool _hasBegun;

    private EventLoop(string name)
    {
        _name = name;
        _poll = Libc.CreatePoll(Libc.CloseOnExec);
        if (_poll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>What programs print. Whoever takes it may hold all of them up, for example a console that nobody reads.</summary>
    public static EventLoop Output => Of(ref _output, "output of programs");

    /// <summary>The ends of programs, which nothing holds up.</summary>
    public static EventLoop Ends => Of(ref _ends, "ends of programs");

    /// <summary>Made when it is first asked for; who finds too many open files may ask again.</summary>
    private static EventLoop Of(ref EventLoop? loop, string name)
    {
        lock (Making)
        {
            return loop ??= new(name);
        }
    }

    // struct epoll_event: the events and eight bytes of our own, which on x64 follow each other without a gap.
    private static int Offset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? sizeof(uint) : sizeof(ulong);

    private static int EventSize => Offset + sizeof(ulong);

    /// <summary>From now on files are waited for. Apart, because a thread takes its time to start: the first program need not wait for it.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (!_hasBegun)
            {
                new Thread(Run) { IsBackground = true, Name = _name }.Start();
                _hasBegun = true;
            }
        }
    }

    /// <summary>
    /// Calls <paramref name="onReady"/> whenever there is something to read from <paramref name="file"/>, or its end has come. It is called on
    /// the thread of the loop, must not throw, and holds everybody else up.
    /// </summary>
    /// <returns>What <see cref="Forget"/> takes.</returns>
    public int Watch(SafeFileHandle file, Action onReady)
    {
        int id;
        lock (_lock)
        {
            id = ++_last;
            _watched[id] = onReady;
        }

        var ready = stackalloc byte[EventSize];
        Unsafe.WriteUnaligned(ready, Libc.Readable);
        Unsafe.WriteUnaligned(ready + Offset, (ulong)id);
        if (Libc.ControlPoll(_poll, Libc.Add, (int)file.DangerousGetHandle(), ready) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            Forget(id);
            throw new Win32Exception(error);
        }

        return id;
    }

    /// <summary>Calls nobody any more, but for a call that is under way. The file is forgotten when it is closed.</summary>
    public void Forget(int id)
    {
        lock (_lock)
        {
            _watched.Remove(id);
        }
    }

    private void Run()
    {
        var events = stackalloc byte[EventSize * MostAtOnce];
        while (true)
        {
            var count = Libc.WaitPoll(_poll, events, MostAtOnce, -1);
            if (count < 0 && Marshal.GetLastPInvokeError() is var error and not Libc.Interrupted)
            {
                throw new Win32Exception(error);
            }

            for (var i = 0; i < count; i++)
            {
                Action? onReady;
                lock (_lock)
                {
                    _watched.TryGetValue((int)Unsafe.ReadUnaligned<ulong>(events + (i * EventSize) + Offset), out onReady);
                }

                onReady?.Invoke();
            }
        }
    }
}
