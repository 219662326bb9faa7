using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>The diagram against truth tables, over generated formulas of up to four atoms with three named values each.</summary>
public class ConditionLawTests
{
    [Fact]
    public void A_frozen_condition_decides_as_the_formula_does() => Property.Holds(Formula.Arbitrary, formula =>
    {
        var diagram = new ConditionDiagram();
        var condition = formula.In(diagram);
        var (table, map) = diagram.Freeze([condition]);

        Assert.Equal(formula.Table, Formula.Assignments.Select(assignment => Evaluate(table, map(condition), assignment)));
        Assert.False(diagram.Widened);
    });

    [Fact]
    public void Conditions_are_the_same_node_exactly_when_they_mean_the_same() => Property.Holds(Formula.Several, formulas =>
    {
        var diagram = new ConditionDiagram();
        var conditions = formulas.Select(f => f.In(diagram)).ToArray();
        var tables = formulas.Select(f => f.Table).ToArray();
        for (var i = 0; i < formulas.Length; i++)
        {
            Assert.Equal(tables[i].All(holds => holds), conditions[i].IsAlways);
            Assert.Equal(tables[i].All(holds => !holds), conditions[i].IsNever);
            for (var j = 0; j < i; j++)
            {
                Assert.True(tables[i].SequenceEqual(tables[j]) == (conditions[i] == conditions[j]), $"{formulas[i]} and {formulas[j]}");
            }
        }
    });

    [Fact]
    public void The_laws_of_logic_hold() => Property.Holds(Gen.Three(Formula.Arbitrary.Generator), formulas =>
    {
        var d = new ConditionDiagram();
        var (x, y, z) = (formulas.Item1.In(d), formulas.Item2.In(d), formulas.Item3.In(d));

        Assert.Equal(d.And(x, y), d.And(y, x));
        Assert.Equal(d.Or(x, y), d.Or(y, x));
        Assert.Equal(d.And(x, d.And(y, z)), d.And(d.And(x, y), z));
        Assert.Equal(d.Or(x, d.Or(y, z)), d.Or(d.Or(x, y), z));
        Assert.Equal(d.And(x, d.Or(y, z)), d.Or(d.And(x, y), d.And(x, z)));
        Assert.Equal(d.Or(x, d.And(y, z)), d.And(d.Or(x, y), d.Or(x, z)));
        Assert.Equal(d.Not(d.And(x, y)), d.Or(d.Not(x), d.Not(y)));
        Assert.Equal(d.Not(d.Or(x, y)), d.And(d.Not(x), d.Not(y)));
        Assert.Equal(x, d.Not(d.Not(x)));
        Assert.Equal(x, d.And(x, x));
        Assert.Equal(x, d.Or(x, x));
        Assert.Equal(x, d.And(x, d.Or(x, y)));
        Assert.Equal(x, d.Or(x, d.And(x, y)));
        Assert.Equal(x, d.And(x, Condition.Always));
        Assert.Equal(x, d.Or(x, Condition.Never));
        Assert.Equal(Condition.Never, d.And(x, Condition.Never));
        Assert.Equal(Condition.Always, d.Or(x, Condition.Always));
        Assert.Equal(Condition.Never, d.And(x, d.Not(x)));
        Assert.Equal(Condition.Always, d.Or(x, d.Not(x)));
    });

    [Fact]
    public void A_condition_is_the_choice_between_what_remains_of_it_for_each_value() => Property.Holds(Formula.Arbitrary, formula =>
    {
        var d = new ConditionDiagram();
        var whole = formula.In(d);
        foreach (var (atom, values) in new[] { (Formula.Atoms[0], new[] { "run", "publish" }), (Formula.Atoms[1], ["a", "A", "b", "anything else"]) })
        {
            var none = Condition.Always;
            var choice = Condition.Never;
            foreach (var value in values[..^1])
            {
                choice = d.Or(choice, d.And(d.Is(atom, value), d.Restrict(whole, atom, value)));
                none = d.And(none, d.Not(d.Is(atom, value)));
            }

            Assert.Equal(whole, d.Or(choice, d.And(none, d.Restrict(whole, atom, values[^1]))));
        }
    });

    [Fact]
    public void What_remains_of_a_condition_does_not_test_the_known_atom() => Property.Holds(Formula.Arbitrary, formula =>
    {
        var diagram = new ConditionDiagram();
        var remains = diagram.Restrict(formula.In(diagram), Formula.Atoms[1], "a");

        Assert.DoesNotContain(Formula.Atoms[1], diagram.Freeze([remains]).Table.Atoms);
    });

    [Fact]
    public void A_frozen_table_does_not_depend_on_the_order_in_which_conditions_were_met() =>
        Property.Holds(
            from formulas in Formula.Several
            from order in Gen.Shuffle(Enumerable.Range(0, formulas.Length))
            from atoms in Gen.Shuffle(Enumerable.Range(0, Formula.Atoms.Count))
            select (formulas, order, atoms),
            sample =>
            {
                var straight = new ConditionDiagram();
                var expected = sample.formulas.Select(f => f.In(straight)).ToArray();

                var other = new ConditionDiagram();
                foreach (var atom in sample.atoms)
                {
                    _ = other.Is(Formula.Atoms[atom], "something that is not in use later");
                }

                var actual = new Condition[sample.formulas.Length];
                foreach (var i in sample.order)
                {
                    actual[i] = sample.formulas[i].In(other);
                }

                var left = straight.Freeze(expected);
                var right = other.Freeze(actual);
                Assert.Equal(left.Table, right.Table);
                Assert.Equal(expected.Select(left.Map), actual.Select(right.Map));
            });

    [Fact]
    public void A_frozen_table_is_reduced_and_each_node_refers_only_to_earlier_ones() => Property.Holds(Formula.Several, formulas =>
    {
        var diagram = new ConditionDiagram();
        var conditions = formulas.Select(f => f.In(diagram)).ToArray();
        var (table, map) = diagram.Freeze(conditions);

        var used = conditions.Select(c => map(c).Node).ToHashSet();
        for (var i = 0; i < table.Nodes.Count; i++)
        {
            var node = table.Nodes[i];
            Assert.InRange(node.Atom, 0, table.Atoms.Count - 1);
            Assert.False(node.Edges.IsEmpty);
            Assert.Equal(node.Edges.Select(e => e.Value).Distinct().Order(StringComparer.Ordinal), node.Edges.Select(e => e.Value));
            Assert.DoesNotContain(node.Edges, e => e.Then == node.Otherwise);
            foreach (var child in node.Edges.Select(e => e.Then).Append(node.Otherwise))
            {
                Assert.InRange(child.Node, 0, i + 1);
                used.Add(child.Node);
            }
        }

        Assert.Equal(table.Nodes.Count, table.Nodes.Distinct().Count());
        Assert.Equal(table.Atoms.Count, table.Atoms.Select(a => a.Key).Distinct().Count());
        Assert.All(Enumerable.Range(0, table.Atoms.Count), atom => Assert.Contains(table.Nodes, n => n.Atom == atom));
        Assert.All(Enumerable.Range(2, table.Nodes.Count), node => Assert.Contains(node, used));
    });

    private static bool Evaluate(ConditionTable table, Condition condition, string[] assignment) =>
        table.Evaluate(condition, atom => assignment[Formula.Atoms.ToList().IndexOf(atom)]);
}
