using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>NATS: its container, its address and its health.</summary>
public class NatsTests
{
    [Fact]
    public void Container() => ContainerText.AssertContainer(
        "queue",
        b => b.AddNats("queue", userName: b.AddParameter("user"), password: b.AddParameter("key", secret: true)).WithJetStream().WithDataVolume("data"),
        """
        image docker.io/library/nats:2.14
        port 4222
        NATS_PASSWORD="s3cret"
        NATS_USER="boss"
        volume data at /var/lib/nats
        files of  in /etc/apphost
        argument -c
        argument /etc/apphost/nats.conf
        argument -js
        argument -sd
        argument /var/lib/nats
        """);

    [Fact]
    public void The_configuration_file_refers_to_the_variables() => Assert.Equal(
        ("nats.conf", "authorization { user: $NATS_USER, password: $NATS_PASSWORD }\n"),
        ConnectionReader.Launches(b => b.AddNats("queue"), ("queue-password", "x"))["queue"].Container!.Files.Single().Items.Select(f => (f.Name, f.Contents)).Single());

    [Fact]
    public void A_password_that_the_configuration_file_cannot_express_is_refused() => Assert.Contains(
        "'\"'",
        Assert.Throws<DistributedApplicationException>(() => ConnectionReader.Launches(b => b.AddNats("queue"), ("queue-password", "a\"b"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Single_values()
    {
        var environment = ConnectionReader.Read(b => b.AddNats("queue", userName: b.AddParameter("user"), password: b.AddParameter("key", secret: true)), ("user", "b:o"), ("key", "p/w"));

        ConnectionReader.AssertAddress(environment["ConnectionStrings__queue"], "b:o", "p/w", "");
        Assert.Equal(
            ("localhost", "40001", "b:o", "p/w", environment["ConnectionStrings__queue"]),
            (environment["QUEUE_HOST"], environment["QUEUE_PORT"], environment["QUEUE_USERNAME"], environment["QUEUE_PASSWORD"], environment["QUEUE_URI"]));
    }

    [Theory]
    [InlineData("s3cret", HealthStatus.Healthy, null)]
    [InlineData("another", HealthStatus.Unhealthy, "the server answers -ERR 'Authorization Violation'")]
    public async Task Healthy_is_a_server_that_accepts_the_password_and_answers(string password, HealthStatus status, string? description)
    {
        await using var app = new RunningApp();
        var server = HealthOf.Silent(app.Builder.AddNats("queue", password: app.Builder.AddParameter("key", password, secret: true)));
        await using var start = await HealthOf.StartUntilAsync(app, "queue");
        var silent = await HealthOf.AskAsync(app, "queue");
        using var standIn = new NatsStandIn((await server.Resource.Port.GetValueAsync())!, "nats", "s3cret");

        var entry = await HealthOf.AskAsync(app, "queue");

        Assert.Equal((HealthStatus.Unhealthy, null), (silent.Status, silent.Description));
        Assert.Equal((status, description), (entry.Status, entry.Description));
        await app.StopAsync();
    }

    [Fact]
    public async Task The_client_logs_in_with_the_address()
    {
        await using var app = new RunningApp();
        var server = HealthOf.Silent(app.Builder.AddNats("queue", userName: app.Builder.AddParameter("user", "b:o@s"), password: app.Builder.AddParameter("key", "p/w?#% x", secret: true)));
        await using var start = await HealthOf.StartUntilAsync(app, "queue");
        using var standIn = new NatsStandIn((await server.Resource.Port.GetValueAsync())!, "b:o@s", "p/w?#% x");

        await using var client = new NatsConnection(new NatsOpts { Url = (await server.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None))! });
        await client.ConnectAsync().AsTask().InTime();

        Assert.Equal(NatsConnectionState.Open, client.ConnectionState);
        await app.StopAsync();
    }
}
