using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Stands in for a NATS server: it greets, wants one user and password, and answers <c>PING</c>.</summary>
internal sealed class NatsStandIn : IDisposable
{
    private const string Greeting = """INFO {"server_id":"x","server_name":"x","version":"2.14.0","proto":1,"headers":true,"max_payload":1048576,"auth_required":true}""";

    private readonly TcpListener _listener;
    private readonly (string? User, string? Password) _wanted;

    public NatsStandIn(string port, string user, string password)
    {
        _wanted = (user, password);
        _listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = TalkAsync(client);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(Greeting);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("CONNECT ", StringComparison.Ordinal)
                && JsonNode.Parse(line["CONNECT ".Length..])! is var login
                && ((string?)login["user"], (string?)login["pass"]) != _wanted)
            {
                await writer.WriteLineAsync("-ERR 'Authorization Violation'");
                return;
            }

            if (line == "PING")
            {
                await writer.WriteLineAsync("PONG");
            }
        }
    }
}
