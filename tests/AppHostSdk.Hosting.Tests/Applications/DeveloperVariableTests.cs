using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What programs get for telemetry in an environment of developers, and each for itself.</summary>
public class DeveloperVariableTests
{
    private const string Server = "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION";
    private const string Client = "OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION";

    [Theory]
    [InlineData("Development", "true", "kept")]
    [InlineData("Production", null, "kept")]
    public async Task Project_of_a_developer_shows_whole_addresses_in_its_traces(string environment, string? server, string client)
    {
        await using var app = new RunningApp("--environment", environment);
        app.Builder.AddProject<Child>("api").WithEnvironment(Client, "kept").WithArgs($"report={app["api"]}");
        app.Child("tool");

        await app.RunAsync();

        var api = app.ReportOf("api").Environment;
        Assert.Equal((server, client), (api.GetValueOrDefault(Server), api[Client]));
        Assert.DoesNotContain(Server, app.ReportOf("tool").Environment.Keys);
    }

    [Fact]
    public async Task Processes_identify_themselves_as_different_instances()
    {
        // Only a receiver that is there is handed on.
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        await using var app = new RunningApp($"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://{receiver.LocalEndpoint}");
        foreach (var name in new[] { "one", "two", "many" })
        {
            app.Builder.AddProject<Child>(name).WithReplicas(name == "many" ? 2 : 1)
                .WithEnvironment(context => context.EnvironmentVariables["NAME"] = name)
                .WithArgs(context => context.Args.Add($"report={app[name]}-{Guid.NewGuid():N}"));
        }

        await app.RunAsync();

        var reports = Directory.GetFiles(Path.GetDirectoryName(app["x"])!).Select(file => ChildReport.Read(file).Environment).ToList();
        Assert.Equal(["many", "many", "one", "two"], reports.Select(r => r["OTEL_SERVICE_NAME"]).Order(StringComparer.Ordinal));
        Assert.Equal(4, reports.Select(r => r["OTEL_RESOURCE_ATTRIBUTES"]).Distinct().Count());
        Assert.All(reports, r => Assert.StartsWith("service.instance.id=", r["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal));
    }
}
