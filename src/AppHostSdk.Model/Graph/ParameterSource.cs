namespace AppHostSdk.Model;

/// <summary>Where the value of a parameter comes from, beyond the configuration under its name.</summary>
public sealed record ParameterSource
{
    /// <summary>What a parameter has of which nothing else is said.</summary>
    public static ParameterSource Configuration { get; } = new();

    /// <summary>The configuration key of the value; <see langword="null"/> for <c>Parameters:name</c>.</summary>
    public string? Key { get; init; }

    /// <summary>The value when the configuration has none. That of a secret is never here: it is a slot.</summary>
    public ModelValue Default { get; init; } = ModelValue.None;

    /// <summary>How a value is made when the configuration has none; <see langword="null"/> when none is made.</summary>
    public GeneratedValue? Generated { get; init; }

    /// <summary>A value that was made is kept in the user secrets, so that the next run has the same.</summary>
    public bool IsPersisted { get; init; }

    /// <summary>What is published has the default in it.</summary>
    public bool PublishesDefault { get; init; }
}

/// <summary>A random text. Which characters there are is the run time's business; the graph says how many of which kind.</summary>
/// <param name="MinLength">The least number of characters.</param>
/// <param name="Lower">Lower-case letters may be in it.</param>
/// <param name="Upper">Upper-case letters may be in it.</param>
/// <param name="Numeric">Digits may be in it.</param>
/// <param name="Special">Punctuation may be in it.</param>
/// <param name="MinLower">The least number of lower-case letters.</param>
/// <param name="MinUpper">The least number of upper-case letters.</param>
/// <param name="MinNumeric">The least number of digits.</param>
/// <param name="MinSpecial">The least number of punctuation characters.</param>
public sealed record GeneratedValue(
    int MinLength,
    bool Lower = true,
    bool Upper = true,
    bool Numeric = true,
    bool Special = true,
    int MinLower = 0,
    int MinUpper = 0,
    int MinNumeric = 0,
    int MinSpecial = 0);
