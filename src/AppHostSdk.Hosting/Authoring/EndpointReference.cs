namespace AppHostSdk;

/// <summary>Refers to an endpoint of a resource. Each consumer resolves it for itself: a container sees another address than a process.</summary>
public sealed class EndpointReference
{
    internal EndpointReference(IResourceWithEndpoints resource, string key, string endpointName)
    {
        Resource = resource;
        Key = key;
        EndpointName = endpointName;
    }

    /// <summary>The resource that has the endpoint.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; }

    internal string Key { get; }
}
