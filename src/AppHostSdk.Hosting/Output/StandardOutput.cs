using System.Runtime.InteropServices;
using AppHostSdk.Processes;

namespace AppHostSdk.Output;

/// <summary>
/// The standard output of this process on Linux, with nothing in between: the first bytes that the framework's own stream writes have
/// it find out all about the terminal and its encoding, which takes longer than to start a program.
/// </summary>
/// <param name="file">The number of the file that it is.</param>
internal sealed unsafe class StandardOutput(int file = StandardOutput.File) : Stream
{
    private const int File = 1;

    /// <summary>Somebody sees it on a terminal.</summary>
    public static bool IsTerminal => OperatingSystem.IsLinux() ? Libc.IsTerminal(File) : IsTerminalElsewhere();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The standard output; on other systems than Linux that of the framework.</summary>
    public static Stream Open() => OperatingSystem.IsLinux() ? new StandardOutput() : OpenElsewhere();

    /// <summary>Some of what is written now is taken without waiting.</summary>
    public static bool TakesNow() => OperatingSystem.IsLinux() && Libc.TakesNow(File);

    // Of their own, so that the framework's console is not even looked for.
    private static Stream OpenElsewhere() => System.Console.OpenStandardOutput();

    private static bool IsTerminalElsewhere() => !System.Console.IsOutputRedirected;

    /// <exception cref="IOException">Nobody reads any more, or the disk is full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (nint written = 0; written < buffer.Length;)
            {
                var taken = Libc.Write(file, bytes + written, buffer.Length - written);
                if (taken >= 0)
                {
                    written += taken;
                    continue;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Libc.Interrupted:
                        break;
                    case Libc.TryAgain:
                        // Somebody who shares it, a program of Node.js for example, has it never wait.
                        Libc.WaitUntilTaking(file);
                        break;
                    case var error:
                        throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
                }
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
