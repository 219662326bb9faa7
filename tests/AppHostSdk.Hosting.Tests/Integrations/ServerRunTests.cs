using System.Globalization;
using AppHostSdk.Hosting.Tests.Containers;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;
using static AppHostSdk.Hosting.Tests.Integrations.HealthOf;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>The servers in real containers: healthy means usable, and data stays in a volume.</summary>
public class ServerRunTests
{
    private const string MySqlPassword = @"se;Server='evil' ""=\";

    /// <summary>MariaDB stands in for MySQL: the same protocol, statements and variables.</summary>
    [ContainerFact]
    public async Task MySql_makes_its_databases_before_those_who_wait_start_and_keeps_them_in_the_volume()
    {
        var volume = $"apphost-test-{Guid.NewGuid():N}";
        try
        {
            await using (var first = new RunningApp())
            {
                await File.WriteAllTextAsync(first["init.sql"], "CREATE DATABASE initial;\n");
                var (server, db) = MySql(first, volume);
                server.WithInitFiles(first["init.sql"]);
                server.AddDatabase("scripted").WithCreationScript("CREATE DATABASE scripted; CREATE TABLE scripted.made (value int)");
                first.Child("consumer").WithReference(db).WaitFor(db);
                await first.StartAsync();

                var environment = await ReportAsync(first);
                Assert.Equal("Orders; `1'", environment["ORDERS_DATABASENAME"]);
                await using var connection = new MySqlConnection(environment["ConnectionStrings__orders"]);
                await connection.OpenAsync().InTime();
                Assert.Equal(3L, await ExecuteAsync(connection, "SELECT count(*) FROM information_schema.schemata WHERE schema_name IN ('Orders; `1''', 'scripted', 'initial')"));
                Assert.Equal(0L, await ExecuteAsync(connection, "SELECT count(*) FROM scripted.made"));
                await ExecuteAsync(connection, "CREATE TABLE kept (value text)");
                await ExecuteAsync(connection, "INSERT INTO kept VALUES ('yes')");
                await connection.CloseAsync();
                await first.StopAsync();
            }

            await using var second = new RunningApp();
            var (_, again) = MySql(second, volume);
            await second.StartAsync();
            await second.Application.ResourceNotifications.WaitForResourceHealthyAsync("mysql").InTime();
            await using var reader = new MySqlConnection(await again.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None));
            await reader.OpenAsync().InTime();
            Assert.Equal("yes", await ExecuteAsync(reader, "SELECT value FROM kept"));
            await reader.CloseAsync();
            await second.StopAsync();
        }
        finally
        {
            await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
        }
    }

    /// <summary>A container with a client stands in for the page and uses what it is given.</summary>
    [ContainerFact]
    public async Task PhpMyAdmin_knows_every_server_and_its_password()
    {
        await using var app = new RunningApp();
        var first = app.Builder.AddMySql("first", app.Builder.AddParameter("one", @"a\b'c", secret: true)).WithImage("mariadb", "10");
        var second = app.Builder.AddMySql("second", app.Builder.AddParameter("two", "plain", secret: true)).WithImage("mariadb", "10");
        first.WithPhpMyAdmin(page => page
            .WithImage("mariadb", "10")
            .WithBindMount(app["out"], "/out")
            .WithContainerFiles("/", [new ContainerFile
            {
                Name = "stand-in.sh",
                Mode = (UnixFileMode)0b111_101_101,
                Contents = """
                    #!/bin/sh
                    value() { sed -n "s/.*\[$1\] = .*'$2' => '\(\([^'\\\\]\|[\\\\].\)*\)'.*/\1/p" /etc/phpmyadmin/config.user.inc.php | sed 's/[\\]\(.\)/\1/g'; }
                    for number in 1 2; do
                        MYSQL_PWD=$(value $number password) mysql -N -h "$(value $number host)" -P "$(value $number port)" -u "$(value $number user)" -e "select '$(value $number verbose)'" >> /out/answers
                    done
                    """,
            }])
            .WithEntrypoint("/stand-in.sh")
            .WaitFor(first)
            .WaitFor(second));
        second.WithPhpMyAdmin(page => page.WithHostPort(null));

        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("phpmyadmin", KnownResourceStates.Finished).InTime();

        Assert.Equal("first\nsecond\n", await File.ReadAllTextAsync(app["out/answers"]));
        await app.StopAsync();
    }

    /// <summary>The server of Redis stands in for Valkey's, of which it is another branch.</summary>
    [ContainerFact]
    public async Task Valkey_wants_the_password_and_keeps_its_data_in_the_volume()
    {
        var volume = $"apphost-test-{Guid.NewGuid():N}";
        try
        {
            foreach (var expected in new[] { 1L, 2L })
            {
                await using var app = new RunningApp();
                var cache = app.Builder.AddValkey("cache", password: app.Builder.AddParameter("key", "p\"s w", secret: true))
                    .WithImage("redis", "7")
                    .WithContainerFiles("/usr/bin", [new ContainerFile { Name = "valkey-server", Mode = (UnixFileMode)0b111_101_101, Contents = "#!/bin/sh\nexec redis-server \"$@\" --protected-mode no\n" }])
                    .WithDataVolume(volume);
                app.Child("consumer").WithReference(cache).WaitFor(cache);
                await app.StartAsync();

                var environment = await ReportAsync(app);
                await using var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(environment["ConnectionStrings__cache"]).InTime();
                Assert.Equal(expected, await client.GetDatabase().StringIncrementAsync("runs").InTime());
                await app.StopAsync();
            }
        }
        finally
        {
            await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
        }
    }

    /// <summary>A broker that Kafka's client library has for tests stands in; what is started does nothing, and the test hands connections on.</summary>
    [Fact]
    public async Task Kafka_is_healthy_when_it_says_which_brokers_there_are()
    {
        using var brokers = new ProducerBuilder<Null, string>(new ProducerConfig(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1" })).Build();
        using var admin = new DependentAdminClientBuilder(brokers.Handle).Build();
        var address = Assert.Single(admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers);
        await using var app = new RunningApp();
        var kafka = app.Builder.AddKafka("kafka").RunAsExecutable("/bin/sleep", "600");

        await using var start = await StartUntilAsync(app, "kafka");
        using var relay = new Relay(int.Parse((await kafka.Resource.Port.GetValueAsync())!, CultureInfo.InvariantCulture), address.Port);

        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("kafka").InTime();
        await start.Completion.InTime();
        await app.StopAsync();
    }

    [ContainerFact]
    public async Task Kafka_UI_knows_every_broker()
    {
        await using var app = new RunningApp();
        var first = app.Builder.AddKafka("first").WithImage("busybox", "latest").WithEntrypoint("/bin/sleep", "600");
        app.Builder.AddKafka("second").WithImage("busybox", "latest").WithEntrypoint("/bin/sleep", "600").WithKafkaUI(ui => ui.WithHostPort(null));
        first.WithKafkaUI(ui => ui
            .WithImage("busybox", "latest")
            .WithBindMount(app["out"], "/out")
            .WithEntrypoint("/bin/sh", "-c", "env | grep ^KAFKA_ | sort > /out/environment"));

        await using var start = await StartUntilAsync(app, "first");
        await app.Application.ResourceNotifications.WaitForResourceAsync("kafka-ui", KnownResourceStates.Finished).InTime();

        Assert.Equal(
            ["KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS=first.dev.internal:9093", "KAFKA_CLUSTERS_0_NAME=first", "KAFKA_CLUSTERS_1_BOOTSTRAPSERVERS=second.dev.internal:9093", "KAFKA_CLUSTERS_1_NAME=second"],
            await File.ReadAllLinesAsync(app["out/environment"]));
        await app.StopAsync();
    }

    /// <summary>A program that serves one file stands in for each; the path and the port are what the check asks for.</summary>
    [ContainerTheory]
    [InlineData("seq", 80, "health")]
    [InlineData("keycloak", 9000, "health/ready")]
    [InlineData("qdrant", 6333, "readyz")]
    public async Task A_server_that_is_asked_with_HTTP_is_healthy_when_it_says_so(string name, int port, string path)
    {
        await using var app = new RunningApp();
        IResourceBuilder<ContainerResource> server = name switch
        {
            "seq" => Serving(app.Builder.AddSeq(name)),
            "keycloak" => Serving(app.Builder.AddKeycloak(name)),
            _ => Serving(app.Builder.AddQdrant(name)),
        };
        app.Child("consumer").WaitFor(server);

        await app.StartAsync();

        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync(name).InTime();
        await app.Application.ResourceNotifications.WaitForResourceAsync("consumer", e => e.Snapshot.ExitCode is not null).InTime();
        await app.StopAsync();

        IResourceBuilder<ContainerResource> Serving<T>(IResourceBuilder<T> container)
            where T : ContainerResource => (IResourceBuilder<ContainerResource>)container
            .WithImage("busybox", "latest")
            .WithImageRegistry("docker.io")
            .WithEntrypoint("/bin/sh", "-c", $"mkdir -p /www/{Path.GetDirectoryName(path)} && echo yes > /www/{path} && exec httpd -f -p {port} -h /www");
    }

    /// <summary>Silence is not an error of the check: a server that still starts is asked again.</summary>
    [ContainerTheory]
    [InlineData("mysql")]
    [InlineData("mongo")]
    [InlineData("kafka")]
    [InlineData("valkey")]
    public async Task A_server_that_does_not_answer_is_unhealthy(string name)
    {
        await using var app = new RunningApp();
        object server = name switch
        {
            "mysql" => Silent(app.Builder.AddMySql(name)),
            "mongo" => Silent(app.Builder.AddMongoDB(name)),
            "kafka" => Silent(app.Builder.AddKafka(name)),
            _ => Silent(app.Builder.AddValkey(name)),
        };
        Assert.NotNull(server);
        await using var start = await StartUntilAsync(app, name);
        var entry = await AskAsync(app, name);

        Assert.Equal((HealthStatus.Unhealthy, null), (entry.Status, entry.Description));
        Assert.NotNull(entry.Exception);
        await app.StopAsync();
    }

    /// <summary>These tests run without the cultures of the system, as some hosts do.</summary>
    [ContainerFact]
    public async Task SqlServer_says_what_its_client_needs()
    {
        await using var app = new RunningApp();
        Silent(app.Builder.AddSqlServer("sql"));
        await using var start = await StartUntilAsync(app, "sql");

        var entry = await AskAsync(app, "sql");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.EndsWith("Set InvariantGlobalization to false in the app host's project.", entry.Description, StringComparison.Ordinal);
        await app.StopAsync();
    }

    private static IResourceBuilder<T> Silent<T>(IResourceBuilder<T> container)
        where T : ContainerResource => container.WithImage("busybox", "latest").WithImageRegistry("docker.io").WithEntrypoint("/bin/sleep", "600");

    private static (IResourceBuilder<MySqlServerResource> Server, IResourceBuilder<MySqlDatabaseResource> Database) MySql(RunningApp app, string volume)
    {
        var server = app.Builder.AddMySql("mysql", app.Builder.AddParameter("key", MySqlPassword, secret: true)).WithImage("mariadb", "10").WithDataVolume(volume);
        return (server, server.AddDatabase("orders", "Orders; `1'"));
    }

    private static async Task<Dictionary<string, string>> ReportAsync(RunningApp app)
    {
        await app.Application.ResourceNotifications.WaitForResourceAsync("consumer", e => e.Snapshot.ExitCode is not null).InTime();
        return app.ReportOf("consumer").Environment;
    }

    private static async Task<object?> ExecuteAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync().InTime();
    }
}
