namespace AppHostSdk;

/// <summary>Finds resources of one kind among those of the application.</summary>
public static class DistributedApplicationModelExtensions
{
    /// <summary>The projects.</summary>
    /// <param name="model">The resources of the application.</param>
    [ModelQuery]
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) => Of<ProjectResource>(model);

    /// <summary>The containers: what is of a type of container.</summary>
    /// <param name="model">The resources of the application.</param>
    [ModelQuery]
    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model) => Of<ContainerResource>(model);

    /// <summary>The programs of this machine that are not projects.</summary>
    /// <param name="model">The resources of the application.</param>
    [ModelQuery]
    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model) => Of<ExecutableResource>(model);

    private static IEnumerable<T> Of<T>(DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<T>();
    }
}
