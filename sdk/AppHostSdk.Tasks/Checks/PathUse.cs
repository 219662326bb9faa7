using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>A path that a part of the graph needs.</summary>
/// <param name="Resource">The resource that needs it.</param>
/// <param name="Condition">When it needs it, besides when it exists itself.</param>
/// <param name="Site">The call that says so.</param>
/// <param name="Start">The absolute directory that the path is relative to.</param>
/// <param name="Written">The path as it is written in the program.</param>
internal sealed record PathUse(Resource Resource, Condition Condition, int Site, string Start, string Written)
{
    /// <summary>Where tools put what they make. A path with such a name in it may be made after the build of the host.</summary>
    private static readonly HashSet<string> MadeByTools = new(StringComparer.OrdinalIgnoreCase)
    {
        "artifacts", "bin", "build", "dist", "node_modules", "obj", "out", "publish", "target", ".venv", "venv",
    };

    /// <summary>The resource writes there.</summary>
    public bool IsWritten { get; init; }

    /// <summary>The parts of the path. A backslash is a separator on Windows only.</summary>
    public IReadOnlyList<string> Segments(IFileSystem files) =>
        Written.Split(files.IsWindows ? ['/', '\\'] : ['/'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True when the path is where tools put what they make.</summary>
    public bool IsMadeByTools => Written.Split('/', '\\').Any(MadeByTools.Contains);

    /// <summary>The absolute path, or <see langword="null"/> when this is none that the system accepts.</summary>
    public string? FullPath
    {
        get
        {
            try
            {
                var path = Path.GetFullPath(Path.Combine(Start, Written));
                return path.Length > 1 ? path.TrimEnd(Path.DirectorySeparatorChar) : path;
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
            {
                return null;
            }
        }
    }
}
