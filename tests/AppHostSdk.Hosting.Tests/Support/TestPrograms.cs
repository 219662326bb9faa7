using System.Reflection;
using AppHostSdk.Tests;

namespace AppHostSdk.Hosting.Tests;

/// <summary>The programs in tests/ that tests start.</summary>
internal static class TestPrograms
{
    /// <summary>Does what its arguments say; see its Program.cs.</summary>
    public static string Child { get; } = Find("TestChild");

    /// <summary>An app host; its first argument is the scenario.</summary>
    public static string Host { get; } = Find("TestHost");

    public static string ChildDirectory => Path.GetDirectoryName(Child)!;

    private static string Find(string name)
    {
        var configuration = typeof(TestPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
        var path = Path.Combine(RepoRoot.Path, "tests", name, "bin", configuration, "net10.0", name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: it is built with this project.");
    }
}
