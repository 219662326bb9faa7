namespace AppHostSdk;

/// <summary>Asks what is known of a project.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>What is known of the project that a resource is.</summary>
    /// <param name="projectResource">The resource.</param>
    /// <exception cref="InvalidOperationException">It was added by its path, and no such project is built with the app host.</exception>
    [ModelQuery]
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.Metadata?.Invoke()
            ?? throw new InvalidOperationException($"'{projectResource.Name}' was not added by a type of namespace Projects, so nothing more is known of it than its path.");
    }
}
