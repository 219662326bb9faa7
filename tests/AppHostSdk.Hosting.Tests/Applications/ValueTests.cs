using AppHostSdk.Binding;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What real children are told, compared with tables derived from aspire-apphost.md §1.3, §1.6 and §2.3.</summary>
public sealed class ValueTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Value_that_a_connection_string_cannot_express_is_refused_before_anything_starts()
    {
        await using var app = new RunningApp("--Parameters:cache-password=a,ssl=true");
        app.Child("first");
        app.Child("consumer").WithReference(app.Builder.AddRedis("cache"));

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(app.StartAsync);

        Assert.Equal(
            "The value of parameter 'cache-password' contains ',', which the connection string of 'cache' cannot express: its format has no quoting. Give the parameter another value.",
            refusal.Message);
        Assert.False(app.HasStarted("first"));
    }

    [Fact]
    public async Task Child_gets_expressions_connections_addresses_and_parameters_as_the_table_says()
    {
        var builder = CompiledApplication.CreateBuilder(
            Apps.OpenModel(),
            ["--Parameters:db-password=p@ss word", "--ConnectionStrings:outside=Server=elsewhere", "--parameter", "url=https://rates.example.com/v2"]);
        var unused = builder.AddParameter("otherwise-unused", "found");
        var password = builder.AddParameter("db-password", secret: true);
        var server = builder.AddResource(new ServerProgram("db-server", TestPrograms.Child) { Password = password.Resource })
            .WithArgs("forever")
            .WithEndpoint(name: "tcp", scheme: "tcp");
        var api = builder.AddProject<Child>("api").WithHttpEndpoint().WithArgs("forever");
        var consumer = builder.AddExecutable("consumer", TestPrograms.Child, ".", $"report={_directory["report"]}")
            .WithReference(server)
            .WithReference(server, connectionName: "second")
            .WithReference(builder.AddConnectionString("outside"))
            .WithReference(builder.AddConnectionString("absent"), optional: true)
            .WithReference(builder.AddConnectionString("made", ReferenceExpression.Create($"{server};Pooling=true")))
            .WithReference(builder.AddExternalService("weather", "https://weather.example.com"))
            .WithReference(builder.AddExternalService("rates", builder.AddParameter("url")))
            .WithReference("docs", new Uri("https://docs.example.com/a"))
            .WithReference(api)
            .WithEnvironment("URL", $"amqp://guest:{password:uri}@{api.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/{"a b":uri}")
            .WithEnvironment("PASSWORD", password)
            .WithEnvironment("DEFAULT", builder.AddParameter("defaulted", "by default"))
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["FUNCTION"] = ReferenceExpression.Create($"{server};{api.GetEndpoint("http").Property(EndpointProperty.Port)}");
                context.EnvironmentVariables["UNUSED"] = unused;
            })
            .WithArgs(api.GetEndpoint("http"));
        builder.AddExecutable("after", TestPrograms.Child, ".", "out=the report is written").WaitForCompletion(consumer);
        await using var application = builder.Build();

        await application.StartAsync().InTime();

        var (db, web) = (server.Resource.Primary.Port, api.GetEndpoint("http").Url);
        string[] expected =
        [
            $"API_HTTP={web}",
            $"ConnectionStrings__db-server=Host=localhost;Port={db};Password=p@ss word",
            $"ConnectionStrings__db_server=Host=localhost;Port={db};Password=p@ss word",
            $"ConnectionStrings__made=Host=localhost;Port={db};Password=p@ss word;Pooling=true",
            "ConnectionStrings__outside=Server=elsewhere",
            $"ConnectionStrings__second=Host=localhost;Port={db};Password=p@ss word",
            "DB_SERVER_HOST=localhost",
            $"DB_SERVER_PORT={db}",
            "DEFAULT=by default",
            $"FUNCTION=Host=localhost;Port={db};Password=p@ss word;{new Uri(web).Port}",
            "PASSWORD=p@ss word",
            "RATES_HTTPS=https://rates.example.com/v2",
            "SECOND_HOST=localhost",
            $"SECOND_PORT={db}",
            "UNUSED=found",
            $"URL=amqp://guest:p%40ss%20word@{web["http://".Length..]}/a%20b",
            "WEATHER=https://weather.example.com/",
            "docs=https://docs.example.com/a",
            $"services__api__http__0={web}",
            "services__docs__default__0=https://docs.example.com/a",
            "services__rates__https__0=https://rates.example.com/v2",
            "services__weather__https__0=https://weather.example.com/",
        ];
        await application.StopAsync().InTime();
        var report = ChildReport.Read(_directory["report"]);
        Assert.Equal(expected, report.Environment
            .Where(v => v.Key != "APPHOST_SESSION" && !Environment.GetEnvironmentVariables().Contains(v.Key))
            .Select(v => $"{v.Key}={v.Value}")
            .Order(StringComparer.Ordinal));
        Assert.Equal(web, report.Arguments[^1]);
    }

    private sealed class ServerProgram(string name, string command) : ExecutableResource(name, command, "."), IResourceWithConnectionString
    {
        public EndpointReference Primary => new(this, "tcp");

        public required ParameterResource Password { get; init; }

        public ReferenceExpression ConnectionStringExpression =>
            ReferenceExpression.Create($"Host={Primary.Property(EndpointProperty.Host)};Port={Primary.Property(EndpointProperty.Port)};Password={Password}");

        public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Host)}")),
            new("Port", ReferenceExpression.Create($"{Primary.Property(EndpointProperty.Port)}")),
        ];
    }
}
