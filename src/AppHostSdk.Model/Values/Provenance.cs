namespace AppHostSdk.Model;

/// <summary>What kind of source a value that the compiler does not know comes from.</summary>
public enum ProvenanceKind
{
    /// <summary>An expression the compiler cannot evaluate; the text is its source.</summary>
    Source,

    /// <summary>A configuration value; the text is its key.</summary>
    Configuration,

    /// <summary>An environment variable; the text is its name.</summary>
    EnvironmentVariable,

    /// <summary>A command line argument; the text is the expression that reads it.</summary>
    CommandLine,

    /// <summary>The value of a secret parameter; the text is the parameter's name.</summary>
    SecretParameter,

    /// <summary>The execution mode.</summary>
    ExecutionMode,

    /// <summary>A condition replaced because it had grown too large.</summary>
    Widened,
}

/// <summary>Where a late value or a run-time test comes from, in words a user recognises.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Text">Configuration key, variable name or source text.</param>
public sealed record Provenance(ProvenanceKind Kind, string Text);
