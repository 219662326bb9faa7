namespace AppHostSdk.Containers;

/// <summary>
/// A specification as a text that is equal when the container would be the same: a label of persistent containers. Values that may be
/// secret are in it as a digest.
/// </summary>
internal static class SpecificationText
{
    /// <summary>The text: one line per property, <c>name=value</c>. Files that are put into the container are read for it.</summary>
    /// <exception cref="DistributedApplicationException">A file does not exist or cannot be read.</exception>
    public static Task<string> OfAsync(ContainerSpec spec)
    {
        var lines = new SpecificationLines();
        foreach (var part in SpecificationParts.All)
        {
            part.Fill(lines, spec);
        }

        return lines.ToTextAsync();
    }

    /// <summary>What differs, in words: <c>image was redis:7 and is redis:8, variable TZ is new</c>.</summary>
    public static string Difference(string before, string after)
    {
        var (old, now) = (Parse(before), Parse(after));
        var words = old.Keys.Union(now.Keys)
            .Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .Select(name => (old.GetValueOrDefault(name), now.GetValueOrDefault(name)) switch
            {
                (null, _) => $"{name} is new",
                (_, null) => $"{name} is gone",
                ({ } was, { } @is) when SpecificationParts.All.Any(p => p.IsQuoted(name)) => $"{name} was {was} and is {@is}",
                _ => $"{name} has changed",
            })
            .ToList();
        return words.Count == 0 ? "it was made by another version" : string.Join(", ", words);
    }

    private static Dictionary<string, string> Parse(string text)
    {
        var lines = new Dictionary<string, string>();
        foreach (var line in text.Split('\n'))
        {
            var end = line.IndexOf('=', StringComparison.Ordinal);
            lines[end < 0 ? line : line[..end]] = end < 0 ? "" : line[(end + 1)..];
        }

        return lines;
    }
}
