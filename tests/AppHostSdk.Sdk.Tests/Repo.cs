using System.Reflection;

namespace AppHostSdk.Tests;

internal static class Repo
{
    public static string Root { get; } = typeof(Repo).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepoRoot")
        .Value!;
}
