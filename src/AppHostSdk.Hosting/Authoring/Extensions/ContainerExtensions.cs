using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>When the image of a container is fetched.</summary>
public enum ImagePullPolicy
{
    /// <summary>As the run time sees fit: when the engine does not have it.</summary>
    Default,

    /// <summary>At every start.</summary>
    Always,

    /// <summary>When the engine does not have it.</summary>
    Missing,

    /// <summary>Never: when the engine does not have it, the container fails to start.</summary>
    Never,
}

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the application runs. This is the default.</summary>
    Session,

    /// <summary>Beyond the end of the application; the next run finds it again.</summary>
    Persistent,
}

/// <summary>What containers are made of besides their image.</summary>
public static class ContainerExtensions
{
    /// <summary>Takes the container's image from another registry, also after a later change of the image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="registry">The registry, for example <c>ghcr.io</c> or <c>localhost:5000/team</c>; it is put before the image.</param>
    [ModelOperation(OperationKind.WithImage)]
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string registry)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(registry);
        return builder.Record(OperationKind.WithImage, ModelValue.None, ModelValue.None, ModelValue.From(registry));
    }

    /// <summary>Runs the container from exactly one image, whatever its tags are.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="sha256">The 64 hexadecimal digits of the image's digest.</param>
    /// <exception cref="ArgumentException">The digest has another form.</exception>
    [ModelOperation(OperationKind.WithImage)]
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, [ModelArgument("digest")] string sha256)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(sha256);
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{sha256}' is no SHA-256 digest. Pass its 64 hexadecimal digits, without 'sha256:'.", nameof(sha256));
        }

        return builder.Record(OperationKind.WithImage, ModelValue.None, ModelValue.None, ModelValue.None, ModelValue.From(sha256));
    }

    /// <summary>
    /// Runs the container from a variant of the image that was chosen so far: a tag <c>4.3</c> becomes <c>4.3-management</c>,
    /// <c>4.3-alpine</c> becomes <c>4.3-management-alpine</c>, and a tag that has the variant stays. That the image is
    /// <paramref name="image"/>, and its tag one that can have it, is checked when compiling.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image that is known to have the variant, for example <c>docker.io/library/rabbitmq</c>.</param>
    /// <param name="variant">The variant, for example <c>management</c>.</param>
    [ModelOperation(OperationKind.WithImage)]
    public static IResourceBuilder<T> WithImageVariant<T>(this IResourceBuilder<T> builder, [ModelArgument("variantOf")] string image, string variant)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        ArgumentException.ThrowIfNullOrEmpty(variant);
        return builder.Record(OperationKind.WithImage, ModelValue.None, ModelValue.None, ModelValue.None, ModelValue.None, ModelValue.From(variant), ModelValue.From(image));
    }

    /// <summary>Says when the container's image is fetched.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="pullPolicy">When.</param>
    [ModelOperation(OperationKind.WithImagePullPolicy)]
    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy)
        where T : ContainerResource =>
        builder.Record(OperationKind.WithImagePullPolicy, ModelValue.From(Enum.IsDefined(pullPolicy)
            ? pullPolicy.ToString()
            : throw new ArgumentOutOfRangeException(nameof(pullPolicy), pullPolicy, "There is no such pull policy.")));

    /// <summary>Gives the container a volume of the engine, which is created when it is first used and stays after the end.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The volume's name; <see langword="null"/> for a volume of its own that goes with the container.</param>
    /// <param name="target">The absolute path inside the container.</param>
    /// <param name="isReadOnly">The container cannot write to it.</param>
    [ModelOperation(OperationKind.WithMount)]
    [ModelConstant("isVolume", "true")]
    public static IResourceBuilder<T> WithVolume<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("source")] string? name,
        string target,
        bool isReadOnly = false)
        where T : ContainerResource =>
        builder.Mount(ModelValue.From(name), target, isReadOnly, isVolume: true);

    /// <summary>Gives the container a volume of its own that goes with it.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="target">The absolute path inside the container.</param>
    [ModelOperation(OperationKind.WithMount)]
    [ModelConstant("isVolume", "true")]
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target)
        where T : ContainerResource =>
        builder.Mount(ModelValue.None, target, isReadOnly: false, isVolume: true);

    /// <summary>
    /// Gives the container a directory or file of the host. One that does not exist is created as a directory, unless the container
    /// can only read it; that it exists is checked when building.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="source">The path on the host, relative to the app host's directory.</param>
    /// <param name="target">The absolute path inside the container.</param>
    /// <param name="isReadOnly">The container cannot write to it.</param>
    [ModelOperation(OperationKind.WithMount)]
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.Mount(ModelValue.From(source), target, isReadOnly, isVolume: false);
    }

    /// <summary>Has the container run another program than its image says. The arguments of the image are not used then.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="entrypoint">The program inside the container.</param>
    /// <param name="args">Its first arguments; those of <c>WithArgs</c> follow.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.Entrypoint))]
    public static IResourceBuilder<T> WithEntrypoint<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("value")] string entrypoint,
        [ModelArgument("detail")] params string[] args)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(entrypoint);
        ArgumentNullException.ThrowIfNull(args);
        return builder.Set(ResourceSetting.Entrypoint, ModelValue.From(entrypoint), AddResourceExtensions.ArgumentList(args));
    }

    /// <summary>
    /// Runs a program of this machine in place of the container when the application runs: with the same name, environment, health
    /// checks, connection string and endpoints, and without an engine. It must listen to the ports that others connect to: pass
    /// <see cref="EndpointProperty.TargetPort"/> as an argument. Volumes, bind mounts, container files and limits do not apply. Published, it is the container.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="command">The program: a path relative to the app host's directory, or a name looked up in <c>PATH</c>.</param>
    /// <param name="args">Its first arguments: texts, endpoints and their properties, parameters, expressions. Those of <c>WithArgs</c> follow.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.Executable))]
    public static IResourceBuilder<T> RunAsExecutable<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("value")] string command,
        [ModelArgument("detail")] params object[] args)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(args);
        return builder.Set(ResourceSetting.Executable, ModelValue.From(command), AddResourceExtensions.ArgumentList(args));
    }

    /// <summary>Names the container in the engine. Without a call, its name is that of the resource and the run.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name, as it is; two runs of the application at once then get in each other's way.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.ContainerName))]
    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, [ModelArgument("value")] string name)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Set(ResourceSetting.ContainerName, ModelValue.From(name));
    }

    /// <summary>
    /// Gives the container another name in the network of the application's containers. Without a call they find it by the name of the
    /// resource.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="alias">The name. A container may have several; two containers of one name get connections by turns.</param>
    [ModelOperation(OperationKind.WithDetail)]
    [ModelConstant("detail", nameof(ResourceDetail.NetworkAlias))]
    public static IResourceBuilder<T> WithContainerNetworkAlias<T>(this IResourceBuilder<T> builder, [ModelArgument("value")] string alias)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(alias);
        return builder.Record(OperationKind.WithDetail, ModelValue.From(nameof(ResourceDetail.NetworkAlias)), ModelValue.From(alias));
    }

    /// <summary>
    /// Creates the container with further arguments of the engine's command line, for what there is no method for, for example
    /// <c>--gpus=all</c>. The container is created with that command line, <c>docker</c>, which must be installed then.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="args">The arguments, as <c>docker create</c> takes them before the image.</param>
    [ModelOperation(OperationKind.WithDetail)]
    [ModelConstant("detail", nameof(ResourceDetail.RuntimeArguments))]
    public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(this IResourceBuilder<T> builder, [ModelArgument("value")] params string[] args)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(args);
        return builder.Record(OperationKind.WithDetail, ModelValue.From(nameof(ResourceDetail.RuntimeArguments)), AddResourceExtensions.ArgumentList(args));
    }

    /// <summary>
    /// Says how long the container lives. A persistent one is neither stopped nor removed with the application; the next run takes it as it
    /// is when it would make the same one, and otherwise makes it anew and says what has changed. In a run with <c>--isolated</c> every
    /// container lives as long as the application.
    /// </summary>
    /// <param name="builder">The container.</param>
    /// <param name="lifetime">How long.</param>
    [ModelOperation(OperationKind.WithLifetime)]
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource =>
        builder.Record(OperationKind.WithLifetime, ModelValue.From(Enum.IsDefined(lifetime)
            ? lifetime.ToString()
            : throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "There is no such lifetime.")));

    private static IResourceBuilder<T> Mount<T>(this IResourceBuilder<T> builder, ModelValue source, string target, bool isReadOnly, bool isVolume)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return builder.Record(
            OperationKind.WithMount,
            ModelValue.From(target),
            source,
            ModelValue.From(isReadOnly),
            isVolume ? ModelValue.From("true") : ModelValue.None);
    }
}
