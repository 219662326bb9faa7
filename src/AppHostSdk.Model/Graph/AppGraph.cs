namespace AppHostSdk.Model;

/// <summary>
/// A distributed application: every resource that may exist, what connects them, and the condition of each part.
/// Immutable, equal by value, in declaration order, without source positions and without secrets.
/// </summary>
public sealed record AppGraph
{
    /// <summary>The version of the graph's shape, raised when a reader of an earlier version would misread it.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The name of the app host.</summary>
    public required string Application { get; init; }

    /// <summary>The node table of all conditions in the graph.</summary>
    public ConditionTable Conditions { get; init; } = ConditionTable.Empty;

    /// <summary>The resources in declaration order.</summary>
    public EquatableArray<Resource> Resources { get; init; }

    /// <summary>How each hosted project is started, as MSBuild resolved it.</summary>
    public EquatableArray<ProjectLaunch> Projects { get; init; }

    /// <summary>The values that the running host supplies.</summary>
    public EquatableArray<Slot> Slots { get; init; }

    /// <summary>The parts of the program whose effect on the graph is unknown before it runs.</summary>
    public EquatableArray<OpenPart> OpenParts { get; init; }

    /// <summary>True when the graph holds everything that can exist.</summary>
    public bool IsComplete => OpenParts.IsEmpty;

    /// <summary>The resource with <paramref name="key"/>, or <see langword="null"/>.</summary>
    public Resource? Find(string key)
    {
        foreach (var resource in Resources)
        {
            if (resource.Key == key)
            {
                return resource;
            }
        }

        return null;
    }

    /// <summary>How the project of <paramref name="resource"/> is started, or <see langword="null"/> when it is none or the build does not know it.</summary>
    public ProjectLaunch? LaunchOf(Resource resource)
    {
        if (resource.Kind == ResourceKind.Project)
        {
            foreach (var project in Projects)
            {
                if (project.IsOf(resource))
                {
                    return project;
                }
            }
        }

        return null;
    }
}

/// <summary>A part of the program whose effect on the graph is unknown before it runs.</summary>
/// <param name="Site">Site of the expression that the compiler could not follow.</param>
/// <param name="Diagnostic">The id of the warning that explains it.</param>
/// <param name="Reason">What is unknown, in words.</param>
public sealed record OpenPart(int Site, string Diagnostic, string Reason)
{
    /// <summary>The key of the only resource that the part describes or changes; <see langword="null"/> when it may change any and add others.</summary>
    public string? Resource { get; init; }
}

/// <summary>How a hosted project is started, as MSBuild and the project's own launch files say. Paths are relative to the app host's directory, with forward slashes.</summary>
/// <param name="Type">Name of the generated type, for example <c>Projects.Catalog_Api</c>.</param>
/// <param name="ProjectPath">The project file.</param>
/// <param name="TargetPath">The built assembly.</param>
/// <param name="Command">
/// The built program to start; a name without separators is looked up in <c>PATH</c>. <c>dotnet</c> without <see cref="Arguments"/>
/// starts <paramref name="TargetPath"/> with the shared host.
/// </param>
/// <param name="WorkingDirectory">The directory it starts in.</param>
/// <param name="TargetFramework">The framework it was built for.</param>
public sealed record ProjectLaunch(
    string Type,
    string ProjectPath,
    string TargetPath,
    string Command,
    string WorkingDirectory,
    string TargetFramework)
{
    /// <summary>The <see cref="Command"/> of projects without a program of their own.</summary>
    public const string SharedHost = "dotnet";

    /// <summary>The <see cref="Command"/> of projects that the app host was not built with: it is known once they are built.</summary>
    public const string BuiltWhenStarted = "";

    /// <summary>What the command is given before the resource's own arguments, as a command line; empty for nothing.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Its output is a class library, which cannot be started.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>The profiles of its launch settings, in the order of the file.</summary>
    public EquatableArray<LaunchProfile> Profiles { get; init; }

    /// <summary>The endpoints that its app settings give the web server.</summary>
    public EquatableArray<KestrelEndpoint> KestrelEndpoints { get; init; }

    /// <summary>A launch file has a mistake, so that profiles and endpoints may be missing here. Such a build does not succeed.</summary>
    public bool IsPartial { get; init; }

    /// <summary>True when <paramref name="resource"/> is this project: it names its type, or the path of its file.</summary>
    /// <param name="resource">A resource of kind <see cref="ResourceKind.Project"/>.</param>
    public bool IsOf(Resource resource) => resource.Project is { } type
        ? type == Type
        : resource.Settings.Where(e => e.Setting == ResourceSetting.ProjectPath).ToList() is [{ Value: ModelValue.HostPath path }]
            && LaunchPaths.Normal(path.Relative) == ProjectPath;

    /// <summary>The profile called <paramref name="name"/>, with regard to case, or <see langword="null"/>.</summary>
    public LaunchProfile? Profile(string name) => Profiles.FirstOrDefault(p => p.Name == name);
}
