using AppHostSdk.Output;
using AppHostSdk.Processes;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Hosting.Tests.Output;

public sealed class StandardOutputTests : IDisposable
{
    private const int DoNotWait = 0x800; // O_NONBLOCK
    private const int BrokenPipe = 32; // EPIPE

    private readonly SafeFileHandle _reader;
    private readonly SafeFileHandle _writer;

    public unsafe StandardOutputTests()
    {
        var files = stackalloc int[2];
        Assert.Equal(0, Libc.Pipe(files, DoNotWait | Libc.CloseOnExec));
        (_reader, _writer) = (new SafeFileHandle(files[0], ownsHandle: true), new SafeFileHandle(files[1], ownsHandle: true));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task Everything_arrives_also_where_somebody_has_the_output_never_wait()
    {
        var sent = Enumerable.Range(0, 3_000_000).Select(i => (byte)i).ToArray();
        var writing = Task.Run(() =>
        {
            using var output = new StandardOutput((int)_writer.DangerousGetHandle());
            output.Write(sent);
            output.Write([]);
            output.Flush();
            _writer.Dispose();
        });

        Assert.Equal(sent, await Task.Run(ReadAll).InTime());
        await writing.InTime();

        unsafe byte[] ReadAll()
        {
            var received = new MemoryStream();
            var buffer = new byte[100_000];
            while (true)
            {
                var state = new Libc.PollFile { File = (int)_reader.DangerousGetHandle(), Wanted = 1 };
                _ = Libc.Poll(&state, 1, -1);
                fixed (byte* bytes = buffer)
                {
                    if (Libc.Read(state.File, bytes, buffer.Length) is > 0 and var read)
                    {
                        received.Write(buffer, 0, (int)read);
                    }
                    else if (_writer.IsClosed)
                    {
                        return received.ToArray();
                    }
                }
            }
        }
    }

    [Fact]
    public void Output_that_nobody_reads_any_more_says_so()
    {
        _reader.Dispose();
        using var output = new StandardOutput((int)_writer.DangerousGetHandle());

        var e = Assert.Throws<IOException>(() => output.Write("hello"u8));

        Assert.Equal(BrokenPipe, e.HResult);
        Assert.NotEmpty(e.Message);
    }
}
