using System.Net.Sockets;
using AppHostSdk.Hosting.Tests.Containers;
using Npgsql;
using RabbitMQ.Client;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>The integrations against real servers in real containers: healthy means usable, and data stays in a volume.</summary>
public class IntegrationTests
{
    [ContainerFact]
    public async Task Redis_keeps_its_data_in_the_volume_and_wants_the_password()
    {
        var volume = $"apphost-test-{Guid.NewGuid():N}";
        try
        {
            await using (var first = new RunningApp())
            {
                var cache = Redis(first, volume);
                first.Child("consumer").WithReference(cache).WaitFor(cache);
                await first.StartAsync();

                var environment = await ReportAsync(first);
                var address = environment["ConnectionStrings__cache"].Split(',');
                Assert.Equal("password=p\"ss w", address[1]);
                Assert.Equal($"redis://:p%22ss%20w@{address[0]}", environment["CACHE_URI"]);
                Assert.StartsWith("-NOAUTH", await AskAsync(address[0], "GET key"), StringComparison.Ordinal);
                Assert.Equal("+OK", await AskAsync(address[0], "AUTH \"p\\\"ss w\"", "SET key value"));
                await first.StopAsync();
            }

            await using var second = new RunningApp();
            var again = Redis(second, volume);
            await second.StartAsync();
            Assert.Equal("$5", await AskAsync((await again.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort).GetValueAsync())!, "AUTH \"p\\\"ss w\"", "GET key"));
            await second.StopAsync();
        }
        finally
        {
            await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
        }
    }

    [ContainerFact]
    public async Task Redis_of_this_machine_has_the_same_address_and_password_and_saves_nothing()
    {
        using var programs = new TemporaryDirectory();
        await using var app = new RunningApp();
        var cache = app.Builder.AddRedis("cache", password: app.Builder.AddParameter("cache-key", "p\"ss w", secret: true))
            .WithPersistence(TimeSpan.FromSeconds(1))
            .WithEnvironment("PATH", $"{RedisServer(programs)}:{Environment.GetEnvironmentVariable("PATH")}")
            .RunAsExecutable();
        app.Child("consumer").WithReference(cache).WaitFor(cache);
        await app.StartAsync();

        var address = (await ReportAsync(app))["ConnectionStrings__cache"].Split(',');

        Assert.Equal("password=p\"ss w", address[1]);
        Assert.StartsWith("-NOAUTH", await AskAsync(address[0], "GET key"), StringComparison.Ordinal);
        Assert.Equal("+OK", await AskAsync(address[0], "AUTH \"p\\\"ss w\"", "SET key value"));
        Assert.Equal(["*2", "$4", "save", "$0"], await LinesAsync(address[0], 4, "AUTH \"p\\\"ss w\"", "CONFIG GET save"));
        await app.StopAsync();
        Assert.False(File.Exists(Path.Combine(TestPrograms.ChildDirectory, "dump.rdb")));
    }

    [Fact]
    public async Task Without_redis_on_this_machine_it_says_so()
    {
        using var programs = new TemporaryDirectory();
        await using var app = new RunningApp();
        app.Builder.AddRedis("cache").WithEnvironment("PATH", programs.Path).RunAsExecutable();

        var lines = (ResourceLoggerService)app.Application.Services.GetService(typeof(ResourceLoggerService))!;
        var printed = lines.WatchAsync("cache").GetAsyncEnumerator();
        await app.RunAsync();

        Assert.True(await printed.MoveNextAsync().AsTask().InTime());
        Assert.Equal("There is no program 'redis-server' in PATH. Install Redis, or leave out RunAsExecutable.", Assert.Single(printed.Current).Content);
        await printed.DisposeAsync();
    }

    [ContainerFact]
    public async Task Postgres_makes_its_databases_before_those_who_wait_start_and_keeps_them_in_the_volume()
    {
        var volume = $"apphost-test-{Guid.NewGuid():N}";
        try
        {
            await using (var first = new RunningApp())
            {
                var db = Postgres(first, volume);
                first.Child("consumer").WithReference(db).WaitFor(db);
                await first.StartAsync();

                var environment = await ReportAsync(first);
                Assert.Equal("Orders; 1'", environment["ORDERS_DATABASENAME"]);
                await using var connection = new NpgsqlConnection(environment["ConnectionStrings__orders"]);
                await connection.OpenAsync().InTime();
                await ExecuteAsync(connection, "CREATE TABLE kept (value text)");
                await ExecuteAsync(connection, "INSERT INTO kept VALUES ('yes')");
                await connection.CloseAsync();
                await first.StopAsync();
            }

            await using var second = new RunningApp();
            var again = Postgres(second, volume);
            await second.StartAsync();
            await using var reader = new NpgsqlConnection(await again.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None));
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

    [ContainerFact]
    public async Task Messages_wait_in_the_volume_for_the_next_run()
    {
        var volume = $"apphost-test-{Guid.NewGuid():N}";
        try
        {
            await using (var first = new RunningApp())
            {
                var queue = RabbitMQ(first, volume);
                first.Child("consumer").WithReference(queue).WaitFor(queue);
                await first.StartAsync();

                var environment = await ReportAsync(first);
                Assert.Equal(environment["ConnectionStrings__queue"], environment["QUEUE_URI"]);
                await using var connection = await ConnectAsync(environment["ConnectionStrings__queue"]);
                await using var channel = await connection.CreateChannelAsync().InTime();
                await channel.QueueDeclareAsync("work", durable: true, exclusive: false, autoDelete: false).InTime();
                await channel.BasicPublishAsync("", "work", mandatory: true, new BasicProperties { Persistent = true }, "kept"u8.ToArray()).AsTask().InTime();
                await connection.CloseAsync().InTime();
                await first.StopAsync();
            }

            await using var second = new RunningApp();
            var again = RabbitMQ(second, volume);
            await second.StartAsync();
            await using var reader = await ConnectAsync((await again.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None))!);
            await using var reading = await reader.CreateChannelAsync().InTime();
            var message = await reading.BasicGetAsync("work", autoAck: true).InTime();
            Assert.Equal("kept", System.Text.Encoding.UTF8.GetString(message!.Body.Span));
            await reader.CloseAsync().InTime();
            await second.StopAsync();
        }
        finally
        {
            await RawEngine.DeleteAsync($"volumes/{volume}?force=1");
        }
    }

    private static IResourceBuilder<RabbitMQServerResource> RabbitMQ(RunningApp app, string volume) => app.Builder
        .AddRabbitMQ("queue", password: app.Builder.AddParameter("queue-key", "a b/c", secret: true))
        .WithImage("rabbitmq", "3")
        .WithDataVolume(volume);

    private static Task<IConnection> ConnectAsync(string address) => new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync().InTime();

    private static async Task<Dictionary<string, string>> ReportAsync(RunningApp app)
    {
        await app.Application.ResourceNotifications.WaitForResourceAsync("consumer", e => e.Snapshot.ExitCode is not null).InTime();
        return app.ReportOf("consumer").Environment;
    }

    private static IResourceBuilder<RedisResource> Redis(RunningApp app, string volume) => app.Builder
        .AddRedis("cache", password: app.Builder.AddParameter("cache-key", "p\"ss w", secret: true))
        .WithImage("redis", "7")
        .WithDataVolume(volume);

    private static IResourceBuilder<PostgresDatabaseResource> Postgres(RunningApp app, string volume) => app.Builder
        .AddPostgres("pg", password: app.Builder.AddParameter("pg-key", "se;Host='evil' \"=", secret: true))
        .WithImage("postgres", "15")
        .AddDatabase("orders", "Orders; 1'")
        .WithDataVolume(volume);

    /// <summary>A directory in which the server of Redis has its name. Debian's package of tools has it under another one.</summary>
    private static string RedisServer(TemporaryDirectory directory)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(':');
        var server = path.SelectMany(p => new[] { Path.Combine(p, "redis-server"), Path.Combine(p, "redis-check-rdb") }).First(File.Exists);
        File.CreateSymbolicLink(directory["redis-server"], server);
        return directory.Path;
    }

    /// <summary>The first line of the answer to the last command.</summary>
    private static async Task<string> AskAsync(string address, params string[] commands) => (await LinesAsync(address, 1, commands))[0];

    /// <summary>The first lines of the answer to the last command; the others are answered in one line.</summary>
    private static async Task<string[]> LinesAsync(string address, int count, params string[] commands)
    {
        var parts = address.Split(':');
        using var client = new TcpClient();
        await client.ConnectAsync(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)).InTime();
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        foreach (var command in commands)
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(command + "\r\n")).AsTask().InTime();
            if (command != commands[^1])
            {
                await reader.ReadLineAsync().InTime();
            }
        }

        var answer = new string[count];
        for (var i = 0; i < count; i++)
        {
            answer[i] = (await reader.ReadLineAsync().InTime())!;
        }

        return answer;
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync().InTime();
    }
}
