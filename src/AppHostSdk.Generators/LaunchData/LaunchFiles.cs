using System.Collections.Immutable;
using AppHostSdk.Model;

namespace AppHostSdk.Generators;

/// <summary>What the launch files say about the hosted projects.</summary>
/// <param name="Projects">The projects of the manifest with their profiles and endpoints.</param>
/// <param name="Mistakes">What is wrong in the files of these projects.</param>
internal sealed record LaunchData(EquatableArray<ProjectLaunch> Projects, EquatableArray<LaunchMistake> Mistakes);

/// <summary>Finds the launch files of each project among those that the compiler was given; others are nobody's and not looked at.</summary>
internal static class LaunchFiles
{
    /// <param name="projects">The projects, with paths relative to <paramref name="hostDirectory"/>.</param>
    /// <param name="files">The files.</param>
    /// <param name="hostDirectory">The host's project directory.</param>
    public static LaunchData Join(EquatableArray<ProjectLaunch> projects, ImmutableArray<LaunchFile> files, string hostDirectory)
    {
        var byPath = files.ToLookup(f => LaunchPaths.Normal(f.Path), StringComparer.OrdinalIgnoreCase);
        var mistakes = new List<LaunchMistake>();
        var joined = projects.Map(project =>
        {
            var path = LaunchPaths.Normal(IsRooted(project.ProjectPath) ? project.ProjectPath : $"{hostDirectory}/{project.ProjectPath}");
            var settings = Find(LaunchPaths.LaunchSettingsOf(path));
            var appSettings = LaunchPaths.AppSettingsOf(path).Select(Find).OfType<LaunchFile>().ToList();
            var kestrel = KestrelSection.Merge([.. appSettings.Select(f => f.AppSettings!)]);
            var own = Mistakes(settings, settings?.Settings?.Problems ?? default)
                .Concat(appSettings.SelectMany(f => Mistakes(f, f.AppSettings!.Problems)))
                .Concat(kestrel.Problems.SelectMany(p => Mistakes(appSettings[p.File], EquatableArray.Of(p.Problem))))
                .ToList();
            mistakes.AddRange(own);
            return project with
            {
                Profiles = settings?.Settings?.Profiles ?? default,
                KestrelEndpoints = kestrel.Endpoints,
                IsPartial = own.Count > 0,
            };
        });

        // Two projects in one directory share its files.
        return new LaunchData(joined, mistakes.Distinct().ToEquatableArray());

        // On some systems paths differ in case only by accident, on others they are different files: an exact match goes first.
        LaunchFile? Find(string path) =>
            byPath[path].FirstOrDefault(f => LaunchPaths.Normal(f.Path) == path) ?? byPath[path].FirstOrDefault();
    }

    private static IEnumerable<LaunchMistake> Mistakes(LaunchFile? file, EquatableArray<LaunchFileProblem> problems) =>
        file is null ? [] : problems.Select(problem => LaunchMistake.Of(file, problem));

    private static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'));
}
