namespace AppHostSdk.Generators;

/// <summary>Paths below the app host's directory, with forward slashes.</summary>
internal static class Paths
{
    /// <summary><paramref name="path"/> continued by text, or <see langword="null"/> when that names something beside it.</summary>
    public static Value.HostPath? Below(Value.HostPath path, string text)
    {
        if (text.Length == 0)
        {
            return path;
        }

        return text[0] is '/' or '\\' ? Combine(path, text.TrimStart('/', '\\')) : null;
    }

    /// <summary><paramref name="path"/> joined with a relative one, or <see langword="null"/> when that is rooted.</summary>
    public static Value.HostPath? Combine(Value.HostPath path, string relative) =>
        IsRooted(relative)
            ? null
            : new Value.HostPath(path.Relative.Length == 0 ? relative : relative.Length == 0 ? path.Relative : $"{path.Relative.TrimEnd('/')}/{relative}");

    /// <summary>Two relative paths joined, with a forward slash on every system.</summary>
    public static string Combine(string first, string second) =>
        first.Length == 0 || IsRooted(second) ? second : second.Length == 0 ? first : first[first.Length - 1] is '/' ? first + second : $"{first}/{second}";

    /// <summary>Two paths one after the other, whatever the second one begins with.</summary>
    public static string Join(string first, string second) =>
        first.Length == 0 ? second : second.Length == 0 ? first : first[first.Length - 1] is '/' || second[0] is '/' ? first + second : $"{first}/{second}";

    /// <summary><paramref name="path"/> continued by what the text says, even if that begins with a slash.</summary>
    public static Value.HostPath? Join(Value.HostPath path, string text) => text.Length == 0 ? path : Combine(path, text.TrimStart('/'));

    /// <summary>Without <c>.</c> and <c>..</c> where they can be resolved.</summary>
    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    public static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'));
}
