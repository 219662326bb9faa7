using System.Text;
using System.Text.RegularExpressions;

namespace AppHostSdk.Containers;

/// <summary>
/// What a <c>.dockerignore</c> keeps out of a build. The last line that matches a path or a directory above it decides; a line that
/// begins with an exclamation mark lets in again.
/// </summary>
internal sealed class IgnoreFile
{
    private readonly List<(Regex Pattern, bool IsException)> _lines = [];

    private IgnoreFile()
    {
    }

    /// <summary>Lets everything in.</summary>
    public static IgnoreFile Empty { get; } = new();

    /// <summary>Something below an ignored directory may be let in again, so that it must be looked into.</summary>
    public bool HasExceptions => _lines.Any(l => l.IsException);

    /// <summary>Understands the lines of a file.</summary>
    /// <exception cref="DistributedApplicationException">A line is no pattern.</exception>
    public static IgnoreFile Parse(IEnumerable<string> lines)
    {
        var file = new IgnoreFile();
        foreach (var line in lines)
        {
            var pattern = line.TrimStart('\uFEFF');
            if (pattern.StartsWith('#'))
            {
                continue;
            }

            pattern = pattern.Trim();
            var isException = pattern.StartsWith('!');
            if (Clean(isException ? pattern[1..].Trim() : pattern) is { Length: > 0 } clean)
            {
                file._lines.Add((ExpressionOf(clean, line), isException));
            }
        }

        return file;
    }

    /// <summary>Whether a path, relative to the context and with forward slashes, is kept out.</summary>
    public bool Ignores(string path)
    {
        var ignored = false;
        foreach (var (pattern, isException) in _lines)
        {
            if (ignored == isException && pattern.IsMatch(path))
            {
                ignored = !isException;
            }
        }

        return ignored;
    }

    /// <summary>Without a slash at its ends and without parts that mean nothing: all paths are relative to the context.</summary>
    private static string Clean(string pattern)
    {
        var parts = new List<string>();
        foreach (var part in pattern.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static Regex ExpressionOf(string pattern, string line)
    {
        try
        {
            return new Regex(Expression(pattern), RegexOptions.CultureInvariant);
        }
        catch (ArgumentException e)
        {
            throw new DistributedApplicationException($"the line '{line}' of .dockerignore is no pattern. Correct what is between its brackets.", e);
        }
    }

    /// <summary>A pattern as an expression for the whole path or the beginning of one, up to a slash.</summary>
    private static string Expression(string pattern)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    var isWhole = i + 1 < pattern.Length && pattern[i + 1] == '/';
                    i += isWhole ? 1 : 0;
                    text.Append(isWhole ? "(.*/)?" : ".*");
                    break;
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is var end && end > i + 1:
                    text.Append('[').Append(pattern[(i + 1)..end].Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return text.Append("(/|$)").ToString();
    }
}
