using System.ComponentModel;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>
/// Starts programs on Linux, each in a session and process group of its own from its first instruction on: a Ctrl+C on the terminal
/// reaches the host only, and a group can be ended whole.
/// </summary>
internal static unsafe class PosixSpawn
{
    // posix_spawnattr_t and posix_spawn_file_actions_t have 336 and 80 bytes.
    private const int MostOfStructure = 512;

    // sigset_t. Filled by a loop: what fills it faster is compiled anew at each start.
    private const int MostOfSignals = 128;
    private const short NewSession = 0x80; // POSIX_SPAWN_SETSID
    private const short DefaultSignals = 0x04; // POSIX_SPAWN_SETSIGDEF
    private const short SignalMask = 0x08; // POSIX_SPAWN_SETSIGMASK
    private const string Null = "/dev/null";

    /// <summary>Paths, lists, and the arguments of <c>env</c>.</summary>
    private const int OtherStrings = 16;

    private static bool _changesDirectory = true;

    /// <summary>Starts a program and gives its number. It is this process's child, to be waited for.</summary>
    /// <param name="start">What is started.</param>
    /// <param name="changesDirectory">The C library changes the directory, if it can; otherwise the program <c>env</c> does, and becomes the other.</param>
    /// <exception cref="DistributedApplicationException">An argument or a variable holds a null character.</exception>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static int Start(ChildStart start, bool changesDirectory = true)
    {
        using var strings = new NativeStrings(start.Arguments.Count + start.Environment.Count + OtherStrings);
        var attributes = stackalloc byte[MostOfStructure];
        var actions = stackalloc byte[MostOfStructure];
        Require(Libc.InitializeAttributes(attributes));
        Require(Libc.InitializeActions(actions));
        try
        {
            // What this process ignores or blocks, its children need not know.
            var signals = stackalloc byte[MostOfSignals];
            for (var i = 0; i < MostOfSignals; i++)
            {
                signals[i] = 0;
            }

            Require(Libc.SetSignalMask(attributes, signals));
            for (var i = 0; i < MostOfSignals; i++)
            {
                signals[i] = 0xFF;
            }

            Require(Libc.SetDefaultSignals(attributes, signals));
            Require(Libc.SetFlags(attributes, NewSession | DefaultSignals | SignalMask));

            var none = strings.Add(Null, "a path");
            Connect(0, start.Input, Libc.ReadOnly);
            Connect(1, start.Output, Libc.WriteOnly);
            Connect(2, start.Error, Libc.WriteOnly);
            if (!changesDirectory || !TryChangeDirectory(actions, strings.Add(start.Directory, "the working directory")))
            {
                start = start with { Path = "/usr/bin/env", Arguments = ["-C", start.Directory, start.Path, .. start.Arguments] };
            }

            int pid;
            Require(Libc.Spawn(&pid, strings.Add(start.Path, "a path"), actions, attributes, strings.Arguments(start.Path, start.Arguments), strings.Variables(start.Environment)));
            return pid;

            void Connect(int number, SafeFileHandle? file, int access) => Require(file is null
                ? Libc.AddOpen(actions, number, none, access, 0)
                : Libc.AddDuplicate(actions, (int)file.DangerousGetHandle(), number));
        }
        finally
        {
            Require(Libc.DestroyActions(actions));
            Require(Libc.DestroyAttributes(attributes));
        }
    }

    private static bool TryChangeDirectory(byte* actions, byte* directory)
    {
        if (!_changesDirectory)
        {
            return false;
        }

        try
        {
            Require(Libc.AddChangeDirectory(actions, directory));
            return true;
        }
        catch (EntryPointNotFoundException)
        {
            return _changesDirectory = false; // glibc before 2.29
        }
    }

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }
}
