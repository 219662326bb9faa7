using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Hands connections to a port of this machine on to another one.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener;

    public Relay(int from, int to)
    {
        _listener = new TcpListener(IPAddress.Loopback, from);
        _listener.Start();
        _ = AcceptAsync(to);
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(int to)
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

            _ = PassAsync(client, to);
        }
    }

    private static async Task PassAsync(TcpClient client, int to)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, to);
        await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
    }
}
