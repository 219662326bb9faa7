using System.Text;
using AppHostSdk.Health;

namespace AppHostSdk.Hosting.Tests.Health;

public class HttpStatusTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", 200)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200)]
    [InlineData("HTTP/1.0 503 \r\n", 503)]
    [InlineData("HTTP/1.1 204\r\n", 204)]
    [InlineData("HTTP/1.1 404 Not found\n", 404)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n", 101)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", 200)]
    [InlineData("HTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\nHTTP/1.1 500 No\r\n", 500)]
    public void Status_is_known_with_the_end_of_its_line_however_it_comes(string answer, int status)
    {
        var received = Encoding.ASCII.GetBytes(answer);
        var known = answer.IndexOf('\n', answer.IndexOf($" {status}", StringComparison.Ordinal)) + 1;

        for (var i = 0; i <= received.Length; i++)
        {
            Assert.Equal(i < known ? 0 : status, HttpStatus.Find(received.AsSpan(0, i)));
        }
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n", "SSH-2.0-OpenSSH_9.9")]
    [InlineData("+OK", "+OK")]
    [InlineData("HTTP/2 200\r\n", "HTTP/2 200")]
    [InlineData("HTTP\r\n", "HTTP")]
    [InlineData("HTTP/1.1 abc\r\n", "HTTP/1.1 abc")]
    [InlineData("HTTP/1.1 2000 OK\r\n", "HTTP/1.1 2000 OK")]
    [InlineData("HTTP/1.1 020 OK\r\n", "HTTP/1.1 020 OK")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nwhat?\r\n", "what?")]
    [InlineData("\u0000\u0000\u0012\u0004\u001b[31m", "?????[31m")]
    public void What_is_not_HTTP_is_shown_as_far_as_it_can_be_read(string answer, string shown)
    {
        var e = Assert.Throws<FormatException>(() => HttpStatus.Find(Encoding.Latin1.GetBytes(answer)));

        Assert.Equal($"answered something that is not HTTP: '{shown}'", e.Message);
    }

    [Fact]
    public void A_head_without_end_is_given_up()
    {
        var line = Encoding.ASCII.GetBytes("HTTP/1.1 200 " + new string('x', HttpStatus.LongestHead));
        var interim = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\nx: " + new string('x', HttpStatus.LongestHead));

        Assert.Throws<FormatException>(() => HttpStatus.Find(line));
        Assert.Throws<FormatException>(() => HttpStatus.Find(interim));
        Assert.Equal(0, HttpStatus.Find(line.AsSpan(0, HttpStatus.LongestHead - 1)));
    }

    [Fact]
    public void Any_bytes_are_an_answer_or_none_and_nothing_else_happens()
    {
        var random = new Random(20261121);
        var start = "HTTP/1.1 100 \r\n\r\nHTTP/1.1 200 OK\r\n"u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = start.AsSpan(0, random.Next(start.Length + 1)).ToArray();
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.InRange(HttpStatus.Find(bytes), 0, 999);
            }
            catch (FormatException)
            {
                // Said so.
            }
        }
    }
}
