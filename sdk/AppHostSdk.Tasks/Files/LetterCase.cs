namespace AppHostSdk.Tasks;

/// <summary>Compares a path with the names that a file system really has.</summary>
internal static class LetterCase
{
    /// <summary>
    /// The path as it is spelt on disk when it differs from <paramref name="segments"/> in letter case only, else <see langword="null"/>.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="start">The directory that the path starts in; its own spelling is not looked at.</param>
    /// <param name="segments">The path, part by part, with <c>.</c> and <c>..</c> in it.</param>
    public static string? Actual(IFileSystem files, string start, IReadOnlyList<string> segments)
    {
        var directory = start;
        var actual = new List<string>();
        var differs = false;
        foreach (var segment in segments)
        {
            var name = segment;
            if (segment is not ("." or ".."))
            {
                var names = files.NamesIn(directory);
                if (!names.Contains(segment, StringComparer.Ordinal))
                {
                    name = names.Where(n => string.Equals(n, segment, StringComparison.OrdinalIgnoreCase)).OrderBy(n => n, StringComparer.Ordinal).FirstOrDefault();
                    if (name is null)
                    {
                        return null;
                    }

                    differs = true;
                }
            }

            actual.Add(name);
            directory = Path.GetFullPath(Path.Combine(directory, name));
        }

        return differs ? string.Join("/", actual) : null;
    }
}
