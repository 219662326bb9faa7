using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>How much of the machine a container may use. Without a call, as much as there is.</summary>
public static class ContainerLimitExtensions
{
    /// <summary>
    /// Limits the memory of the container: when it needs more, the kernel kills a process in it. A later call replaces the limit.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="limit">
    /// The limit as Docker takes it: a whole number and <c>b</c>, <c>k</c>, <c>m</c> or <c>g</c>, for example <c>512m</c>; a number alone is
    /// bytes. <c>k</c> is 1024 bytes. The least is <c>6m</c>.
    /// </param>
    /// <exception cref="ArgumentException">The text is not a limit. One that is known when compiling is an error of the build.</exception>
    /// <example><code>builder.AddContainer("db", "postgres").WithMemoryLimit("512m");</code></example>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.MemoryLimit))]
    public static IResourceBuilder<T> WithMemoryLimit<T>(this IResourceBuilder<T> builder, [ModelArgument("value")] string limit)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(limit);
        return MemoryLimit.Problem(limit) is { } problem
            ? throw new ArgumentException($"'{limit}' is not a limit of memory: {problem}. {MemoryLimit.Advice}", nameof(limit))
            : builder.Set(ResourceSetting.MemoryLimit, ModelValue.From(limit));
    }

    /// <summary>
    /// Limits the time that the container gets on the processors: with more to do it becomes slower. A later call replaces the limit.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="cpus">
    /// How many processors it may use, for example <c>0.5</c> for half the time of one. The least is 0.01, and engines refuse more than the
    /// machine has.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not a limit. One that is known when compiling is an error of the build.</exception>
    /// <example><code>builder.AddContainer("db", "postgres").WithCpuLimit(0.5);</code></example>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.CpuLimit))]
    public static IResourceBuilder<T> WithCpuLimit<T>(this IResourceBuilder<T> builder, [ModelArgument("value")] double cpus)
        where T : ContainerResource
    {
        var limit = ModelValue.FromDouble(cpus);
        return CpuLimit.Problem(limit.AsText!) is { } problem
            ? throw new ArgumentOutOfRangeException(nameof(cpus), cpus, $"This is not a limit of processors: {problem}. {CpuLimit.Advice}")
            : builder.Set(ResourceSetting.CpuLimit, limit);
    }
}
