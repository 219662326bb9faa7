namespace AppHostSdk.Verbs;

/// <summary>What of the app host's command line is for us; the rest is configuration and the program's own.</summary>
internal sealed record HostCommandLine
{
    /// <summary>The first word, when it is a verb of ours; <see langword="null"/> for running the application.</summary>
    public string? Verb { get; init; }

    /// <summary>What is done instead of running the application; <see langword="null"/> for running it.</summary>
    public VerbAction? Action { get; init; }

    /// <summary>The resources that are wanted, with what they need; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Fixed ports are replaced by free ones.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>A file that everything shown is written to as well; <see langword="null"/> for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>What is shown is one JSON object per line.</summary>
    public bool IsJson { get; init; }

    /// <summary>What cannot be understood, for people; <see langword="null"/> when all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>Everything that is not ours, in order.</summary>
    public string[] Rest { get; init; } = [];

    /// <summary>
    /// Understands a command line: a verb as the first word, then options in any order and mixed with others; values may follow after
    /// <c>=</c>. What comes after <c>--</c> is left alone.
    /// </summary>
    /// <remarks>Most command lines have nothing for us. Then the library that parses is not loaded: that would make a start longer by a quarter.</remarks>
    public static HostCommandLine Parse(IReadOnlyList<string> args) => HasOurs(args) ? CommandLineReader.Read(args) : new() { Rest = [.. args] };

    private static bool HasOurs(IReadOnlyList<string> args)
    {
        if (args.Count > 0 && (VerbCatalog.Has(args[0]) || Suggestions.IsAskedBy(args[0])))
        {
            return true;
        }

        foreach (var arg in args)
        {
            if (arg == "--")
            {
                return false;
            }

            if (OptionNames.Has(arg))
            {
                return true;
            }
        }

        return false;
    }
}
