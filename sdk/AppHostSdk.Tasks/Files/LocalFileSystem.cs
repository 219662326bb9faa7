namespace AppHostSdk.Tasks;

/// <summary>The file system of this machine.</summary>
internal sealed class LocalFileSystem : IFileSystem
{
    public bool IsWindows => Path.DirectorySeparatorChar == '\\';

    public PathKind KindOf(string path) =>
        Directory.Exists(path) ? PathKind.Directory : File.Exists(path) ? PathKind.File : PathKind.Missing;

    public IReadOnlyList<string> NamesIn(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(directory).Select(path => Path.GetFileName(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A directory may be entered but not listed. Names are only needed to give advice: there is none then.
            return [];
        }
    }
}
