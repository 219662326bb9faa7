using System.Net;
using System.Net.Sockets;
using AppHostSdk.Containers;
using AppHostSdk.Networking;
using AppHostSdk.Networks;

namespace AppHostSdk.Hosting.Tests.Networks;

/// <summary>How containers get to what listens on the loopback addresses; here another loopback address is the gateway.</summary>
public class HostForwardsTests
{
    private static readonly IPAddress Gateway = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task Bytes_and_ends_go_both_ways()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var forwards = new HostForwards(Free);
        var port = forwards.PortFor("localhost", PortOf(server));
        forwards.Open(Network(Gateway));
        Assert.Equal("host.docker.internal:127.0.0.2", HostForwards.HostLine(Network(Gateway)));
        using var client = new TcpClient();
        await client.ConnectAsync(Gateway, port).InTime();
        using var accepted = await server.AcceptTcpClientAsync().InTime();
        var sent = new byte[1_000_000];
        Random.Shared.NextBytes(sent);

        var sending = Task.Run(async () =>
        {
            await client.GetStream().WriteAsync(sent);
            client.Client.Shutdown(SocketShutdown.Send);
        });
        var received = await ToEndAsync(accepted);
        await sending.InTime();
        await accepted.Client.SendAsync("answer"u8.ToArray());
        accepted.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(sent, received);
        Assert.Equal("answer"u8.ToArray(), await ToEndAsync(client));
    }

    [Fact]
    public async Task A_program_that_is_not_there_refuses_and_one_that_comes_later_is_found()
    {
        int target;
        using (var gone = new TcpListener(IPAddress.Loopback, 0))
        {
            gone.Start();
            target = PortOf(gone);
        }

        await using var forwards = new HostForwards(Free);
        var port = forwards.PortFor("127.0.0.1", target);
        forwards.Open(Network(Gateway));
        using (var early = new TcpClient())
        {
            await Assert.ThrowsAsync<SocketException>(async () =>
            {
                await early.ConnectAsync(Gateway, port).InTime();
                await ToEndAsync(early);
            });
        }

        using var server = new TcpListener(IPAddress.Loopback, target);
        server.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(Gateway, port).InTime();
        using var accepted = await server.AcceptTcpClientAsync().InTime();

        // A connection that is broken off on one side is so on the other.
        accepted.Client.Close(timeout: 0);
        await Assert.ThrowsAsync<SocketException>(() => ToEndAsync(client));
    }

    [Fact]
    public async Task Ports_stay_what_they_are_and_are_different()
    {
        await using var forwards = new HostForwards((_, _, isTaken) => isTaken(1000) ? 1001 : 1000);

        Assert.Equal([1000, 1001, 1000], [forwards.PortFor("localhost", 1), forwards.PortFor("localhost", 2), forwards.PortFor("localhost", 1)]);
        await using var unneeded = new HostForwards(null);
        Assert.Equal(1, unneeded.PortFor("localhost", 1));
    }

    [Fact]
    public void Ports_are_the_same_in_the_next_run_unless_they_are_taken()
    {
        var addresses = Addresses.Assign(new AppHostSdk.Model.AppGraph { Application = "Shop" }, _ => 1);
        using var claims = new PortClaims();
        var ports = new ForwardedPorts("shop", addresses, claims);
        var first = ports.Choose("localhost", 4317, _ => false);

        Assert.Equal(first, new ForwardedPorts("shop", addresses, claims).Choose("localhost", 4317, _ => false));
        Assert.NotEqual(first, new ForwardedPorts("other", addresses, claims).Choose("localhost", 4317, _ => false));
        Assert.NotEqual(first, ports.Choose("localhost", 4317, port => port == first));
        using var other = new TcpListener(IPAddress.Loopback, first);
        other.Start();
        Assert.NotEqual(first, ports.Choose("localhost", 4317, _ => false));
    }

    [Fact]
    public async Task An_engine_elsewhere_leads_to_the_loopback_address()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var forwards = new HostForwards(Free);
        var port = forwards.PortFor("localhost", PortOf(server));

        forwards.Open(Network(IPAddress.Parse("192.0.2.1")));

        Assert.Equal("host.docker.internal:host-gateway", HostForwards.HostLine(Network(IPAddress.Parse("192.0.2.1"))));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port).InTime();
        using var accepted = await server.AcceptTcpClientAsync().InTime();
    }

    [Fact]
    public async Task An_address_that_comes_with_the_first_container_is_listened_at_before()
    {
        await using var forwards = new HostForwards(Free);
        forwards.PortFor("localhost", 5000);

        var network = Network(IPAddress.Parse("192.0.2.1"), comesWithContainers: true);
        forwards.Open(network);

        Assert.Equal("host.docker.internal:192.0.2.1", HostForwards.HostLine(network));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var other = new TcpListener(Gateway, 0);
        other.Start();
        await using var forwards = new HostForwards((_, _, _) => PortOf(other));
        forwards.PortFor("localhost", 5000);

        Assert.StartsWith(
            $"containers reach port 5000 of this machine through 127.0.0.2:{PortOf(other)}, which cannot be listened at: ",
            Assert.Throws<DistributedApplicationException>(() => forwards.Open(Network(Gateway))).Message,
            StringComparison.Ordinal);
    }

    private static ContainerNetwork Network(IPAddress gateway, bool comesWithContainers = false) => new("id", "name", gateway, comesWithContainers);

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int Free(string host, int port, Func<int, bool> isTaken)
    {
        using var ports = new FreePorts();
        return ports.Take("tcp");
    }

    private static async Task<byte[]> ToEndAsync(TcpClient client)
    {
        using var received = new MemoryStream();
        var buffer = new byte[4096];
        while (await client.Client.ReceiveAsync(buffer).InTime() is > 0 and var count)
        {
            received.Write(buffer, 0, count);
        }

        return received.ToArray();
    }
}
