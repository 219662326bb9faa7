using System.Runtime.InteropServices;

namespace AppHostSdk.Processes;

/// <summary>The program <c>dotnet</c> that belongs to the run time of this process.</summary>
internal static class SharedHost
{
    /// <summary>Its path, or its name to be looked up in <c>PATH</c> when this process brings its own run time.</summary>
    public static string Path { get; } = Find();

    /// <summary><see cref="Path"/>, unless the environment says another one.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : Path;

    /// <summary><see cref="Path"/>, looked up; the name alone where that finds nothing.</summary>
    public static string FullPath => System.IO.Path.IsPathRooted(Path) ? Path : ProgramPath.Find(Path, "/", Environment.GetEnvironmentVariable("PATH")).Path ?? Path;

    private static string Find()
    {
        // …/shared/Microsoft.NETCore.App/10.0.0/
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var path = System.IO.Path.Combine(root, "dotnet");
        return System.IO.File.Exists(path) ? path : "dotnet";
    }
}
