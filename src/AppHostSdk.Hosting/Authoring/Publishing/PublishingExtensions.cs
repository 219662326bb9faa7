using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Changes how resources are published; in a run these calls do nothing.</summary>
public static class PublishingExtensions
{
    /// <summary>Leaves the resource out of what is published.</summary>
    /// <param name="builder">The resource.</param>
    [ModelOperation(OperationKind.ExcludeFromManifest)]
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.Record(OperationKind.ExcludeFromManifest);

    /// <summary>Publishes a connection string from outside in place of the container.</summary>
    /// <param name="builder">The container.</param>
    [ModelOperation(OperationKind.PublishAsConnectionString)]
    public static IResourceBuilder<T> PublishAsConnectionString<T>(this IResourceBuilder<T> builder)
        where T : ContainerResource, IResourceWithConnectionString => builder.Record(OperationKind.PublishAsConnectionString);
}
