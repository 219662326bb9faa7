namespace AppHostSdk.Model;

/// <summary>
/// Which launch profile a resource is started with. The app host's own profile takes part, so the compiler knows candidates and
/// the run time knows one.
/// </summary>
public static class LaunchSelection
{
    /// <summary>A resource's <see cref="Resource.LaunchProfile"/> for "without a profile".</summary>
    public static ModelValue Excluded { get; } = new ModelValue.Flag(false);

    /// <summary>
    /// The profile that is selected: the one the program names; else the one called like the app host's own; else the first that
    /// starts the project. Profiles that start another program, and those for servers and engines that an IDE starts, are taken only when
    /// the program names them.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="choice">The resource's <see cref="Resource.LaunchProfile"/>.</param>
    /// <param name="hostProfile">The name of the profile that the app host itself was started with, if any.</param>
    /// <returns>The profile, or <see langword="null"/> for none.</returns>
    public static LaunchProfile? Select(ProjectLaunch project, ModelValue choice, string? hostProfile) => choice switch
    {
        ModelValue.Text name => project.Profile(name.Value),
        ModelValue.NoValue => Runnable(project).FirstOrDefault(p => p.Name == hostProfile) ?? Runnable(project).FirstOrDefault(),
        _ => null,
    };

    /// <summary>Everything that <see cref="Select"/> may give, never empty. A choice known only at run time may be any profile or none.</summary>
    /// <param name="project">The project.</param>
    /// <param name="choice">The resource's <see cref="Resource.LaunchProfile"/>.</param>
    public static IReadOnlyList<LaunchProfile?> Candidates(ProjectLaunch project, ModelValue choice) => choice switch
    {
        ModelValue.NoValue when Runnable(project).Any() => [.. Runnable(project)],
        ModelValue.Late or ModelValue.Callback => [.. project.Profiles, null],
        _ => [Select(project, choice, null)],
    };

    /// <summary>True when the app host's own profile decides about some resource of <paramref name="graph"/>.</summary>
    public static bool DependsOnHost(AppGraph graph) =>
        graph.Resources.Any(r => graph.LaunchOf(r) is { } project && Candidates(project, r.LaunchProfile).Count > 1);

    private static IEnumerable<LaunchProfile> Runnable(ProjectLaunch project) => project.Profiles.Where(p => p.StartsProject);
}
