namespace AppHostSdk.Generators;

/// <summary>
/// Parts of paths, where they are the same on every system: not with backslashes and colons, which only some of them have, nor
/// where a separator comes out that only one has.
/// </summary>
internal static class PathFunctions
{
    private static readonly object Unknown = PureFunctions.Unknown;

    public static readonly Dictionary<string, PureFunction> All = new(StringComparer.Ordinal)
    {
        ["Path.GetFileName(String)"] = a => Of(a, Path.GetFileName),
        ["Path.GetFileNameWithoutExtension(String)"] = a => Of(a, Path.GetFileNameWithoutExtension),
        ["Path.GetExtension(String)"] = a => Of(a, Path.GetExtension),
        ["Path.HasExtension(String)"] = a => Of(a, path => Path.HasExtension(path)),
        ["Path.ChangeExtension(String,String)"] = a => IsPlain(a[1]) ? Of(a, path => Path.ChangeExtension(path, (string?)a[1])) : Unknown,
        ["Path.GetDirectoryName(String)"] = a => Of(a, path => path.Length == 0 || path[0] == '/' || path.Count(c => c == '/') > 1 ? Unknown : path.Substring(0, Math.Max(0, path.IndexOf('/')))),
        ["Path.IsPathRooted(String)"] = a => Of(a, path => path.Length > 0 && path[0] == '/'),
        ["Path.IsPathFullyQualified(String)"] = a => Of(a, path => path.Length > 0 && path[0] == '/' ? Unknown : false),
        ["Path.GetPathRoot(String)"] = a => Of(a, path => path.Length == 0 || path[0] == '/' ? Unknown : ""),
        ["Path.EndsInDirectorySeparator(String)"] = a => Of(a, path => path.Length > 0 && path[path.Length - 1] == '/'),
        ["Path.TrimEndingDirectorySeparator(String)"] = a => Of(a, path => path.Length > 1 && path[path.Length - 1] == '/' && path[0] != '/' ? path.Substring(0, path.Length - 1) : path[0] == '/' ? Unknown : path),
    };

    private static object? Of(object?[] a, Func<string, object?> function) => a[0] is string path && IsPlain(path) ? function(path) : Unknown;

    private static bool IsPlain(object? path) => path is not string text || text.IndexOfAny(['\\', ':', '\0', '"', '<', '>', '|', '*', '?']) < 0;
}
