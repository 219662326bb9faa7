using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What is done when a resource has ended by itself.</summary>
public enum RestartPolicy
{
    /// <summary>Nothing. This is the default.</summary>
    Never,

    /// <summary>It is started again when it ended with an unexpected exit code.</summary>
    OnFailure,

    /// <summary>It is started again however it ended.</summary>
    Always,
}

/// <summary>Changes when resources are started, and started again.</summary>
public static class LifecycleExtensions
{
    /// <summary>Does not start the resource with the application. Those that wait for it wait until somebody starts it.</summary>
    /// <param name="builder">The resource.</param>
    [ModelOperation(OperationKind.WithExplicitStart)]
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithWaitSupport =>
        builder.Record(OperationKind.WithExplicitStart);

    /// <summary>
    /// Starts the resource again when it has ended by itself: after 0.2 s, and after twice as long each further time, up to 30 s,
    /// give or take a tenth. Counted anew once it has been ready for a minute. What could not be started at all is not tried again.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="policy">When it is started again.</param>
    /// <param name="maxRestarts">How many times in a row; <see langword="null"/> for without limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    [ModelOperation(OperationKind.WithRestartPolicy)]
    public static IResourceBuilder<T> WithRestartPolicy<T>(this IResourceBuilder<T> builder, RestartPolicy policy, int? maxRestarts = null)
        where T : IResourceWithWaitSupport =>
        builder.Record(
            OperationKind.WithRestartPolicy,
            ModelValue.From(Enum.IsDefined(policy)
                ? policy.ToString()
                : throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such restart policy.")),
            ModelValue.From(maxRestarts));

    /// <summary>
    /// Runs several copies of the resource, called <c>name-1</c>, <c>name-2</c> and so on. Each listens on a port of its own; others
    /// reach them at the one address of the resource, where each connection goes to the copy that is ready and has the fewest.
    /// Who waits for the resource waits for all of them. Events of the resource come when the first copy is ready and when the last has
    /// ended; functions that fill environment and arguments are called for each copy.
    /// </summary>
    /// <param name="builder">The resource. Its endpoints have no fixed <c>targetPort</c>, because each copy needs another one.</param>
    /// <param name="replicas">How many; 1 is an ordinary resource, without anything in between.</param>
    [ModelOperation(OperationKind.WithReplicas)]
    public static IResourceBuilder<T> WithReplicas<T>(this IResourceBuilder<T> builder, int replicas)
        where T : IResourceWithReplicas =>
        builder.Record(OperationKind.WithReplicas, ModelValue.From(replicas));
}
