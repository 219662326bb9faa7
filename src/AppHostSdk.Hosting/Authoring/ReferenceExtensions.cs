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

    private static ModelValue.Endpoint Endpoint(EndpointReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new ModelValue.Endpoint(reference.Key, reference.EndpointName);
    }
}
