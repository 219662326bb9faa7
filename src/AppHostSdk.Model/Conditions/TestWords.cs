namespace AppHostSdk.Model;

/// <summary>A test of a value as users would say it, and how values are written on the edges of a diagram.</summary>
public static class TestWords
{
    /// <summary>How <see langword="null"/> is written on an edge.</summary>
    public const string Null = "<null>";

    /// <summary>How <paramref name="text"/> is written on an edge: as it is, unless it looks like <see cref="Null"/>.</summary>
    public static string Value(string? text) => text is null ? Null : text.Length > 0 && text[0] == '<' ? "<" + text : text;

    /// <summary>The test that an atom has one of the values, or none of them.</summary>
    internal static string Of(Atom atom, string[] values, bool holds)
    {
        if (atom.Kind == AtomKind.Mode && values is ["run" or "publish"])
        {
            return values[0] == "run" == holds ? "running" : "publishing";
        }

        var (kind, text) = atom.Provenance;
        if (kind is ProvenanceKind.Source or ProvenanceKind.CommandLine && values is ["true" or "false"])
        {
            return values[0] == "true" == holds ? text : $"not ({text})";
        }

        var subject = kind switch
        {
            ProvenanceKind.Configuration => $"configuration '{text}'",
            ProvenanceKind.EnvironmentVariable => $"environment variable '{text}'",
            ProvenanceKind.SecretParameter => $"secret parameter '{text}'",
            ProvenanceKind.Widened => "a test at run time",
            _ => $"'{text}'",
        };

        // What a secret is compared with may be the secret.
        return (kind, values, holds) switch
        {
            (ProvenanceKind.SecretParameter, _, _) => holds ? $"{subject} is a certain value" : $"{subject} is no value it is compared with",
            (ProvenanceKind.Widened, _, _) => holds ? $"{subject} is true" : $"{subject} is not true",
            (_, [Null], _) => holds ? $"{subject} is not set" : $"{subject} is set",
            (_, [var value], _) => holds ? $"{subject} is {Shown(value)}" : $"{subject} is not {Shown(value)}",
            (_, _, true) => $"{subject} is {string.Join(" or ", values.Select(Shown))}",
            _ => $"{subject} is none of {string.Join(", ", values.Select(Shown))}",
        };
    }

    /// <summary>A value as it was before <see cref="Value"/> wrote it on an edge.</summary>
    private static string Shown(string value) => value switch
    {
        Null => "unset",
        "" => "empty",
        "true" or "false" => value,
        _ => $"'{(value.StartsWith("<<", StringComparison.Ordinal) ? value.Substring(1) : value)}'",
    };
}
