using FsCheck;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>Conditions under an assumption, conditions of a frozen graph taken up again, and conditions in words.</summary>
public class ConditionWithinTests
{
    private static readonly string[] Values = ["a", "b", "other"];
    private readonly ConditionDiagram _diagram = new();

    [Fact]
    public void What_is_known_is_not_asked_again()
    {
        var (run, x, y) = (_diagram.Is(Atom.Mode, "run"), Is("x", "a"), Is("y", "a"));

        Assert.Equal(Condition.Always, _diagram.Within(run, run));
        Assert.Equal(Condition.Never, _diagram.Within(_diagram.Not(run), run));
        Assert.Equal(x, _diagram.Within(_diagram.And(run, x), run));
        Assert.Equal(x, _diagram.Within(x, _diagram.Or(run, y)));
        Assert.Equal(y, _diagram.Within(_diagram.Or(_diagram.And(x, run), y), _diagram.Not(x)));
        Assert.Equal(Condition.Never, _diagram.Within(Is("x", "b"), x));
    }

    [Fact]
    public void It_agrees_with_the_condition_wherever_the_assumption_holds() => Property.Holds(
        Gen.Two(Formulas(3)),
        pair =>
        {
            var diagram = new ConditionDiagram();
            var (condition, care) = (pair.Item1(diagram), pair.Item2(diagram));
            if (!care.IsNever)
            {
                var within = diagram.Within(condition, care);
                Assert.Equal(diagram.And(condition, care), diagram.And(within, care));
            }
        });

    /// <summary>Forgetting asks "for some value": it is implied by the condition, and is the smallest such without the atom.</summary>
    [Fact]
    public void What_is_forgotten_is_not_asked_for() => Property.Holds(
        Formula.OfLogicOnly,
        formula =>
        {
            var diagram = new ConditionDiagram();
            var condition = formula.In(diagram);
            var atom = Formula.Atoms[1];
            var forgotten = diagram.Forget(condition, a => a == atom);
            var some = new[] { "a", "A", "b", "anything else" }.Aggregate(Condition.Never, (any, value) => diagram.Or(any, diagram.Restrict(condition, atom, value)));
            Assert.Equal(some, forgotten);
            Assert.Equal(Condition.Always, diagram.Forget(diagram.Is(atom, "a"), _ => true));
        });

    [Fact]
    public void A_frozen_condition_can_be_taken_up_again() => Property.Holds(
        Formulas(4),
        formula =>
        {
            var original = new ConditionDiagram();
            var condition = formula(original);
            var (table, map) = original.Freeze([condition]);
            var diagram = new ConditionDiagram();
            var taken = diagram.Take(table)(map(condition));
            Assert.Equal(formula(diagram), taken);
        });

    [Fact]
    public void In_words()
    {
        var run = _diagram.Is(Atom.Mode, "run");
        Assert.Equal("", _diagram.Describe(Condition.Always));
        Assert.Equal("running", _diagram.Describe(run));
        Assert.Equal("publishing", _diagram.Describe(_diagram.Not(run)));
        Assert.Equal("configuration 'x' is 'a'", _diagram.Describe(Is("x", "a")));
        Assert.Equal("configuration 'x' is not 'a'", _diagram.Describe(_diagram.Not(Is("x", "a"))));
        Assert.Equal("configuration 'x' is not set", _diagram.Describe(Is("x", TestWords.Null)));
        Assert.Equal("configuration 'x' is set", _diagram.Describe(_diagram.Not(Is("x", TestWords.Null))));
        Assert.Equal("configuration 'x' is empty", _diagram.Describe(Is("x", "")));
        Assert.Equal("configuration 'x' is '<null>'", _diagram.Describe(Is("x", TestWords.Value("<null>"))));
        Assert.Equal("configuration 'x' is true", _diagram.Describe(Is("x", "true")));
        Assert.Equal("configuration 'x' is not true", _diagram.Describe(_diagram.Not(Is("x", "true"))));
        Assert.Equal("configuration 'x' is none of 'a', 'b'", _diagram.Describe(_diagram.And(_diagram.Not(Is("x", "a")), _diagram.Not(Is("x", "b")))));
        Assert.Equal("running and configuration 'x' is 'a'", _diagram.Describe(_diagram.And(run, Is("x", "a"))));
        Assert.Equal("configuration 'x' is 'a' or 'b'", _diagram.Describe(_diagram.Or(Is("x", "a"), Is("x", "b"))));
        var many = Enumerable.Range(0, 30).Aggregate(Condition.Never, (sum, i) => _diagram.Or(sum, _diagram.And(Is($"x{i}", "a"), Is($"y{i}", "b"))));
        Assert.Equal("configuration 'x0' is 'a' and configuration 'y0' is 'b', for example", _diagram.Describe(many));
    }

    [Fact]
    public void What_a_secret_is_compared_with_is_not_said()
    {
        var hunter = _diagram.Is(new Atom(AtomKind.Value, "secret", new Provenance(ProvenanceKind.SecretParameter, "password")), "hunter2");

        Assert.Equal("secret parameter 'password' is a certain value", _diagram.Describe(hunter));
        Assert.Equal("secret parameter 'password' is no value it is compared with", _diagram.Describe(_diagram.Not(hunter)));
    }

    private static Condition Is(ConditionDiagram diagram, string key, string value) =>
        diagram.Is(key == "mode" ? Atom.Mode : new Atom(AtomKind.Value, "cfg:" + key, new Provenance(ProvenanceKind.Configuration, key)), value);

    private Condition Is(string key, string value) => Is(_diagram, key, value);

    private static Gen<Func<ConditionDiagram, Condition>> Formulas(int depth)
    {
        var test = Gen.Elements("x", "y", "z").Zip(Gen.Elements(Values), Func<ConditionDiagram, Condition> (key, value) => diagram => Is(diagram, key, value));
        var mode = Gen.Elements("run", "publish").Select(Func<ConditionDiagram, Condition> (value) => diagram => Is(diagram, "mode", value));
        if (depth == 0)
        {
            return Gen.OneOf(test, mode);
        }

        var inner = Formulas(depth - 1);
        return Gen.Frequency(
            (1, test),
            (1, mode),
            (1, inner.Select(Func<ConditionDiagram, Condition> (f) => diagram => diagram.Not(f(diagram)))),
            (2, Gen.Two(inner).Select(Func<ConditionDiagram, Condition> (p) => diagram => diagram.And(p.Item1(diagram), p.Item2(diagram)))),
            (2, Gen.Two(inner).Select(Func<ConditionDiagram, Condition> (p) => diagram => diagram.Or(p.Item1(diagram), p.Item2(diagram)))));
    }
}
