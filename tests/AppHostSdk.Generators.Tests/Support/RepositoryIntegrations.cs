using System.Runtime.CompilerServices;

namespace AppHostSdk.Tests;

/// <summary>The integrations of this repository, as they are compiled into hosts.</summary>
internal static class RepositoryIntegrations
{
    public static IReadOnlyList<(string Name, string Text)> Files { get; } = Read();

    private static List<(string Name, string Text)> Read([CallerFilePath] string path = "") =>
    [
        .. Directory.GetFiles(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/integrations"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
    ];
}
