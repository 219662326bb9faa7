using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>How telemetry is sent.</summary>
public enum OtlpProtocol
{
    /// <summary>Protocol buffers over gRPC.</summary>
    Grpc,

    /// <summary>Protocol buffers over HTTP.</summary>
    HttpProtobuf,

    /// <summary>JSON over HTTP.</summary>
    HttpJson,
}

/// <summary>Tells resources where to send their telemetry.</summary>
public static class TelemetryExtensions
{
    /// <summary>
    /// Gives the resource the variables by which OpenTelemetry finds its receiver, when one is configured
    /// (<c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c>, <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>). Projects get them without this call.
    /// </summary>
    /// <param name="builder">The resource.</param>
    [ModelOperation(OperationKind.WithOtlpExporter)]
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder.Record(OperationKind.WithOtlpExporter);

    /// <summary>Gives the resource the variables by which OpenTelemetry finds its receiver, when one is configured.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="protocol">How it sends.</param>
    [ModelOperation(OperationKind.WithOtlpExporter)]
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol)
        where T : IResourceWithEnvironment => builder.Record(OperationKind.WithOtlpExporter, ModelValue.From(Enum.IsDefined(protocol) ? protocol.ToString() : throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "There is no such protocol.")));
}
