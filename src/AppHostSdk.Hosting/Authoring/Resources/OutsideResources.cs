using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>A connection string from outside: the configuration under <c>ConnectionStrings:name</c>.</summary>
internal sealed class ConnectionStringParameterResource(string name, string? environmentVariableName) : Resource(name), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this}");

    public string? ConnectionStringEnvironmentVariable { get; } = environmentVariableName;
}

/// <summary>A connection string made of other values.</summary>
/// <param name="name">The name.</param>
/// <param name="connectionStringExpression">What it is made of.</param>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
}

/// <summary>A service outside the application, of which only the address is known.</summary>
public sealed class ExternalServiceResource : Resource, IExpressionValue
{
    internal ExternalServiceResource(string name, string? url, ParameterResource? urlParameter)
        : base(name)
    {
        Uri = url is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : null;
        UrlParameter = urlParameter;
    }

    /// <summary>The address, or <see langword="null"/> when a parameter has it.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter that has the address, or <see langword="null"/>.</summary>
    public ParameterResource? UrlParameter { get; }

    /// <inheritdoc/>
    public string ValueExpression => UrlParameter?.ValueExpression ?? Uri?.ToString() ?? "";

    /// <summary>The address.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">A parameter has it, and the application has not been started.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Expressed.ValueOf(this);
}

/// <summary>Adds what is outside the application.</summary>
public static class OutsideResourceExtensions
{
    /// <summary>
    /// Adds a connection string from outside, read from the host's configuration under <c>ConnectionStrings:name</c> when the
    /// application starts. It is treated as a secret.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="environmentVariableName">The variable that consumers get it in; left out: <c>ConnectionStrings__name</c>.</param>
    [ModelOperation(OperationKind.AddConnectionString)]
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("variable")] string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(
            OperationKind.AddConnectionString,
            new ConnectionStringParameterResource(name, environmentVariableName),
            ModelValue.From(name),
            ModelValue.From(environmentVariableName));
    }

    /// <summary>Adds a connection string that is made of other values. Who waits for it waits until what is in it runs.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="connectionStringExpression">What it is made of.</param>
    [ModelOperation(OperationKind.AddConnectionString)]
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("expression")] ReferenceExpression connectionStringExpression)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(connectionStringExpression);
        return builder.Add(
            OperationKind.AddConnectionString,
            new ConnectionStringResource(name, connectionStringExpression),
            ModelValue.From(name),
            ModelValue.None,
            Expressed.Of(connectionStringExpression));
    }

    /// <summary>Adds a connection string that is made of other values. Who waits for it waits until what is in it runs.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="connectionStringBuilder">Appends what it is made of; runs once, now.</param>
    [ModelOperation(OperationKind.AddConnectionString)]
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("expression")] Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(connectionStringBuilder);
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        var built = expression.Build();
        return builder.Add(OperationKind.AddConnectionString, new ConnectionStringResource(name, built), ModelValue.From(name), ModelValue.None, Expressed.Of(built));
    }

    /// <summary>Adds a service outside the application.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find the service under this name.</param>
    /// <param name="url">Its absolute URL without query and fragment; checked when compiling.</param>
    [ModelOperation(OperationKind.AddExternalService)]
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, string url)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(url);
        return builder.Add(OperationKind.AddExternalService, new ExternalServiceResource(name, url, null), ModelValue.From(name), ModelValue.From(url));
    }

    /// <summary>Adds a service outside the application.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find the service under this name.</param>
    /// <param name="uri">Its absolute URL without query and fragment; checked when compiling.</param>
    [ModelOperation(OperationKind.AddExternalService)]
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("url")] Uri uri)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(uri);
        return builder.Add(OperationKind.AddExternalService, new ExternalServiceResource(name, uri.OriginalString, null), ModelValue.From(name), ModelValue.From(uri.OriginalString));
    }

    /// <summary>Adds a service outside the application whose URL is a parameter; checked when the application starts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find the service under this name.</param>
    /// <param name="urlParameter">The parameter.</param>
    [ModelOperation(OperationKind.AddExternalService)]
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("url")] IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(
            OperationKind.AddExternalService,
            new ExternalServiceResource(name, null, urlParameter.Resource),
            ModelValue.From(name),
            new ModelValue.Parameter(urlParameter.Key()));
    }
}
