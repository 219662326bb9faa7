namespace AppHostSdk.Model.Tests;

public class ConditionDiagramTests
{
    private static readonly Atom Database = Value("cfg:database");
    private static readonly Atom Cache = Value("cfg:cache");

    private readonly ConditionDiagram _diagram = new();

    [Fact]
    public void Always_is_the_default_of_everything_in_a_graph()
    {
        Assert.Equal(Condition.Always, default);
        Assert.True(Condition.Always.IsAlways);
        Assert.False(Condition.Always.IsNever);
        Assert.True(Condition.Never.IsNever);
        Assert.False(Condition.Never.IsAlways);
    }

    [Fact]
    public void One_value_cannot_be_two_things_at_once() =>
        Assert.True(_diagram.And(_diagram.Is(Database, "postgres"), _diagram.Is(Database, "sqlite")).IsNever);

    [Fact]
    public void Values_of_different_atoms_can_be_anything_together()
    {
        var both = _diagram.And(_diagram.Is(Database, "postgres"), _diagram.Is(Cache, "postgres"));

        Assert.False(both.IsNever);
        Assert.False(both.IsAlways);
    }

    [Fact]
    public void There_is_always_a_value_that_nobody_named()
    {
        var named = _diagram.Or(_diagram.Is(Database, "postgres"), _diagram.Is(Database, "sqlite"));

        Assert.False(named.IsAlways);
        Assert.True(_diagram.Restrict(named, Database, "oracle").IsNever);
    }

    [Theory]
    [InlineData("Postgres", "postgres")]
    [InlineData("", " ")]
    [InlineData("é", "e\u0301")]
    public void Values_are_compared_character_by_character(string left, string right) =>
        Assert.True(_diagram.And(_diagram.Is(Database, left), _diagram.Is(Database, right)).IsNever);

    [Fact]
    public void Atoms_are_told_apart_by_their_keys_and_not_by_where_they_were_met()
    {
        var again = Database with { Provenance = new Provenance(ProvenanceKind.Source, "config[\"database\"]") };

        Assert.Equal(_diagram.Is(Database, "postgres"), _diagram.Is(again, "postgres"));
        Assert.NotEqual(_diagram.Is(Database, "postgres"), _diagram.Is(Cache, "postgres"));
    }

    [Fact]
    public void The_mode_is_run_or_publish_and_nothing_else()
    {
        var run = _diagram.Is(Atom.Mode, "run");
        var publish = _diagram.Is(Atom.Mode, "publish");

        Assert.Equal(publish, _diagram.Not(run));
        Assert.Equal(run, _diagram.Not(publish));
        Assert.True(_diagram.Or(run, publish).IsAlways);
        Assert.True(_diagram.And(run, publish).IsNever);
        Assert.True(_diagram.Is(Atom.Mode, "inspect").IsNever);
        Assert.True(_diagram.Restrict(run, Atom.Mode, "run").IsAlways);
        Assert.True(_diagram.Restrict(run, Atom.Mode, "publish").IsNever);
        Assert.True(_diagram.Restrict(publish, Atom.Mode, "publish").IsAlways);
    }

    [Fact]
    public void Knowing_a_value_that_no_condition_tests_changes_nothing()
    {
        var condition = _diagram.Is(Database, "postgres");

        Assert.Equal(condition, _diagram.Restrict(condition, Cache, "redis"));
        Assert.Equal(Condition.Always, _diagram.Restrict(Condition.Always, Cache, "redis"));
        Assert.Equal(Condition.Never, _diagram.Restrict(Condition.Never, Cache, "redis"));
    }

    [Fact]
    public void Nothing_to_freeze_gives_the_empty_table()
    {
        _ = _diagram.Is(Database, "postgres");

        var (table, map) = _diagram.Freeze([Condition.Always, Condition.Never]);

        Assert.Equal(ConditionTable.Empty, table);
        Assert.Equal(Condition.Always, map(Condition.Always));
        Assert.Equal(Condition.Never, map(Condition.Never));
    }

    [Fact]
    public void A_frozen_table_holds_what_is_in_use_in_the_order_of_use()
    {
        _ = _diagram.Is(Value("cfg:unused"), "yes");
        var database = _diagram.Is(Database, "postgres");
        var run = _diagram.Is(Atom.Mode, "run");
        var cache = _diagram.And(run, _diagram.Is(Cache, "redis"));

        var (table, map) = _diagram.Freeze([database, cache, run, database]);

        Assert.Equal(EquatableArray.Of(Database, Atom.Mode, Cache), table.Atoms);
        Assert.Equal(
            EquatableArray.Of(
                new ConditionNode(0, Edge("postgres", Condition.Always), Condition.Never),
                new ConditionNode(2, Edge("redis", Condition.Always), Condition.Never),
                new ConditionNode(1, Edge("run", new Condition(3)), Condition.Never),
                new ConditionNode(1, Edge("run", Condition.Always), Condition.Never)),
            table.Nodes);
        Assert.Equal([2, 4, 5], new[] { database, cache, run }.Select(c => map(c).Node));
    }

    [Fact]
    public void Freezing_changes_nothing_in_the_diagram()
    {
        var (b, a) = (_diagram.Is(Value("b"), "1"), _diagram.Is(Value("a"), "1"));
        var both = _diagram.And(a, b);

        var first = _diagram.Freeze([both, a]).Table;

        Assert.Equal(first, _diagram.Freeze([both, a]).Table);
        Assert.Equal(both, _diagram.And(b, a));
    }

    [Fact]
    public void An_evaluation_asks_only_for_the_values_it_needs()
    {
        var run = _diagram.Is(Atom.Mode, "run");
        var condition = _diagram.And(run, _diagram.Is(Database, "postgres"));
        var (table, map) = _diagram.Freeze([condition]);
        var asked = new List<string>();

        var holds = table.Evaluate(map(condition), atom =>
        {
            asked.Add(atom.Key);
            return "publish";
        });

        Assert.False(holds);
        Assert.Equal(["mode"], asked);
    }

    private static EquatableArray<ConditionEdge> Edge(string value, Condition then) => EquatableArray.Of(new ConditionEdge(value, then));

    private static Atom Value(string key) => new(AtomKind.Value, key, new Provenance(ProvenanceKind.Configuration, key));
}
