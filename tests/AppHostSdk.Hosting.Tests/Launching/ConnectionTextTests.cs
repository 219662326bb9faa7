using AppHostSdk.Model.Tests;
using FsCheck.Fluent;
using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>
/// Clients read from the connection strings of the integrations what the program and the configuration say, whatever characters are in
/// it: user names, passwords and names of databases never become options.
/// </summary>
public class ConnectionTextTests
{
    [Fact]
    public void Npgsql_reads_what_was_given() => Property.Holds(ConnectionReader.Hostile.Three(), values =>
    {
        var (user, password, database) = values;
        var environment = ConnectionReader.Read(
            b => b.AddPostgres("pg", b.AddParameter("user"), b.AddParameter("key", secret: true)).AddDatabase("orders", database),
            ("user", user),
            ("key", password));

        var read = new NpgsqlConnectionStringBuilder(environment["ConnectionStrings__orders"]);
        Assert.Equal(
            ("localhost", 40001, user, password, database),
            (read.Host, read.Port, read.Username, read.Password, read.Database));
        Assert.Equal(5, read.Keys.Count);
        Assert.Equal((user, password, database), (environment["ORDERS_USERNAME"], environment["ORDERS_PASSWORD"], environment["ORDERS_DATABASENAME"]));
        ConnectionReader.AssertAddress(environment["ORDERS_URI"], user, password, "/" + database);
        var jdbc = new Uri(environment["ORDERS_JDBCCONNECTIONSTRING"]["jdbc:".Length..]);
        Assert.Equal(("localhost", 40001, "/" + database), (jdbc.Host, jdbc.Port, Uri.UnescapeDataString(jdbc.AbsolutePath)));
    });

    [Fact]
    public void RabbitMQ_reads_what_was_given() => Property.Holds(ConnectionReader.Hostile.Two(), values =>
    {
        var (user, password) = values;
        var environment = ConnectionReader.Read(
            b => b.AddRabbitMQ("queue", b.AddParameter("user"), b.AddParameter("key", secret: true)),
            ("user", user),
            ("key", password));

        var factory = new ConnectionFactory { Uri = new Uri(environment["ConnectionStrings__queue"]) };
        Assert.Equal(
            ("localhost", 40001, user, password, "/", false),
            (factory.HostName, factory.Port, factory.UserName, factory.Password, factory.VirtualHost, factory.Ssl.Enabled));
        Assert.Equal((user, password), (environment["QUEUE_USERNAME"], environment["QUEUE_PASSWORD"]));
    });

    [Fact]
    public void Redis_reads_what_was_given_or_it_is_refused() => Property.Holds(ConnectionReader.Hostile, password =>
    {
        var excluded = password.Contains(',', StringComparison.Ordinal) || password != password.Trim();
        try
        {
            var environment = ConnectionReader.Read(b => b.AddRedis("cache", password: b.AddParameter("key", secret: true)), ("key", password));

            var read = ConfigurationOptions.Parse(environment["ConnectionStrings__cache"]);
            Assert.False(excluded);
            Assert.Equal(("localhost:40001", password, false), (read.EndPoints.Single().ToString()!.Split('/')[^1], read.Password, read.Ssl));
            Assert.Equal(password, environment["CACHE_PASSWORD"]);
            ConnectionReader.AssertAddress(environment["CACHE_URI"], "", password, "");
        }
        catch (DistributedApplicationException e)
        {
            Assert.True(excluded, e.Message);
        }
    });

    [Fact]
    public void Harmless_values_are_written_as_they_are()
    {
        var postgres = ConnectionReader.Read(b => b.AddPostgres("pg", password: b.AddParameter("key")).AddDatabase("orders"), ("key", "pa.ss-w(rd"));
        var redis = ConnectionReader.Read(b => b.AddRedis("cache", password: b.AddParameter("key")), ("key", "pa.ss=w(rd"));

        Assert.Equal("Host=localhost;Port=40001;Username=postgres;Password=pa.ss-w(rd;Database=orders", postgres["ConnectionStrings__orders"]);
        Assert.Equal("localhost:40001,password=pa.ss=w(rd", redis["ConnectionStrings__cache"]);
    }

