namespace AppHostSdk.Builds;

/// <summary>The errors of a build of several projects, and whose they are.</summary>
/// <param name="projects">The paths of the projects' files.</param>
internal sealed class BuildErrors(IReadOnlyList<string> projects)
{
    private readonly List<(string Line, string? Project)> _lines = [];

    /// <summary>Takes a line that the build printed, and keeps it when it is an error.</summary>
    /// <param name="line">The line: MSBuild ends errors with the project in brackets.</param>
    /// <param name="isError">It was printed on the standard error.</param>
    public void Add(string line, bool isError)
    {
        line = line.Trim();
        if ((isError || line.Contains("error", StringComparison.Ordinal)) && !_lines.Exists(l => l.Line == line))
        {
            _lines.Add((line, ProjectOf(line)));
        }
    }

    /// <summary>
    /// The errors of a project; when it has none of its own, those of none of the projects: of what they refer to, or of the build.
    /// </summary>
    public IReadOnlyList<string> Of(string project)
    {
        var own = _lines.FindAll(l => l.Project == project);
        return (own.Count > 0 ? own : _lines.FindAll(l => l.Project is null)).ConvertAll(l => l.Line);
    }

    private string? ProjectOf(string line) => projects.FirstOrDefault(project =>
        line.EndsWith($"[{project}]", StringComparison.Ordinal) || line.Contains($"[{project}::", StringComparison.Ordinal));
}
