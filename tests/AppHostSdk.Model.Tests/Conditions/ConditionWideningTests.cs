using System.Diagnostics;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>
/// What a node budget may cost and what it may not. A condition that is too large becomes a test of something unknown: it can
/// still hold and still not hold, so that "never" and "always" stay proofs; only what conditions have to do with each other is lost.
/// </summary>
public class ConditionWideningTests
{
    [Fact]
    public void Never_and_always_stay_proofs() => Property.Holds(
        Gen.Choose(0, 12).Zip(Formula.Several),
        sample =>
        {
            var diagram = new ConditionDiagram(nodeBudget: sample.Item1);
            foreach (var formula in sample.Item2)
            {
                var condition = formula.In(diagram);
                Assert.False(condition.IsNever && formula.Table.Any(holds => holds), $"{formula} can hold");
                Assert.False(condition.IsAlways && !formula.Table.All(holds => holds), $"{formula} can fail to hold");
            }
        });

    // Not with Restrict: an unknown test stays the same one whatever is known, so it speaks of one state of knowledge only.
    [Fact]
    public void What_really_happens_stays_possible() => Property.Holds(
        Gen.Choose(0, 12).Zip(Gen.Three(Formula.OfLogicOnly)),
        sample =>
        {
            var (budget, (first, second, third)) = sample;
            Formula[] formulas = [first, second, third];

            var diagram = new ConditionDiagram(budget);
            var conditions = formulas.Select(f => f.In(diagram)).ToArray();
            var (table, map) = diagram.Freeze(conditions);
            var unknown = table.Atoms.Where(a => a.Provenance.Kind == ProvenanceKind.Widened).ToList();
            Assert.InRange(unknown.Count, 0, formulas.Length);
            Assert.True(diagram.Widened || unknown.Count == 0);

            foreach (var assignment in Formula.Assignments)
            {
                var truth = formulas.Select(f => f.Holds(assignment)).ToArray();
                Assert.Contains(Enumerable.Range(0, 1 << unknown.Count), bits => conditions
                    .Select(c => table.Evaluate(map(c), atom => unknown.IndexOf(atom) is var i and >= 0
                        ? (bits >> i & 1) == 1 ? "true" : "false"
                        : assignment[Formula.Atoms.ToList().IndexOf(atom)]))
                    .SequenceEqual(truth));
            }
        });

    [Fact]
    public void Within_the_budget_nothing_is_lost()
    {
        var diagram = new ConditionDiagram(nodeBudget: 3);
        var (a, b) = (diagram.Is(Value("x"), "a"), diagram.Is(Value("x"), "b"));

        Assert.True(diagram.And(a, b).IsNever);
        _ = diagram.Or(a, b);
        Assert.False(diagram.Widened);
    }

    [Fact]
    public void Above_the_budget_the_result_is_an_unknown_test_and_says_so()
    {
        var diagram = new ConditionDiagram(nodeBudget: 2);
        var either = diagram.Or(diagram.Is(Value("x"), "a"), diagram.Is(Value("y"), "b"));

        Assert.True(diagram.Widened);
        Assert.Equal(ProvenanceKind.Widened, Assert.Single(diagram.Freeze([either]).Table.Atoms).Provenance.Kind);
    }

    [Fact]
    public void What_is_small_stays_exact_above_the_budget()
    {
        var diagram = new ConditionDiagram(nodeBudget: 2);
        var (a, b) = (diagram.Is(Value("x"), "a"), diagram.Is(Value("x"), "b"));
        _ = diagram.Is(Value("y"), "b");
        Assert.True(diagram.Widened);

        Assert.True(diagram.And(a, b).IsNever);
    }

    [Fact]
    public void An_exponential_condition_costs_no_more_than_the_budget()
    {
        // (x0 and y0) or (x1 and y1) or … has a node for every subset of the xs when they all come before the ys.
        var diagram = new ConditionDiagram();
        var time = Stopwatch.StartNew();
        _ = Pairs(diagram, "x", "y", 40);

        Assert.True(diagram.Widened);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Neither_does_the_product_of_two_conditions_that_are_just_within_it()
    {
        var diagram = new ConditionDiagram();
        for (var i = 0; i < 13; i++)
        {
            _ = diagram.Is(Value($"x{i}"), "yes");
            _ = diagram.Is(Value($"z{i}"), "yes");
        }

        var time = Stopwatch.StartNew();
        var (left, right) = (Pairs(diagram, "x", "y", 13), Pairs(diagram, "z", "w", 13));
        Assert.False(diagram.Widened);
        _ = diagram.And(left, right);

        Assert.True(diagram.Widened);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_table_that_would_be_too_large_in_canonical_order_is_frozen_as_it_is()
    {
        // Small in this order of atoms, exponential in the order of their keys.
        var diagram = new ConditionDiagram(nodeBudget: 1_000);
        var condition = Condition.Never;
        for (var i = 10; i < 30; i++)
        {
            condition = diagram.Or(condition, diagram.And(diagram.Is(Value($"y{i}"), "yes"), diagram.Is(Value($"x{i}"), "yes")));
        }

        Assert.False(diagram.Widened);
        var (table, map) = diagram.Freeze([condition]);

        Assert.DoesNotContain(table.Atoms, atom => atom.Provenance.Kind == ProvenanceKind.Widened);
        Assert.True(table.Evaluate(map(condition), atom => atom.Key.EndsWith("29", StringComparison.Ordinal) ? "yes" : "no"));
        Assert.False(table.Evaluate(map(condition), atom => atom.Key[0] == 'x' ? "yes" : "no"));
    }

    private static Condition Pairs(ConditionDiagram diagram, string left, string right, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ = diagram.Is(Value($"{left}{i}"), "yes");
        }

        var result = Condition.Never;
        for (var i = 0; i < count; i++)
        {
            var both = diagram.And(diagram.Is(Value($"{left}{i}"), "yes"), diagram.Is(Value($"{right}{i}"), "yes"));
            result = diagram.Or(result, both);
        }

        return result;
    }

    private static Atom Value(string key) => new(AtomKind.Value, key, new Provenance(ProvenanceKind.Configuration, key));
}
