using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Networking;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Networking;

/// <summary>A port that is taken is told before the program starts, with the one who has it.</summary>
public class PortTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    public void Holder_of_a_port_is_named(string address)
    {
        if (address.Contains(':') && !Socket.OSSupportsIPv6)
        {
            return;
        }

        using var listener = Alone(port => Listening(IPAddress.Parse(address), port));
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var holder = PortHolders.Find(port, "tcp", everywhere: false);

        Assert.StartsWith($"process {Environment.ProcessId} (", holder, StringComparison.Ordinal);
        Assert.Null(PortHolders.Find(port, "udp", everywhere: false));
    }

    [Fact]
    public void Holder_of_a_datagram_port_is_named()
    {
        using var socket = Alone(port => new UdpClient(new IPEndPoint(IPAddress.Loopback, port)));

        Assert.StartsWith($"process {Environment.ProcessId} (", PortHolders.Find(((IPEndPoint)socket.Client.LocalEndPoint!).Port, "udp", everywhere: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_nobody_listens_on_is_free()
    {
        using var ports = new FreePorts();

        Assert.Null(PortHolders.Find(ports.Take("tcp"), "tcp", everywhere: true));
    }

    [Fact]
    public async Task Resource_whose_port_is_taken_fails_with_the_holder_and_starts_when_it_is_free()
    {
        using var listener = Alone(port => Listening(IPAddress.Loopback, port));
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var run = ExecutorRun.Of(
            b => b.AddExecutable("api", TestPrograms.Child, ".", "listen", "forever").WithHttpEndpoint(port: port, env: "PORT").WithHttpHealthCheck("/health"),
            launcher: new LinuxProcessLauncher());
        await run.Started.InTime();
        Assert.StartsWith(
            $"its port {port} (endpoint 'http') is taken by process {Environment.ProcessId} (", run.StateOf("api").Detail, StringComparison.Ordinal);

        listener.Stop();
        run.StartResource("api");

        await run.Changes.Until(s => s.IsHealthy == true);
    }

    /// <summary>
    /// Takes a number that nobody else has on any address, and that the system gives to nobody who asks for any: such a number
    /// another program could get on another address at the same time.
    /// </summary>
    private static T Alone<T>(Func<int, T> take)
    {
        var firstOfSystem = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        while (true)
        {
            var port = Random.Shared.Next(1024, firstOfSystem);
            if (PortHolders.Find(port, "tcp", everywhere: true) is null && PortHolders.Find(port, "udp", everywhere: true) is null)
            {
                try
                {
                    return take(port);
                }
                catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
                {
                    // Somebody was faster, or a connection of somebody lingers there.
                }
            }
        }
    }

    private static TcpListener Listening(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    [Fact]
    public void Isolated_copy_gets_free_ports_where_it_can_choose()
    {
        var graph = Apps.Graph(b =>
        {
            b.AddExecutable("api", "x", ".").WithHttpEndpoint(port: 5000, env: "PORT");
            b.AddExecutable("fixed", "x", ".").WithHttpEndpoint(targetPort: 5001);
            b.AddContainer("cache", "redis").WithEndpoint(port: 6379, targetPort: 6379);
            b.AddContainer("db", "pg").WithEndpoint(port: 5432);
        });
        var next = 40000;

        var addresses = Addresses.Assign(graph, _ => ++next, isIsolated: true);

        Assert.Equal(
            [("api", 40001, 40001), ("fixed", 5001, 5001), ("cache", 40002, 6379), ("db", 40003, 5432)],
            graph.Resources.Select(r => (r.Name, addresses.Of(r.Key)[0].HostPort, addresses.Of(r.Key)[0].TargetPort)));
    }
}
