namespace AppHostSdk.Tests;

/// <summary>The directory of this repository.</summary>
internal static class RepoRoot
{
    // What a deterministic build of a CI system puts in place of the repository's directory in caller file paths.
    private const string Mapped = "/_/";

    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The file on this machine that a caller file path means.</summary>
    public static string Local(string sourceFile) =>
        sourceFile.StartsWith(Mapped, StringComparison.Ordinal)
            ? System.IO.Path.Combine(Path, sourceFile[Mapped.Length..])
            : sourceFile;

    private static string Find(string start)
    {
        for (var directory = start; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            if (File.Exists(System.IO.Path.Combine(directory, "Directory.Packages.props")))
            {
                return directory;
            }
        }

        throw new InvalidOperationException($"{start} is not in the repository.");
    }
}