    [Theory]
    [InlineData("a,ssl=true", "contains ','")]
    [InlineData(" a", "begins with a space")]
    [InlineData("a\n", "ends with U+000A")]
    public void Password_that_Redis_cannot_be_told_is_refused_before_anything_starts(string password, string obstacle) => Assert.Equal(
        $"The value of parameter 'key' {obstacle}, which the connection string of 'cache' cannot express: its format has no quoting. Give the parameter another value.",
        Assert.Throws<DistributedApplicationException>(() => ConnectionReader.Read(b => b.AddRedis("cache", password: b.AddParameter("key", secret: true)), ("key", password))).Message);

    [Fact]
    public void Password_that_nobody_is_told_in_a_connection_string_is_no_mistake() => Assert.Contains(
        "REDIS_PASSWORD=a,b",
        ConnectionReader.Launches(b => b.AddRedis("cache", password: b.AddParameter("key", secret: true)), ("key", "a,b")).Environment("cache"));

    [Fact]
    public void Value_of_a_program_s_own_is_quoted_or_refused()
    {
        var launching = ResolvedLaunches.Of(
            b =>
            {
                var key = b.AddParameter("key");
                b.AddExecutable("web", "node", ".").WithEnvironment("SQL", $"Server=s;Pwd={key:adonet};App={"a b":ADONET}").WithEnvironment("LIST", $"x,{key:without ,}");
            },
            ("key", "p;w"));

        Assert.Equal(["LIST=x,p;w", "SQL=Server=s;Pwd=\"p;w\";App=\"a b\""], launching.Environment("web"));
        Assert.Equal(
            "The value of parameter 'key' contains ',', which a value of 'web' cannot express: its format has no quoting. Give the parameter another value.",
            Assert.Throws<DistributedApplicationException>(() => ResolvedLaunches.Of(
                b => b.AddExecutable("web", "node", ".").WithEnvironment("LIST", $"x,{b.AddParameter("key"):without ,}"),
                ("key", "p,w"))).Message);
    }

    [Fact]
    public void Format_that_there_is_not_is_refused_with_those_that_there_are() => Assert.Equal(
        "'url' is not a format of expressions; there are 'uri', 'adonet' and 'without ' followed by characters.",
        Assert.Throws<FormatException>(() => Apps.Graph(b => b.AddExecutable("web", "node", ".").WithEnvironment("X", $"{b.AddParameter("key"):url}"))).Message);

    /// <summary>The names of the single values are those that Aspire's clients look for.</summary>
    [Fact]
    public void Names_of_single_values()
    {
        Assert.Equal("HOST JDBCCONNECTIONSTRING PASSWORD PORT URI USERNAME", Names("pg", b => b.AddPostgres("pg")));
        Assert.Equal("DATABASENAME HOST JDBCCONNECTIONSTRING PASSWORD PORT URI USERNAME", Names("orders", b => b.AddPostgres("pg").AddDatabase("orders")));
        Assert.Equal("HOST PASSWORD PORT URI", Names("cache", b => b.AddRedis("cache")));
        Assert.Equal("HOST PORT URI", Names("cache", b => b.AddRedis("cache").WithPassword(null)));
        Assert.Equal("HOST PASSWORD PORT URI USERNAME", Names("queue", b => b.AddRabbitMQ("queue")));

        static string Names(string name, Func<IDistributedApplicationBuilder, IResourceBuilder<IResourceWithConnectionString>> add)
        {
            var prefix = name.ToUpperInvariant() + "_";
            var environment = ConnectionReader.Read(add, ($"{(name == "orders" ? "pg" : name)}-password", "x"));
            return string.Join(' ', environment.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..]).Order(StringComparer.Ordinal));
        }
    }
}
