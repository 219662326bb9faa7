using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Says how a project is published. In a run it stays what it is.</summary>
public static class ProjectPublishingExtensions
{
    /// <summary>Publishes a project as a container that the Dockerfile in its directory describes.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="configure">Changes the container; called only when the application is published.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.DockerFile))]
    public static IResourceBuilder<T> PublishAsDockerFile<T>(
        this IResourceBuilder<T> builder,
        [RunTimeOnly] Action<IResourceBuilder<ContainerResource>>? configure = null)
        where T : ProjectResource => builder.Publish(PublishingKind.DockerFile);
}
