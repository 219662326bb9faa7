using System.Text.RegularExpressions;

namespace AppHostSdk.Containers;

/// <summary>The parts of an image reference: <c>[registry[:port]/]name[:tag][@digest]</c>.</summary>
internal sealed partial record ImageReference
{
    private const string DefaultTag = "latest";

    private ImageReference(string? registry, string name, string? tag, string? digest)
    {
        Registry = registry;
        Name = name;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>The registry's host and port; null for the engine's default one.</summary>
    public string? Registry { get; }

    /// <summary>The name inside the registry, without tag and digest.</summary>
    public string Name { get; }

    /// <summary>The tag, when one is written.</summary>
    public string? Tag { get; }

    /// <summary>The digest, when one is written: <c>sha256:...</c>.</summary>
    public string? Digest { get; }

    /// <summary>The <c>fromImage</c> of a pull.</summary>
    public string FromImage => Registry is null ? Name : $"{Registry}/{Name}";

    /// <summary>The <c>tag</c> of a pull. A digest is more precise than a tag and wins over it.</summary>
    public string PullTag => Digest ?? Tag ?? DefaultTag;

    /// <summary>Understands an image reference.</summary>
    /// <exception cref="FormatException">It is not one; the message says why.</exception>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (rest, digest) = SplitAt(text, text.IndexOf('@', StringComparison.Ordinal));
        var colon = rest.LastIndexOf(':');
        var (path, tag) = SplitAt(rest, colon > rest.LastIndexOf('/') ? colon : -1);
        var (registry, name) = SplitRegistry(path);

        if (registry is not null && !RegistryPattern().IsMatch(registry))
        {
            throw new FormatException($"'{text}' is not an image reference: '{registry}' is not a valid registry host.");
        }

        if (name.Length == 0)
        {
            throw new FormatException($"'{text}' is not an image reference: the name is missing.");
        }

        if (!NamePattern().IsMatch(name))
        {
            throw new FormatException(NamePattern().IsMatch(name.ToLowerInvariant())
                ? $"'{text}' is not an image reference: the name must be in lower case."
                : $"'{text}' is not an image reference: '{name}' is not a valid name.");
        }

        if (tag is not null && !TagPattern().IsMatch(tag))
        {
            throw new FormatException($"'{text}' is not an image reference: '{tag}' is not a valid tag.");
        }

        if (digest is not null && !DigestPattern().IsMatch(digest))
        {
            throw new FormatException($"'{text}' is not an image reference: '{digest}' is not a valid digest.");
        }

        return new(registry, name, tag, digest);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FromImage + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    // The first part names a registry only when it cannot be part of a name on the default one.
    private static (string? Registry, string Name) SplitRegistry(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return (null, path);
        }

        var first = path[..slash];
        return first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Any(char.IsAsciiLetterUpper)
            ? (first, path[(slash + 1)..])
            : (null, path);
    }

    private static (string Head, string? Tail) SplitAt(string text, int index) =>
        index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?\z")]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}\z")]
    private static partial Regex DigestPattern();
}
