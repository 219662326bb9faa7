using System.Buffers.Binary;
using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class MultiplexedOutputTests
{
    private static readonly byte[] Sample =
    [
        .. Frame(1, "hello\n"),
        .. Frame(2, "oops\n"),
        .. Frame(1, ""),
        .. Frame(1, "a"),
        .. Frame(2, "é"),
        .. Frame(1, "bye\n"),
    ];

    [Fact]
    public async Task Every_split_of_the_bytes_into_two_reads_gives_the_same_output()
    {
        for (var cut = 0; cut <= Sample.Length; cut++)
        {
            await AssertSampleAsync([cut, Sample.Length - cut]);
        }
    }

    [Fact]
    public async Task Every_split_of_the_bytes_into_three_reads_gives_the_same_output()
    {
        for (var first = 0; first <= Sample.Length; first++)
        {
            for (var second = first; second <= Sample.Length; second++)
            {
                await AssertSampleAsync([first, second - first, Sample.Length - second]);
            }
        }
    }

    [Fact]
    public async Task Single_bytes_give_the_same_output() =>
        await AssertSampleAsync([.. Enumerable.Repeat(1, Sample.Length)]);

    [Fact]
    public async Task The_order_between_the_streams_is_kept()
    {
        var order = new List<ContainerStream>();
        var output = new MultiplexedOutput(new ChunkedStream(Sample, [Sample.Length]));
        while (await output.ReadAsync(default) is { } chunk)
        {
            order.Add(chunk.Stream);
        }

        Assert.Equal(
            [ContainerStream.Stdout, ContainerStream.Stderr, ContainerStream.Stdout, ContainerStream.Stderr, ContainerStream.Stdout],
            order);
    }

    [Fact]
    public async Task A_frame_larger_than_the_buffer_arrives_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => (char)('a' + (i % 26)))) + "\n";
        byte[] bytes = [.. Frame(1, text), .. Frame(2, "end")];

        var (output, errors) = await ReadAllAsync(new ChunkedStream(bytes, [bytes.Length]));

        Assert.Equal(text, output);
        Assert.Equal("end", errors);
    }

    [Fact]
    public async Task A_part_of_a_frame_is_delivered_before_the_rest_is_there()
    {
        var stream = new ChunkedStream([.. Frame(1, "prompt> ")], [8 + 3]);
        var output = new MultiplexedOutput(stream);

        var chunk = await output.ReadAsync(default);

        Assert.Equal("pro", Encoding.UTF8.GetString(chunk!.Value.Bytes.Span));
    }

    [Fact]
    public async Task Nothing_at_all_is_the_end() =>
        Assert.Null(await new MultiplexedOutput(new ChunkedStream([], [])).ReadAsync(default));

    [Fact]
    public async Task Every_end_inside_a_frame_is_an_error()
    {
        var frame = Frame(1, "hello");
        for (var length = 1; length < frame.Length; length++)
        {
            var stream = new ChunkedStream(frame[..length], [length]);
            await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAllAsync(stream));
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_frames_are_an_error()
    {
        var bytes = Encoding.UTF8.GetBytes("plain text of a terminal");

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAllAsync(new ChunkedStream(bytes, [bytes.Length])));

        Assert.Contains("terminal", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_the_engine_is_thrown_with_its_text()
    {
        byte[] bytes = [.. Frame(1, "hello"), .. Frame(3, "disk full")];

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAllAsync(new ChunkedStream(bytes, [9, 10])));

        Assert.Equal("the engine reports: disk full", e.Message);
    }

    [Fact]
    public async Task A_cancelled_read_loses_nothing()
    {
        var stream = new ChunkedStream(Frame(1, "hello"), [5, 8]) { CancelBeforeRead = 2 };
        var output = new MultiplexedOutput(stream);

        await Assert.ThrowsAsync<OperationCanceledException>(() => output.ReadAsync(default).AsTask());
        var chunk = await output.ReadAsync(default);

        Assert.Equal("hello", Encoding.UTF8.GetString(chunk!.Value.Bytes.Span));
    }

    private static async Task AssertSampleAsync(int[] reads)
    {
        var (output, errors) = await ReadAllAsync(new ChunkedStream(Sample, reads));
        Assert.Equal("hello\nabye\n", output);
        Assert.Equal("oops\né", errors);
    }

    private static async Task<(string Output, string Errors)> ReadAllAsync(Stream stream)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var frames = new MultiplexedOutput(stream);
        while (await frames.ReadAsync(default) is { } chunk)
        {
            (chunk.Stream == ContainerStream.Stdout ? output : errors).Write(chunk.Bytes.Span);
        }

        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }

    private static byte[] Frame(byte kind, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var header = new byte[8];
        header[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), payload.Length);
        return [.. header, .. payload];
    }

    /// <summary>Gives its bytes in reads of the given lengths; a length of zero is left out, since it would mean the end.</summary>
    private sealed class ChunkedStream(byte[] bytes, int[] lengths) : Stream
    {
        private readonly Queue<int> _lengths = new(lengths.Where(length => length > 0));
        private int _position;
        private int _reads;

        public int CancelBeforeRead { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++_reads == CancelBeforeRead)
            {
                throw new OperationCanceledException();
            }

            if (_position == bytes.Length)
            {
                return ValueTask.FromResult(0);
            }

            var length = _lengths.TryDequeue(out var next) ? next : bytes.Length - _position;
            var count = Math.Min(length, buffer.Length);
            bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return ValueTask.FromResult(count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
