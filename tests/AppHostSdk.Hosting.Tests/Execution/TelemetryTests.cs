using AppHostSdk.Execution;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Hosting.Tests.Execution;

/// <summary>Where resources send their telemetry: aspire-apphost.md §2.8.</summary>
public class TelemetryTests
{
    private const string Grpc = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string Http = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    [Fact]
    public void Project_sends_without_being_asked_to() => Assert.Equal(
        [
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317",
            "OTEL_EXPORTER_OTLP_HEADERS=x-otlp-api-key=k",
            "OTEL_EXPORTER_OTLP_PROTOCOL=grpc",
            "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=abc-api",
            "OTEL_SERVICE_NAME=api",
        ],
        Variables(b => b.AddProject<Child>("api"), (Grpc, "http://localhost:4317"), (Http, "http://localhost:4318"), ("AppHost:OtlpApiKey", "k")));

    [Fact]
    public void Developer_sees_everything_at_once() => Assert.Equal(
        [
            "OTEL_BLRP_SCHEDULE_DELAY=1000",
            "OTEL_BSP_SCHEDULE_DELAY=1000",
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318",
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true",
            "OTEL_METRICS_EXEMPLAR_FILTER=trace_based",
            "OTEL_METRIC_EXPORT_INTERVAL=1000",
            "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=abc-api",
            "OTEL_SERVICE_NAME=mine",
            "OTEL_TRACES_SAMPLER=always_on",
        ],
        Variables(b => b.AddProject<Child>("api").WithEnvironment("OTEL_SERVICE_NAME", "mine"), (Http, "http://localhost:4318"), ("environment", "Development")));

    [Theory]
    [InlineData(OtlpProtocol.Grpc, "http://localhost:4317", "grpc")]
    [InlineData(OtlpProtocol.HttpProtobuf, "http://localhost:4318", "http/protobuf")]
    [InlineData(OtlpProtocol.HttpJson, "http://localhost:4318", "http/json")]
    public void Protocol_is_what_was_asked_for(OtlpProtocol protocol, string endpoint, string name)
    {
        var variables = Variables(b => b.AddExecutable("api", "node", ".").WithOtlpExporter().WithOtlpExporter(protocol), (Grpc, "http://localhost:4317"), (Http, "http://localhost:4318"));

        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}", variables);
        Assert.Contains($"OTEL_EXPORTER_OTLP_PROTOCOL={name}", variables);
    }

    [Fact]
    public void Executable_sends_only_when_asked_to_and_nobody_without_a_receiver()
    {
        Assert.Empty(Variables(b => b.AddExecutable("api", "node", "."), (Grpc, "http://localhost:4317")));
        Assert.Empty(Variables(b => b.AddExecutable("api", "node", ".").WithOtlpExporter()));
    }

    [Theory]
    [InlineData("http://localhost:4317", "http://host.docker.internal:14317")]
    [InlineData("http://[::1]:4317/v1", "http://host.docker.internal:14317/v1")]
    [InlineData("https://collector.example.com", "https://collector.example.com")]
    public void Container_sends_to_a_receiver_of_this_machine_as_it_can_reach_it(string receiver, string endpoint) => Assert.Contains(
        $"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}",
        Variables(b => b.AddContainer("api", "nginx").WithOtlpExporter(), (Grpc, receiver)));

    [Fact]
    public void Protocol_without_a_receiver_is_refused() => Assert.StartsWith(
        "'api' sends its telemetry over grpc, but no receiver for that is configured. Set ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL,",
        Assert.Throws<DistributedApplicationException>(() => Variables(b => b.AddProject<Child>("api").WithOtlpExporter(OtlpProtocol.Grpc), (Http, "http://localhost:4318"))).Message,
        StringComparison.Ordinal);

    private static string[] Variables(Action<IDistributedApplicationBuilder> program, params (string Key, string Value)[] settings)
    {
        var graph = Apps.Graph(program);
        var telemetry = Telemetry.Of(
            graph,
            new(() =>
            {
                var configuration = new ConfigurationManager();
                configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
                return configuration;
            }),
            _ => "abc");
        var variables = new ValueResolver(graph, AppHostSdk.Networking.Addresses.Assign(graph, _ => 40001), new Dictionary<string, string>(), "/", telemetry, forwardedPort: (_, port) => port + 10000).Environment(graph.Find("api")!);
        return [.. variables.Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal)];
    }
}
