namespace AppHostSdk.Model;

/// <summary>
/// What launch profiles and app settings mean: entries of a resource, as if the program had made them in the call that adds it.
/// The program's own entries come after them and win.
/// </summary>
public static class LaunchExpansion
{
    /// <summary>The variable by which a program learns the name of its profile.</summary>
    public const string ProfileVariable = "DOTNET_LAUNCH_PROFILE";

    /// <summary>
    /// The endpoints that <paramref name="resource"/> has from the start. Those of the app settings replace those of the profile,
    /// because the web server does the same.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="project">Its project.</param>
    /// <param name="profile">The profile selected, or <see langword="null"/> for none.</param>
    public static IEnumerable<EndpointDeclaration> Endpoints(Resource resource, ProjectLaunch project, LaunchProfile? profile) =>
        project.KestrelEndpoints.IsEmpty || resource.Setting(ResourceSetting.ExcludeKestrelEndpoints).AsFlag == true
            ? Named(profile?.Urls ?? default).Select(e => Declaration(resource, e.Name, e.Url))
            : project.KestrelEndpoints.Where(e => !e.Url.IsSocket).Select(e => Declaration(resource, e.Name, e.Url));

    /// <summary>The names of a profile's addresses: the scheme, and for further ones of a scheme the scheme with 2, 3…</summary>
    /// <param name="urls">The addresses.</param>
    public static IEnumerable<(string Name, ListenAddress Url)> Named(EquatableArray<ListenAddress> urls)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var url in urls)
        {
            if (!url.IsSocket)
            {
                counts.TryGetValue(url.Scheme, out var count);
                counts[url.Scheme] = ++count;
                yield return (count == 1 ? url.Scheme : $"{url.Scheme}{count}", url);
            }
        }
    }

    /// <summary>
    /// What declares the endpoints of <paramref name="resource"/> with each of the launch profiles that may be selected, in order;
    /// never empty. Where a launch file has a mistake, the profile selected may be one that could not be read.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="project">Its project, or <see langword="null"/> when it is none.</param>
    public static IReadOnlyList<EquatableArray<EndpointEntry>> Candidates(Resource resource, ProjectLaunch? project) => project is null
        ? [resource.Endpoints]
        : [.. LaunchSelection.Candidates(project, resource.LaunchProfile)
            .Concat(project.IsPartial ? [null] : [])
            .Select(profile => Endpoints(resource, project, profile).Concat(resource.Endpoints).ToEquatableArray())];

    /// <summary>Every endpoint that <paramref name="candidates"/> declare, once, as the first that has it says.</summary>
    public static EquatableArray<ResourceEndpoint> Union(IReadOnlyList<EquatableArray<EndpointEntry>> candidates) => candidates.Count == 1
        ? EndpointFold.Fold(candidates[0])
        : candidates.SelectMany(c => EndpointFold.Fold(c)).GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).Select(g => g.First()).ToEquatableArray();

    /// <summary>
    /// The graph with exactly one selection made for every project: its endpoints and variables are in the resource, whose
    /// <see cref="Resource.LaunchProfile"/> names the profile. Applied again, it changes no endpoint. Arguments are not among those of the
    /// resource, which functions of the program may change: see <see cref="ProfileOf"/>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="hostProfile">The name of the profile that the app host itself was started with, if any.</param>
    /// <param name="expand">Replaces <c>%NAME%</c> in a variable's value.</param>
    public static AppGraph Apply(AppGraph graph, string? hostProfile, Func<string, string> expand) => graph with
    {
        Resources = graph.Resources.Map(resource =>
            graph.LaunchOf(resource) is { } project && !(project.Profiles.IsEmpty && project.KestrelEndpoints.IsEmpty)
                ? Apply(resource, project, LaunchSelection.Select(project, resource.LaunchProfile, hostProfile), expand)
                : resource),
    };

    /// <summary>The profile that <see cref="Apply(AppGraph, string?, Func{string, string})"/> selected for a resource, or <see langword="null"/>.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="project">Its project.</param>
    public static LaunchProfile? ProfileOf(Resource resource, ProjectLaunch project) =>
        resource.LaunchProfile is ModelValue.Text { Value: var name } ? project.Profile(name) : null;

    private static Resource Apply(Resource resource, ProjectLaunch project, LaunchProfile? profile, Func<string, string> expand)
    {
        var endpoints = Endpoints(resource, project, profile).Concat(resource.Endpoints).ToEquatableArray();
        if (profile is null)
        {
            return resource with
            {
                Endpoints = endpoints,
                LaunchProfile = resource.LaunchProfile.IsNone ? LaunchSelection.Excluded : resource.LaunchProfile,
            };
        }

        return resource with
        {
            LaunchProfile = new ModelValue.Text(profile.Name),
            Endpoints = endpoints,
            Environment = Environment(profile, project, endpoints).Select(EnvironmentEntry (v) => Variable(resource, v.Name, expand(v.Value)))
                .Append(Variable(resource, ProfileVariable, profile.Name))
                .Concat(resource.Environment)
                .ToEquatableArray(),
        };
    }

    /// <summary>The variables of a profile without those that would have the program listen elsewhere than at its endpoints.</summary>
    private static IEnumerable<LaunchVariable> Environment(LaunchProfile profile, ProjectLaunch project, EquatableArray<EndpointEntry> endpoints)
    {
        if (!profile.Environment.Any(v => ListenVariables.IsOne(v.Name)))
        {
            return profile.Environment;
        }

        var served = EndpointFold.Fold(endpoints).Where(ListenVariables.IsServed).ToList();
        return profile.Environment.Where(v => !ListenVariables.Displaces(v.Name, project, served));
    }

    private static EnvironmentVariable Variable(Resource resource, string name, string value) =>
        new EnvironmentVariable(name, new ModelValue.Text(value)) { Site = resource.Site };

    private static EndpointDeclaration Declaration(Resource resource, string name, ListenAddress url) => new(name)
    {
        Scheme = url.Scheme,
        Port = url.Port == 0 ? ModelValue.None : ModelValue.From(url.Port),
        TargetHost = url.TargetHost,
        Site = resource.Site,
    };
}
