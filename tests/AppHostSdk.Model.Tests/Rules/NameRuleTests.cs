namespace AppHostSdk.Model.Tests;

public class NameRuleTests
{
    private const string Format = "A name has 1 to 64 ASCII letters, digits and hyphens, starts with a letter, does not end with a hyphen and has no two hyphens in a row.";

    private readonly HostProgram _app = new();

    [Fact]
    public void Two_resources_of_one_name_are_found_at_the_second()
    {
        _app.Project("api");
        _app.Container("cache");
        _app.Container("api");

        Assert.Equal(
            ["AHS0001 at 3.name (1.name): A resource named 'api' is already declared. Resource names are compared without regard to case; give one of them another name."],
            _app.Findings);
    }

    [Fact]
    public void Names_that_differ_in_case_are_the_same_and_the_other_spelling_is_shown()
    {
        _app.Project("Api");
        _app.Parameter("API");

        Assert.Equal(
            ["AHS0001 at 2.name (1.name): A resource named 'API' is already declared as 'Api'. Resource names are compared without regard to case; give one of them another name."],
            _app.Findings);
    }

    [Fact]
    public void Every_further_resource_of_a_name_is_found_and_points_to_the_first()
    {
        _app.Project("api");
        _app.Project("api");
        _app.Project("api");

        Assert.Equal(["AHS0001 at 2.name (1.name)", "AHS0001 at 3.name (1.name)"], _app.Findings.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void One_name_in_exclusive_branches_is_two_alternatives()
    {
        var run = _app.Conditions.Is(Atom.Mode, "run");
        _app.When = run;
        _app.Container("db");
        _app.When = _app.Conditions.Not(run);
        _app.Parameter("db");

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_conditional_resource_is_a_mistake_whenever_it_is_there()
    {
        _app.Container("db");
        _app.When = _app.Is("database", "postgres");
        _app.Container("db");

        Assert.Equal(
            ["AHS0001 at 2.name (1.name): A resource named 'db' is already declared. Resource names are compared without regard to case; give one of them another name. This happens when configuration 'database' is 'postgres'."],
            _app.Findings);
    }

    [Fact]
    public void Two_conditions_that_can_hold_together_are_a_warning_that_says_when()
    {
        _app.When = _app.Is("database", "postgres");
        _app.Container("db");
        _app.When = _app.Is("cache", "true");
        _app.Container("db");
        _app.When = _app.Is("database", "mysql");
        _app.Parameter("db");

        Assert.Equal(
            [
                "warning AHS0001 at 2.name (1.name): A resource named 'db' is already declared. Resource names are compared without regard to case; give one of them another name. This happens when configuration 'cache' is true and configuration 'database' is 'postgres'.",
                "warning AHS0001 at 3.name (2.name): A resource named 'db' is already declared. Resource names are compared without regard to case; give one of them another name. This happens when configuration 'cache' is true and configuration 'database' is 'mysql'.",
            ],
            _app.Findings);
    }

    [Fact]
    public void Nothing_is_said_about_a_condition_that_had_to_be_widened()
    {
        _app.When = _app.Conditions.Is(new Atom(AtomKind.Value, "widened:1", new Provenance(ProvenanceKind.Widened, "a condition too large to keep")), "true");
        _app.Container("db");
        _app.When = _app.Is("database", "mysql");
        _app.Container("db");

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void An_open_part_of_the_program_does_not_make_two_names_differ()
    {
        _app.Open();
        _app.Project("api");
        _app.Project("api");

        Assert.StartsWith("AHS0001 at 3.name (2.name)", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_resource_name_is_found()
    {
        _app.Project("my_api");

        Assert.Equal([$"AHS0002 at 1.name: 'my_api' is not a valid resource name: it contains '_'. {Format}"], _app.Findings);
    }

    [Fact]
    public void An_invalid_name_is_wrong_under_every_condition()
    {
        _app.When = _app.Is("database", "postgres");
        _app.Project("1");

        Assert.StartsWith("AHS0002 at 1.name", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_name_used_twice_is_invalid_twice_and_no_duplicate()
    {
        _app.Project("a b");
        _app.Project("a b");

        Assert.Equal(["AHS0002", "AHS0002"], _app.Findings.Select(f => f[..7]));
    }

    [Fact]
    public void A_name_that_looks_like_a_numbered_key_is_a_finding_like_any_other()
    {
        _app.Project("api");
        _app.Project("api#1");
        _app.Project("api");

        Assert.Equal(["AHS0002 at 2.name", "AHS0001 at 3.name (1.name)"], _app.Findings.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void An_invalid_endpoint_name_is_found_where_it_was_declared()
    {
        _app.Project("api").WithEndpoint("my endpoint").WithEndpoint("MY endpoint", 5000);

        Assert.Equal([$"AHS0003 at 2.name: 'my endpoint' is not a valid endpoint name: it contains a space. {Format}"], _app.Findings);
    }

    [Fact]
    public void An_endpoint_that_is_called_by_its_scheme_is_found_at_the_scheme()
    {
        _app.Project("api").WithEndpoint(scheme: "git+ssh");

        Assert.Equal([$"AHS0003 at 2.scheme: 'git+ssh' is not a valid endpoint name: it contains '+'. {Format}"], _app.Findings);
    }

    [Fact]
    public void Endpoint_names_that_follow_the_rule_are_fine_and_may_be_used_by_every_resource()
    {
        _app.Project("api").WithEndpoint("a-1").WithEndpoint("b");
        _app.Project("web").WithEndpoint("a-1").WithEndpoint("B");

        Assert.Empty(_app.Findings);
    }
}
