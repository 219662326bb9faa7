using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>The app host whose files are checked.</summary>
/// <param name="Graph">Its graph.</param>
/// <param name="Directory">The absolute path of its project's directory.</param>
/// <param name="Files">The file system.</param>
internal sealed record CheckedHost(AppGraph Graph, string Directory, IFileSystem Files)
{
    /// <summary>Where the build looks programs up: the value of its <c>PATH</c>.</summary>
    public string SearchPath { get; init; } = "";

    /// <summary>
    /// The text of a path that is constant and relative to a directory of the project, else <see langword="null"/>: late values
    /// are not known yet, and an absolute path belongs to the machine that runs the host, not to the one that builds it.
    /// </summary>
    public static string? RelativePath(ModelValue value) => Constant(value) is { } path && !IsAbsolute(path) ? path : null;

    /// <summary>True for a path from the root of any system, whatever the one that builds.</summary>
    public static bool IsAbsolute(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'));

    /// <summary>
    /// True when <paramref name="resource"/> starts only after another one has ended, which may have made what it needs.
    /// </summary>
    public bool StartsAfterWorkOfAnother(Resource resource)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Resource>([resource]);
        while (open.Count > 0)
        {
            foreach (var wait in open.Pop().Waits)
            {
                if (wait.Kind == WaitKind.Completed)
                {
                    return true;
                }

                if (seen.Add(wait.Dependency) && Graph.Find(wait.Dependency) is { } dependency)
                {
                    open.Push(dependency);
                }
            }
        }

        return false;
    }

    private static string? Constant(ModelValue value) => value switch
    {
        ModelValue.HostPath path => path.Relative,
        ModelValue.Text text => text.Value,

        // A path inside of a template is one of the host only at its beginning.
        ModelValue.Template template when template.Parts.Select((part, i) => i == 0 ? Constant(part) : part.AsText).ToList() is var parts && !parts.Contains(null) =>
            string.Concat(parts),
        _ => null,
    };
}
