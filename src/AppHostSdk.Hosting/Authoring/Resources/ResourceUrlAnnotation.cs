using AppHostSdk.Model;
using Microsoft.Extensions.Logging;

namespace AppHostSdk;

/// <summary>Where a URL is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>With the resource in a list, and in its details.</summary>
    SummaryAndDetails,

    /// <summary>In its details only.</summary>
    DetailsOnly,
}

/// <summary>A URL that is shown with a resource.</summary>
[ModelObject]
[ModelOperation(OperationKind.WithUrl)]
public sealed class ResourceUrlAnnotation : IDescribingAnnotation
{
    /// <summary>The URL. One that begins with a slash is relative to the address of <see cref="Endpoint"/>.</summary>
    public required string Url { get; set; }

    /// <summary>What is shown for it; <see langword="null"/> for the URL itself.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that it belongs to, if it does.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>URLs with higher numbers come first; <see langword="null"/> is 0.</summary>
    public int? DisplayOrder { get; set; }

    /// <summary>Where it is shown; at first everywhere.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; } = UrlDisplayLocation.SummaryAndDetails;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) =>
        builder.Record(OperationKind.WithUrl, ModelValue.From(Url), ModelValue.From(DisplayText));
}

/// <summary>What a function sees that changes the URLs of a resource.</summary>
public sealed class ResourceUrlsCallbackContext
{
    private readonly Func<string, EndpointReference?> _endpoint;

    internal ResourceUrlsCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        IResource resource,
        List<ResourceUrlAnnotation> urls,
        Func<string, EndpointReference?> endpoint,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        ExecutionContext = executionContext;
        Resource = resource;
        Urls = urls;
        _endpoint = endpoint;
        Logger = logger;
        CancellationToken = cancellationToken;
    }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>Its URLs so far: one for each endpoint, and what calls before this one added.</summary>
    public List<ResourceUrlAnnotation> Urls { get; }

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Writes to the output of the resource.</summary>
    public ILogger Logger { get; }

    /// <summary>Cancelled when the application stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The endpoint of the resource called <paramref name="name"/>, or <see langword="null"/>.</summary>
    /// <param name="name">The endpoint's name, without regard to case.</param>
    public EndpointReference? GetEndpoint(string name) => _endpoint(name);
}
