namespace AppHostSdk;

/// <summary>What a person types, or chooses.</summary>
public enum InputType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text that is not shown.</summary>
    SecretText,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>How a value is asked for at the terminal.</summary>
public sealed class InteractionInput
{
    /// <summary>What it is called in code.</summary>
    public required string Name { get; init; }

    /// <summary>What people are asked; left out: the name of the parameter.</summary>
    public string? Label { get; init; }

    /// <summary>What the value is for.</summary>
    public string? Description { get; init; }

    /// <summary>The description is Markdown. A terminal shows it as it is.</summary>
    public bool EnableDescriptionMarkdown { get; init; }

    /// <summary>What is typed.</summary>
    public required InputType InputType { get; init; }

    /// <summary>An answer without anything in it is not taken.</summary>
    public bool Required { get; init; }

    /// <summary>For a choice: the values, and what people are shown for each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>What an answer without anything in it means.</summary>
    public string? Value { get; set; }

    /// <summary>An example of an answer.</summary>
    public string? Placeholder { get; init; }

    /// <summary>For a choice: other values are taken, too.</summary>
    public bool AllowCustomChoice { get; init; }

    /// <summary>Nothing is asked: the value is <see cref="Value"/>.</summary>
    public bool Disabled { get; set; }

    /// <summary>The number of characters that an answer may have.</summary>
    public int? MaxLength { get; init; }
}
