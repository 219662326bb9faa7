using AppHostSdk.Model;
using AppHostSdk.Networking;

namespace AppHostSdk.Health;

/// <summary>The health checks of a resource as they are asked: with addresses, and with the functions of the program.</summary>
internal static class ResourceChecks
{
    /// <summary>The engine accepts connections for a container that listens to nothing yet, and closes them within this time.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    /// <param name="resource">The resource.</param>
    /// <param name="endpoints">Where its endpoints are.</param>
    /// <param name="registered">Finds a check that the program registers, by its key.</param>
    /// <exception cref="DistributedApplicationException">A check cannot be asked.</exception>
    public static IReadOnlyList<HealthCheck> Of(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, Func<ModelValue, HealthCheck> registered) =>
        [.. resource.HealthChecks.Select(entry => entry switch
        {
            HttpHealthCheckEntry http => Http(resource, endpoints, http),
            TcpHealthCheckEntry tcp => Tcp(resource, endpoints, tcp),
            RegisteredHealthCheckEntry { Key: var key } => registered(key),
            _ => throw new ArgumentException($"No way to check {entry}.", nameof(resource)),
        })];

    private static HttpHealthCheck Http(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, HttpHealthCheckEntry check)
    {
        var name = check.Endpoint
            ?? resource.Endpoints().PreferredHttp()?.Name
            ?? throw new DistributedApplicationException($"'{resource.Name}' has a health check over http but no http endpoint. Declare one with WithHttpEndpoint().");
        var address = Named(resource, endpoints, name);
        return address.Endpoint.IsHttp
            ? new HttpHealthCheck(address.DirectUrl, check.Path, check.StatusCode)
            : throw new DistributedApplicationException(
                $"'{resource.Name}' has a health check over http at endpoint '{name}', whose scheme is {address.Endpoint.Scheme}. Name an http or https endpoint.");
    }

    private static TcpHealthCheck Tcp(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, TcpHealthCheckEntry check)
    {
        var address = check.Endpoint is { } name
            ? Named(resource, endpoints, name)
            : endpoints.FirstOrDefault(e => e.Endpoint.Protocol == "tcp")
            ?? throw new DistributedApplicationException($"'{resource.Name}' has a health check over TCP but no endpoint over TCP. Declare one with WithEndpoint().");
        return address.Endpoint.Protocol == "tcp"
            ? new TcpHealthCheck(address.DirectHost, address.DirectPort) { Settling = resource.Kind == ResourceKind.Container ? Settling : TimeSpan.Zero }
            : throw new DistributedApplicationException(
                $"'{resource.Name}' has a health check over TCP at endpoint '{address.Endpoint.Name}', which speaks {address.Endpoint.Protocol}. Name an endpoint over TCP.");
    }

    private static EndpointAddress Named(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, string name) =>
        endpoints.FirstOrDefault(e => string.Equals(e.Endpoint.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"'{resource.Name}' has a health check at endpoint '{name}', but no such endpoint.");
}
