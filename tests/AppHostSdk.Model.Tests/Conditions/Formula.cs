using FsCheck;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>
/// A condition written down as a tree, with two meanings: its truth table, computed in the most obvious way, and the condition a
/// diagram makes of it. Tests demand that they agree.
/// </summary>
internal abstract record Formula
{
    private static readonly Atom[] AtomTable =
    [
        Atom.Mode,
        new(AtomKind.Value, "cfg:database", new Provenance(ProvenanceKind.Configuration, "database")),
        new(AtomKind.Value, "cfg:cache", new Provenance(ProvenanceKind.Configuration, "cache")),
        new(AtomKind.Value, "env:REGION", new Provenance(ProvenanceKind.EnvironmentVariable, "REGION")),
    ];

    // The last value of the others is never named by a formula: it stands for all the values nobody thought of.
    private static readonly string[][] ValueTable =
    [
        ["run", "publish"],
        ["a", "A", "b", "anything else"],
        ["a", "A", "b", "anything else"],
        ["a", "A", "b", "anything else"],
    ];

    public static IReadOnlyList<Atom> Atoms => AtomTable;

    /// <summary>Every combination of values that the atoms can have: the rows of a truth table.</summary>
    public static IReadOnlyList<string[]> Assignments { get; } =
    [
        .. from mode in ValueTable[0]
           from database in ValueTable[1]
           from cache in ValueTable[2]
           from region in ValueTable[3]
           select new[] { mode, database, cache, region },
    ];

    private static readonly List<Gen<Formula>> BySize = Generators(24, known: 1);
    private static readonly List<Gen<Formula>> LogicBySize = Generators(24, known: 0);

    public static Arbitrary<Formula> Arbitrary { get; } = Arb.From(Gen.Sized(size => BySize[Math.Min(size, BySize.Count - 1)]), f => f.Smaller());

    /// <summary>Without <see cref="Known"/>.</summary>
    public static Gen<Formula> OfLogicOnly { get; } = Gen.Choose(0, 24).SelectMany(size => LogicBySize[size]);

    /// <summary>Several formulas, many of them small, so that some of them mean the same.</summary>
    public static Gen<Formula[]> Several { get; } = Gen.ArrayOf(Gen.Choose(0, 6).SelectMany(size => BySize[size]), 12);

    public bool[] Table => [.. Assignments.Select(Holds)];

    public abstract bool Holds(string[] assignment);

    public abstract Condition In(ConditionDiagram diagram);

    protected abstract IEnumerable<Formula> Parts();

    /// <summary>What a reader sees when a property fails.</summary>
    public sealed override string ToString() => Text;

    protected abstract string Text { get; }

    private IEnumerable<Formula> Smaller() => Parts().Concat([new Constant(true), new Constant(false)]).Where(f => f != this && this is not Constant);

    private static List<Gen<Formula>> Generators(int maxSize, int known)
    {
        var test =
            from atom in Gen.Choose(0, AtomTable.Length - 1)
            from value in Gen.Choose(0, 2)
            select new Test(atom, atom == 0 ? ValueTable[0][value % 2] : ValueTable[atom][value]);
        var leaf = test.Select(t => (Formula)t);
        var bySize = new List<Gen<Formula>> { Gen.Frequency((9, leaf), (1, Gen.Elements<Formula>(new Constant(true), new Constant(false)))) };
        for (var size = 1; size <= maxSize; size++)
        {
            var (half, one) = (bySize[size / 2], bySize[size - 1]);
            bySize.Add(Gen.Frequency(
                (1, leaf),
                (4, half.Zip(half, (left, right) => (Formula)new Both(left, right))),
                (4, half.Zip(half, (left, right) => (Formula)new Either(left, right))),
                (2, one.Select(part => (Formula)new Opposite(part))),
                (known, one.Zip(test, (part, given) => (Formula)new Known(part, given.Atom, given.Value)))));
        }

        return bySize;
    }

    public sealed record Constant(bool Value) : Formula
    {
        protected override string Text => Value ? "always" : "never";

        public override bool Holds(string[] assignment) => Value;

        public override Condition In(ConditionDiagram diagram) => Value ? Condition.Always : Condition.Never;

        protected override IEnumerable<Formula> Parts() => [];
    }

    public sealed record Test(int Atom, string Value) : Formula
    {
        protected override string Text => $"{Atoms[Atom].Key}={Value}";

        public override bool Holds(string[] assignment) => assignment[Atom] == Value;

        public override Condition In(ConditionDiagram diagram) => diagram.Is(Atoms[Atom], Value);

        protected override IEnumerable<Formula> Parts() => [];
    }

    public sealed record Both(Formula Left, Formula Right) : Formula
    {
        protected override string Text => $"({Left} & {Right})";

        public override bool Holds(string[] assignment) => Left.Holds(assignment) && Right.Holds(assignment);

        public override Condition In(ConditionDiagram diagram) => diagram.And(Left.In(diagram), Right.In(diagram));

        protected override IEnumerable<Formula> Parts() => [Left, Right];
    }

    public sealed record Either(Formula Left, Formula Right) : Formula
    {
        protected override string Text => $"({Left} | {Right})";

        public override bool Holds(string[] assignment) => Left.Holds(assignment) || Right.Holds(assignment);

        public override Condition In(ConditionDiagram diagram) => diagram.Or(Left.In(diagram), Right.In(diagram));

        protected override IEnumerable<Formula> Parts() => [Left, Right];
    }

    public sealed record Opposite(Formula Part) : Formula
    {
        protected override string Text => $"!{Part}";

        public override bool Holds(string[] assignment) => !Part.Holds(assignment);

        public override Condition In(ConditionDiagram diagram) => diagram.Not(Part.In(diagram));

        protected override IEnumerable<Formula> Parts() => [Part];
    }

    /// <summary>What remains of a formula when the value of an atom is known.</summary>
    public sealed record Known(Formula Part, int Atom, string Value) : Formula
    {
        protected override string Text => $"[{Part} given {Atoms[Atom].Key}={Value}]";

        public override bool Holds(string[] assignment)
        {
            var known = (string[])assignment.Clone();
            known[Atom] = Value;
            return Part.Holds(known);
        }

        public override Condition In(ConditionDiagram diagram) => diagram.Restrict(Part.In(diagram), Atoms[Atom], Value);

        protected override IEnumerable<Formula> Parts() => [Part];
    }
}
