using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Decides which URLs people are shown with a resource. Without a call it is one for each endpoint.</summary>
public static class UrlExtensions
{
    /// <summary>Shows a URL with the resource, besides those of its endpoints.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="url">The URL.</param>
    /// <param name="displayText">What is shown for it; left out: the URL itself.</param>
    [ModelOperation(OperationKind.WithUrl)]
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        return builder.Record(OperationKind.WithUrl, ModelValue.From(url), ModelValue.From(displayText));
    }

    /// <summary>Shows a URL with values in it, for example <c>$"{endpoint}/swagger"</c>, with the resource.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="url">The URL; what is in its holes is a resource, an endpoint, a parameter, another expression or a string.</param>
    /// <param name="displayText">What is shown for it; left out: the URL itself.</param>
    [ModelOperation(OperationKind.WithUrl)]
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, in ReferenceExpression.ExpressionInterpolatedStringHandler url, string? displayText = null)
        where T : IResource => builder.Record(OperationKind.WithUrl, Expressed.Of(url.ToExpression()), ModelValue.From(displayText));

    /// <summary>Shows a URL that is the value of an expression with the resource.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="url">The URL.</param>
    /// <param name="displayText">What is shown for it; left out: the URL itself.</param>
    [ModelOperation(OperationKind.WithUrl)]
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(url);
        return builder.Record(OperationKind.WithUrl, Expressed.Of(url), ModelValue.From(displayText));
    }

    /// <summary>Calls a function once the addresses of the resource are known: it changes the list of its URLs.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithUrlCallback)]
    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithUrlCallback, builder.AwaitedCallback(callback));
    }

    /// <summary>Calls a function once the addresses of the resource are known: it changes the list of its URLs.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithUrlCallback)]
    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithUrlCallback, builder.Callback(callback));
    }

    /// <summary>
    /// Calls a function with the URL of an endpoint once its address is known. When the resource has no such endpoint, for example
    /// with another launch profile, nothing happens.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">The function: it may change what is shown, and the URL itself.</param>
    [ModelOperation(OperationKind.WithUrlCallback)]
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        [EndpointName] string endpointName,
        Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithUrlCallback, builder.Callback(callback), ModelValue.From(endpointName));
    }

    /// <summary>
    /// Adds the URL that a function makes of an endpoint once its address is known. When the resource has no such endpoint, for
    /// example with another launch profile, nothing happens.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">Makes the URL; one that begins with a slash is relative to the endpoint's address.</param>
    [ModelOperation(OperationKind.WithUrlCallback)]
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        [EndpointName] string endpointName,
        Func<EndpointReference, ResourceUrlAnnotation> callback)
        where T : IResourceWithEndpoints
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithUrlCallback, builder.Callback(callback), ModelValue.From(endpointName));
    }
}
