using AppHostSdk.Model.Tests;
using Confluent.Kafka;
using FsCheck.Fluent;
using Microsoft.Data.SqlClient;
using MongoDB.Driver;
using MySqlConnector;
using StackExchange.Redis;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Clients read from the connection strings of servers what the program and the configuration say, whatever characters are in it.</summary>
public class ServerClientTests
{
    [Fact]
    public void SqlClient_reads_what_was_given() => Property.Holds(ConnectionReader.Hostile.Two(), values =>
    {
        var (password, database) = values;
        var environment = ConnectionReader.Read(b => b.AddSqlServer("sql", b.AddParameter("key", secret: true)).AddDatabase("orders", database), ("key", password));

        var read = new SqlConnectionStringBuilder(environment["ConnectionStrings__orders"]);
        Assert.Equal(("127.0.0.1,40001", "sa", password, database, true), (read.DataSource, read.UserID, read.Password, read.InitialCatalog, read.TrustServerCertificate));
        Assert.Equal(("sa", password, database), (environment["ORDERS_USERNAME"], environment["ORDERS_PASSWORD"], environment["ORDERS_DATABASENAME"]));
        ConnectionReader.AssertAddress(environment["ORDERS_URI"], "sa", password, "/" + database);
    });

    [Theory]
    [InlineData("orders", "jdbc:sqlserver://localhost:40001;trustServerCertificate=true;databaseName=orders")]
    [InlineData("a;user=x", "jdbc:sqlserver://localhost:40001;trustServerCertificate=true;databaseName={a;user=x}")]
    [InlineData("{a}", "jdbc:sqlserver://localhost:40001;trustServerCertificate=true;databaseName={{a}}}")]
    public void Database_of_SqlServer_is_one_value_for_JDBC(string database, string expected) => Assert.Equal(
        expected,
        ConnectionReader.Read(b => b.AddSqlServer("sql").AddDatabase("orders", database), ("sql-password", "x"))["ORDERS_JDBCCONNECTIONSTRING"]);

    [Fact]
    public void MySqlConnector_reads_what_was_given() => Property.Holds(ConnectionReader.Hostile.Two(), values =>
    {
        var (password, database) = values;
        var environment = ConnectionReader.Read(b => b.AddMySql("mysql", b.AddParameter("key", secret: true)).AddDatabase("orders", database), ("key", password));

        var read = new MySqlConnectionStringBuilder(environment["ConnectionStrings__orders"]);
        Assert.Equal(("localhost", 40001u, "root", password, database), (read.Server, read.Port, read.UserID, read.Password, read.Database));
        Assert.Equal(("root", password, database), (environment["ORDERS_USERNAME"], environment["ORDERS_PASSWORD"], environment["ORDERS_DATABASENAME"]));
        ConnectionReader.AssertAddress(environment["ORDERS_URI"], "root", password, "/" + database);
        ConnectionReader.AssertAddress(environment["ORDERS_JDBCCONNECTIONSTRING"]["jdbc:".Length..].Replace("//", "//a:b@", StringComparison.Ordinal), "a", "b", "/" + database);
    });

    [Fact]
    public void MongoDB_reads_what_was_given() => Property.Holds(ConnectionReader.Hostile.Two(), values =>
    {
        var (user, password) = values;
        var environment = ConnectionReader.Read(
            b => b.AddMongoDB("mongo", userName: b.AddParameter("user"), password: b.AddParameter("key", secret: true)).AddDatabase("orders", "Orders-1"),
            ("user", user),
            ("key", password));

        var read = MongoUrl.Create(environment["ConnectionStrings__orders"]);
        Assert.Equal(
            ("localhost:40001", user, password, "Orders-1", "admin", "SCRAM-SHA-256"),
            (read.Server.ToString(), read.Username, read.Password, read.DatabaseName, read.AuthenticationSource, read.AuthenticationMechanism));
        Assert.Equal((user, password, "Orders-1"), (environment["ORDERS_USERNAME"], environment["ORDERS_PASSWORD"], environment["ORDERS_DATABASENAME"]));
        Assert.Equal(environment["ConnectionStrings__orders"], environment["ORDERS_URI"]);
    });

    [Fact]
    public void MongoDB_without_a_database()
    {
        var environment = ConnectionReader.Read(b => b.AddMongoDB("mongo"), ("mongo-password", "x"));

        Assert.Equal("mongodb://admin:x@localhost:40001/?authSource=admin&authMechanism=SCRAM-SHA-256", environment["ConnectionStrings__mongo"]);
        Assert.Null(MongoUrl.Create(environment["MONGO_URI"]).DatabaseName);
    }

