using System.Text;

namespace AppHostSdk.Health;

/// <summary>Finds the status in what has come of an answer by HTTP/1 (RFC 9112, section 4).</summary>
internal static class HttpStatus
{
    /// <summary>More than this is no head of an answer to a health check.</summary>
    public const int LongestHead = 16 * 1024;

    private const int LongestQuote = 60;
    private const int SwitchingProtocols = 101;

    /// <summary>The status, behind those that announce it (100 Continue, 103 Early Hints); 0 when more must come first.</summary>
    /// <exception cref="FormatException">It is no answer by HTTP/1.</exception>
    public static int Find(ReadOnlySpan<byte> received)
    {
        for (var rest = received; ;)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end].TrimEnd((byte)'\r');
            var prefix = "HTTP/1."u8;
            if (!line[..Math.Min(line.Length, prefix.Length)].SequenceEqual(prefix[..Math.Min(line.Length, prefix.Length)]))
            {
                throw NotHttp(line);
            }

            if (end < 0)
            {
                return received.Length < LongestHead ? 0 : throw NotHttp(line);
            }

            var status = Parse(line[Math.Min(line.Length, prefix.Length)..]) ?? throw NotHttp(line);
            if (status is >= 200 or SwitchingProtocols)
            {
                return status;
            }

            var (blank, bare) = (rest.IndexOf("\r\n\r\n"u8), rest.IndexOf("\n\n"u8));
            var next = blank >= 0 && (bare < 0 || blank < bare) ? blank + 4 : bare >= 0 ? bare + 2 : -1;
            if (next < 0)
            {
                return received.Length < LongestHead ? 0 : throw NotHttp(line);
            }

            rest = rest[next..];
        }
    }

    /// <summary>What follows <c>HTTP/1.</c>: a digit, a blank and three digits.</summary>
    private static int? Parse(ReadOnlySpan<byte> line) =>
        line.Length >= 5 && IsDigit(line[0]) && line[1] == ' ' && line[2] is >= (byte)'1' and <= (byte)'9' && IsDigit(line[3]) && IsDigit(line[4]) && (line.Length == 5 || line[5] == ' ')
            ? ((line[2] - '0') * 100) + ((line[3] - '0') * 10) + line[4] - '0'
            : null;

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static FormatException NotHttp(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder();
        foreach (var value in line[..Math.Min(line.Length, LongestQuote)])
        {
            text.Append(value is >= (byte)' ' and <= (byte)'~' ? (char)value : '?');
        }

        return new FormatException($"answered something that is not HTTP: '{text}'");
    }
}
