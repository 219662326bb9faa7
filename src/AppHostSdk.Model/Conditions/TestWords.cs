namespace AppHostSdk.Model;

/// <summary>A test of a value as users would say it, and how values are written on the edges of a diagram.</summary>
public static class TestWords
{
    /// <summary>How <see langword="null"/> is written on an edge.</summary>
    public const string Null = "<null>";

    /// <summary>How <paramref name="text"/> is written on an edge: as it is, unless it looks like <see cref="Null"/>.</summary>
    public static string Value(string? text) => text is null ? Null : text.Length > 0 && text[0] == '<' ? "<" + text : text;

    internal static string Is(Atom atom, string value) => (atom.Kind, value) switch
    {
        (AtomKind.Mode, "run") => "the application is run",
        (AtomKind.Mode, _) => "the application is published",
        (_, Null) => $"{Subject(atom)} is not set",
        // What a secret is compared with may be the secret.
        _ when atom.Provenance.Kind == ProvenanceKind.SecretParameter => $"{Subject(atom)} is a certain value",
        (_, "") => $"{Subject(atom)} is empty",
        (_, "true" or "false") => $"{Subject(atom)} is {value}",
        _ => $"{Subject(atom)} is '{Shown(value)}'",
    };

    internal static string IsNot(Atom atom, IEnumerable<string> values)
    {
        var all = values.ToList();
        return (atom.Kind, all) switch
        {
            (AtomKind.Mode, ["run"]) => "the application is published",
            (AtomKind.Mode, _) => "the application is run",
            (_, [Null]) => $"{Subject(atom)} is set",
            _ when atom.Provenance.Kind == ProvenanceKind.SecretParameter => $"{Subject(atom)} is no value it is compared with",
            (_, ["true"]) => $"{Subject(atom)} is not true",
            (_, [var value]) => $"{Subject(atom)} is not {Quoted(value)}",
            _ => $"{Subject(atom)} is none of {string.Join(", ", all.Select(Quoted))}",
        };
    }

    private static string Subject(Atom atom) => atom.Provenance.Kind switch
    {
        ProvenanceKind.Configuration => $"configuration '{atom.Provenance.Text}'",
        ProvenanceKind.EnvironmentVariable => $"environment variable '{atom.Provenance.Text}'",
        ProvenanceKind.Widened => atom.Provenance.Text,
        _ => $"'{atom.Provenance.Text}'",
    };

    private static string Quoted(string value) => value switch
    {
        Null => "unset",
        "" => "empty",
        "true" or "false" => value,
        _ => $"'{Shown(value)}'",
    };

    /// <summary>A value as it was before <see cref="Value"/> wrote it on an edge.</summary>
    internal static string Shown(string value) => value.StartsWith("<<", StringComparison.Ordinal) ? value.Substring(1) : value;
}
