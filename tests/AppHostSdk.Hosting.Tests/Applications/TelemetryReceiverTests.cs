using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Programs of a host send telemetry only to a receiver that is there, or that the user names.</summary>
public class TelemetryReceiverTests
{
    [Fact]
    public async Task Receiver_of_telemetry_that_is_not_there_is_said_once_and_not_handed_on()
    {
        await using var host = HostRun.Start("telemetry", ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:1"));

        Assert.Equal(0, await host.ExitAsync());

        Assert.Single(host.Lines.Events, l => l.EndsWith("No telemetry is sent to http://localhost:1 (ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL): nothing listens there.", StringComparison.Ordinal));
        Assert.Contains(
            "project | {\"OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY\":null,\"OTEL_EXPORTER_OTLP_ENDPOINT\":null,\"OTEL_EXPORTER_OTLP_PROTOCOL\":null,\"OTEL_SERVICE_NAME\":null}",
            host.Lines.Events);
    }

    [Fact]
    public async Task Receiver_of_telemetry_that_is_there_is_handed_on()
    {
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var url = $"http://localhost:{((IPEndPoint)receiver.LocalEndpoint).Port}";
        await using var host = HostRun.Start("telemetry", ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", url));

        Assert.Equal(0, await host.ExitAsync());

        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("No telemetry", StringComparison.Ordinal));
        Assert.Contains(
            $"project | {{\"OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY\":\"in_memory\",\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"{url}\",\"OTEL_EXPORTER_OTLP_PROTOCOL\":\"grpc\",\"OTEL_SERVICE_NAME\":\"project\"}}",
            host.Lines.Events);
    }

    [Fact]
    public async Task Receiver_of_telemetry_that_the_user_names_is_passed_on_unasked()
    {
        await using var host = HostRun.Start("telemetry", ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:1"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:2"));

        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains(
            "project | {\"OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY\":null,\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"http://localhost:2\",\"OTEL_EXPORTER_OTLP_PROTOCOL\":null,\"OTEL_SERVICE_NAME\":\"project\"}",
            host.Lines.Events);
    }
}
