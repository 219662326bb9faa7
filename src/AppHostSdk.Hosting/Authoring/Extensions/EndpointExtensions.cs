using System.Net.Sockets;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Declares endpoints, refers to them and checks health through them.</summary>
public static class EndpointExtensions
{
    /// <summary>Declares an endpoint; a second call with the same name changes what it gives.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port on the host; left out: a free one, or the one fixed before. 0: a free one in any case.</param>
    /// <param name="targetPort">The port the resource listens on. Containers need it; a process is given its port when this is left out.</param>
    /// <param name="scheme">The URI scheme; left out: the protocol.</param>
    /// <param name="name">The endpoint's name; left out: the scheme, else the protocol.</param>
    /// <param name="env">The environment variable that tells the resource which port to listen on.</param>
    /// <param name="isProxied">Whether a proxy may stand before it.</param>
    /// <param name="isExternal">Whether it is meant to be reached from outside the application.</param>
    /// <param name="protocol">TCP or UDP; left out: TCP.</param>
    [ModelOperation(OperationKind.WithEndpoint)]
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints =>
        builder.Record(port, targetPort, scheme, name, env, isProxied, isExternal, protocol);

    /// <summary>Declares an endpoint, or changes the one of this name.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">Sets what the endpoint shall have; runs once, now.</param>
    /// <param name="createIfNotExists">Declares the endpoint when there is none of this name; otherwise nothing happens then.</param>
    [ModelOperation(OperationKind.WithEndpoint)]
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        [EndpointName, ModelArgument("name")] string endpointName,
        [ModelView] Action<EndpointAnnotation> callback,
        bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        var endpoint = new EndpointAnnotation { Name = endpointName };
        callback(endpoint);
        return builder.Record(
            endpoint.Port,
            endpoint.TargetPort,
            endpoint.UriScheme,
            endpointName,
            endpoint.TargetPortEnvironmentVariable,
            endpoint.IsProxied,
            endpoint.IsExternal,
            endpoint.Protocol,
            endpoint.TargetHost,
            endpoint.Transport,
            createIfNotExists);
    }

    /// <summary>Declares an http endpoint.</summary>
    /// <inheritdoc cref="WithEndpoint{T}(IResourceBuilder{T}, int?, int?, string?, string?, string?, bool, bool?, ProtocolType?)"/>
    [ModelOperation(OperationKind.WithEndpoint)]
    [ModelConstant("scheme", "http")]
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints =>
        builder.Record(port, targetPort, "http", name, env, isProxied, null, null);

    /// <summary>Declares an https endpoint.</summary>
    /// <inheritdoc cref="WithEndpoint{T}(IResourceBuilder{T}, int?, int?, string?, string?, string?, bool, bool?, ProtocolType?)"/>
    [ModelOperation(OperationKind.WithEndpoint)]
    [ModelConstant("scheme", "https")]
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints =>
        builder.Record(port, targetPort, "https", name, env, isProxied, null, null);

    /// <summary>Marks the http and https endpoints declared so far as meant to be reached from outside the application.</summary>
    /// <param name="builder">The resource.</param>
    [ModelOperation(OperationKind.WithExternalHttpEndpoints)]
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints =>
        builder.Record(OperationKind.WithExternalHttpEndpoints);

    /// <summary>Refers to an endpoint of the resource. That it exists is checked when compiling.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The endpoint's name.</param>
    [ModelOperation(OperationKind.GetEndpoint)]
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, [EndpointName] string name)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new EndpointReference(builder.Resource, name);
    }

    /// <summary>
    /// Refers to an endpoint of the resource as it is seen from a certain side, whoever the consumer is: a container that hands an address
    /// on to the browser needs that of a process. That the endpoint exists is checked when compiling.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <param name="contextNetworkId">From where it is looked at, for example <see cref="KnownNetworkIdentifiers.LocalhostNetwork"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such network.</exception>
    [ModelOperation(OperationKind.GetEndpoint)]
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, [EndpointName] string name, NetworkIdentifier contextNetworkId)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new EndpointReference(builder.Resource, name, contextNetworkId);
    }

    /// <summary>Counts the resource as healthy once a GET request is answered with the expected status.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path asked for; left out: <c>/</c>.</param>
    /// <param name="statusCode">The status expected; left out: 200.</param>
    /// <param name="endpointName">The endpoint asked; left out: https if there is one, else http.</param>
    [ModelOperation(OperationKind.WithHttpHealthCheck)]
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null,
        [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.Record(OperationKind.WithHttpHealthCheck, ModelValue.From(path), ModelValue.From(statusCode), ModelValue.From(endpointName));

    /// <summary>Records the declaration or the change of an endpoint.</summary>
    internal static IResourceBuilder<T> Record<T>(
        this IResourceBuilder<T> builder,
        int? port,
        int? targetPort,
        string? scheme,
        string? name,
        string? env,
        bool? isProxied,
        bool? isExternal,
        ProtocolType? protocol,
        string? targetHost = null,
        string? transport = null,
        bool? createIfNotExists = null)
        where T : IResource =>
        builder.Record(
            OperationKind.WithEndpoint,
            ModelValue.From(port),
            ModelValue.From(targetPort),
            ModelValue.From(scheme),
            ModelValue.From(name),
            ModelValue.From(env),
            ModelValue.From(isProxied),
            ModelValue.From(isExternal),
            ModelValue.From(protocol switch
            {
                null => null,
                ProtocolType.Tcp => "tcp",
                ProtocolType.Udp => "udp",
                _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "An endpoint speaks TCP or UDP."),
            }),
            ModelValue.From(targetHost),
            ModelValue.From(transport),
            ModelValue.From(createIfNotExists));
}
