using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>Finds verified files that no test reads any more: a renamed test would otherwise leave its old snapshot behind for ever.</summary>
internal static class OrphanSnapshots
{
    /// <summary>The orphans in <paramref name="directory"/> and below, each with the reason, in the order of their paths.</summary>
    public static IReadOnlyList<string> In(string directory) =>
    [
        .. from folder in FoldersIn(directory)
           from file in Directory.EnumerateFiles(folder, "*.verified.*")
           let reason = WhyOrphan(Path.GetFileName(file), Path.GetDirectoryName(folder)!)
           where reason is not null
           let path = Path.GetRelativePath(directory, file).Replace('\\', '/')
           orderby path
           select $"{path}: {reason}",
    ];

    private static IEnumerable<string> FoldersIn(string directory) =>
        Directory.EnumerateDirectories(directory).SelectMany(child => Path.GetFileName(child) switch
        {
            "bin" or "obj" => [],
            SnapshotFile.Folder => [child],
            _ => FoldersIn(child),
        });

    private static string? WhyOrphan(string snapshot, string sources)
    {
        // A class file's name may have dots in it, so try every file instead of splitting.
        var classes = Directory.EnumerateFiles(sources, "*.cs")
            .Where(source => snapshot.StartsWith(Path.GetFileNameWithoutExtension(source) + ".", StringComparison.Ordinal))
            .ToList();
        if (classes.Count == 0)
        {
            return $"there is no {snapshot.Split('.')[0]}.cs";
        }

        foreach (var source in classes)
        {
            var method = snapshot[(Path.GetFileNameWithoutExtension(source).Length + 1)..].Split('.')[0];
            if (Regex.IsMatch(File.ReadAllText(source), $@"\b{Regex.Escape(method)}\s*(<[^>()]*>)?\("))
            {
                return null;
            }
        }

        var missing = snapshot[(Path.GetFileNameWithoutExtension(classes[0]).Length + 1)..].Split('.')[0];
        return $"{Path.GetFileName(classes[0])} has no method {missing}";
    }
}
