using System.Diagnostics;

namespace AppHostSdk.Model.Tests;

public class WaitCycleRuleTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void A_resource_that_waits_for_itself_is_found()
    {
        var api = _app.Project("api");
        api.WaitFor(api);

        Assert.Equal(["AHS1001 at 2.dependency: 'api' waits for itself, so it would never start. Remove this wait."], _app.Findings);
    }

    [Theory]
    [InlineData(OperationKind.WaitFor)]
    [InlineData(OperationKind.WaitForStart)]
    [InlineData(OperationKind.WaitForCompletion)]
    public void Every_kind_of_wait_makes_a_cycle(OperationKind kind)
    {
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        a.WaitFor(b);
        b.Do(kind, ("dependency", new ModelValue.Resource("a")));

        Assert.Equal([Cycle("4.dependency (3.dependency)", "b → a → b")], _app.Findings);
    }

    [Fact]
    public void The_wait_declared_last_closes_the_cycle_and_the_others_are_related()
    {
        var (a, b, c) = (_app.Project("a"), _app.Project("b"), _app.Project("c"));
        c.WaitFor(a); // 4
        a.WaitFor(b); // 5
        b.WaitFor(c); // 6

        Assert.Equal([Cycle("6.dependency (4.dependency, 5.dependency)", "b → c → a → b")], _app.Findings);
    }

    [Fact]
    public void The_wait_declared_last_need_not_be_the_last_resource()
    {
        var (a, b, c) = (_app.Project("a"), _app.Project("b"), _app.Project("c"));
        c.WaitFor(a); // 4
        b.WaitFor(c); // 5
        a.WaitFor(b); // 6

        Assert.Equal([Cycle("6.dependency (5.dependency, 4.dependency)", "a → b → c → a")], _app.Findings);
    }

    [Fact]
    public void Two_cycles_apart_are_two_findings()
    {
        var (a, b, c, d) = (_app.Project("a"), _app.Project("b"), _app.Project("c"), _app.Project("d"));
        a.WaitFor(b); // 5
        c.WaitFor(d); // 6
        d.WaitFor(c); // 7
        b.WaitFor(a); // 8

        Assert.Equal([Cycle("7.dependency (6.dependency)", "d → c → d"), Cycle("8.dependency (5.dependency)", "b → a → b")], _app.Findings);
    }

    [Fact]
    public void What_leads_to_a_cycle_or_away_from_it_is_not_part_of_it()
    {
        var (start, a, b, end) = (_app.Project("start"), _app.Project("a"), _app.Project("b"), _app.Project("end"));
        a.WaitFor(b);     // 5
        b.WaitFor(a);     // 6
        start.WaitFor(a); // 7
        b.WaitFor(end);   // 8

        Assert.Equal([Cycle("6.dependency (5.dependency)", "b → a → b")], _app.Findings);
    }

    [Fact]
    public void Cycles_that_share_a_resource_are_one_finding_with_the_shortest_way_round()
    {
        var (a, b, c) = (_app.Project("a"), _app.Project("b"), _app.Project("c"));
        a.WaitFor(b); // 4
        b.WaitFor(c); // 5
        c.WaitFor(a); // 6
        b.WaitFor(a); // 7

        Assert.Equal([Cycle("7.dependency (4.dependency)", "b → a → b")], _app.Findings);
    }

    [Fact]
    public void A_self_wait_is_reported_beside_the_cycle_it_is_in()
    {
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        a.WaitFor(b).WaitFor(a); // 3, 4
        b.WaitFor(a);            // 5

        Assert.Equal(
            ["AHS1001 at 4.dependency: 'a' waits for itself, so it would never start. Remove this wait.", Cycle("5.dependency (3.dependency)", "b → a → b")],
            _app.Findings);
    }

    [Fact]
    public void The_same_wait_twice_is_no_cycle()
    {
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        a.WaitFor(b).WaitFor(b);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Two_ways_to_one_resource_are_no_cycle()
    {
        var (a, b, c, d) = (_app.Project("a"), _app.Project("b"), _app.Project("c"), _app.Project("d"));
        a.WaitFor(b).WaitFor(c);
        b.WaitFor(d);
        c.WaitFor(d);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_conditional_wait_that_closes_a_cycle_always_does()
    {
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        a.WaitFor(b);
        _app.When = _app.Is("strict", "true");
        b.WaitFor(a);
        b.WaitFor(b);

        Assert.Equal(2, _app.Findings.Count);
        Assert.All(_app.Findings, f => Assert.EndsWith(" This happens when configuration 'strict' is true.", f, StringComparison.Ordinal));
        Assert.StartsWith("AHS1002 at 4.dependency (3.dependency)", _app.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_that_no_run_has_is_none()
    {
        var (a, b, c) = (_app.Project("a"), _app.Project("b"), _app.Project("c"));
        _app.When = _app.Is("strict", "true");
        a.WaitFor(b);
        b.WaitFor(c);
        _app.When = _app.Conditions.Not(_app.When);
        c.WaitFor(a);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_cycle_of_independent_conditions_is_a_warning_on_the_shortest_possible_path()
    {
        var (a, b, c) = (_app.Project("a"), _app.Project("b"), _app.Project("c"));
        a.WaitFor(b);
        _app.When = _app.Is("x", "1");
        c.WaitFor(a);
        _app.When = _app.Conditions.Not(_app.When);
        b.WaitFor(a);
        _app.When = _app.Is("y", "1");
        b.WaitFor(c);
        _app.When = _app.Is("x", "1");
        c.WaitFor(b);

        Assert.StartsWith("warning AHS1002 at 8.dependency (7.dependency): These resources wait for each other, so none of them would start: c → b → c.", Assert.Single(_app.Findings), StringComparison.Ordinal);
        Assert.EndsWith(" This happens when configuration 'x' is '1' and configuration 'y' is '1'.", _app.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_part_of_the_program_does_not_break_a_cycle()
    {
        _app.Open();
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        a.WaitFor(b);
        b.WaitFor(a);

        Assert.Equal([Cycle("5.dependency (4.dependency)", "b → a → b")], _app.Findings);
    }

    [Fact]
    public void A_wait_for_a_resource_that_is_not_in_the_graph_is_left_to_others()
    {
        _app.Project("a").Do(OperationKind.WaitFor, ("dependency", new ModelValue.Resource("elsewhere")));

        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10_000)]
    public void A_cycle_of_any_length_is_found_quickly_and_on_a_small_stack(int length)
    {
        var resources = Enumerable.Range(0, length).Select(i => _app.Project($"r{i}")).ToList();
        for (var i = 0; i < length; i++)
        {
            resources[i].WaitFor(resources[(i + 1) % length]);
        }

        var graph = _app.Graph;
        var time = Stopwatch.StartNew();
        var finding = Assert.Single(OnSmallStack(() => GraphRules.Check(graph)));

        Assert.Equal(RuleCatalog.WaitCycle, finding.Rule);
        Assert.Equal(new SiteArgument(2 * length, "dependency"), finding.Location);
        Assert.Equal(Enumerable.Range(length + 1, length - 1), finding.Related.Select(r => r.Site));
        Assert.Equal(
            string.Join(" → ", Enumerable.Range(-1, length + 1).Select(i => $"r{(i + length) % length}")),
            finding.Arguments[0]);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_long_chain_without_a_cycle_is_fine()
    {
        var resources = Enumerable.Range(0, 10_000).Select(i => _app.Project($"r{i}")).ToList();
        for (var i = 1; i < resources.Count; i++)
        {
            resources[i - 1].WaitFor(resources[i]);
        }

        var graph = _app.Graph;
        Assert.Empty(OnSmallStack(() => GraphRules.Check(graph)));
    }

    private static string Cycle(string place, string path) =>
        $"AHS1002 at {place}: These resources wait for each other, so none of them would start: {path}. Remove one of the waits; a reference without a wait may go in both directions.";

    /// <summary>The compiler's threads have little stack, and an overflow there ends the compiler.</summary>
    private static T OnSmallStack<T>(Func<T> function)
    {
        var result = new TaskCompletionSource<T>();
        var thread = new Thread(
            () =>
            {
                try
                {
                    result.SetResult(function());
                }
                catch (Exception error)
                {
                    result.SetException(error);
                }
            },
            maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        return result.Task.GetAwaiter().GetResult();
    }
}
