using System.Text.RegularExpressions;

namespace AppHostSdk.Model;

/// <summary>The parts of an image reference: <c>[registry[:port]/]name[:tag][@digest]</c>.</summary>
public sealed partial record ImageReference
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
        return Problem(text, out var reference) is { } problem ? throw new FormatException($"'{text}' is not an image reference: {problem}.") : reference!;
    }

    /// <summary>What is wrong with an image reference in words that end a sentence, or <see langword="null"/> for a valid one.</summary>
    public static string? Problem(string text) => Problem(text, out _);

    /// <summary>True for what can stand behind the colon.</summary>
    internal static bool IsTag(string text) => TagPattern().IsMatch(text);

    private static string? Problem(string text, out ImageReference? reference)
    {
        reference = null;
        var (rest, digest) = SplitAt(text, text.IndexOf('@'));
        var colon = rest.LastIndexOf(':');
        var (path, tag) = SplitAt(rest, colon > rest.LastIndexOf('/') ? colon : -1);
        var (registry, name) = SplitRegistry(path);

        if (registry is not null && !RegistryPattern().IsMatch(registry))
        {
            return $"'{registry}' is not a valid registry host";
        }

        if (name.Length == 0)
        {
            return "the name is missing";
        }

        if (!NamePattern().IsMatch(name))
        {
            return NamePattern().IsMatch(name.ToLowerInvariant()) ? "the name must be in lower case" : $"'{name}' is not a valid name";
        }

        if (tag is not null && !TagPattern().IsMatch(tag))
        {
            return $"'{tag}' is not a valid tag";
        }

        if (digest is not null && !DigestPattern().IsMatch(digest))
        {
            return $"'{digest}' is not a valid digest";
        }

        reference = new(registry, name, tag, digest);
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FromImage + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    // The first part names a registry only when it cannot be part of a name on the default one.
    private static (string? Registry, string Name) SplitRegistry(string path)
    {
        var slash = path.IndexOf('/');
        if (slash < 0)
        {
            return (null, path);
        }

        var first = path.Substring(0, slash);
        return first == "localhost" || first.Any(c => c is '.' or ':' or (>= 'A' and <= 'Z'))
            ? (first, path.Substring(slash + 1))
            : (null, path);
    }

    private static (string Head, string? Tail) SplitAt(string text, int index) =>
        index < 0 ? (text, null) : (text.Substring(0, index), text.Substring(index + 1));

    private const string NameForm = @"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z";
    private const string RegistryForm = @"\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?\z";
    private const string TagForm = @"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z";
    private const string DigestForm = @"\A[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}\z";

#if NET
    [GeneratedRegex(NameForm)]
    private static partial Regex NamePattern();

    [GeneratedRegex(RegistryForm)]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(TagForm)]
    private static partial Regex TagPattern();

    [GeneratedRegex(DigestForm)]
    private static partial Regex DigestPattern();
#else
    private static readonly Regex NameRegex = new(NameForm, RegexOptions.CultureInvariant);

    private static Regex NamePattern() => NameRegex;

    private static readonly Regex RegistryRegex = new(RegistryForm, RegexOptions.CultureInvariant);

    private static Regex RegistryPattern() => RegistryRegex;

    private static readonly Regex TagRegex = new(TagForm, RegexOptions.CultureInvariant);

    private static Regex TagPattern() => TagRegex;

    private static readonly Regex DigestRegex = new(DigestForm, RegexOptions.CultureInvariant);

    private static Regex DigestPattern() => DigestRegex;
#endif
}
