namespace AppHostSdk.Model.Tests;

public class ConditionWordsTests
{
    private readonly ConditionDiagram _diagram = new();

    [Fact]
    public void Mode() =>
        Assert.Equal(("when running", "when publishing"), (Words(_diagram.Is(Atom.Mode, "run")), Words(_diagram.Not(_diagram.Is(Atom.Mode, "run")))));

    [Fact]
    public void Values_with_one_outcome_are_one_alternative()
    {
        var region = Value(ProvenanceKind.Configuration, "region");
        var either = _diagram.Or(_diagram.Is(region, "eu"), _diagram.Is(region, "us"));
        Assert.Equal("when configuration 'region' is 'eu' or 'us'", Words(either));
        Assert.Equal("when configuration 'region' is none of 'eu', 'us'", Words(_diagram.Not(either)));
    }

    [Fact]
    public void A_test_of_the_program_is_its_text()
    {
        var test = _diagram.Is(Value(ProvenanceKind.Source, "args.Length > 2"), "true");
        Assert.Equal("when args.Length > 2", Words(test));
        Assert.Equal("when not (args.Length > 2)", Words(_diagram.Not(test)));
        Assert.Equal("when 'count' is '3'", Words(_diagram.Is(Value(ProvenanceKind.Source, "count"), "3")));
    }

    [Fact]
    public void Other_sources_are_named()
    {
        Assert.Equal("when environment variable 'CI' is true", Words(_diagram.Is(Value(ProvenanceKind.EnvironmentVariable, "CI"), "true")));
        Assert.Equal("when a test at run time is true", Words(_diagram.Is(Value(ProvenanceKind.Widened, "x"), "true")));
    }

    [Fact]
    public void Values_are_shown_as_the_program_has_them()
    {
        var setting = Value(ProvenanceKind.Configuration, "c");
        var unset = _diagram.Is(setting, TestWords.Value(null));
        Assert.Equal(("when configuration 'c' is not set", "when configuration 'c' is set"), (Words(unset), Words(_diagram.Not(unset))));
        Assert.Equal("when configuration 'c' is '<a>' or unset", Words(_diagram.Or(unset, _diagram.Is(setting, TestWords.Value("<a>")))));
    }

    [Fact]
    public void What_a_secret_is_compared_with_is_not_shown() =>
        Assert.Equal("when secret parameter 'key' is a certain value", Words(_diagram.Is(Value(ProvenanceKind.SecretParameter, "key"), "hunter2")));

    [Fact]
    public void Alternatives_are_joined_and_counted_out()
    {
        var tests = Enumerable.Range(1, 5).Select(i => _diagram.Is(Value(ProvenanceKind.Configuration, $"c{i}"), "x")).ToList();
        Assert.Equal(
            "when configuration 'c1' is 'x', or configuration 'c1' is not 'x' and configuration 'c2' is 'x'",
            Words(_diagram.Or(tests[0], tests[1])));
        Assert.Equal("when configuration 'c1' is 'x', for example", Words(tests.Aggregate(_diagram.Or)));
    }

    [Fact]
    public void A_long_chain_of_tests_is_cut_off()
    {
        var tests = Enumerable.Range(1, 2000).Select(i => _diagram.Is(Value(ProvenanceKind.Configuration, $"c{i:0000}"), "x")).Reverse();
        Assert.EndsWith("configuration 'c0006' is 'x' and further tests hold", Words(tests.Aggregate(_diagram.And)), StringComparison.Ordinal);
    }

    [Fact]
    public void Always_and_never() => Assert.Equal(("always", "never"), (Words(Condition.Always), Words(Condition.Never)));

    /// <summary>A diagram of a damaged file need not be reduced: a million million ways may lead nowhere.</summary>
    [Fact]
    public void Ways_that_lead_nowhere_are_not_walked()
    {
        var nodes = new List<ConditionNode>();
        for (var i = 0; i < 60; i++)
        {
            var next = new Condition(i + 1);
            nodes.Add(new ConditionNode(0, EquatableArray.Of(new ConditionEdge("a", next)), next));
        }

        var table = new ConditionTable(EquatableArray.Of(Value(ProvenanceKind.Configuration, "x")), nodes.ToEquatableArray());
        Assert.Equal("never", new ConditionWords(table).Of(new Condition(61)));
    }

    private string Words(Condition condition)
    {
        var (table, map) = _diagram.Freeze([condition]);
        return new ConditionWords(table).Of(map(condition));
    }

    private static Atom Value(ProvenanceKind kind, string text) => new(AtomKind.Value, $"{kind}:{text}", new Provenance(kind, text));
}
