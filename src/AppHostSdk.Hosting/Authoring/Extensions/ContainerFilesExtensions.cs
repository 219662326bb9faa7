using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Files that are put into a container between its creation and its start.</summary>
public static class ContainerFilesExtensions
{
    /// <summary>Puts files into the container before it starts.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path of the directory in the container; it is made when it is not there.</param>
    /// <param name="entries">The files and directories.</param>
    /// <param name="defaultOwner">The number of the user that owns what says nothing else; left out: root.</param>
    /// <param name="defaultGroup">The number of the group of what says nothing else; left out: root.</param>
    /// <param name="umask">The permissions taken from what says nothing else; left out: group and others cannot write.</param>
    /// <exception cref="ArgumentException">The path is not absolute, or an entry has no name or two contents.</exception>
    [ModelOperation(OperationKind.WithContainerFiles)]
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        [ModelArgument("source")] IEnumerable<ContainerFileSystemItem> entries,
        [ModelArgument("owner")] int? defaultOwner = null,
        [ModelArgument("group")] int? defaultGroup = null,
        UnixFileMode? umask = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(entries);
        return builder.Files(destinationPath, ContainerFileSystemItem.ListOf(entries), defaultOwner, defaultGroup, umask);
    }

    /// <summary>Puts files into the container before it starts, which a function makes each time after what the container waits for.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path of the directory in the container; it is made when it is not there.</param>
    /// <param name="callback">Gives the files and directories.</param>
    /// <param name="defaultOwner">The number of the user that owns what says nothing else; left out: root.</param>
    /// <param name="defaultGroup">The number of the group of what says nothing else; left out: root.</param>
    /// <param name="umask">The permissions taken from what says nothing else; left out: group and others cannot write.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    [ModelOperation(OperationKind.WithContainerFiles)]
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        [ModelArgument("source")] Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> callback,
        [ModelArgument("owner")] int? defaultOwner = null,
        [ModelArgument("group")] int? defaultGroup = null,
        UnixFileMode? umask = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Files(destinationPath, builder.Callback(callback), defaultOwner, defaultGroup, umask);
    }

    /// <summary>Puts a file, or all that is in a directory, into the container before it starts. That it exists is checked when building.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path of the directory in the container; it is made when it is not there.</param>
    /// <param name="sourcePath">The file or directory on this machine, relative to the app host's directory. Its files keep their permissions but for the umask.</param>
    /// <param name="defaultOwner">The number of the user that owns them; left out: root.</param>
    /// <param name="defaultGroup">The number of the group they belong to; left out: root.</param>
    /// <param name="umask">The permissions taken from them; left out: group and others cannot write.</param>
    /// <exception cref="ArgumentException">The path in the container is not absolute.</exception>
    [ModelOperation(OperationKind.WithContainerFiles)]
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        [ModelArgument("source")] string sourcePath,
        [ModelArgument("owner")] int? defaultOwner = null,
        [ModelArgument("group")] int? defaultGroup = null,
        UnixFileMode? umask = null)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        return builder.Files(destinationPath, ModelValue.From(sourcePath), defaultOwner, defaultGroup, umask);
    }

    private static IResourceBuilder<T> Files<T>(this IResourceBuilder<T> builder, string destination, ModelValue files, int? owner, int? group, UnixFileMode? umask)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        return builder.Record(
            OperationKind.WithContainerFiles,
            ModelValue.From(destination.StartsWith('/') ? destination : throw new ArgumentException($"'{destination}' is not an absolute path in a container. Begin it with a slash.", nameof(destination))),
            files,
            ContainerFileSystemItem.Number(owner),
            ContainerFileSystemItem.Number(group),
            umask is { } mask ? Enum.IsDefined(mask) ? ModelValue.From(mask.ToString()) : ModelValue.From((int)mask) : ModelValue.None);
    }
}
