using System.Buffers.Binary;
using System.Text;

namespace AppHostSdk.Containers;

/// <summary>
/// Takes the output of a container without a terminal apart. The engine sends frames of eight bytes of header
/// (the stream, three zeros, the length as a big-endian number) and as many bytes as the length says. A read from the
/// connection may end anywhere in them.
/// </summary>
internal sealed class MultiplexedOutput(Stream source)
{
    private const int HeaderLength = 8;
    private const int LongestEngineError = 4096;
    private const byte Stdin = 0;
    private const byte Stdout = 1;
    private const byte Stderr = 2;
    private const byte EngineError = 3;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;
    private byte _kind;
    private long _rest;

    /// <summary>A run of bytes of one stream, valid until the next read.</summary>
    public readonly record struct Chunk(ContainerStream Stream, ReadOnlyMemory<byte> Bytes);

    /// <summary>
    /// The next bytes as soon as there are any, without waiting for the end of their frame; null when the output is over.
    /// </summary>
    /// <exception cref="EndOfStreamException">The connection ended inside a frame.</exception>
    /// <exception cref="InvalidDataException">These are not frames, or the engine reports an error in one.</exception>
    public async ValueTask<Chunk?> ReadAsync(CancellationToken ct)
    {
        while (_rest == 0)
        {
            if (!await ReadHeaderAsync(ct).ConfigureAwait(false))
            {
                return null;
            }
        }

        if (_kind == EngineError)
        {
            throw new InvalidDataException(
                $"the engine reports: {await ReadEngineErrorAsync(ct).ConfigureAwait(false)}");
        }

        var bytes = await ReadPayloadAsync(ct).ConfigureAwait(false);
        return new Chunk(_kind == Stderr ? ContainerStream.Stderr : ContainerStream.Stdout, bytes);
    }

    private async ValueTask<bool> ReadHeaderAsync(CancellationToken ct)
    {
        while (_end - _start < HeaderLength)
        {
            if (await FillAsync(ct).ConfigureAwait(false))
            {
                continue;
            }

            return _end == _start ? false : throw EndedInsideFrame();
        }

        var header = _buffer.AsSpan(_start, HeaderLength);
        if (header[0] is not (Stdin or Stdout or Stderr or EngineError) || header[1..4].ContainsAnyExcept((byte)0))
        {
            throw new InvalidDataException("the output is not divided into frames; does the container have a terminal?");
        }

        _kind = header[0];
        _rest = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        _start += HeaderLength;
        return true;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(CancellationToken ct)
    {
        if (_start == _end && !await FillAsync(ct).ConfigureAwait(false))
        {
            throw EndedInsideFrame();
        }

        var length = (int)Math.Min(_rest, _end - _start);
        var bytes = _buffer.AsMemory(_start, length);
        _start += length;
        _rest -= length;
        return bytes;
    }

    private async ValueTask<string> ReadEngineErrorAsync(CancellationToken ct)
    {
        using var text = new MemoryStream();
        while (_rest > 0 && text.Length < LongestEngineError)
        {
            text.Write((await ReadPayloadAsync(ct).ConfigureAwait(false)).Span);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)Math.Min(text.Length, LongestEngineError)).Trim();
    }

    // Only ever called with less than a header in the buffer: moving that to the front makes room.
    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = await source.ReadAsync(_buffer.AsMemory(_end), ct).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private static EndOfStreamException EndedInsideFrame() => new("the output ended in the middle of a frame");
}
