using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Says when a resource counts as healthy. Those that wait for it start when all of its checks succeed.</summary>
public static class HealthExtensions
{
    /// <summary>
    /// Counts the resource as healthy once a connection to one of its endpoints is accepted. In front of a container the engine may
    /// accept in its place; there the connection must also stay open for a moment.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint connected to; left out: the first one over TCP.</param>
    [ModelOperation(OperationKind.WithTcpHealthCheck)]
    public static IResourceBuilder<T> WithTcpHealthCheck<T>(this IResourceBuilder<T> builder, [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.Record(OperationKind.WithTcpHealthCheck, ModelValue.From(endpointName));

    /// <summary>
    /// Counts the resource as healthy while a check says so that the program registers with
    /// <c>builder.Services.AddHealthChecks()</c>. Degraded is not healthy.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which the check is registered; that it is registered is checked before anything starts.</param>
    [ModelOperation(OperationKind.WithHealthCheck)]
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return builder.Record(OperationKind.WithHealthCheck, ModelValue.From(key));
    }
}
