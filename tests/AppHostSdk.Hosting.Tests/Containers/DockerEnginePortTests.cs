using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class DockerEnginePortTests
{
    [ContainerFact]
    public async Task A_port_published_on_loopback_is_reachable_there_and_nowhere_else()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();

        var port = await StartWebServerAsync(scope);

        Assert.Equal("hi\n", await GetAsync(port, scope.Token));
        var others = OtherAddresses();
        Assert.NotEmpty(others);
        foreach (var address in others)
        {
            var e = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(address, port, scope.Token));
            Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
        }
    }

    [ContainerFact]
    public async Task A_port_that_is_taken_fails_the_start_by_name()
    {
        ContainerTests.RequireEngine();
        await using var scope = await EngineScope.OpenAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var spec = scope.Script("sleep 3600") with { Ports = [new(80, "tcp", "127.0.0.1", port)] };
        var id = await scope.CreateAsync(spec);

        var e = await Assert.ThrowsAsync<ContainerEngineException>(() => scope.Engine.StartContainerAsync(id, scope.Token));

        Assert.StartsWith($"starting container '{spec.Name}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains("address already in use", e.Message, StringComparison.Ordinal);
    }

    // Between finding a free port and publishing it somebody else may take it: then it is another one's turn.
    private static async Task<int> StartWebServerAsync(EngineScope scope)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var spec = scope.Script("echo hi > /tmp/index.html; exec httpd -f -p 80 -h /tmp");
            var id = await scope.CreateAsync(spec with { Ports = [new(80, "tcp", "127.0.0.1", port)] });
            try
            {
                await scope.Engine.StartContainerAsync(id, scope.Token);
                return port;
            }
            catch (ContainerEngineException e) when (attempt < 5 && e.Message.Contains("already", StringComparison.Ordinal))
            {
                await scope.Engine.RemoveContainerAsync(id, scope.Token);
            }
        }
    }

    // The port accepts before the server inside listens: an attempt may end without an answer.
    private static async Task<string> GetAsync(int port, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (true)
        {
            try
            {
                return await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), ct);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            }
        }
    }

    private static async Task ConnectAsync(IPAddress address, int port, CancellationToken ct)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, port, ct);
    }

    private static IPAddress[] OtherAddresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus != OperationalStatus.Down)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)),
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
