namespace AppHostSdk.Tasks.Tests;

/// <summary>A file system that exists only in a test, of either kind.</summary>
/// <param name="ignoresCase">As on Windows and macOS.</param>
/// <param name="paths">Absolute paths; those of directories end with a slash. What is above them is there too.</param>
internal sealed class FakeFileSystem(bool ignoresCase, params string[] paths) : IFileSystem
{
    private readonly Dictionary<string, PathKind> _kinds = Kinds(paths, ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public bool IsWindows { get; init; }

    public PathKind KindOf(string path) => _kinds.GetValueOrDefault(path);

    public IReadOnlyList<string> NamesIn(string directory) =>
        [.. _kinds.Keys.Where(path => path != "/" && string.Equals(Path.GetDirectoryName(path), directory, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)).Select(path => Path.GetFileName(path))];

    private static Dictionary<string, PathKind> Kinds(string[] paths, StringComparer comparer)
    {
        var kinds = new Dictionary<string, PathKind>(comparer) { ["/"] = PathKind.Directory };
        foreach (var path in paths)
        {
            kinds[path.TrimEnd('/')] = path.EndsWith('/') ? PathKind.Directory : PathKind.File;
            for (var parent = Path.GetDirectoryName(path.TrimEnd('/')); parent is not null; parent = Path.GetDirectoryName(parent))
            {
                kinds[parent] = PathKind.Directory;
            }
        }

        return kinds;
    }
}
