using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>Where in the source the calls of a graph are, as absolute paths.</summary>
internal sealed class SourcePlaces
{
    private readonly Dictionary<int, SitePlace> _places = [];
    private readonly string _projectDirectory;
    private readonly IReadOnlyList<string> _sources;

    /// <summary>Puts a site table and the files of a compilation together.</summary>
    /// <param name="places">The table.</param>
    /// <param name="projectDirectory">The project's directory.</param>
    /// <param name="sources">The absolute paths of the files that were compiled.</param>
    public SourcePlaces(IEnumerable<SitePlace> places, string projectDirectory, IReadOnlyList<string> sources)
    {
        foreach (var place in places)
        {
            _places[place.Site] = place;
        }

        _projectDirectory = projectDirectory;
        _sources = sources;
    }

    /// <summary>The place of a call, or <see langword="null"/> when it is not known.</summary>
    public SitePlace? Find(int site) => _places.TryGetValue(site, out var place) ? place with { File = FullPath(place.File) } : null;

    /// <summary>The table has only the name of a file outside the project; the compilation knows where it is.</summary>
    private string FullPath(string file)
    {
        var inProject = Path.Combine(_projectDirectory, file.Replace('/', Path.DirectorySeparatorChar));
        if (_sources.Contains(inProject, StringComparer.Ordinal) || file.Contains('/'))
        {
            return inProject;
        }

        var named = _sources.Where(source => string.Equals(Path.GetFileName(source), file, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        return named.Count == 1 ? named[0] : inProject;
    }
}
