using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// Says of which image a resource is made when the application is published. In a run a project and a program stay what they are.
/// </summary>
public static class ImagePublishingExtensions
{
    /// <summary>Publishes a program as a container that the Dockerfile in its working directory describes.</summary>
    /// <param name="builder">The program.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.DockerFile))]
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder)
        where T : ExecutableResource => builder.Publish(PublishingKind.DockerFile);

    /// <summary>Publishes a program as a container that the Dockerfile in its working directory describes.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="configure">Changes the container; called only when the application is published.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.DockerFile))]
    public static IResourceBuilder<T> PublishAsDockerFile<T>(
        this IResourceBuilder<T> builder,
        [RunTimeOnly] Action<IResourceBuilder<ContainerResource>>? configure)
        where T : ExecutableResource => builder.Publish(PublishingKind.DockerFile);

    /// <summary>Publishes a container as it is, whatever its integration would make of it.</summary>
    /// <param name="builder">The container.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.Container))]
    public static IResourceBuilder<T> PublishAsContainer<T>(this IResourceBuilder<T> builder)
        where T : ContainerResource => builder.Publish(PublishingKind.Container);

    /// <summary>Puts files of another resource into the image of this one when the application is published.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="source">Where the files come from, for example a web page that is built.</param>
    /// <param name="destinationPath">The directory in the image that they are put in.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.ContainerFiles))]
    public static IResourceBuilder<T> PublishWithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("subject")] IResourceBuilder<IResourceWithContainerFiles> source,
        [ModelArgument("detail")] string destinationPath)
        where T : IContainerFilesDestinationResource
    {
        ArgumentException.ThrowIfNullOrEmpty(destinationPath);
        return builder.Publish(PublishingKind.ContainerFiles, source.Reference(), ModelValue.From(destinationPath));
    }

    /// <summary>Says what the image is called in the registry it is pushed to.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="remoteImageName">The name, without registry and tag.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.RemoteImageName))]
    public static IResourceBuilder<T> WithRemoteImageName<T>(this IResourceBuilder<T> builder, [ModelArgument("subject")] string remoteImageName)
        where T : IComputeResource
    {
        ArgumentException.ThrowIfNullOrEmpty(remoteImageName);
        return builder.Publish(PublishingKind.RemoteImageName, ModelValue.From(remoteImageName));
    }

    /// <summary>Says which tag the image has in the registry it is pushed to.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="remoteImageTag">The tag.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.RemoteImageTag))]
    public static IResourceBuilder<T> WithRemoteImageTag<T>(this IResourceBuilder<T> builder, [ModelArgument("subject")] string remoteImageTag)
        where T : IComputeResource
    {
        ArgumentException.ThrowIfNullOrEmpty(remoteImageTag);
        return builder.Publish(PublishingKind.RemoteImageTag, ModelValue.From(remoteImageTag));
    }

    /// <summary>Says of which images the image of the resource is made.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="buildImage">The image that it is built in; left out: the usual one.</param>
    /// <param name="runtimeImage">The image that it runs in; left out: the usual one.</param>
    [ModelOperation(OperationKind.WithPublishing)]
    [ModelConstant("publish", nameof(PublishingKind.BaseImage))]
    public static IResourceBuilder<T> WithDockerfileBaseImage<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("subject")] string? buildImage = null,
        [ModelArgument("detail")] string? runtimeImage = null)
        where T : IResource => builder.Publish(PublishingKind.BaseImage, ModelValue.From(buildImage), ModelValue.From(runtimeImage));

    /// <summary>Records how the resource is published.</summary>
    internal static IResourceBuilder<T> Publish<T>(this IResourceBuilder<T> builder, PublishingKind kind, ModelValue? value = null, ModelValue? detail = null)
        where T : IResource =>
        builder.Record(OperationKind.WithPublishing, ModelValue.From(kind.ToString()), value ?? ModelValue.None, detail ?? ModelValue.None);
}
