using AppHostSdk.Model;

namespace AppHostSdk.Configuration;

/// <summary>Finds the projects that the program names by path, and reads how they are launched.</summary>
internal static class ProjectPaths
{
    /// <summary>
    /// The graph with a project for each resource that names one by path: the one that the app host was built with, else one that is
    /// built when it starts. Where there is none, nothing changes; the resource cannot be started then.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A launch file of a project has a mistake.</exception>
    public static AppGraph Bind(AppGraph graph, string hostDirectory)
    {
        if (!graph.Resources.Any(IsByPath))
        {
            return graph;
        }

        var projects = graph.Projects.ToList();
        var resources = graph.Resources.Map(resource =>
        {
            if (!IsByPath(resource) || PathOf(resource, hostDirectory) is not { } path || Find(path, out _) is not { } file)
            {
                return resource;
            }

            var project = projects.Find(p => Path.GetFullPath(Path.Combine(hostDirectory, p.ProjectPath)) == file);
            if (project is null)
            {
                projects.Add(project = Read(file));
            }

            return resource with { Project = project.Type };
        });
        return graph with { Resources = resources, Projects = projects.ToEquatableArray() };
    }

    /// <summary>Why the project that <paramref name="resource"/> names by path cannot be started; <see langword="null"/> when it names none.</summary>
    public static string? ProblemOf(Model.Resource resource, string hostDirectory)
    {
        if (PathOf(resource, hostDirectory) is not { } path)
        {
            return null;
        }

        Find(path, out var problem);
        return problem;
    }

    private static bool IsByPath(Model.Resource resource) =>
        resource is { Kind: ResourceKind.Project, Project: null } && !resource.Setting(ResourceSetting.ProjectPath).IsNone;

    private static string? PathOf(Model.Resource resource, string hostDirectory)
    {
        var written = resource.Setting(ResourceSetting.ProjectPath) switch
        {
            ModelValue.HostPath path => path.Relative,
            ModelValue.Text text => text.Value,
            _ => null,
        };

        // Hosts are written on Windows, too, and run elsewhere.
        return written is null ? null : Path.GetFullPath(Path.Combine(hostDirectory, Path.DirectorySeparatorChar == '/' ? written.Replace('\\', '/') : written));
    }

    private static string? Find(string path, out string problem)
    {
        problem = "";
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            problem = $"there is no file or directory '{path}'";
            return null;
        }

        var files = Directory.GetFiles(path, "*.*proj");
        problem = files.Length == 0
            ? $"there is no project file in '{path}'"
            : $"there are several project files in '{path}': {string.Join(", ", files.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Name one of them";
        return files is [var file] ? file : null;
    }

    private static ProjectLaunch Read(string file)
    {
        var path = file.Replace('\\', '/');
        var problems = new List<string>();
        var settings = Read(LaunchPaths.LaunchSettingsOf(path), LaunchSettings.Read, s => s.Problems);
        var files = LaunchPaths.AppSettingsOf(path).Where(File.Exists).ToList();
        var kestrel = KestrelSection.Merge([.. files.Select(f => Read(f, AppSettings.Read, s => s.Problems)!)]);
        foreach (var problem in kestrel.Problems)
        {
            Add(files[problem.File], File.ReadAllText(files[problem.File]), problem.Problem);
        }

        return problems.Count > 0
            ? throw new DistributedApplicationException(string.Join(Environment.NewLine, problems))
            : new ProjectLaunch(file, file, "", ProjectLaunch.BuiltWhenStarted, Path.GetDirectoryName(file)!, "")
            {
                Profiles = settings?.Profiles ?? default,
                KestrelEndpoints = kestrel.Endpoints,
            };

        T? Read<T>(string name, Func<string, T> parse, Func<T, EquatableArray<LaunchFileProblem>> problemsOf)
            where T : class
        {
            if (!File.Exists(name))
            {
                return null;
            }

            var text = File.ReadAllText(name);
            var parsed = parse(text);
            foreach (var problem in problemsOf(parsed))
            {
                Add(name, text, problem);
            }

            return parsed;
        }

        void Add(string name, string text, LaunchFileProblem problem)
        {
            var before = text.AsSpan(0, Math.Min(problem.Start, text.Length));
            problems.Add($"{name}({before.Count('\n') + 1},{before.Length - before.LastIndexOf('\n')}): {problem.Text}.");
        }
    }
}
