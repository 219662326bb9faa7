namespace AppHostSdk.Verbs;

/// <summary>The verbs there are. A new one is a class and a line here.</summary>
internal static class VerbCatalog
{
    // The names stand apart from the verbs, whose options are objects of the library: every start compares the names.
    private static readonly Entry[] Entries =
    [
        new(PlanVerb.Word, static () => new PlanVerb()),
    ];

    /// <summary>All of them, in the order of the help.</summary>
    public static IEnumerable<IVerb> Create() => Entries.Select(e => e.Create());

    /// <summary>Whether a word is a verb. Does not load the library.</summary>
    public static bool Has(string word)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == word)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Entry(string name, Func<IVerb> create)
    {
        public string Name { get; } = name;

        public Func<IVerb> Create { get; } = create;
    }
}
