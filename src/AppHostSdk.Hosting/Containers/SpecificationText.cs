using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AppHostSdk.Containers;

/// <summary>
/// A specification as a text that is equal when the container would be the same: a label of persistent containers. Values that may be
/// secret are in it as a digest.
/// </summary>
internal static class SpecificationText
{
    private const int DigestLength = 16;

    /// <summary>The text: one line per property, <c>name=value</c>. Files that are put into the container are read for it.</summary>
    /// <exception cref="DistributedApplicationException">A file does not exist or cannot be read.</exception>
    public static async Task<string> OfAsync(ContainerSpec spec)
    {
        var lines = Lines(spec).ToList();
        foreach (var files in spec.Files.GroupBy(f => f.Destination))
        {
            using var archive = ContainerArchive.Of(files);
            lines.Add(($"files in {files.Key}", (await archive.DigestAsync(CancellationToken.None).ConfigureAwait(false))[..DigestLength]));
        }

        return string.Join('\n', lines.OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => $"{l.Name}={l.Value}"));
    }

    /// <summary>What differs, in words: <c>image redis:7 became redis:8, variable TZ</c>.</summary>
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
                ({ } was, { } @is) when name == "image" || name.StartsWith("port ", StringComparison.Ordinal) || name.StartsWith("mount ", StringComparison.Ordinal) =>
                    $"{name} was {was} and is {@is}",
                _ => $"{name} has changed",
            })
            .ToList();
        return words.Count == 0 ? "it was made by another version" : string.Join(", ", words);
    }

    private static IEnumerable<(string Name, string Value)> Lines(ContainerSpec spec)
    {
        yield return ("name", spec.Name);
        yield return ("image", spec.Image);
        yield return ("network", spec.Network ?? "");
        if (spec.NetworkId is { } network)
        {
            yield return ("network id", network);
        }

        foreach (var alias in spec.NetworkAliases.Distinct())
        {
            yield return ($"network alias {alias}", "");
        }

        if (spec.RuntimeArguments.Count > 0)
        {
            yield return ("runtime arguments", Digest(spec.RuntimeArguments));
        }

        foreach (var line in spec.ExtraHosts)
        {
            yield return ($"host {line.Split(':')[0]}", line);
        }

        if (spec.Entrypoint is { } entrypoint)
        {
            yield return ("entry point", Digest(entrypoint));
        }

        if (spec.Command.Count > 0)
        {
            yield return ("command line", Digest(spec.Command));
        }

        foreach (var (name, value) in spec.Environment.GroupBy(v => v.Key).Select(same => same.Last()))
        {
            yield return ($"variable {name}", Digest([value]));
        }

        foreach (var port in spec.Ports)
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"port {port.Container}/{port.Protocol} at {port.HostAddress}"),
                port.Host.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var mount in spec.Mounts)
        {
            yield return ($"mount {mount.Target}", $"{(mount.IsVolume ? "volume " : "")}{mount.Source}{(mount.IsReadOnly ? ", read-only" : "")}");
        }
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

    // Each text with its length, so that two lists with the same letters differ.
    private static string Digest(IEnumerable<string> texts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Length}:{t}"))))))[..DigestLength];
}