    [Fact]
    public void StackExchange_reads_what_Valkey_has()
    {
        var environment = ConnectionReader.Read(b => b.AddValkey("cache"), ("cache-password", "p=w;x"));

        var read = ConfigurationOptions.Parse(environment["ConnectionStrings__cache"]);
        Assert.Equal(("localhost:40001", "p=w;x"), (read.EndPoints.Single().ToString()!.Split('/')[^1], read.Password));
        Assert.Equal("valkey://:p%3Dw%3Bx@localhost:40001", environment["CACHE_URI"]);
    }

    [Fact]
    public void Kafka_s_client_takes_the_address()
    {
        var environment = ConnectionReader.Read(b => b.AddKafka("kafka"));

        using var client = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = environment["ConnectionStrings__kafka"] }).Build();
        Assert.Equal("localhost:40001", environment["ConnectionStrings__kafka"]);
    }

    [Fact]
    public void Qdrant_has_an_address_for_each_protocol()
    {
        var environment = ConnectionReader.Launches(
            b => b.AddExecutable("web", "node", ".").WithReference(b.AddQdrant("qdrant", b.AddParameter("key", secret: true))),
            ("key", "a;b"))["web"].Process!.Environment.ToDictionary(v => v.Key, v => v.Value);

        foreach (var (name, port) in new[] { ("qdrant", 40001), ("qdrant_http", 40002) })
        {
            var read = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = environment["ConnectionStrings__" + name] };
            Assert.Equal(($"http://localhost:{port}", "a;b"), ((string)read["Endpoint"], (string)read["Key"]));
        }

        Assert.Equal(("http://localhost:40001", "http://localhost:40002"), (environment["QDRANT_URI"], environment["QDRANT_HTTPURI"]));
    }

    [Fact]
    public void Keycloak_is_found_by_its_name() => Assert.Contains(
        "services__keycloak__http__0=http://localhost:8080",
        ConnectionReader.Launches(b => b.AddExecutable("web", "node", ".").WithReference(b.AddKeycloak("keycloak", 8080)), ("keycloak-password", "x")).Environment("web"));

    /// <summary>The names of the single values are those that Aspire's clients look for.</summary>
    [Theory]
    [InlineData("sql", "HOST JDBCCONNECTIONSTRING PASSWORD PORT URI USERNAME")]
    [InlineData("sqldb", "DATABASENAME HOST JDBCCONNECTIONSTRING PASSWORD PORT URI USERNAME")]
    [InlineData("mysql", "HOST JDBCCONNECTIONSTRING PASSWORD PORT URI USERNAME")]
    [InlineData("mydb", "DATABASENAME HOST JDBCCONNECTIONSTRING PASSWORD PORT URI USERNAME")]
    [InlineData("mongo", "AUTHENTICATIONDATABASE AUTHENTICATIONMECHANISM HOST PASSWORD PORT URI USERNAME")]
    [InlineData("mongodb", "AUTHENTICATIONDATABASE AUTHENTICATIONMECHANISM DATABASENAME HOST PASSWORD PORT URI USERNAME")]
    [InlineData("valkey", "HOST PASSWORD PORT URI")]
    [InlineData("kafka", "HOST PORT")]
    [InlineData("seq", "HOST PORT URI")]
    [InlineData("qdrant", "APIKEY GRPCHOST GRPCPORT HTTPHOST HTTPPORT HTTPURI URI")]
    public void Names_of_single_values(string name, string expected)
    {
        string[] secrets = ["sql-password", "mysql-password", "mongo-password", "valkey-password", "qdrant-Key"];
        var environment = ConnectionReader.Read(
            b => name switch
            {
                "sql" => b.AddSqlServer(name),
                "sqldb" => b.AddSqlServer("sql").AddDatabase(name),
                "mysql" => b.AddMySql(name),
                "mydb" => b.AddMySql("mysql").AddDatabase(name),
                "mongo" => b.AddMongoDB(name),
                "mongodb" => b.AddMongoDB("mongo").AddDatabase(name),
                "valkey" => b.AddValkey(name),
                "kafka" => b.AddKafka(name),
                "seq" => b.AddSeq(name),
                "qdrant" => (IResourceBuilder<IResourceWithConnectionString>)b.AddQdrant(name),
                _ => throw new ArgumentOutOfRangeException(nameof(name)),
            },
            [.. secrets.Select(s => (s, "x"))]);

        var prefix = name.ToUpperInvariant() + "_";
        Assert.Equal(expected, string.Join(' ', environment.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..]).Order(StringComparer.Ordinal)));
    }
}
