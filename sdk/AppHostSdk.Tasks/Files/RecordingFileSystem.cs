namespace AppHostSdk.Tasks;

/// <summary>Remembers what was found, so that the next build can see whether it is still there.</summary>
internal sealed class RecordingFileSystem(IFileSystem files) : IFileSystem
{
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>The absolute paths that were found, those of directories with a slash at the end.</summary>
    public IReadOnlyCollection<string> Found => _found;

    public bool IsWindows => files.IsWindows;

    public PathKind KindOf(string path)
    {
        var kind = files.KindOf(path);
        if (kind != PathKind.Missing)
        {
            _found.Add(kind == PathKind.Directory && !path.EndsWith("/", StringComparison.Ordinal) ? path + "/" : path);
        }

        return kind;
    }

    public IReadOnlyList<string> NamesIn(string directory) => files.NamesIn(directory);
}
