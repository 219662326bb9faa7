using System.Buffers;
using System.Text;

namespace AppHostSdk.Output;

/// <summary>Cuts a stream of UTF-8 bytes into lines.</summary>
internal sealed class Lines(Action<string> onLine)
{
    /// <summary>A longer line is cut, so that output without line ends does not grow without bound. In bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The bytes of the longest UTF-8 character.</summary>
    private const int LongestCharacter = 4;

    /// <summary>What a buffer may keep for the next line.</summary>
    private const int KeptCapacity = 64 * 1024;

    private ArrayBufferWriter<byte> _rest = new();

    /// <summary>Reads <paramref name="stream"/> to its end.</summary>
    public static async Task ReadAsync(Stream stream, Action<string> onLine, CancellationToken cancellation)
    {
        var lines = new Lines(onLine);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
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
            // One byte more than a line may have, to see where it can be cut, or that the line ends here after all.
            var end = bytes.IndexOf((byte)'\n');
            var part = bytes[..Math.Min(end < 0 ? bytes.Length : end, MaxLength + 1 - _rest.WrittenCount)];
            _rest.Write(part);
            bytes = bytes[part.Length..];

            var isLine = _rest.WrittenCount <= MaxLength || _rest.WrittenSpan[^1] == '\r';
            if (isLine && bytes is [(byte)'\n', ..])
            {
                Emit();
                bytes = bytes[1..];
            }
            else if (_rest.WrittenCount > MaxLength && !(isLine && bytes.IsEmpty))
            {
                Cut();
            }
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

    private void Emit()
    {
        var line = _rest.WrittenSpan;
        onLine(Encoding.UTF8.GetString(line.EndsWith("\r"u8) ? line[..^1] : line));
        if (_rest.Capacity > KeptCapacity)
        {
            _rest = new();
        }
        else
        {
            _rest.ResetWrittenCount();
        }
    }

    /// <summary>Passes on the greatest part of a line that is too long, without cutting a character, and keeps what is left.</summary>
    private void Cut()
    {
        var bytes = _rest.WrittenSpan;
        var cut = MaxLength;
        while (cut > MaxLength - LongestCharacter && (bytes[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        cut = cut > MaxLength - LongestCharacter ? cut : MaxLength; // bytes that are no UTF-8 have no characters
        onLine(Encoding.UTF8.GetString(bytes[..cut]));
        var left = bytes[cut..].ToArray();
        _rest.ResetWrittenCount();
        _rest.Write(left);
    }
}
