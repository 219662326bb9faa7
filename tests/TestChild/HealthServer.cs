using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace TestChild;

/// <summary>As much of an http server as a health check and a test need: one request per connection.</summary>
internal static class HealthServer
{
    private static int _failures;
    private static X509Certificate2? _certificate;

    /// <summary>Listens on the loopback addresses, with TLS where CERTIFICATE is the file of one with its key; returns once connections are accepted.</summary>
    public static void Start(int failures)
    {
        _failures = failures;
        _certificate = Environment.GetEnvironmentVariable("CERTIFICATE") is { } file ? X509Certificate2.CreateFromPemFile(file) : null;
        foreach (var port in Ports())
        {
            Listen(IPAddress.Loopback, port);
            if (Socket.OSSupportsIPv6)
            {
                Listen(IPAddress.IPv6Loopback, port);
            }
        }
    }

    private static IEnumerable<int> Ports() => Environment.GetEnvironmentVariable("PORT") is { } port
        ? [int.Parse(port, CultureInfo.InvariantCulture)]
        : (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? throw new InvalidOperationException("Neither PORT nor ASPNETCORE_URLS is set."))
            .Split(';').Select(url => new Uri(url).Port);

    private static void Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable && address.Equals(IPAddress.IPv6Loopback))
        {
            listener.Dispose();
            return;
        }

        _ = AcceptAsync(listener);
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            _ = AnswerAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(_certificate);
                stream = secure;
            }

            await using var owned = stream;
            using var reader = new StreamReader(stream, leaveOpen: true);
            var path = (await reader.ReadLineAsync())?.Split(' ').ElementAtOrDefault(1);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // Headers do not matter.
            }

            var (status, body) = path switch
            {
                "/health" when Interlocked.Decrement(ref _failures) >= 0 => ("503 Service Unavailable", "not yet"),
                "/health" => ("200 OK", "healthy"),
                "/env" => ("200 OK", JsonSerializer.Serialize(Facts.Environment(null))),
                _ => ("200 OK", "hello"),
            };
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}")));
        }
    }
}
