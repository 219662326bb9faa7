using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AppHostSdk.Containers;

/// <summary>The lines of a <see cref="SpecificationText"/>, in any order.</summary>
internal sealed class SpecificationLines
{
    private const int DigestLength = 16;

    private readonly List<(string Name, Func<Task<string>> Value)> _lines = [];

    /// <summary>Adds a line that shows its value.</summary>
    public void Add(string name, string value) => _lines.Add((name, () => Task.FromResult(value)));

    /// <summary>Adds a line with the digest of a value that may be secret.</summary>
    public void AddDigest(string name, params IReadOnlyList<string> texts) => Add(name, Digest(texts));

    /// <summary>Adds a line with the digest of files, which are read when the text is made.</summary>
    public void AddDigest(string name, IEnumerable<ContainerFiles> files) => _lines.Add((name, async () =>
    {
        using var archive = ContainerArchive.Of(files);
        return (await archive.DigestAsync(CancellationToken.None).ConfigureAwait(false))[..DigestLength];
    }));

    /// <summary>The text.</summary>
    /// <exception cref="DistributedApplicationException">A file does not exist or cannot be read.</exception>
    public async Task<string> ToTextAsync()
    {
        var lines = new List<string>();
        foreach (var (name, value) in _lines.OrderBy(l => l.Name, StringComparer.Ordinal))
        {
            lines.Add($"{name}={await value().ConfigureAwait(false)}");
        }

        return string.Join('\n', lines);
    }

    // Each text with its length, so that two lists with the same letters differ.
    private static string Digest(IEnumerable<string> texts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Length}:{t}"))))))[..DigestLength];
}
