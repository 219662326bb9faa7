using System.Buffers;
using System.Text;

namespace AppHostSdk.Console;

/// <summary>Cuts a stream of UTF-8 bytes into lines.</summary>
internal sealed class Lines(Action<string> onLine)
{
    /// <summary>A longer line is cut, so that output without line ends does not grow without bound. In bytes.</summary>
    public const int MaxLength = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _rest = new();

    /// <summary>Reads <paramref name="stream"/> to its end.</summary>
    public static async Task ReadAsync(Stream stream, Action<string> onLine)
    {
        var lines = new Lines(onLine);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                lines.Add(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            lines.Complete();
        }
    }

    /// <summary>Takes more bytes and passes on the lines that are complete.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var room = MaxLength - _rest.WrittenCount;
            if (part.Length > room)
            {
                part = part[..Boundary(part, room)];
                _rest.Write(part);
                Emit();
                bytes = bytes[part.Length..];
                continue;
            }

            _rest.Write(part);
            if (end < 0)
            {
                return;
            }

            Emit();
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Passes on what came after the last line end.</summary>
    public void Complete()
    {
        if (_rest.WrittenCount > 0)
        {
            Emit();
        }
    }

    /// <summary>The greatest length up to <paramref name="length"/> that does not cut a character.</summary>
    private int Boundary(ReadOnlySpan<byte> bytes, int length)
    {
        var cut = length;
        while (cut > 0 && length - cut < 4 && (bytes[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        return cut == 0 && _rest.WrittenCount == 0 ? length : cut;
    }

    private void Emit()
    {
        var line = _rest.WrittenSpan;
        onLine(Encoding.UTF8.GetString(line.EndsWith("\r"u8) ? line[..^1] : line));
        _rest.ResetWrittenCount();
    }
}
