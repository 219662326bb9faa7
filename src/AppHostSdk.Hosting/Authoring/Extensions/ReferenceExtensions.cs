using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Tells resources where others are, and gives them environment variables and arguments.</summary>
public static class ReferenceExtensions
{
    /// <summary>
    /// Gives the resource the addresses of all endpoints of <paramref name="source"/> as <c>services__name__endpoint__0</c> and
    /// <c>NAME_ENDPOINT</c>. Endpoints declared after this call are included. Does not imply waiting.
    /// </summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="source">The resource it is told of.</param>
    [ModelOperation(OperationKind.WithReference)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.Record(OperationKind.WithReference, source.Reference());

    /// <summary>Gives the resource the address of one endpoint as <c>services__name__endpoint__0</c> and <c>NAME_ENDPOINT</c>.</summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="endpointReference">The endpoint it is told of.</param>
    [ModelOperation(OperationKind.WithReference)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        [ModelArgument("source")] EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment =>
        builder.Record(OperationKind.WithReference, Endpoint(endpointReference));

    /// <summary>
    /// Gives the resource the addresses of all endpoints of <paramref name="source"/> under another name. Does not imply waiting.
    /// </summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="source">The resource it is told of.</param>
    /// <param name="name">The name that stands in the variables.</param>
    [ModelOperation(OperationKind.WithReference)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Record(OperationKind.WithReference, source.Reference(), ModelValue.From(name));
    }

    /// <summary>
    /// Gives the resource the connection string of <paramref name="source"/> as <c>ConnectionStrings__name</c>, and the single values of
    /// the connection as <c>NAME_PROPERTY</c>. Does not imply waiting.
    /// </summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="source">The resource it connects to.</param>
    /// <param name="connectionName">The name that stands in the variables; left out: that of <paramref name="source"/>. An empty one leaves it out of <c>NAME_PROPERTY</c>.</param>
    /// <param name="optional">Without a connection string there is no variable; otherwise a missing one keeps the application from starting.</param>
    [ModelOperation(OperationKind.WithReference)]
    [ModelConstant("connection", Connection)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment =>
        builder.Record(
            OperationKind.WithReference,
            source.Reference(),
            ModelValue.None,
            ModelValue.From(Connection),
            ModelValue.From(connectionName),
            ModelValue.From(optional));

    /// <summary>Gives the resource the address of a service outside the application as <c>services__name__scheme__0</c> and <c>NAME</c>.</summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="externalService">The service it is told of.</param>
    [ModelOperation(OperationKind.WithReference)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        [ModelArgument("source")] IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment =>
        builder.Record(OperationKind.WithReference, externalService.Reference());

    /// <summary>Gives the resource an address outside the application as <c>services__name__default__0</c> and <c>name</c>.</summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="name">The name of the service.</param>
    /// <param name="uri">Its absolute URL without query and fragment; checked when compiling.</param>
    [ModelOperation(OperationKind.WithReferenceUri)]
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        return builder.Record(OperationKind.WithReferenceUri, ModelValue.From(name), ModelValue.From(uri.OriginalString));
    }

    /// <summary>Chooses which variables the references of the resource give it, those made before this call too. A later call wins.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="flags">The variables that are given.</param>
    [ModelOperation(OperationKind.WithReferenceEnvironment)]
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment =>
        builder.Record(OperationKind.WithReferenceEnvironment, ModelValue.From((int)flags));

    /// <summary>Adds a single value to what others connect to the resource with; goes before one of the same name that the resource has itself.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name, for example <c>Host</c>.</param>
    /// <param name="value">The value.</param>
    [ModelOperation(OperationKind.WithConnectionProperty)]
    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithConnectionString
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.Record(OperationKind.WithConnectionProperty, ModelValue.From(name), Expressed.Of(value));
    }

    /// <summary>Adds a single value to what others connect to the resource with; goes before one of the same name that the resource has itself.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name, for example <c>Database</c>.</param>
    /// <param name="value">The value.</param>
    [ModelOperation(OperationKind.WithConnectionProperty)]
    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, string value)
        where T : IResourceWithConnectionString
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.Record(OperationKind.WithConnectionProperty, ModelValue.From(name), ModelValue.From(value));
    }

    /// <summary>Lets others connect to another resource instead. Who refers to this resource gets the connection string and properties of the other.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="resource">The one that is connected to.</param>
    [ModelOperation(OperationKind.WithConnectionStringRedirection)]
    public static IResourceBuilder<T> WithConnectionStringRedirection<T>(
        this IResourceBuilder<T> builder,
        IResourceWithConnectionString resource)
        where T : IResourceWithConnectionString
    {
        ArgumentNullException.ThrowIfNull(resource);
        return builder.Record(OperationKind.WithConnectionStringRedirection, new ModelValue.Resource(Expressed.KeyOf(resource)));
    }

    /// <summary>Sets an environment variable. A later call for the same name wins.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value; <see langword="null"/> means empty.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), ModelValue.From(value));
    }

    /// <summary>Sets an environment variable to the URL of an endpoint, as the resource can reach it.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="endpointReference">The endpoint.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        [ModelArgument("value")] EndpointReference endpointReference)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), Endpoint(endpointReference));
    }

    /// <summary>Sets an environment variable to the value of a parameter.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="parameter">The parameter.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        [ModelArgument("value")] IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), new ModelValue.Parameter(parameter.Key()));
    }

    /// <summary>Sets an environment variable to a text with values in it, for example <c>$"{endpoint}/api"</c>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">The text; what is in its holes is a resource, an endpoint, a parameter, another expression or a string.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), Expressed.Of(value.ToExpression()));
    }

    /// <summary>Sets an environment variable to the value of an expression.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">The expression.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment =>
        builder.Variable(name, value);

    /// <summary>Sets an environment variable to a value: a property of an endpoint, the value of a parameter, a connection string.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">The value.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IExpressionValue value)
        where T : IResourceWithEnvironment =>
        builder.Variable(name, value);

    /// <summary>Sets an environment variable to a connection string, as the resource can use it.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="envVarName">The variable.</param>
    /// <param name="resource">The resource that is connected to.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("name")] string envVarName,
        [ModelArgument("value")] IResourceBuilder<IResourceWithConnectionString> resource)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(resource);
        return builder.Variable(envVarName, resource);
    }

    /// <summary>Sets an environment variable to the URL of a service outside the application.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="externalService">The service.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        [ModelArgument("value")] IResourceBuilder<ExternalServiceResource> externalService)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(externalService);
        return builder.Variable(name, externalService);
    }

    /// <summary>Appends command line arguments.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="args">The arguments.</param>
    [ModelOperation(OperationKind.WithArgs)]
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(args);
        return builder.Record(OperationKind.WithArgs, AddResourceExtensions.ArgumentList(args));
    }

    /// <summary>Appends command line arguments.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="args">The arguments: texts, numbers, endpoints and their properties, parameters, connection strings, expressions.</param>
    [ModelOperation(OperationKind.WithArgs)]
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params object[] args)
        where T : IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(args);
        return builder.Record(OperationKind.WithArgs, AddResourceExtensions.ArgumentList(args));
    }

    private const string Connection = "true";

    private static IResourceBuilder<T> Variable<T>(this IResourceBuilder<T> builder, string name, object value)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), Expressed.Of(value));
    }

    private static ModelValue.Endpoint Endpoint(EndpointReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new ModelValue.Endpoint(reference.Key, reference.EndpointName) { Network = reference.ContextNetworkID };
    }
}
