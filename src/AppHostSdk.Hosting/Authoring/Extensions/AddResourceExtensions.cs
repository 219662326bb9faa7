using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Adds resources to an application.</summary>
public static partial class AddResourceExtensions
{
    private const string LaunchProfileGiven = "true";

    /// <summary>
    /// Adds a .NET project of the solution. It is built with the host and its built program is started directly, with the launch
    /// profile that is called like the app host's own, else the first one that starts a process.
    /// </summary>
    /// <typeparam name="TProject">The type that the SDK generated for the project, for example <c>Projects.Api</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find it under this name.</param>
    [ModelOperation(OperationKind.AddProject, TypeArgument = "project")]
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(OperationKind.AddProject, new ProjectResource(name) { Metadata = static () => new TProject() }, ModelValue.From(name), ModelValue.From(typeof(TProject).FullName));
    }

    /// <summary>Adds a .NET project of the solution that is started with a certain launch profile, or with none.</summary>
    /// <typeparam name="TProject">The type that the SDK generated for the project, for example <c>Projects.Api</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find it under this name.</param>
    /// <param name="launchProfileName">
    /// A profile of the project's <c>launchSettings.json</c>, with regard to case; that it exists is checked when compiling.
    /// <see langword="null"/> means without a launch profile, an empty name as if none were given.
    /// </param>
    [ModelOperation(OperationKind.AddProject, TypeArgument = "project")]
    [ModelConstant("launchProfileGiven", LaunchProfileGiven)]
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(
            OperationKind.AddProject,
            new ProjectResource(name) { Metadata = static () => new TProject() },
            ModelValue.From(name),
            ModelValue.From(typeof(TProject).FullName),
            ModelValue.From(launchProfileName),
            ModelValue.From(LaunchProfileGiven));
    }

    /// <summary>
    /// Adds a .NET project by the path of its file. One that the app host has a <c>ProjectReference</c> to is that project; any other
    /// is built when it starts, and its launch profiles are read when the host runs, so less of it is checked when compiling.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find it under this name.</param>
    /// <param name="projectPath">The project file, or a directory with exactly one, relative to the app host's directory.</param>
    [ModelOperation(OperationKind.AddProject)]
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath) =>
        AddByPath(builder, new ProjectResource(name), projectPath, null, false);

    /// <summary>Adds a .NET project by the path of its file, started with a certain launch profile, or with none.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find it under this name.</param>
    /// <param name="projectPath">The project file, or a directory with exactly one, relative to the app host's directory.</param>
    /// <param name="launchProfileName">
    /// A profile of the project's launch settings, with regard to case. <see langword="null"/> means without a launch profile, an
    /// empty name as if none were given.
    /// </param>
    [ModelOperation(OperationKind.AddProject)]
    [ModelConstant("launchProfileGiven", LaunchProfileGiven)]
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string projectPath,
        string? launchProfileName) => AddByPath(builder, new ProjectResource(name), projectPath, launchProfileName, true);

    /// <summary>
    /// Adds a C# program by path: a single file, a project file, or a directory with exactly one project. It is built when it starts,
    /// unless the app host has a <c>ProjectReference</c> to it.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; other resources find it under this name.</param>
    /// <param name="path">The path, relative to the app host's directory. Launch settings of <c>worker.cs</c> are in <c>worker.run.json</c>.</param>
    [ModelOperation(OperationKind.AddProject)]
    public static IResourceBuilder<CSharpAppResource> AddCSharpApp(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        [ModelArgument("projectPath")] string path) => AddByPath(builder, new CSharpAppResource(name), path, null, false);

    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image, for example <c>redis</c> or <c>registry.example/team/app:1.2</c>; without a tag, <c>latest</c>.</param>
    [ModelOperation(OperationKind.AddContainer)]
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, [ResourceName] string name, string image)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(image);
        return builder.Add(OperationKind.AddContainer, new ContainerResource(name), ModelValue.From(name), ModelValue.From(image));
    }

    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image without tag.</param>
    /// <param name="tag">The image's tag.</param>
    [ModelOperation(OperationKind.AddContainer)]
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, [ResourceName] string name, string image, string tag)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(image);
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return builder.Add(OperationKind.AddContainer, new ContainerResource(name), ModelValue.From(name), ModelValue.From(image), ModelValue.From(tag));
    }

    /// <summary>Adds a container whose image is built before it starts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="contextPath">The directory whose files the build may use, relative to the app host's directory. That it exists is checked when building.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to <paramref name="contextPath"/>; left out: <c>Dockerfile</c>.</param>
    /// <param name="stage">The stage of the Dockerfile that is built; left out: the last one.</param>
    [ModelOperation(OperationKind.AddDockerfile)]
    public static IResourceBuilder<ContainerResource> AddDockerfile(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string contextPath,
        string? dockerfilePath = null,
        string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(contextPath);
        return builder.Add(
            OperationKind.AddDockerfile,
            new ContainerResource(name),
            ModelValue.From(name),
            ModelValue.From(contextPath),
            ModelValue.From(dockerfilePath),
            ModelValue.From(stage));
    }

    /// <summary>Adds a program on the host.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">The program: a path relative to <paramref name="workingDirectory"/>, or a name looked up in <c>PATH</c>.</param>
    /// <param name="workingDirectory">The directory it starts in, relative to the app host's directory.</param>
    /// <param name="args">Its arguments.</param>
    [ModelOperation(OperationKind.AddExecutable)]
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string command,
        string workingDirectory,
        params string[]? args)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        return builder.Add(
            OperationKind.AddExecutable,
            new ExecutableResource(name, command, workingDirectory),
            ModelValue.From(name),
            ModelValue.From(command),
            ModelValue.From(workingDirectory),
            ArgumentList(args));
    }

    /// <summary>Adds a program of this machine whose arguments are resolved when it starts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">The program: a path, or a name looked up in <c>PATH</c>.</param>
    /// <param name="workingDirectory">The directory it starts in, relative to the app host's directory.</param>
    /// <param name="args">Its arguments: texts, endpoints, parameters, connection strings or expressions of these.</param>
    [ModelOperation(OperationKind.AddExecutable)]
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string command,
        string workingDirectory,
        params object[]? args)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        return builder.Add(
            OperationKind.AddExecutable,
            new ExecutableResource(name, command, workingDirectory),
            ModelValue.From(name),
            ModelValue.From(command),
            ModelValue.From(workingDirectory),
            ArgumentList(args));
    }

    /// <summary>
    /// Adds a resource of a type of your own. What it is follows from its base class: a container, an executable, a parameter;
    /// anything else is a part of another resource (<see cref="IResourceWithParent"/>), for which nothing is started.
    /// </summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="resource">
    /// The resource. Its name, command and working directory are read now; its parent, connection string and connection properties when
    /// the application is built.
    /// </param>
    [ModelOperation(OperationKind.AddResource)]
    public static IResourceBuilder<T> AddResource<T>(this IDistributedApplicationBuilder builder, [ResourceObject] T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var executable = resource as ExecutableResource;
        var added = builder.Add(
            OperationKind.AddResource,
            resource,
            ModelValue.From(resource.Name),
            ModelValue.From((resource switch
            {
                ProjectResource => ResourceKind.Project,
                ContainerResource => ResourceKind.Container,
                ExecutableResource => ResourceKind.Executable,
                ParameterResource => ResourceKind.Parameter,
                _ => ResourceKind.Logical,
            }).ToString()),
            ModelValue.From(executable?.Command),
            ModelValue.From(executable?.WorkingDirectory),
            resource is ParameterResource { Secret: var secret } ? ModelValue.From(secret) : ModelValue.None);
        Application(builder).ReadWhenBuilt(resource, added.Key());
        AnnotationState.Added(resource);
        return added;
    }

    /// <summary>The builder of a resource that was added before, for example one found in <see cref="IDistributedApplicationBuilder.Resources"/>.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="ArgumentException">The resource was not added.</exception>
    [ModelOperation(OperationKind.CreateResourceBuilder)]
    public static IResourceBuilder<T> CreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var application = Application(builder);
        return application.Context.Resources.KeyOf(resource) is { } key
            ? new ResourceBuilder<T>(application, resource, key)
            : throw new ArgumentException($"'{resource.Name}' was not added to this application. Add it with AddResource.", nameof(resource));
    }

    /// <summary>Runs the container from another image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image, with or without tag.</param>
    /// <param name="tag">The image's tag; left out: that of <paramref name="image"/>, else <c>latest</c>.</param>
    [ModelOperation(OperationKind.WithImage)]
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        return builder.Record(OperationKind.WithImage, ModelValue.From(image), ModelValue.From(tag));
    }

    /// <summary>Runs the container from another version of its image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="tag">The image's tag.</param>
    [ModelOperation(OperationKind.WithImage)]
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return builder.Record(OperationKind.WithImage, ModelValue.None, ModelValue.From(tag));
    }

    /// <summary>Shows the resource as a part of another one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="parent">The one it is a part of.</param>
    [ModelOperation(OperationKind.WithParentRelationship)]
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource =>
        builder.Record(OperationKind.WithParentRelationship, parent.Reference());

    internal static ModelValue ArgumentList(IEnumerable<object?>? args) =>
        new ModelValue.List((args ?? []).Select(Expressed.Of).ToEquatableArray());

    internal static ResourceBuilder<T> Add<T>(this IDistributedApplicationBuilder builder, OperationKind kind, T resource, params ReadOnlySpan<ModelValue> arguments)
        where T : IResource
    {
        var application = Application(builder);
        var key = application.Recording.NewKey(resource.Name);
        application.Recording.Add(kind, key, arguments);
        application.Keep(resource, key);
        return new ResourceBuilder<T>(application, resource, key);
    }

    internal static DistributedApplicationBuilder Application(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder as DistributedApplicationBuilder
            ?? throw new ArgumentException($"{builder.GetType()} was not made by {nameof(DistributedApplication)}.{nameof(DistributedApplication.CreateBuilder)}.", nameof(builder));
    }

    private static ResourceBuilder<T> AddByPath<T>(IDistributedApplicationBuilder builder, T resource, string projectPath, string? launchProfileName, bool isProfileGiven)
        where T : ProjectResource
    {
        ArgumentNullException.ThrowIfNull(resource.Name, "name");
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        return builder.Add(
            OperationKind.AddProject,
            resource,
            ModelValue.From(resource.Name),
            ModelValue.None,
            ModelValue.From(launchProfileName),
            isProfileGiven ? ModelValue.From(LaunchProfileGiven) : ModelValue.None,
            ModelValue.From(projectPath));
    }
}
