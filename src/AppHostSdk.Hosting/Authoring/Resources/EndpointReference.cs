using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// Refers to an endpoint of a resource; as a value it is the URL. Each consumer resolves it for itself: a container sees another
/// address than a process.
/// </summary>
public sealed class EndpointReference : IExpressionValue
{
    /// <summary>Refers to an endpoint of a resource that is added to the application before this is used.</summary>
    /// <param name="owner">The resource that has the endpoint.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    internal EndpointReference(IResourceWithEndpoints owner, string endpointName, NetworkIdentifier contextNetworkID)
        : this(owner, endpointName)
    {
        ContextNetworkID = Enum.IsDefined(contextNetworkID)
            ? contextNetworkID
            : throw new ArgumentOutOfRangeException(nameof(contextNetworkID), contextNetworkID, "There is no such network.");
    }

    /// <summary>From where the endpoint is looked at, whoever the consumer is; <see langword="null"/> for from where the consumer is.</summary>
    public NetworkIdentifier? ContextNetworkID { get; }

    /// <summary>The resource that has the endpoint.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; }

    /// <summary>True once the application is started: the address is known then.</summary>
    public bool IsAllocated => Expressed.IsResolvable(Resource);

    /// <summary>The resource has such an endpoint, as far as it is described.</summary>
    public bool Exists => Endpoint is not null;

    /// <summary>The URI scheme is http.</summary>
    /// <exception cref="InvalidOperationException">The resource has no such endpoint.</exception>
    public bool IsHttp => Known.Scheme == "http";

    /// <summary>The URI scheme is https.</summary>
    /// <exception cref="InvalidOperationException">The resource has no such endpoint.</exception>
    public bool IsHttps => Known.Scheme == "https";

    /// <summary>The endpoint is named after its scheme, http or https.</summary>
    public bool IsHttpSchemeNamedEndpoint => EndpointName.ToUpperInvariant() is "HTTP" or "HTTPS";

    /// <summary>Connections are encrypted: the URI scheme is https.</summary>
    /// <exception cref="InvalidOperationException">The resource has no such endpoint.</exception>
    public bool TlsEnabled => IsHttps;

    /// <summary>The URL at which processes on this machine reach it.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public string Url => Value(EndpointProperty.Url);

    /// <summary>The host at which processes on this machine reach it.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public string Host => Value(EndpointProperty.Host);

    /// <summary>The port at which processes on this machine reach it.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public int Port => int.Parse(Value(EndpointProperty.Port), CultureInfo.InvariantCulture);

    /// <summary>The port that the resource itself listens on.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public int? TargetPort => int.Parse(Value(EndpointProperty.TargetPort), CultureInfo.InvariantCulture);

    /// <summary>The URI scheme.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public string Scheme => Value(EndpointProperty.Scheme);

    /// <inheritdoc/>
    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    private ResourceEndpoint? Endpoint => Expressed.Described(Resource)?.Endpoints().Named(EndpointName);

    private ResourceEndpoint Known => Endpoint
        ?? throw new InvalidOperationException($"'{Resource.Name}' has no endpoint '{EndpointName}' yet. Declare it with WithEndpoint before this is asked, or ask whether it {nameof(Exists)}.");

    internal string Key => Expressed.KeyOf(Resource);

    /// <summary>A single property of the endpoint as a value.</summary>
    /// <param name="property">The property.</param>
    [ModelOperation(OperationKind.GetEndpointProperty)]
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Expressed.ValueOf(this);

    private string Value(EndpointProperty property) => Expressed.TextOf(Property(property))!;
}

/// <summary>A property of an endpoint as a value.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The property.</param>
public sealed class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IExpressionValue
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference ?? throw new ArgumentNullException(nameof(endpointReference));

    /// <summary>The property.</summary>
    public EndpointProperty Property { get; } = Enum.IsDefined(property) ? property : throw new ArgumentOutOfRangeException(nameof(property), property, "There is no such property of an endpoint.");

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{Word}}}";

    private string Word => Property switch
    {
        EndpointProperty.IPV4Host => "host",
        EndpointProperty.TlsEnabled => "tlsEnabled",
        EndpointProperty.TargetPort => "targetPort",
        EndpointProperty.HostAndPort => "hostAndPort",
        _ => Property.ToString().ToLowerInvariant(),
    };

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Expressed.ValueOf(this);
}
