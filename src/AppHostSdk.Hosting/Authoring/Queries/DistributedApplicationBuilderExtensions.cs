using System.Diagnostics.CodeAnalysis;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Finds resources that were added before.</summary>
public static class DistributedApplicationBuilderExtensions
{
    /// <summary>The builder of the resource of a name.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, without regard to case.</param>
    /// <exception cref="InvalidOperationException">No resource has this name, or it has another type.</exception>
    [ModelOperation(OperationKind.CreateResourceBuilder)]
    public static IResourceBuilder<T> CreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, [ModelArgument("resource")] string name)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Find(builder, name) switch
        {
            T resource => AddResourceExtensions.CreateResourceBuilder(builder, resource),
            null => throw new InvalidOperationException($"There is no resource '{name}'. There are: {string.Join(", ", builder.Resources.Select(r => r.Name))}."),
            var other => throw new InvalidOperationException($"Resource '{other.Name}' is a {other.GetType().Name}, not a {typeof(T).Name}."),
        };
    }

    /// <summary>The builder of the resource of a name, where there is one of the type.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, without regard to case.</param>
    /// <param name="resourceBuilder">The builder.</param>
    [ModelQuery]
    public static bool TryCreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name, [NotNullWhen(true)] out IResourceBuilder<T>? resourceBuilder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        resourceBuilder = Find(builder, name) is T resource ? AddResourceExtensions.CreateResourceBuilder(builder, resource) : null;
        return resourceBuilder is not null;
    }

    private static IResource? Find(IDistributedApplicationBuilder builder, string name) =>
        builder.Resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
}
