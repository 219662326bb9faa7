using System.Net;
using System.Net.Sockets;
using AppHostSdk.Networking;

namespace AppHostSdk.Hosting.Tests.Networking;

public class DialerTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Localhost_is_whichever_loopback_address_somebody_listens_at(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();

        using var dialed = await Dialer.DialAsync("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None).InTime();

        Assert.True(dialed.TryTake(out var socket));
        using (socket)
        {
            Assert.Equal(listener.LocalEndpoint, socket.RemoteEndPoint);
        }
    }

    [Fact]
    public async Task Connection_belongs_to_who_takes_it_first()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialed = await Dialer.DialAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None).InTime();
        using var accepted = await listener.AcceptSocketAsync().InTime();

        Assert.True(dialed.TryTake(out var socket));
        Assert.False(dialed.TryTake(out _));
        dialed.Dispose();
        Assert.Equal(1, await socket.SendAsync(new byte[1]).InTime());

        socket.Dispose();
        Assert.Equal(1, await accepted.ReceiveAsync(new byte[8]).InTime());
        Assert.Equal(0, await accepted.ReceiveAsync(new byte[8]).InTime());
    }

    [Fact]
    public async Task Nobody_there_is_no_exception()
    {
        using var ports = new FreePorts();

        using var dialed = await Dialer.DialAsync("localhost", ports.Take("tcp"), CancellationToken.None).InTime();

        Assert.True(dialed is { IsConnected: false, IsRefused: true, Problem: "connection refused" });
        Assert.False(dialed.TryTake(out _));
    }

    /// <summary>From the half of the range that Linux serves those who connect from: without a look at it, one of some ten thousand attempts meets itself.</summary>
    [Fact]
    public async Task Who_would_be_connected_to_himself_is_refused()
    {
        var port = Enumerable.Range(0, 500).Select(i => 40000 + (2 * i)).First(IsFree);
        for (var i = 0; i < 30_000; i++)
        {
            using var dialed = await Dialer.DialAsync("127.0.0.1", port, CancellationToken.None);
            Assert.True(dialed.IsRefused, $"{dialed.Problem} after {i} attempts");
        }

        static bool IsFree(int port)
        {
            using var free = new FreePorts();
            return free.TryTake(port, "tcp");
        }
    }

    [Fact]
    public async Task Giving_up_leaves_no_connection()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(1);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        using var stop = new CancellationTokenSource();

        // More than the queue of a server that accepts nobody takes.
        var dialing = Enumerable.Range(0, 6).Select(_ => Dialer.DialAsync("127.0.0.1", port, stop.Token)).ToList();
        var waiting = dialing.Last(d => !d.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        foreach (var other in dialing)
        {
            if (await Task.WhenAny(other) is { IsCompletedSuccessfully: true } done)
            {
                (await done).Dispose();
            }
        }
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, SocketError.AddressNotAvailable, "connection refused")]
    [InlineData(SocketError.AddressNotAvailable, SocketError.ConnectionRefused, "connection refused")]
    [InlineData(SocketError.ConnectionRefused, SocketError.NetworkUnreachable, "connection refused")]
    [InlineData(SocketError.ConnectionReset, SocketError.ConnectionRefused, "accepted and closed at once")]
    [InlineData(SocketError.ConnectionRefused, SocketError.ConnectionReset, "accepted and closed at once")]
    [InlineData(SocketError.ConnectionReset, SocketError.AddressNotAvailable, "accepted and closed at once")]
    public void Of_two_addresses_that_fail_the_one_that_says_more_is_told(SocketError first, SocketError second, string problem)
    {
        using var one = new DialedSocket(null, first);
        using var other = new DialedSocket(null, second);

        Assert.True(one.SaysMoreThan(null));
        Assert.Equal(problem, (other.SaysMoreThan(one) ? other : one).Problem);
    }
}
