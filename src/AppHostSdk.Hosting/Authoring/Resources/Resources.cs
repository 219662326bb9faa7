namespace AppHostSdk;

/// <summary>Base class of resources.</summary>
/// <param name="name">The name.</param>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations => AnnotationState.Of(this);
}

/// <summary>A .NET project.</summary>
/// <param name="name">The name.</param>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IResourceWithReplicas,
        IResourceWithProbes, IComputeResource, IContainerFilesDestinationResource
{
    /// <summary>What is known of the project, where its type was named.</summary>
    internal Func<IProjectMetadata>? Metadata { get; init; }
}

/// <summary>A C# program that was added by its path.</summary>
/// <param name="name">The name.</param>
public class CSharpAppResource(string name) : ProjectResource(name);

/// <summary>A container.</summary>
/// <param name="name">The name.</param>
public class ContainerResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport,
        IResourceWithProbes, IComputeResource, IContainerFilesDestinationResource, IResourceWithContainerFiles;

/// <summary>A program on the host.</summary>
/// <param name="name">The name.</param>
/// <param name="command">The program: a path, or a name looked up in <c>PATH</c>.</param>
/// <param name="workingDirectory">The directory it starts in.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithReplicas,
        IResourceWithProbes, IComputeResource, IContainerFilesDestinationResource, IResourceWithContainerFiles
{
    /// <summary>The program: a path, or a name looked up in <c>PATH</c>.</summary>
    public string Command { get; } = command;

    /// <summary>The directory it starts in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
