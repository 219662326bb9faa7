using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What of another resource is waited for.</summary>
public enum WaitType
{
    /// <summary>That it runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>That it has ended.</summary>
    WaitForCompletion,

    /// <summary>That it runs.</summary>
    WaitUntilStarted,
}

/// <summary>A wait for another resource; what <c>WaitFor</c> and its like say.</summary>
/// <param name="resource">The other one.</param>
/// <param name="waitType">What of it is waited for.</param>
/// <param name="exitCode">For the end: the exit code that counts as success.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IDescribingAnnotation
{
    /// <summary>The other one.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What of it is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>What happens when the other one has failed for good.</summary>
    public WaitBehavior? WaitBehavior { get; init; }

    /// <summary>For the end: the exit code that counts as success.</summary>
    public int ExitCode { get; } = exitCode;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder)
    {
        var behavior = WaitBehavior is { } given ? ModelValue.From(given.ToString()) : ModelValue.None;
        _ = WaitType switch
        {
            WaitType.WaitForCompletion => builder.Record(OperationKind.WaitForCompletion, builder.Reference(Resource), ModelValue.From(ExitCode)),
            WaitType.WaitUntilStarted => builder.Record(OperationKind.WaitForStart, builder.Reference(Resource), behavior),
            _ => builder.Record(OperationKind.WaitFor, builder.Reference(Resource), behavior),
        };
    }
}

/// <summary>How many copies of a resource run; what <c>WithReplicas</c> says.</summary>
/// <param name="replicas">The number.</param>
[method: ModelOperation(OperationKind.WithReplicas)]
public sealed class ReplicaAnnotation(int replicas = 1) : IDescribingAnnotation
{
    /// <summary>The number.</summary>
    public int Replicas { get; } = replicas;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => builder.Record(OperationKind.WithReplicas, ModelValue.From(Replicas));
}

/// <summary>A resource is not started with the application; what <c>WithExplicitStart</c> says.</summary>
public sealed class ExplicitStartupAnnotation : IDescribingAnnotation
{
    /// <summary>Creates it.</summary>
    [ModelOperation(OperationKind.WithExplicitStart)]
    public ExplicitStartupAnnotation()
    {
    }

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => builder.Record(OperationKind.WithExplicitStart);
}

/// <summary>A health check of a resource; what <c>WithHealthCheck</c> says.</summary>
/// <param name="key">The name under which it is registered.</param>
[method: ModelOperation(OperationKind.WithHealthCheck)]
public sealed class HealthCheckAnnotation(string key) : IDescribingAnnotation
{
    /// <summary>The name under which it is registered.</summary>
    public string Key { get; } = key;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => builder.Record(OperationKind.WithHealthCheck, ModelValue.From(Key));
}

/// <summary>A relation to another resource; what <c>WithRelationship</c> says.</summary>
/// <param name="resource">The other one.</param>
/// <param name="type">What it is to this one.</param>
[method: ModelOperation(OperationKind.WithRelationship)]
public sealed class ResourceRelationshipAnnotation([ModelArgument("other")] IResource resource, string type) : IDescribingAnnotation
{
    /// <summary>The other one.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What it is to this one.</summary>
    public string Type { get; } = type;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) =>
        builder.Record(OperationKind.WithRelationship, builder.Reference(Resource), ModelValue.From(Type));
}

/// <summary>Others connect to another resource instead; what <c>WithConnectionStringRedirection</c> says.</summary>
/// <param name="resource">The other one.</param>
[method: ModelOperation(OperationKind.WithConnectionStringRedirection)]
public sealed class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IDescribingAnnotation
{
    /// <summary>The other one.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) =>
        builder.Record(OperationKind.WithConnectionStringRedirection, new ModelValue.Resource(Expressed.KeyOf(Resource)));
}
