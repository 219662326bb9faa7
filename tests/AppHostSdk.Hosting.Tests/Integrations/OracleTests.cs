using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Oracle: its container, its addresses and its health.</summary>
public class OracleTests
{
    [Fact]
    public void Container() => ContainerText.AssertContainer(
        "oracle",
        b => b.AddOracle("oracle", b.AddParameter("key", secret: true)).WithDataVolume("data").WithInitFiles("/init").WithInitBindMount("/startup").WithDbSetupBindMount("/setup"),
        """
        image container-registry.oracle.com/database/free:23.26.1.0
        port 1521
        ORACLE_PWD=s3cret
        volume data at /opt/oracle/oradata
        mount /startup at /opt/oracle/scripts/startup read only
        mount /setup at /opt/oracle/scripts/setup
        files of /init in /docker-entrypoint-initdb.d
        """);

    [Fact]
    public void Addresses() => Model.Tests.Property.Holds(ConnectionReader.Hostile, password =>
    {
        var environment = ConnectionReader.Read(b => b.AddOracle("oracle", b.AddParameter("key", secret: true)).AddDatabase("orders", "FREEPDB1"), ("key", password));

        var read = new DbConnectionStringBuilder { ConnectionString = environment["ConnectionStrings__orders"] };
        Assert.Equal(("system", password, "localhost:40001/FREEPDB1"), ((string)read["user id"], (string)read["password"], (string)read["data source"]));
        ConnectionReader.AssertAddress(environment["ORDERS_URI"], "system", password, "/FREEPDB1");
        Assert.Equal(
            ("localhost", "40001", "system", password, "FREEPDB1", "jdbc:oracle:thin:@//localhost:40001/FREEPDB1"),
            (environment["ORDERS_HOST"], environment["ORDERS_PORT"], environment["ORDERS_USERNAME"], environment["ORDERS_PASSWORD"], environment["ORDERS_DATABASENAME"], environment["ORDERS_JDBCCONNECTIONSTRING"]));
    });

    [Theory]
    [InlineData(2, HealthStatus.Healthy)]
    [InlineData(5, HealthStatus.Healthy)]
    [InlineData(4, HealthStatus.Unhealthy)]
    public async Task Healthy_is_a_listener_that_connects_clients(byte answer, HealthStatus status)
    {
        await using var app = new RunningApp();
        var server = HealthOf.Silent(app.Builder.AddOracle("oracle", app.Builder.AddParameter("key", "s3cret", secret: true)));
        await using var start = await HealthOf.StartUntilAsync(app, "oracle");
        using var listener = new TcpListener(IPAddress.Loopback, int.Parse((await server.Resource.Port.GetValueAsync())!, CultureInfo.InvariantCulture));
        listener.Start();
        var questions = new ConcurrentQueue<string>();
        var answers = AnswersAsync(listener, questions, answer);

        var entry = await HealthOf.AskAsync(app, "oracle");

        Assert.Equal((status, null), (entry.Status, entry.Description));
        Assert.NotEmpty(questions);
        Assert.All(questions, q => Assert.StartsWith("(DESCRIPTION=(CONNECT_DATA=", q, StringComparison.Ordinal));
        await app.StopAsync();
        listener.Stop();
        await answers.InTime();
    }

    /// <summary>Asks for each question once more, as listeners do, and answers then. The application asks as well as the test.</summary>
    private static async Task AnswersAsync(TcpListener listener, ConcurrentQueue<string> questions, byte answer)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (SocketException)
            {
                return;
            }

            try
            {
                await AnswerAsync(client, questions, answer);
            }
            catch (IOException)
            {
                // An application that stops hangs up.
            }
        }
    }

    private static async Task AnswerAsync(TcpClient client, ConcurrentQueue<string> questions, byte answer)
    {
        using var _ = client;
        var stream = client.GetStream();
        questions.Enqueue(await QuestionAsync(stream));
        await stream.WriteAsync(new byte[] { 0, 8, 0, 0, 11, 0, 0, 0 });
        questions.Enqueue(await QuestionAsync(stream));
        await stream.WriteAsync(new byte[] { 0, 8, 0, 0, answer, 0, 0, 0 });
    }

    private static async Task<string> QuestionAsync(NetworkStream stream)
    {
        var header = new byte[58];
        await stream.ReadExactlyAsync(header);
        Assert.Equal((1, 58), (header[4], BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(26))));
        var text = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(24))];
        Assert.Equal(BinaryPrimitives.ReadUInt16BigEndian(header), header.Length + text.Length);
        await stream.ReadExactlyAsync(text);
        return Encoding.UTF8.GetString(text);
    }
}
