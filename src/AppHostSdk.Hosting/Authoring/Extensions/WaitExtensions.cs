using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Delays the start of resources until others are ready. Cycles are found when compiling.</summary>
public static class WaitExtensions
{
    /// <summary>Starts the resource once <paramref name="dependency"/> runs and, where it has health checks, is healthy.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    [ModelOperation(OperationKind.WaitFor)]
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.Record(OperationKind.WaitFor, dependency.Reference());

    /// <summary>Starts the resource once <paramref name="dependency"/> runs and, where it has health checks, is healthy.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="waitBehavior">What happens when the dependency fails for good.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such behavior.</exception>
    [ModelOperation(OperationKind.WaitFor)]
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport =>
        builder.Record(OperationKind.WaitFor, dependency.Reference(), Named(waitBehavior));

    /// <summary>Starts the resource once <paramref name="dependency"/> runs, healthy or not.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    [ModelOperation(OperationKind.WaitForStart)]
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.Record(OperationKind.WaitForStart, dependency.Reference());

    /// <summary>Starts the resource once <paramref name="dependency"/> runs, healthy or not.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="waitBehavior">What happens when the dependency fails for good.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such behavior.</exception>
    [ModelOperation(OperationKind.WaitForStart)]
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport =>
        builder.Record(OperationKind.WaitForStart, dependency.Reference(), Named(waitBehavior));

    /// <summary>Starts the resource once <paramref name="dependency"/> has ended.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="exitCode">The exit code it must end with; with another one the waiting resource fails.</param>
    [ModelOperation(OperationKind.WaitForCompletion)]
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport =>
        builder.Record(OperationKind.WaitForCompletion, dependency.Reference(), ModelValue.From(exitCode));

    private static ModelValue Named(WaitBehavior waitBehavior) => ModelValue.From(Enum.IsDefined(waitBehavior)
        ? waitBehavior.ToString()
        : throw new ArgumentOutOfRangeException(nameof(waitBehavior), waitBehavior, "There is no such wait behavior."));
}
