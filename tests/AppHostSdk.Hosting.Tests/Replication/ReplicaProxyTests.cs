using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AppHostSdk.Networking;
using AppHostSdk.Replication;

namespace AppHostSdk.Hosting.Tests.Replication;

/// <summary>The proxy before replicas, with real connections and servers that the tests play.</summary>
public sealed class ReplicaProxyTests : IAsyncDisposable
{
    private readonly List<Server> _servers = [];
    private readonly EventLog<string> _problems = new();
    private ReplicaPool _pool = null!;
    private ReplicaProxy _proxy = null!;
    private int _port;
    private int _count;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _servers.ForEach(s => s.Dispose());
        Assert.Empty(_problems.Events);
    }

    [Fact]
    public async Task Each_connection_goes_to_one_and_all_get_some()
    {
        Open(3);
        AllReady();

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await AskAsync());
        }

        Assert.Equal(["0", "1", "2", "0", "1", "2"], answers);
    }

    [Fact]
    public async Task Both_addresses_of_loopback_lead_there()
    {
        Open(1);
        AllReady();
        Assert.Equal("0", await AskAsync(IPAddress.Loopback));
        if (Socket.OSSupportsIPv6)
        {
            Assert.Equal("0", await AskAsync(IPAddress.IPv6Loopback));
        }
    }

    [Fact]
    public async Task A_connection_waits_until_somebody_is_there()
    {
        Open(2);
        var asking = AskAsync();
        var other = AskAsync();

        _pool.Set(1, ReplicaAvailability.Ready);

        Assert.Equal(["1", "1"], [await asking, await other]);
    }

    [Fact]
    public async Task Somebody_who_runs_but_does_not_listen_yet_is_waited_for()
    {
        int late;
        using (var ports = new FreePorts())
        {
            late = ports.Take("tcp");
        }

        Open(Patience.Limit, late);
        AllReady();
        var asking = AskAsync();
        _servers.Add(new Server("late", late));

        Assert.Equal("late", await asking);
    }

    [Fact]
    public async Task One_that_refuses_is_passed_over()
    {
        Open(2);
        AllReady();
        _servers[0].Dispose();

        Assert.Equal(["1", "1", "1"], [await AskAsync(), await AskAsync(), await AskAsync()]);
    }

    [Fact]
    public async Task Waiting_has_an_end()
    {
        Open(TimeSpan.FromMilliseconds(50), 1);
        Assert.Equal("", await AskAsync());
    }

    [Fact]
    public async Task Nobody_waits_for_those_who_are_gone()
    {
        Open(2);
        var asking = AskAsync();
        _pool.Set(0, ReplicaAvailability.Gone);
        _pool.Set(1, ReplicaAvailability.Gone);

        Assert.Equal("", await asking);
        Assert.Equal("", await AskAsync());
    }

    [Fact]
    public async Task Nobody_waits_once_the_end_has_come()
    {
        Open(1);
        var asking = AskAsync();

        _proxy.StopParking();

        Assert.Equal("", await asking);
        AllReady();
        Assert.Equal("0", await AskAsync());
    }

    [Fact]
    public async Task What_a_replica_has_it_keeps_when_it_is_given_nothing_new()
    {
        Open(2);
        AllReady();
        using var held = await ConnectAsync();
        var stream = held.GetStream();
        await stream.WriteAsync("?"u8.ToArray());
        var answer = new byte[1];
        await stream.ReadExactlyAsync(answer).AsTask().InTime();

        _pool.Set(0, ReplicaAvailability.Down);

        Assert.Equal(["1", "1"], [await AskAsync(), await AskAsync()]);
        await stream.WriteAsync("?"u8.ToArray());
        await stream.ReadExactlyAsync(answer).AsTask().InTime();
        Assert.Equal("0"u8.ToArray(), answer);
    }

    [Fact]
    public async Task Everything_arrives_also_after_one_side_has_said_all()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        Open(Patience.Limit, ((IPEndPoint)server.LocalEndpoint).Port);
        AllReady();
        var data = RandomNumberGenerator.GetBytes(3_000_000);
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        using var accepted = await server.AcceptTcpClientAsync().InTime();
        var sending = Task.Run(async () =>
        {
            await stream.WriteAsync(data);
            client.Client.Shutdown(SocketShutdown.Send);
        });

        var received = await ReadAllAsync(accepted.GetStream());
        await sending.InTime();
        await accepted.GetStream().WriteAsync(data);
        accepted.Close();

        Assert.Equal(data, received);
        Assert.Equal(data, await ReadAllAsync(stream));
    }

    [Fact]
    public async Task Neither_end_is_left_alone_when_the_other_is_broken()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        Open(Patience.Limit, ((IPEndPoint)server.LocalEndpoint).Port);
        AllReady();
        var client = await ConnectAsync();
        using var accepted = await server.AcceptTcpClientAsync().InTime();

        client.Client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        Assert.Equal(0, await accepted.GetStream().ReadAsync(new byte[1]).AsTask().InTime());
    }

    [Fact]
    public async Task The_end_closes_what_is_open_and_the_address()
    {
        Open(1);
        AllReady();
        using var held = await ConnectAsync();
        await held.GetStream().WriteAsync("?"u8.ToArray());
        await held.GetStream().ReadExactlyAsync(new byte[1]).AsTask().InTime();

        await _proxy.DisposeAsync().AsTask().InTime();

        Assert.Equal(0, await held.GetStream().ReadAsync(new byte[1]).AsTask().InTime());
        await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        Open(1);
    }

    [Fact]
    public void An_address_that_is_taken_is_taken_from_nobody()
    {
        using var holder = new TcpListener(IPAddress.IPv6Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        Open(1);
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Throws<SocketException>(() => _proxy.Listen([IPAddress.Loopback, IPAddress.IPv6Loopback], port));

        free.Bind(new IPEndPoint(IPAddress.Loopback, port));
    }

    private void Open(int count)
    {
        _servers.AddRange(Enumerable.Range(0, count).Select(i => new Server(i.ToString(System.Globalization.CultureInfo.InvariantCulture), 0)));
        Open(Patience.Limit, [.. _servers.TakeLast(count).Select(s => s.Port)]);
    }

    private void Open(TimeSpan patience, params int[] servers)
    {
        using (var ports = new FreePorts())
        {
            _port = ports.Take("tcp");
        }

        _count = servers.Length;
        _pool = new ReplicaPool(servers);
        _proxy = new ReplicaProxy(_pool, patience, _problems.Add);
        _proxy.Listen([IPAddress.Loopback, IPAddress.IPv6Loopback], _port);
    }

    private void AllReady()
    {
        for (var i = 0; i < _count; i++)
        {
            _pool.Set(i, ReplicaAvailability.Ready);
        }
    }

    private Task<TcpClient> ConnectAsync() => ConnectAsync(IPAddress.Loopback);

    private async Task<TcpClient> ConnectAsync(IPAddress address)
    {
        var client = new TcpClient(address.AddressFamily);
        await client.ConnectAsync(address, _port).InTime();
        return client;
    }

    /// <summary>What one connection is answered; nothing when it is closed.</summary>
    private async Task<string> AskAsync(IPAddress? address = null)
    {
        using var client = await ConnectAsync(address ?? IPAddress.Loopback);
        var stream = client.GetStream();
        await stream.WriteAsync("?"u8.ToArray());
        client.Client.Shutdown(SocketShutdown.Send);
        return System.Text.Encoding.ASCII.GetString(await ReadAllAsync(stream));
    }

    private static async Task<byte[]> ReadAllAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all).InTime();
        }
        catch (IOException)
        {
            // Closed with something unread: that is what a connection that nobody wants looks like.
        }

        return all.ToArray();
    }

    /// <summary>Answers each byte with its name.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener;
        private readonly string _name;

        public Server(string name, int port)
        {
            _name = name;
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAsync();
        }

        public int Port { get; }

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
        }

        private async Task AnswerAsync(TcpClient client)
        {
            using (client)
            {
                var buffer = new byte[1];
                while (await client.GetStream().ReadAsync(buffer) > 0)
                {
                    await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(_name));
                }
            }
        }
    }
}
