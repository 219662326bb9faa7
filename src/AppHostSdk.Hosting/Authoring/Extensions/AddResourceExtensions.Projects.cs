using System.Runtime.CompilerServices;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <content>Projects, with a say in what is read of their own files.</content>
public static partial class AddResourceExtensions
{
    /// <summary>Adds a hosted project.</summary>
    /// <typeparam name="TProject">The project's type in namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="configure">Says which launch profile is used, and whether one is; runs once, now.</param>
    [OverloadResolutionPriority(-1)]
    [ModelOperation(OperationKind.AddProject, TypeArgument = "project")]
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelView] Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() => AddWithOptions(builder, new ProjectResource(name) { Metadata = static () => new TProject() }, typeof(TProject).FullName, null, configure);

    /// <summary>Adds a project by its path.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="projectPath">The project file, relative to the app host's directory.</param>
    /// <param name="configure">Says which launch profile is used, and whether one is; runs once, now.</param>
    [OverloadResolutionPriority(-1)]
    [ModelOperation(OperationKind.AddProject)]
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string projectPath,
        [ModelView] Action<ProjectResourceOptions> configure) => AddWithOptions(builder, new ProjectResource(name), null, projectPath, configure);

    /// <summary>Adds a C# program by its path.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="path">The file, project file or directory, relative to the app host's directory.</param>
    /// <param name="configure">Says which launch profile is used, and whether one is; runs once, now.</param>
    [ModelOperation(OperationKind.AddProject)]
    public static IResourceBuilder<CSharpAppResource> AddCSharpApp(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("projectPath")] string path,
        [ModelView] Action<ProjectResourceOptions> configure) => AddWithOptions(builder, new CSharpAppResource(name), null, path, configure);

    private static ResourceBuilder<T> AddWithOptions<T>(IDistributedApplicationBuilder builder, T resource, string? project, string? projectPath, Action<ProjectResourceOptions> configure)
        where T : ProjectResource
    {
        ArgumentNullException.ThrowIfNull(resource.Name, "name");
        ArgumentNullException.ThrowIfNull(configure);
        if (project is null)
        {
            ArgumentException.ThrowIfNullOrEmpty(projectPath);
        }

        var options = new ProjectResourceOptions();
        configure(options);
        return builder.Add(
            OperationKind.AddProject,
            resource,
            ModelValue.From(resource.Name),
            ModelValue.From(project),
            ModelValue.From(options.LaunchProfileName),
            ModelValue.None,
            ModelValue.From(projectPath),
            ModelValue.From(options.ExcludeLaunchProfile),
            ModelValue.From(options.ExcludeKestrelEndpoints));
    }
}
