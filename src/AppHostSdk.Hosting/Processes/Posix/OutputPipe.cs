using System.ComponentModel;
using System.Runtime.InteropServices;
using AppHostSdk.Output;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>A pipe that a program prints to, read line by line on the thread of the event loop.</summary>
internal sealed unsafe class OutputPipe : IDisposable
{
    /// <summary>Files that are left to the run time, which ends the process when it cannot start a thread or load a library.</summary>
    private const int Reserve = 24;

    // Of the thread of the event loop.
    private static readonly byte[] Buffer = new byte[64 * 1024];

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly Lines _lines;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _watch;
    private volatile bool _isLeft;

    private OutputPipe(SafeFileHandle file, Action<string> onLine)
    {
        _file = file;
        _lines = new Lines(onLine);
        lock (_lock)
        {
            _watch = EventLoop.Output.Watch(file, Read);
        }
    }

    /// <summary>Completes when nobody can write to it any more and all of it was read, or when it is disposed of; fails when whoever takes the lines does.</summary>
    public Task Ended
    {
        get
        {
            EventLoop.Output.Begin();
            return _ended.Task;
        }
    }

    /// <summary>Makes a pipe, and gives the end that a program writes to.</summary>
    /// <param name="onLine">Receives the lines, on the thread of the event loop.</param>
    /// <param name="writer">For the program; to be closed here once it has it.</param>
    /// <exception cref="Win32Exception">There are too many open files.</exception>
    public static OutputPipe Open(Action<string> onLine, out SafeFileHandle writer)
    {
        Make(out var reader, out writer);
        try
        {
            return new OutputPipe(reader, onLine);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>A pipe whose ends no program inherits that is not given one.</summary>
    /// <exception cref="Win32Exception">There are too many open files.</exception>
    public static void Make(out SafeFileHandle reader, out SafeFileHandle writer)
    {
        var files = stackalloc int[2];
        if (Libc.Pipe(files, Libc.CloseOnExec) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        reader = new SafeFileHandle(files[0], ownsHandle: true);
        writer = new SafeFileHandle(files[1], ownsHandle: true);
        if ((ulong)files[1] + Reserve > Libc.MostFiles)
        {
            reader.Dispose();
            writer.Dispose();
            throw new Win32Exception(Libc.TooManyFiles);
        }
    }

    /// <summary>Reads no more. Whoever takes a line at this moment is not waited for: it may be held up for as long as it likes.</summary>
    public void Dispose()
    {
        _isLeft = true;
        EndIfLeft();
    }

    private void EndIfLeft()
    {
        // Who holds the lock looks here once more when done.
        while (_isLeft && !_file.IsClosed && _lock.TryEnter())
        {
            try
            {
                End();
            }
            finally
            {
                _lock.Exit();
            }
        }
    }

    private void Read()
    {
        ReadOnce();
        EndIfLeft();
    }

    private void ReadOnce()
    {
        lock (_lock)
        {
            if (_file.IsClosed)
            {
                return;
            }

            try
            {
                nint count;
                fixed (byte* start = Buffer)
                {
                    count = Libc.Read((int)_file.DangerousGetHandle(), start, Buffer.Length);
                }

                if (count > 0)
                {
                    _lines.Add(Buffer.AsSpan(0, (int)count));
                }
                else if (count == 0)
                {
                    End();
                }
                else if (Marshal.GetLastPInvokeError() is var error and not Libc.Interrupted)
                {
                    throw new Win32Exception(error);
                }
            }
            catch (Exception e)
            {
                // Of whoever takes the lines; told to whoever waits for the end.
                _ended.TrySetException(e);
                Close();
            }
        }
    }

    private void End()
    {
        if (!_file.IsClosed)
        {
            Close();
            try
            {
                _lines.Complete();
                _ended.TrySetResult();
            }
            catch (Exception e)
            {
                _ended.TrySetException(e);
            }
        }
    }

    private void Close()
    {
        EventLoop.Output.Forget(_watch);
        _file.Dispose();
    }
}
