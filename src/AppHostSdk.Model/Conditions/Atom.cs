namespace AppHostSdk.Model;

/// <summary>What a run-time test looks at.</summary>
public enum AtomKind
{
    /// <summary>The execution mode; its values are <c>run</c> and <c>publish</c>.</summary>
    Mode,

    /// <summary>A value known only when the host runs; two tests of one value share the atom.</summary>
    Value,
}

/// <summary>One thing that conditions test. Atoms are keyed on the value tested, never on syntax.</summary>
/// <param name="Kind">What is looked at.</param>
/// <param name="Key">Identifies the value, for example <c>cfg:database</c>. Unique in a diagram.</param>
/// <param name="Provenance">Where the value comes from, for messages.</param>
public sealed record Atom(AtomKind Kind, string Key, Provenance Provenance)
{
    /// <summary>The execution mode.</summary>
    public static Atom Mode { get; } = new(AtomKind.Mode, "mode", new Provenance(ProvenanceKind.ExecutionMode, "mode"));
}

/// <summary>An edge of a condition node: the node that decides when the atom has this value.</summary>
/// <param name="Value">The atom's value.</param>
/// <param name="Then">What holds then.</param>
public readonly record struct ConditionEdge(string Value, Condition Then);

/// <summary>A node of a condition diagram: a test of one atom with an edge per named value and one for any other value.</summary>
/// <param name="Atom">Index of the atom in the table.</param>
/// <param name="Edges">The named values, in ordinal order.</param>
/// <param name="Otherwise">What holds for any other value.</param>
public sealed record ConditionNode(int Atom, EquatableArray<ConditionEdge> Edges, Condition Otherwise);
