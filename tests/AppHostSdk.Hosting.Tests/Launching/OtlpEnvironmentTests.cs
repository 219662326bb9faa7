using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>Where resources send their telemetry: aspire-apphost.md §2.8.</summary>
public sealed class OtlpEnvironmentTests : IDisposable
{
    private const string Grpc = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string Http = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    private readonly TcpListener _grpc = Listening();
    private readonly TcpListener _http = Listening();

    private string GrpcUrl => UrlOf(_grpc);

    private string HttpUrl => UrlOf(_http);

    public void Dispose()
    {
        _grpc.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task Project_sends_without_being_asked_to() => Assert.Equal(
        [
            "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY=in_memory",
            $"OTEL_EXPORTER_OTLP_ENDPOINT={GrpcUrl}",
            "OTEL_EXPORTER_OTLP_HEADERS=x-otlp-api-key=k",
            "OTEL_EXPORTER_OTLP_PROTOCOL=grpc",
            "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=abc-api",
            "OTEL_SERVICE_NAME=api",
        ],
        await Variables(b => b.AddProject<Child>("api"), (Grpc, GrpcUrl), (Http, HttpUrl), ("AppHost:OtlpApiKey", "k")));

    [Fact]
    public async Task Developer_sees_everything_at_once() => Assert.Equal(
        [
            "OTEL_BLRP_SCHEDULE_DELAY=1000",
            "OTEL_BSP_SCHEDULE_DELAY=1000",
            "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY=in_memory",
            $"OTEL_EXPORTER_OTLP_ENDPOINT={HttpUrl}",
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true",
            "OTEL_METRICS_EXEMPLAR_FILTER=trace_based",
            "OTEL_METRIC_EXPORT_INTERVAL=1000",
            "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=abc-api",
            "OTEL_SERVICE_NAME=mine",
            "OTEL_TRACES_SAMPLER=always_on",
        ],
        await Variables(b => b.AddProject<Child>("api").WithEnvironment("OTEL_SERVICE_NAME", "mine"), (Http, HttpUrl), ("environment", "Development")));

    [Theory]
    [InlineData(OtlpProtocol.Grpc, true, "grpc")]
    [InlineData(OtlpProtocol.HttpProtobuf, false, "http/protobuf")]
    [InlineData(OtlpProtocol.HttpJson, false, "http/json")]
    public async Task Protocol_is_what_was_asked_for(OtlpProtocol protocol, bool isGrpc, string name)
    {
        var variables = await Variables(b => b.AddExecutable("api", "node", ".").WithOtlpExporter().WithOtlpExporter(protocol), (Grpc, GrpcUrl), (Http, HttpUrl));

        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT={(isGrpc ? GrpcUrl : HttpUrl)}", variables);
        Assert.Contains($"OTEL_EXPORTER_OTLP_PROTOCOL={name}", variables);
    }

    [Fact]
    public async Task Executable_sends_only_when_asked_to_and_nobody_without_a_receiver()
    {
        Assert.Empty(await Variables(b => b.AddExecutable("api", "node", "."), (Grpc, GrpcUrl)));
        Assert.Empty(await Variables(b => b.AddExecutable("api", "node", ".").WithOtlpExporter()));
    }

    [Theory]
    [InlineData("http://localhost:{0}", "http://host.docker.internal:{1}")]
    [InlineData("http://127.0.0.1:{0}/v1", "http://host.docker.internal:{1}/v1")]
    public async Task Container_sends_to_a_receiver_of_this_machine_as_it_can_reach_it(string receiver, string endpoint)
    {
        var port = ((IPEndPoint)_grpc.LocalEndpoint).Port;

        Assert.Contains(
            $"OTEL_EXPORTER_OTLP_ENDPOINT={string.Format(CultureInfo.InvariantCulture, endpoint, port, port + 10000)}",
            await Variables(b => b.AddContainer("api", "nginx").WithOtlpExporter(), (Grpc, string.Format(CultureInfo.InvariantCulture, receiver, port))));
    }

    [Fact]
    public async Task Protocol_without_a_receiver_is_refused() => Assert.StartsWith(
        "'api' sends its telemetry over grpc, but no receiver for that is configured. Set ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL,",
        (await Assert.ThrowsAsync<DistributedApplicationException>(
            () => Variables(b => b.AddProject<Child>("api").WithOtlpExporter(OtlpProtocol.Grpc), (Http, HttpUrl)))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:1", "nothing listens there")]
    [InlineData("http://127.0.0.1:1/v1", "nothing listens there")]
    [InlineData("http://apphost.dev.localhost:1", "nothing listens there")]
    [InlineData("localhost:1", "it is not an address: it does not begin with http:// or https://")]
    public async Task Receiver_that_is_not_there_is_not_handed_on_and_said_in_one_line(string url, string problem)
    {
        var (telemetry, absent) = await Find(Apps.Graph(b => b.AddProject<Child>("api")), (Grpc, url), (Http, "http://localhost:1"));

        Assert.Equal(
            $"No telemetry is sent to {url} ({Grpc}) or http://localhost:1 ({Http}): {string.Join("; ", new[] { problem, "nothing listens there" }.Distinct())}.",
            absent);
        Assert.Empty(Variables(Apps.Graph(b => b.AddProject<Child>("api")), telemetry));
    }

    [Fact]
    public async Task Receiver_that_is_there_is_taken_in_place_of_one_that_is_not()
    {
        var graph = Apps.Graph(b => b.AddProject<Child>("api"));
        var (telemetry, absent) = await Find(graph, ("DOTNET_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:1"), (Http, HttpUrl));

        Assert.Equal("No telemetry is sent to http://localhost:1 (DOTNET_DASHBOARD_OTLP_ENDPOINT_URL): nothing listens there.", absent);
        Assert.Equal(
            [$"OTEL_EXPORTER_OTLP_ENDPOINT={HttpUrl}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"],
            Variables(graph, telemetry).Where(v => v.StartsWith("OTEL_EXPORTER", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Receiver_that_is_a_resource_of_the_application_is_handed_on_before_it_listens()
    {
        var graph = Apps.Graph(b =>
        {
            b.AddContainer("collector", "collector").WithEndpoint(port: 1, targetPort: 4317);
            b.AddProject<Child>("api");
        });

        var (telemetry, absent) = await Find(graph, (Grpc, "http://localhost:1"));

        Assert.Null(absent);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:1", Variables(graph, telemetry));
    }

    [Fact]
    public async Task Receiver_that_the_program_names_is_passed_on_whether_or_not_it_is_there()
    {
        var variables = await Variables(
            b => b.AddProject<Child>("api").WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:2"), (Grpc, "http://localhost:1"));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:2", variables);
        Assert.Contains("OTEL_SERVICE_NAME=api", variables);
        Assert.DoesNotContain(variables, v => v.StartsWith("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", StringComparison.Ordinal));
    }

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static string UrlOf(TcpListener listener) => $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

    private static async Task<string[]> Variables(Action<IDistributedApplicationBuilder> program, params (string Key, string Value)[] settings)
    {
        var graph = Apps.Graph(program);
        return Variables(graph, (await Find(graph, settings)).Telemetry);
    }

    private static string[] Variables(AppGraph graph, OtlpEnvironment? telemetry)
    {
        var variables = new ValueResolver(graph, AddressesOf(graph), new Dictionary<string, string>(), "/", telemetry, forwardedPort: (_, port) => port + 10000)
            .Environment(graph.Find("api")!);
        return [.. variables.Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal)];
    }

    private static async Task<(OtlpEnvironment? Telemetry, string? Absent)> Find(AppGraph graph, params (string Key, string Value)[] settings)
    {
        var telemetry = OtlpEnvironment.Of(
            graph,
            new(() =>
            {
                var configuration = new ConfigurationManager();
                configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
                return configuration;
            }),
            _ => "abc");
        return (telemetry, telemetry is null ? null : await telemetry.FindReceiversAsync(AddressesOf(graph)));
    }

    private static Addresses AddressesOf(AppGraph graph) => Addresses.Assign(graph, _ => 40001);
}
